//! How long links get: one line with the characters of the link for each text file, one article with label, date and view.
//! `node data/dictionary/measure.mjs` runs it on the corpora and sets Brotli and deflate beside it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::time::Instant;

use crossread::article::{Article, ArticleId, Date};
use crossread::session::dictionary::Dictionary;
use crossread::session::link::{decode, encode};
use crossread::session::{Carries, Page, Session, View};

fn main() {
    let dictionary = Dictionary::new(&fs::read("static/dictionary-v1.bin").unwrap()).unwrap();
    let begun = Instant::now();
    for file in std::env::args().skip(1) {
        // Several files joined by a plus go into one link.
        let articles: Vec<Article> =
            file.split('+').enumerate().map(|(place, path)| article(place, path)).collect();
        let view = View { page: Page::Compare, ..View::default() };
        let session = Session { articles, view, ..Session::default() };
        let link = encode(&session, Carries::Everything, Some(&dictionary)).unwrap();
        assert_eq!(decode(&link.fragment, Some(&dictionary)).unwrap().session, session);
        println!("{}", link.fragment.len());
    }
    eprintln!("{:?} to make and open them all", begun.elapsed());
}

fn article(place: usize, path: &str) -> Article {
    Article {
        id: ArticleId(place as u32),
        label: "The Morning Herald".into(),
        title: None,
        date: Date::new(2024, 5, 14),
        url: None,
        text: fs::read_to_string(path).unwrap(),
    }
}
