//! Every word of the page, in one place, so that it can be translated.

use std::rc::Rc;

use crate::article::Article;
use crate::comparison::FindingKind;
use crate::corrections::{Anchor, Correction};
use crate::page::state::Found;

pub const NAME: &str = "Crossread";
pub const HEADING: &str = "Who said what, and\u{a0}who left it out.";
pub const LEDE: &str = "Paste two or more news articles. Crossread marks the topics, finds the speakers and \
                        sets the sources side by side.";
pub const ARTICLE_TEXT: &str = "Article text";
pub const PASTE_HERE: &str = "Paste an article here, or anywhere on this page";
pub const ADD_ARTICLE: &str = "Add article";
pub const OPEN_FILES: &str = "Open files";
pub const TRY_EXAMPLE: &str = "Try an example";
pub const PROMISE: &str = "Nothing leaves this page.";
/// The page that says how the promise is kept.
pub const POLICY: &str = "policy.html";
pub const PROMISE_WHY: &str = "No server, no account; it works with the network off.";

pub const PASTE_ANOTHER: &str = "Paste another article";
pub const HOW_MARKS_READ: &str = "How the marks read";
pub const KEY_BRACKETS: &str = "Half brackets";
pub const KEY_BRACKETS_REST: &str = " hold a statement; its speaker hangs in the margin.";
pub const KEY_TOPIC: &str = "Colour, rule and number";
pub const KEY_TOPIC_REST: &str = " together name a topic.";
pub const KEY_DIFFER_REST: &str = " Two sources give different figures.";
pub const KEY_OMISSION_REST: &str = " What one has and another lacks.";

pub const READING: &str = "Articles read";
pub const CANCEL: &str = "Cancel";
pub const CLOSE: &str = "Close";
pub const DIRECT: &str = "direct";
pub const MIXED: &str = "mixed";
pub const INDIRECT: &str = "indirect";
pub const TABLE_BOX: &str = "Source comparison, scrollable";

pub const VIEWS: &str = "Views";
pub const READ: &str = "Read";
pub const COMPARE: &str = "Compare";
pub const QUOTED: &str = "Quoted";
pub const MENU: &str = "Menu";
pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const COPY_LINK: &str = "Copy link";
pub const LINK_COPIED: &str = "Link copied. Whoever opens it sees the same articles and table.";
pub const LINK_NOT_COPIED_HEADING: &str = "The link could not be copied";
pub const LINK_NOT_COPIED: &str = "This browser does not let the page write to the clipboard. The link is in the \
                                   address bar now: copy it from there.";

pub const KEPT_ONE_STEP_BACK: &str = "The articles of your last visit are one Undo away";
pub const NO_ANALYSIS: &str = "A part of this page could not be loaded. Reload the page, and try again.";
pub const LINK_NOT_OPENED: &str = "This link could not be opened";
pub const FROM_A_LINK: &str = "Opened from a link. The texts come from whoever made it and were not checked \
                               against the originals.";

/// Of what came by an address and is opened as the reader left it.
pub const CHANGED_SINCE: &str = "You have changed it since, in this browser.";
pub const BACK_TO_OWN: &str = "Back to your own articles";

pub const ARTICLES: &str = "Articles";
pub const ARTICLE: &str = "Article";
pub const TOPICS: &str = "Topics";
pub const READER: &str = "Reader";
pub const SKIP: &str = "Skip to the text";
pub const NO_SPEAKER: &str = "no source named";
pub const DIFFER: &str = "Figures differ";
pub const ONLY_HERE: &str = "Only here";
pub const ALSO_IN: &str = "Also in";
pub const LEFT_OUT_HERE: &str = "Left out here";

pub const SOURCE_COMPARISON: &str = "Source comparison";
pub const COMPARE_BY: &str = "Compare by";
pub const BY_SPEAKERS: &str = "Speakers";
pub const BY_ARTICLES: &str = "Articles";
pub const NOT_MENTIONED: &str = "not mentioned";
pub const IN_PASSING: &str = "only in passing";
pub const TOPIC: &str = "Topic";
pub const WHAT_SOURCES_SAY: &str = "What the sources say";
pub const WHO_IS_QUOTED: &str = "Who is quoted";
pub const ADD_SECOND: &str = "Add a second article to compare.";

