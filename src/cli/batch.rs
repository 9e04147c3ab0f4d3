//! Many records on all cores: constant memory, answers in the order of the input.
//!
//! One thread reads, in portions; the others share each portion out among themselves; then its answers are
//! written in order. A portion ends early when no more input is waiting, so that a program which sends one
//! line and waits for the answer gets it.

use std::io::Write;
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::prelude::*;

use super::input::{Content, Item, Problem};
use super::progress::Progress;

/// Input held in one portion, in bytes, unless one record alone is larger.
const PORTION: usize = 8 << 20;
/// How far the reader may run ahead, in records.
const AHEAD: usize = 1024;

/// The answer to one record.
#[derive(Debug)]
pub struct Done {
    /// Text with its line end.
    pub output: String,
    pub articles: u64,
    pub words: u64,
}

/// Runs `job` over `items` and writes the answers to standard output, problems to standard error. Gives the
/// number of problems; fails only when the output can't be written.
pub fn run<I, J>(
    items: I,
    threads: usize,
    header: &str,
    progress: &mut Progress,
    job: J,
) -> std::io::Result<u64>
where
    I: Iterator<Item = Item> + Send,
    J: Fn(Item) -> Result<Done, Problem> + Sync,
{
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(std::io::Error::other)?;
    let job = |item: Item| match item.content {
        Content::Unreadable(message) => Err(Problem { place: item.place, message }),
        _ => job(item),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(header.as_bytes())?;
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        scope.spawn(move || {
            for item in items {
                // An error means that the writer has stopped; so do we.
                if sender.send(item).is_err() {
                    break;
                }
            }
        });
        let mut problems = 0;
        while let Some(portion) = next_portion(&receiver) {
            let answers: Vec<_> =
                pool.install(|| portion.into_par_iter().with_max_len(1).map(&job).collect());
            for answer in answers {
                match answer {
                    Ok(done) => {
                        out.write_all(done.output.as_bytes())?;
                        progress.add(done.articles, done.words);
                    }
                    Err(problem) => {
                        problems += 1;
                        progress.clear();
                        eprintln!("{problem}");
                    }
                }
            }
            out.flush()?;
            progress.show();
        }
        progress.finish();
        Ok(problems)
    })
}

/// Waits for one record and takes those that are there already; none at the end.
fn next_portion(receiver: &Receiver<Item>) -> Option<Vec<Item>> {
    let first = receiver.recv().ok()?;
    let mut size = first.size();
    let mut portion = vec![first];
    while size < PORTION && portion.len() < AHEAD {
        let Ok(item) = receiver.try_recv() else { break };
        size += item.size();
        portion.push(item);
    }
    Some(portion)
}
