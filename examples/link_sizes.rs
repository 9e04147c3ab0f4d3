//! How long links become: one line for each text file (a link with the article, its label and the view), and one for all
//! of them in one link. Times are this machine's.
//!
//!     cargo run --release --example link_sizes -- static/dictionary-v1.bin a.txt b.txt

use std::time::Instant;
use std::{env, fs, io};

use crossread::article::{Article, ArticleId, Date};
use crossread::session::dictionary::Dictionary;
use crossread::session::link::{decode, encode};
use crossread::session::{Carries, Page, Session, View};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = env::args().skip(1);
    let bytes = fs::read(args.next().ok_or("give the dictionary, then text files")?)?;
    let start = Instant::now();
    let dictionary = Dictionary::new(&bytes)?;
    let primed = start.elapsed();
    let texts =
        args.map(|path| Ok((path.clone(), fs::read_to_string(path)?))).collect::<io::Result<Vec<_>>>()?;
    let article = |(place, (path, text)): (usize, &(String, String))| Article {
        id: ArticleId(place as u32),
        label: path.rsplit('/').next().unwrap_or(path).to_owned(),
        title: None,
        date: Date::new(2017, 5, 2),
        url: None,
        text: text.clone(),
    };
    for (place, text) in texts.iter().enumerate() {
        measure(&text.0, vec![article((place, text))], &dictionary)?;
    }
    measure("all in one", texts.iter().enumerate().map(article).collect(), &dictionary)?;
    println!("reading the dictionary once: {} ms", primed.as_millis());
    Ok(())
}

/// Prints bytes of text, characters with the dictionary and without, and milliseconds.
fn measure(
    name: &str,
    articles: Vec<Article>,
    dictionary: &Dictionary,
) -> Result<(), Box<dyn std::error::Error>> {
    let view = View { page: Page::Compare, open_rows: vec!["Syria".into()], ..View::default() };
    let session = Session { title: String::new(), articles, corrections: Vec::new(), view };
    let bytes: usize = session.articles.iter().map(|a| a.text.len()).sum();
    let start = Instant::now();
    let link = encode(&session, Carries::Everything, Some(dictionary))?;
    let encoded = start.elapsed();
    let start = Instant::now();
    if decode(&link.fragment, Some(dictionary))?.session != session {
        return Err(format!("{name} does not come back").into());
    }
    let decoded = start.elapsed();
    let plain = encode(&session, Carries::Everything, None)?.fragment.len();
    println!(
        "{name}: {bytes} bytes, {} characters ({plain} without the dictionary), made in {} ms, opened in {} ms",
        link.fragment.len(),
        encoded.as_millis(),
        decoded.as_millis()
    );
    Ok(())
}