pub const SHOW_ROWS: &str = "Show rows";
pub const ALL_ROWS: &str = "All";
pub const LEFT_OUT: &str = "Left out";
pub const ONLY_IN_ONE: &str = "Only in one";
pub const SORT: &str = "Sort";
pub const DIFFERENCES_FIRST: &str = "Differences first";
pub const MOST_COVERED: &str = "Most covered";
pub const ALPHABET: &str = "Alphabet";
pub const NO_ROWS: &str =
    "No topic was found that a source speaks of. Longer texts, or texts with statements, give a table.";
pub const SHOW_ALL_ROWS: &str = "Show all rows";
pub const FEWER: &str = "Show fewer";
pub const OWN_NARRATION: &str = "own narration";
pub const UNSURE_MARK: &str = " (unsure)";
pub const FINDINGS: &str = "Findings";
pub const FILTER_BY: &str = "Show these rows only";
pub const DIFFER_SOFT: &str = "Figures vary";
pub const ALL_MENTION_IT: &str = "All mention it";
pub const ALL_AGREE: &str = "All agree";
pub const SAID_TO_BE_LEFT_OUT: &str = "Said to be left out";
pub const CUT_DIFFERENTLY: &str = "Cut differently";
pub const SAME_WORDS: &str = "Same words";
pub const VERSIONS: &str = "Two versions";
pub const OPPOSED: &str = "At odds";
pub const PLEASE_NOTE: &str = "Please note";
pub const NOT_SO: &str = "Not so";
pub const NOT_SO_WHAT: &str = "Set this finding aside";
/// How it begins where it is told that a finding was set aside.
pub const SET_ASIDE: &str = "Set aside. ";
pub const BRING_BACK: &str = "Bring back";
pub const SHARE_OF_WORDS: &str = "Share of each article’s words given to each speaker.";
pub const IN_ITS_OWN_VOICE: &str = "in the article’s own voice";
pub const NO_STATEMENT: &str = "No statement was found.";
pub const WORD_CHOICE: &str = "Word choice";
pub const WORD_CHOICE_WHAT: &str =
    "Words that one article uses for this and the others do not, most telling first.";

pub const UNSURE: &str = "unsure";
pub const SURE: &str = "clear";
pub const SOURCE: &str = "Source";
pub const CUE: &str = "Cue";
pub const KIND: &str = "Quoted";
pub const HOW_SURE: &str = "Reading";
pub const WHY: &str = "Why";
pub const WHO_SAID_IT: &str = "Who said it";
pub const CHANGE_SPEAKER: &str = "Change speaker";
pub const NOT_A_STATEMENT: &str = "Not a statement";
pub const ADD_STATEMENT: &str = "Add a statement";
pub const ADD_STATEMENT_HINT: &str = "Select the words first, or write them as they stand there. It takes the place of what was found in the same words.";
pub const NOT_IN_THIS_ARTICLE: &str = "These words do not stand in the article.";
pub const ADDED_MARK: &str = " (added by a reader)";
pub const ADDED: &str = "added by a reader";

/// What a field for an article's words is called.
pub fn words_of(label: &str) -> String {
    format!("What somebody says in {label}")
}

