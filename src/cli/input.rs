//! From files and standard input to records, one at a time, each with the place that it came from.

use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a record stands: a file, and in JSON Lines the line (from 1).
#[derive(Debug, Clone)]
pub struct Place {
    pub file: Arc<str>,
    pub line: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => write!(f, "{}", self.file),
        }
    }
}

/// A record that can't be processed, and why.
#[derive(Debug)]
pub struct Problem {
    pub place: Place,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// A plain text file.
#[derive(Debug)]
pub struct PlainText {
    /// The file's name without folder and ending.
    pub stem: String,
    pub text: String,
}

/// What a record is made from.
#[derive(Debug)]
pub enum Content {
    /// A line of JSON Lines.
    Line(Vec<u8>),
    /// One or more plain text files.
    Texts(Vec<PlainText>),
    /// It could not be read.
    Unreadable(String),
}

/// A record.
#[derive(Debug)]
pub struct Item {
    pub place: Place,
    pub content: Content,
}

impl Item {
    /// Bytes held in memory.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Line(line) => line.len(),
            Content::Texts(texts) => texts.iter().map(|t| t.text.len()).sum(),
            Content::Unreadable(_) => 0,
        }
    }

    /// Reads a line of JSON as `T`.
    pub fn parse<T: serde::de::DeserializeOwned>(place: Place, line: &[u8]) -> Result<T, Problem> {
        serde_json::from_slice(line).map_err(|e| {
            let what = if e.is_data() { "unexpected content" } else { "not valid JSON" };
            // serde_json counts lines within the record, of which there is one.
            let reason = e.to_string();
            let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(before, _)| before);
            Problem { place, message: format!("{what} at column {}: {reason}", e.column()) }
        })
    }
}

/// What several `.txt` files are to a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// A record each.
    Each,
    /// One record, with the files as its articles.
    Together,
}

/// The records of all files, in order; of standard input where there are no files. Files are opened one
/// after another, and lines read one at a time.
pub fn items(files: &[PathBuf], texts: Texts) -> impl Iterator<Item = Item> + Send {
    let mut groups: Vec<Vec<PathBuf>> = Vec::new();
    let mut together: Option<usize> = None;
    for file in files {
        if texts == Texts::Together && is_text(file) {
            let at = *together.get_or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.push(file.clone()),
                None => groups.push(vec![file.clone()]),
            }
        } else {
            groups.push(vec![file.clone()]);
        }
    }
    if files.is_empty() {
        groups.push(vec![PathBuf::from("-")]);
    }
    groups.into_iter().flat_map(|group| open(&group))
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt"))
}

fn open(group: &[PathBuf]) -> Box<dyn Iterator<Item = Item> + Send> {
    let Some(first) = group.first() else { return Box::new(std::iter::empty()) };
    if is_text(first) {
        let names: Vec<String> = group.iter().map(|p| p.display().to_string()).collect();
        return Box::new(std::iter::once(match plain(group) {
            Ok(texts) => Item {
                place: Place { file: names.join(" ").into(), line: None },
                content: Content::Texts(texts),
            },
            Err(problem) => unreadable(problem.place, problem.message),
        }));
    }
    if first.as_os_str() == "-" {
        return Box::new(Lines::new("<stdin>".into(), Box::new(std::io::stdin())));
    }
    let name: Arc<str> = first.display().to_string().into();
    match File::open(first) {
        Ok(file) => Box::new(Lines::new(name, Box::new(file))),
        Err(e) => Box::new(std::iter::once(unreadable(
            Place { file: name, line: None },
            format!("can't open: {e}"),
        ))),
    }
}

fn unreadable(place: Place, message: String) -> Item {
    Item { place, content: Content::Unreadable(message) }
}

fn plain(paths: &[PathBuf]) -> Result<Vec<PlainText>, Problem> {
    let mut texts = Vec::with_capacity(paths.len());
    for path in paths {
        let problem = |message: String| Problem {
            place: Place { file: path.display().to_string().into(), line: None },
            message,
        };
        let bytes = std::fs::read(path).map_err(|e| problem(format!("can't open: {e}")))?;
        // Offsets count the bytes as given, so a text in another encoding is refused, not repaired.
        let text = String::from_utf8(bytes).map_err(|e| {
            problem(format!("not UTF-8 at byte {}; convert it first", e.utf8_error().valid_up_to()))
        })?;
        let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        texts.push(PlainText { stem, text });
    }
    Ok(texts)
}

/// The lines of one file that are not blank.
struct Lines {
    file: Arc<str>,
    reader: BufReader<Box<dyn Read + Send>>,
    line: u64,
    ended: bool,
}

impl Lines {
    fn new(file: Arc<str>, reader: Box<dyn Read + Send>) -> Self {
        Self { file, reader: BufReader::with_capacity(1 << 17, reader), line: 0, ended: false }
    }

    fn place(&self) -> Place {
        Place { file: self.file.clone(), line: Some(self.line) }
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let mut line = Vec::new();
            let read = self.reader.read_until(b'\n', &mut line);
            self.line += 1;
            match read {
                Ok(0) => self.ended = true,
                Ok(_) => {
                    if self.line == 1 && line.starts_with("\u{feff}".as_bytes()) {
                        line.drain(..3);
                    }
                    if !line.iter().all(u8::is_ascii_whitespace) {
                        return Some(Item { place: self.place(), content: Content::Line(line) });
                    }
                }
                Err(e) => {
                    self.ended = true;
                    return Some(unreadable(self.place(), format!("can't read on: {e}")));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &'static str) -> Vec<(Option<u64>, Vec<u8>)> {
        Lines::new("x".into(), Box::new(text.as_bytes()))
            .filter_map(|item| match item.content {
                Content::Line(line) => Some((item.place.line, line)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn blank_lines_count_but_are_no_records() {
        let found = lines("\u{feff}{}\r\n\n  \n[]");
        assert_eq!(found, [(Some(1), b"{}\r\n".to_vec()), (Some(4), b"[]".to_vec())]);
    }

    #[test]
    fn text_files_stand_together_only_when_asked() {
        let files = ["a.txt", "b.jsonl", "C.TXT"].map(PathBuf::from);
        assert_eq!(items(&files, Texts::Each).count(), 3);
        assert_eq!(items(&files, Texts::Together).count(), 2);
    }

    #[test]
    fn a_problem_says_where() {
        let place = Place { file: "news.jsonl".into(), line: Some(7) };
        let problem = Item::parse::<Vec<u32>>(place, b"[1, 2").unwrap_err().to_string();
        assert_eq!(problem, "news.jsonl:7: not valid JSON at column 5: EOF while parsing a list");
    }
}
