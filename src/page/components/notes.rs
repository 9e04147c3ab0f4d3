//! The margin beside a paragraph, and what closes an article: what others have and it lacks.

use crate::page::notes::{Elsewhere, Note, NoteKind, Omission};
use crate::page::pen::{Pen, leaf};
use crate::page::strings;

/// How many omissions are shown before "more".
const FEW: usize = 5;
/// How many others a note tells of when there are more than [`FEW`].
const SAID: usize = 3;

/// The strongest note, and the others behind a word.
pub fn notes(notes: &[Note], pen: &mut dyn Pen) {
    let [first, rest @ ..] = notes else { return };
    pen.open("div notes");
    note(first, pen);
    if !rest.is_empty() {
        pen.open("details more-notes");
        leaf(pen, "summary", &strings::more_notes(rest.len()));
        rest.iter().for_each(|n| note(n, pen));
        pen.close();
    }
    pen.close();
}

fn note(note: &Note, pen: &mut dyn Pen) {
    let (look, tag) = match note.kind {
        NoteKind::Differs => ("span tag differ", strings::DIFFER),
        NoteKind::Only => ("span tag only", strings::ONLY_HERE),
        NoteKind::Also => ("span tag also", strings::ALSO_IN),
    };
    pen.open("div note role=note");
    leaf(pen, look, tag);
    pen.text(" ");
    match note.kind {
        NoteKind::Only => pen.text(&strings::only_here(&note.topic)),
        NoteKind::Differs => differs(&note.elsewhere, note.more, pen),
        NoteKind::Also => {
            joined(&note.elsewhere, pen, false);
            if note.more {
                pen.text(strings::AND_OTHERS);
            }
            pen.text(": ");
            leaf(pen, "i", &note.topic);
        }
    }
    pen.close();
}

/// What some of these say, and the others behind a word: beside twelve articles a note would be longer than its paragraph.
fn differs(places: &[Elsewhere], more: bool, pen: &mut dyn Pen) {
    let (few, rest) = places.split_at(if places.len() > FEW { SAID } else { places.len() });
    joined(few, pen, true);
    if !rest.is_empty() {
        pen.open("details more-notes");
        leaf(pen, "summary", &strings::more_sources(rest.len(), more));
        joined(rest, pen, true);
        if more {
            pen.text(strings::AND_OTHERS);
        }
        pen.close();
    }
}

fn joined(places: &[Elsewhere], pen: &mut dyn Pen, quoted: bool) {
    for (i, place) in places.iter().enumerate() {
        pen.open("span nt");
        elsewhere(place, pen, quoted);
        if i + 1 < places.len() {
            pen.text("; ");
        }
        pen.close();
    }
}

/// Another article, its words if asked for, and the way there, which the reader follows.
fn elsewhere(place: &Elsewhere, pen: &mut dyn Pen, quoted: bool) {
    let label = &place.article.label;
    let before = if quoted {
        format!("{label}: {}\u{a0}", strings::quoted(&place.words()))
    } else {
        format!("{label}\u{a0}")
    };
    pen.text(&before);
    let id = place.article.id.0;
    pen.open("a");
    pen.set("href", &format!("#a{id}-p{}", place.paragraph));
    pen.set("data-to", &format!("{id} {} {}", place.span.start, place.span.end));
    pen.set("aria-label", &strings::go_to(place.paragraph, label));
    pen.text(&strings::pilcrow(place.paragraph));
    pen.close();
}

/// "Left out here": the topics that others have.
pub fn omissions(omissions: &[Omission], pen: &mut dyn Pen) {
    if omissions.is_empty() {
        return;
    }
    let (few, rest) = omissions.split_at(omissions.len().min(FEW));
    leaf(pen, "p endmark aria-hidden=true", "⁂");
    pen.open("div notes endnotes");
    pen.open("div note role=note");
    leaf(pen, "span tag left", strings::LEFT_OUT_HERE);
    list(few, pen);
    if !rest.is_empty() {
        pen.open("details more-notes");
        leaf(pen, "summary", &strings::more_topics(rest.len()));
        list(rest, pen);
        pen.close();
    }
    pen.close();
    pen.close();
}

fn list(omissions: &[Omission], pen: &mut dyn Pen) {
    pen.open("ul");
    for omission in omissions {
        pen.open("li");
        leaf(pen, "b", &format!("{}.", omission.topic));
        pen.text(" ");
        elsewhere(&omission.elsewhere, pen, true);
        pen.close();
    }
    pen.close();
}