pub const NAME_EVERYWHERE: &str = "Name";
pub const SAME_AS: &str = "The same as";
pub const RENAME: &str = "Rename";
pub const CHOOSE: &str = "Choose …";
pub const EDIT_ARTICLE: &str = "Edit article";
pub const ARTICLE_NAME: &str = "Name (outlet or short title)";
pub const ARTICLE_TITLE: &str = "Headline";
pub const ARTICLE_DATE: &str = "Date";
pub const ARTICLE_WORDS: &str = "Words";
pub const NOT_THE_RIGHT_TEXT: &str = "Not the right text?";
pub const SAVE: &str = "Save";
pub const EARLIER: &str = "Move left";
pub const LATER: &str = "Move right";
pub const REMOVE: &str = "Remove";
pub const RENAME_SESSION: &str = "Rename this comparison";
pub const RENAME_TITLE: &str = "Rename";
pub const TITLE: &str = "Title";
pub const TITLE_HINT: &str = "Without a title the first topic is shown.";
pub const EDIT_TOPICS: &str = "Edit topics";
pub const SHOW_ALL: &str = "Show all";
pub const CHIP_HINT: &str = "Press: on or off. Double press: only this one. Drag onto another: merge.";
pub const NEW_TOPIC: &str = "A word or phrase from the texts";
pub const ADD_TOPIC: &str = "Add topic";
pub const TOPIC_NAME: &str = "Name";
pub const MERGE_INTO: &str = "Merge into";
pub const COLOUR_FROM: &str = "Give it the colour of";
pub const HIDE_TOPIC: &str = "Hide";
pub const ALSO_CALLED: &str = "Split off:";

pub fn take_out(alias: &str) -> String {
    format!("“{alias}”")
}

pub const YOUR_CORRECTIONS: &str = "Your corrections";
pub const LOST: &str = "Its place is not in the text any more.";
pub const NOT_IN_THE_TEXTS: &str = "Not found in the texts.";
pub const TAKE_BACK: &str = "Take back";
pub const TABLE_BESIDE: &str = "Table beside";
pub const SEARCH: &str = "Search the articles";
pub const SEARCH_SHORT: &str = "Search";
pub const BY_RULES_YET: &str = "Statements are found by simple rules until the learned model has arrived.";
pub const BY_MODEL: &str =
    "Statements are found by a learned model, which errs: check them against the text.";
pub const BY_RULES_ONLY: &str =
    "Statements are found by simple rules only: the learned model could not be loaded.";
pub const KEPT: &str = "Your work is kept in this browser, and only there.";
pub const NOT_KEPT_HEADING: &str = "Your work is not kept";
pub const NOT_KEPT: &str =
    "This browser has no room for your work, or does not let it be kept: save it as a file before you leave.";
pub const FORGET: &str = "Forget everything";
pub const KEYS: &str = "Keyboard";
pub const LETTER_KEYS: &str = "Single letters and digits are commands";
/// Keys and what they do.
pub const KEY_TABLE: [(&str, &str); 18] = [
    ("j, k", "next, previous mark"),
    ("n, Shift n", "next, previous mention of the same topic"),
    ("Enter", "from a mark to its row in the table, from a cell or row to its passage"),
    ("Backspace, Esc", "back to where the jump began"),
    ("Space", "open or close the row of the table"),
    ("1 … 8", "topic on or off"),
    ("Shift 1 … 8", "only that topic"),
    ("g, then r", "Read"),
    ("g, then c", "Compare"),
    ("g, then q", "Quoted"),
    ("/", "search"),
    ("a", "add what is selected as a statement"),
    ("s", "share"),
    ("arrows, Home, End", "within topics, speakers and the table"),
    ("Ctrl Z, Ctrl Shift Z", "undo, redo"),
    ("Ctrl V outside a field", "add what is pasted"),
    ("?", "this list"),
    ("Esc in a dialog, in the search", "close"),
];

pub const NOTHING_HEADING: &str = "There is no text in that";
pub const NOTHING_TEXT: &str = "Paste or type the words of an article, then press “Add article”.";
pub const FORGOTTEN: &str = "Everything is forgotten: nothing is kept in this browser.";
pub const UNDONE: &str = "Undone.";
pub const REDONE: &str = "Done again.";
pub const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
pub const NOTHING_TO_REDO: &str = "There is nothing to do again.";
pub const CORRECTION_TAKEN_BACK: &str = "Correction taken back.";

pub fn words(count: u32) -> String {
    match count {
        1 => "1 word".into(),
        n => format!("{} words", grouped(n)),
    }
}

/// How a text that could be an article's begins, and how long it is.
pub fn candidate(text: &str) -> String {
    let mut all = text.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(12).collect();
    let count = first.len() + all.count();
    let dots = if count > first.len() { " …" } else { "" };
    format!("{}{dots} ({})", first.join(" "), words(count as u32))
}

pub fn reading(done: u32, total: u32) -> String {
    format!("Reading {} of {total}", (done + 1).min(total))
}

pub fn added(labels: &[&str]) -> String {
    format!("Added {}.", list(labels))
}

pub fn removed(label: &str) -> String {
    format!("Removed {label}.")
}

pub fn moved(label: &str, place: usize) -> String {
    format!("Moved {label} to place {place}.")
}

pub fn edited(label: &str) -> String {
    format!("Changed {label}.")
}

/// What a finding is of, in a tag.
pub fn finding(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::FiguresDiffer => DIFFER,
        FindingKind::Only => ONLY_IN_ONE,
        FindingKind::LeftOut => LEFT_OUT,
        FindingKind::AllAgree => ALL_AGREE,
        FindingKind::ClaimedOmission => SAID_TO_BE_LEFT_OUT,
        FindingKind::ClippedQuotation => CUT_DIFFERENTLY,
        FindingKind::Opposed => OPPOSED,
        FindingKind::Versions => VERSIONS,
        FindingKind::WireCopy => SAME_WORDS,
        _ => PLEASE_NOTE,
    }
}

/// The name of the button that sets a finding aside; it begins with what is visible.
pub fn not_so(what: &str) -> String {
    format!("{NOT_SO}: {what}")
}

/// A row's figures, for that name.
pub fn figures_differ(label: &str) -> String {
    format!("{DIFFER}, “{label}”")
}

pub fn set_aside(count: usize) -> String {
    format!("{} set aside", plural(count, "finding"))
}

/// The name of the button that brings a finding back.
pub fn bring_back(what: &str) -> String {
    format!("{BRING_BACK}: {what}")
}

/// First words of a statement, and its article.
fn statement(at: &Anchor, articles: &[Rc<Article>]) -> String {
    let label = articles.iter().find(|a| a.id == at.article).map_or("", |a| &a.label);
    // Of a figure the words go on behind it.
    let words = at.words.get(..at.content.len()).unwrap_or(&at.words);
    format!("{} ({label})", first_words(words))
}

/// What was set aside: what is said of these places.
pub fn what_was_set_aside(kind: FindingKind, at: &[Anchor], articles: &[Rc<Article>]) -> String {
    let places: Vec<String> = at.iter().map(|at| statement(at, articles)).collect();
    let some: Vec<&str> = places.iter().take(4).map(String::as_str).collect();
    format!("{}: {}.", finding(kind), list(&some))
}

/// What a correction did; of a statement its first words and its article.
pub fn corrected(correction: &Correction, articles: &[Rc<Article>]) -> String {
    let statement = |at| statement(at, articles);
    match correction {
        Correction::RenameTopic { topic, label } => format!("“{topic}” is now called “{label}”."),
        Correction::MergeTopics { from, into } => format!("“{from}” merged into “{into}”."),
        Correction::SplitTopic { topic, alias } => format!("“{alias}” taken out of “{topic}”."),
        Correction::HideTopic { topic } => format!("“{topic}” hidden."),
        Correction::AddTopic { phrase } => format!("Topic “{phrase}” added."),
        Correction::RenameSpeaker { speaker, name } => format!("“{speaker}” is now called “{name}”."),
        Correction::MergeSpeakers { from, into } => format!("“{from}” merged into “{into}”."),
        Correction::HideSpeaker { speaker } => format!("“{speaker}” hidden."),
        Correction::Dismiss { at } => format!("Marked as not a statement: {}.", statement(at)),
        Correction::Reassign { at, speaker } => format!("Given to {speaker}: {}.", statement(at)),
        Correction::AddStatement { at, speaker } => format!("Added for {speaker}: {}.", statement(at)),
        Correction::SetAside { kind, at } => {
            format!("{SET_ASIDE}{}", what_was_set_aside(*kind, at, articles))
        }
    }
}

pub fn not_in_the_texts(phrase: &str) -> String {
    format!("“{phrase}” is not found in the texts.")
}

/// The first words of a statement, which may have been cut within one.
fn first_words(words: &str) -> String {
    let bare = words.trim_matches(['“', '”', '"', '„']);
    match bare.rsplit_once(' ') {
        Some((whole, _)) if words.len() > Anchor::WORDS - 4 => format!("“{whole} …”"),
        _ => format!("“{bare}”"),
    }
}

/// What the analysis found, for the status line.
pub fn found(found: &Found) -> String {
    let statements: usize = found.analyses.iter().map(|a| a.attributions.len()).sum();
    let topics = found.by_articles.topics.len();
    format!("{} and {} found.", plural(statements, "statement"), plural(topics, "topic"))
}

pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// "a", "a and b", "a, b and c".
pub fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// 12345 as "12,345".
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Who said something, by which words: "Ruth Adeyemi said"; where the speaker goes without saying, in which article:
/// "denied, in The Courier".
pub fn by_line(speaker: Option<&str>, cue: &str, unsure: &str, label: &str) -> String {
    let cue = cue.trim_matches(|c: char| !c.is_alphanumeric());
    let according = cue.get(..9).is_some_and(|c| c.eq_ignore_ascii_case("according"));
    let line = match speaker {
        Some(name) if according => format!("{cue} {name}{unsure}"),
        Some(name) => format!("{name} {cue}{unsure}"),
        None if according || cue.is_empty() => format!("in {label}{unsure}"),
        None => format!("{cue}{unsure}, in {label}"),
    };
    line.trim().to_owned()
}

/// The name of the browser's tab.
pub fn tab(title: &str) -> String {
    format!("{title} · {NAME}")
}

/// "¶3".
pub fn pilcrow(paragraph: u32) -> String {
    format!("¶{paragraph}")
}

/// The name of a link to a passage; it begins with what is visible.
pub fn go_to(paragraph: u32, label: &str) -> String {
    format!("¶{paragraph}, go to passage in {label}")
}

/// A note on a topic that no other article has.
pub fn only_here(topic: &str) -> String {
    format!("No other source mentions “{topic}”.")
}

pub fn only_in(name: &str) -> String {
    format!("Only in {name}")
}

/// The same of somebody who speaks.
pub fn only_from(name: &str) -> String {
    format!("Only {name}")
}

pub fn said_by(some: usize, of: usize) -> String {
    format!("Said by {some} of {of}")
}

pub fn in_passing_in(names: &[&str], of: usize) -> String {
    if names.len() <= 2 {
        format!("Only in passing in {}", list(names))
    } else {
        format!("Only in passing in {} of {of}", names.len())
    }
}

/// Names as long as they are few.
pub fn left_out_by(names: &[&str], of: usize) -> String {
    if names.len() <= 2 {
        format!("Left out by {}", list(names))
    } else {
        format!("Left out by {} of {of}", names.len())
    }
}

/// In how many rows a column speaks.
pub fn of_topics(spoken: usize, rows: usize) -> String {
    format!("{spoken} of {}", plural(rows, "topic"))
}

pub fn rows_left_out(count: usize) -> String {
    if count == 1 { "1 row is not shown.".into() } else { format!("{count} rows are not shown.") }
}

pub fn more_passages(count: usize) -> String {
    format!("+{count} more")
}

/// "5 named · 1 document · none unnamed".
pub fn sourcing(named: usize, documents: usize, unnamed: usize) -> String {
    if named + documents + unnamed == 0 {
        return "Quotes nobody.".into();
    }
    let mut parts = vec![format!("{named} named")];
    if documents > 0 {
        parts.push(plural(documents, "document"));
    }
    parts.push(if unnamed == 0 { "none unnamed".into() } else { format!("{unnamed} unnamed") });
    parts.join(" · ")
}

/// "2 statements, 40 of 61 words direct".
pub fn statements(count: u32, direct: u32, words: u32) -> String {
    let how = match direct {
        0 => INDIRECT.to_owned(),
        all if all == words => DIRECT.to_owned(),
        some => format!("{some} of {} {DIRECT}", self::words(words)),
    };
    format!("{}, {how}", plural(count as usize, "statement"))
}

/// A part of one as per cent: at least "<1%" where there is something.
pub fn percent(part: f64) -> String {
    if part > 0.0 && part < 0.005 { "<1%".into() } else { format!("{}%", (part * 100.0).round() as u32) }
}

/// A measure with one decimal, for attributes. The standard library's way to write and read decimals is 20 kB of the page.
pub fn tenths(measure: f64) -> String {
    let mut text = String::new();
    push_tenths(&mut text, measure);
    text
}

/// Writes the same at the end of a text.
pub fn push_tenths(text: &mut String, measure: f64) {
    let tenths = (measure.max(0.0) * 10.0).round() as u32;
    let start = text.len();
    let mut whole = tenths / 10;
    while whole >= 10 {
        text.insert(start, char::from(b'0' + (whole % 10) as u8));
        whole /= 10;
    }
    text.insert(start, char::from(b'0' + whole as u8));
    text.push('.');
    text.push(char::from(b'0' + (tenths % 10) as u8));
}

pub fn times_here(here: u32, elsewhere: u32) -> String {
    let others = if elsewhere == 0 { "never elsewhere".into() } else { format!("{elsewhere} elsewhere") };
    format!("{here} × here, {others}")
}

pub const EXPORT: &str = "Export";
pub const CSV: &str = "CSV";
pub const MARKDOWN: &str = "Markdown";
pub const JSON: &str = "JSON";
pub const WEB_PAGE: &str = "Web page";
pub const SESSION_FILE: &str = "Session file";
pub const PRINT: &str = "Print";
pub const NOT_EXPORTED: &str = "The file could not be saved";
pub const NOT_EXPORTED_TEXT: &str = "This browser does not let the page make files. Copy the link instead.";

pub fn exported(what: &str) -> String {
    format!("{what} saved.")
}

pub const COPY: &str = "Copy";
pub const COPY_WHAT: &str = "What to copy";
pub const COPY_TABLE: &str = "The whole table";
pub const COPY_MARKDOWN: &str = "Copy as Markdown";
pub const COPY_CSV: &str = "Copy as CSV";
pub const PART_COPIED: &str = "Copied.";
pub const COPY_REFUSED: &str =
    "This browser does not let the page write to the clipboard. Export a file instead.";

pub fn copy_row(label: &str) -> String {
    format!("The row “{label}”")
}

pub fn copy_cell(source: &str) -> String {
    format!("What {source} says on it")
}

/// The name of a row's button; it begins with what is visible.
pub fn copy_of(label: &str) -> String {
    format!("{COPY} “{label}”")
}

pub const SHARING_OPTIONS: &str = "Sharing options";
pub const SHARE_THIS: &str = "Share this comparison";
pub const LINK_CARRIES: &str = "The link carries";
pub const CARRY_ALL: &str = "Everything";
pub const CARRY_ALL_WHAT: &str = "texts, corrections, view";
pub const CARRY_EXCERPTS: &str = "Excerpts";
pub const CARRY_EXCERPTS_WHAT: &str = "only the sentences that the table and the statements stand on";
pub const CARRY_VIEW: &str = "Only the view";
pub const CARRY_VIEW_WHAT: &str = "for someone who has the same articles open";
pub const MAKING_LINK: &str = "Making the link …";
pub const LINK_PRIVACY: &str = "The texts travel inside the link. Anyone who has it can read them; no server is sent them by opening it.";
pub const SAVE_AS_FILE: &str = "Save as file";
pub const SET_HINT: &str = "For a class: put the saved file beside this page on your own site and share the page’s address \
                            with #set= and the file’s name behind it.";
pub const COPIED: &str = "Copied";
pub const COPY_BY_HAND: &str =
    "This browser does not let the page write to the clipboard: mark the link and copy it.";
pub const FITS: &str = "Fits";
pub const TOO_LONG: &str = "Too long";
pub const AN_EMAIL: &str = "E-mail";
pub const LONG_CHAT: &str = "Long chat message";
pub const SHORT_CHAT: &str = "Short chat message";
pub const QR_CODE: &str = "QR code";
pub const WHERE_IT_FITS: &str = "Where it fits";
pub const TOO_LONG_WHAT_NOW: &str =
    "Some programs cut links as long as this. Share excerpts, or save a file and send that.";

pub fn link_length(characters: usize) -> String {
    format!("Link, {} characters", grouped(characters as u32))
}

pub const MORE_WAYS: &str = "More ways to add articles";
pub const BOOKMARKLET_BEFORE: &str = "From any news site: drag ";
pub const BOOKMARKLET_NAME: &str = "Read in Crossread";
pub const BOOKMARKLET_AFTER: &str = " to your bookmarks bar. Pressed on an article, it opens that article, or what you have marked of it, here.";
pub const ONLY_ADDRESS: &str = "Only the address of an article came";
pub const ONLY_ADDRESS_TEXT: &str = "This page fetches nothing from other sites. Open the article, mark its text and share that, or paste it here.";
pub const WAY_FILES: &str = "From files: saved pages (.html), .txt, .md, .docx, feeds (.rss, .xml), and .json of news \
                             services or of Crossread itself. Several at once; you can also drop them on this page.";
pub const WAY_SHARE: &str = "From a phone: install this page, then share an article’s text to Crossread.";

pub const FROM_A_SET: &str =
    "Opened from a set that lies beside this page. The texts come from whoever put it there.";
pub const SET_MISSING: &str = "There is no such set beside this page, or it is not a session file. Ask whoever sent the \
                               address, or add the articles yourself.";

pub fn set_not_opened(name: &str) -> String {
    format!("The set {name} could not be opened")
}

pub fn file_not_read(name: &str) -> String {
    format!("{name} could not be read")
}

pub fn printed(date: &str) -> String {
    format!(
        "Printed from {NAME} on {date}. Found by a program: check statements and figures against the articles."
    )
}

pub fn files_not_read(count: usize) -> String {
    format!("{count} files could not be read")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "12 May 2026".
pub fn date(date: crate::article::Date) -> String {
    let month = MONTHS.get(usize::from(date.month()).saturating_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// "and 2 more"
pub fn more_notes(count: usize) -> String {
    plural(count, "more note")
}

pub fn more_sources(count: usize, and_others: bool) -> String {
    format!("and in {}{count} more places", if and_others { "more than " } else { "" })
}

/// Behind the places that a note leads to, if there are more.
pub const AND_OTHERS: &str = "; and others";

pub fn more_topics(count: usize) -> String {
    plural(count, "more topic")
}

/// Topics that have no colour.
pub fn further(count: usize) -> String {
    format!("+{count}")
}

pub fn in_all_articles(name: &str) -> String {
    format!("All statements of {name}")
}

/// How many places a search found, and how many of them are shown.
pub fn hits(count: usize, most: usize) -> String {
    match count {
        0 => "Nowhere.".into(),
        1 => "1 place".into(),
        n if n > most => format!("{} places, the first {most} of them:", grouped(n as u32)),
        n => format!("{n} places"),
    }
}

/// In quotation marks, unless the words bring their own; a mark whose other half stands in another sentence gets it.
pub fn quoted(words: &str) -> String {
    let count = |mark| words.matches(mark).count();
    let straight = count('"') % 2 == 1;
    let open = words.starts_with('“') && count('“') > count('”') || words.starts_with('"') && straight;
    let closed = words.ends_with('”') && count('”') > count('“') || words.ends_with('"') && straight;
    match () {
        () if open => format!("{words}{}", if straight { '"' } else { '”' }),
        () if closed => format!("{}{words}", if straight { '"' } else { '“' }),
        () if words.starts_with(['“', '"', '«', '„']) => words.to_owned(),
        () => format!("“{words}”"),
    }
}

/// A letter as a capital, where it is one of Western Europe's: the tables for all others weigh 4 kB.
fn capital(letter: char) -> char {
    match letter {
        'à'..='ö' | 'ø'..='þ' => char::from_u32(letter as u32 - 0x20).unwrap_or(letter),
        _ => letter.to_ascii_uppercase(),
    }
}

/// A title until there is one: "Ferry, in 3 articles".
pub fn about(topic: &str, articles: usize) -> String {
    let many = plural(articles, "article");
    let mut letters = topic.chars();
    match letters.next() {
        Some(first) => format!("{}{}, in {many}", capital(first), letters.as_str()),
        None => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::text::Span;

    #[test]
    fn a_by_line_never_gives_a_persons_words_to_the_article() {
        for (speaker, cue, expected) in [
            (None, "denied", "denied, in The Courier"),
            (None, "said:", "said, in The Courier"),
            (None, ":", "in The Courier"),
            (None, "According to", "in The Courier"),
            (Some("Ann Lee"), "said", "Ann Lee said"),
            (Some("Ann Lee"), "according to", "according to Ann Lee"),
            (Some(""), "was told", "was told"),
        ] {
            assert_eq!(by_line(speaker, cue, "", "The Courier"), expected);
        }
        assert_eq!(by_line(None, "denied", UNSURE_MARK, "The Courier"), "denied (unsure), in The Courier");
    }

    #[test]
    fn marks_come_in_pairs() {
        for (words, expected) in [
            ("No.", "“No.”"),
            ("“No,” she said.", "“No,” she said."),
            ("“Started.", "“Started.”"),
            ("It is an insult.”", "“It is an insult.”"),
            ("\"Started.", "\"Started.\""),
            ("It is an insult.\"", "\"It is an insult.\""),
        ] {
            assert_eq!(quoted(words), expected);
        }
    }

    #[test]
    fn a_correction_says_which_statement_it_is_about() {
        let text = "“The depot had held more than its licence allowed,” Ann Lee said. No. It did not.";
        let article = |id, label: &str| {
            let id = ArticleId(id);
            Rc::new(Article {
                id,
                label: label.into(),
                title: None,
                date: None,
                url: None,
                text: text.into(),
            })
        };
        let articles = [article(3, "The Courier"), article(4, "The Wire")];
        let at = |id, words: &str| {
            let start = text.find(words).unwrap_or_default();
            Anchor::new(ArticleId(id), text, Span::new(start, start + words.len()))
        };
        let given = |at| corrected(&Correction::Reassign { at, speaker: "Brennan & Sons".into() }, &articles);
        let long = at(3, "“The depot had held more than its licence allowed,”");
        assert_eq!(given(long), "Given to Brennan & Sons: “The depot had held more than …” (The Courier).");
        assert_eq!(given(at(4, "It did not")), "Given to Brennan & Sons: “It did not” (The Wire).");
        let dismissed = Correction::Dismiss { at: at(4, "No") };
        assert_eq!(corrected(&dismissed, &articles), "Marked as not a statement: “No” (The Wire).");
    }

    #[test]
    fn a_title_begins_with_a_capital() {
        assert_eq!(about("ferry", 3), "Ferry, in 3 articles");
        assert_eq!(about("émigrés", 1), "Émigrés, in 1 article");
        for letter in ('a'..='z').chain('à'..='ö').chain('ø'..='þ') {
            assert_eq!(capital(letter).to_string(), letter.to_uppercase().to_string());
        }
        assert_eq!([capital('÷'), capital('ж'), capital('7')], ['÷', 'ж', '7']);
    }

    #[test]
    fn tenths_are_written_as_the_standard_library_would() {
        for tenth in (0..2_000).chain([9_999, 10_000, 123_456]) {
            let measure = f64::from(tenth) / 10.0;
            assert_eq!(tenths(measure), format!("{measure:.1}"));
        }
        assert_eq!(tenths(-3.0), "0.0");
    }
}
