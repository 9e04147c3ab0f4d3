//! Contradiction: whether two passages that are much alike say opposite things. Likeness is counted in words, and "will not
//! resign" shares nearly all of them with "will resign"; the page must not say then that both report the same.
//!
//! Three signs, each seen in the words alone: one side has a negation that the other lacks, one has a word whose opposite the
//! other has (de Marneffe, Rafferty and Manning 2008 begin with these two), or the sides give different figures of one kind.

use std::mem::discriminant;

use super::discrepancies::within;
use super::opposed::negation;
use crate::analysis::Reading;
use crate::figures::{Agreement, Figure, Unit, agreement, are_same};
use crate::text::{Span, word_hash_ascii as hash};

/// Words that turn a claim around without denying a certain word.
const NEGATIONS: &[u32] = &[
    hash("no"),
    hash("none"),
    hash("neither"),
    hash("nor"),
    hash("without"),
    hash("refused"),
    hash("refuses"),
    hash("refuse"),
    hash("declined"),
];

/// Opposites, each side in the forms in which news uses it.
const OPPOSITES: &[[&[u32]; 2]] = &[
    [
        &[
            hash("rose"),
            hash("rise"),
            hash("rises"),
            hash("risen"),
            hash("rising"),
            hash("up"),
            hash("climbed"),
            hash("jumped"),
        ],
        &[
            hash("fell"),
            hash("fall"),
            hash("falls"),
            hash("fallen"),
            hash("falling"),
            hash("down"),
            hash("dropped"),
            hash("slid"),
        ],
    ],
    [
        &[hash("increase"), hash("increased"), hash("increases"), hash("grew"), hash("higher"), hash("more")],
        &[
            hash("decrease"),
            hash("decreased"),
            hash("decreases"),
            hash("shrank"),
            hash("lower"),
            hash("fewer"),
            hash("less"),
        ],
    ],
    [
        &[
            hash("approve"),
            hash("approved"),
            hash("approves"),
            hash("backed"),
            hash("adopted"),
            hash("passed"),
        ],
        &[hash("reject"), hash("rejected"), hash("rejects"), hash("opposed"), hash("blocked")],
    ],
    [
        &[
            hash("support"),
            hash("supports"),
            hash("supported"),
            hash("favour"),
            hash("favours"),
            hash("favor"),
            hash("favors"),
        ],
        &[hash("oppose"), hash("opposes"), hash("opposed"), hash("against")],
    ],
    [
        &[hash("accept"), hash("accepted"), hash("accepts"), hash("agreed")],
        &[hash("reject"), hash("rejected"), hash("rejects"), hash("disagreed")],
    ],
    [
        &[hash("arrest"), hash("arrested"), hash("arrests"), hash("detained"), hash("jailed")],
        &[hash("release"), hash("released"), hash("releases"), hash("freed")],
    ],
    [&[hash("won"), hash("win"), hash("wins")], &[hash("lost"), hash("lose"), hash("loses")]],
    [&[hash("gain"), hash("gained"), hash("gains")], &[hash("loss"), hash("lost"), hash("losses")]],
    [
        &[hash("open"), hash("opened"), hash("opens"), hash("reopened")],
        &[hash("close"), hash("closed"), hash("closes"), hash("shut")],
    ],
    [
        &[hash("began"), hash("begin"), hash("begins"), hash("started"), hash("starts")],
        &[hash("ended"), hash("end"), hash("ends"), hash("stopped"), hash("stops")],
    ],
    [&[hash("convicted"), hash("guilty")], &[hash("acquitted"), hash("cleared"), hash("innocent")]],
    [
        &[hash("welcomed"), hash("welcomes"), hash("praised"), hash("praises")],
        &[hash("criticised"), hash("criticized"), hash("condemned"), hash("condemns"), hash("denounced")],
    ],
    [
        &[hash("admitted"), hash("admits"), hash("confirmed"), hash("confirms")],
        &[hash("denied"), hash("denies")],
    ],
    [&[hash("alive"), hash("survived")], &[hash("dead"), hash("died")]],
    [&[hash("safe"), hash("safely")], &[hash("unsafe"), hash("dangerous")]],
    [&[hash("legal"), hash("lawful")], &[hash("illegal"), hash("unlawful")]],
    [&[hash("before")], &[hash("after")]],
];

/// Whether two passages that report on one thing can't both be right, as far as their words tell.
pub fn contradict(a: (&Reading, Span), b: (&Reading, Span)) -> bool {
    let (x, y) = (Told::of(a), Told::of(b));
    let opposite = |[one, other]: &[&[u32]; 2]| {
        let sides = [x.has(one), x.has(other), y.has(one), y.has(other)];
        sides == [true, false, false, true] || sides == [false, true, true, false]
    };
    x.negated != y.negated || OPPOSITES.iter().any(opposite) || x.figures_differ(&y)
}

/// Whether a word has an opposite.
pub fn has_opposite(word: u32) -> bool {
    OPPOSITES.iter().flatten().any(|side| side.contains(&word))
}

/// Whether two words are opposites.
pub fn opposites(a: u32, b: u32) -> bool {
    OPPOSITES.iter().any(|[x, y]| x.contains(&a) && y.contains(&b) || x.contains(&b) && y.contains(&a))
}

/// Whether two figures are the same, things counted by whatever name ("212 people", "212 passengers").
fn same(x: &Figure, y: &Figure) -> bool {
    match (&x.unit, &y.unit) {
        (Unit::Count(_), Unit::Count(_)) => are_same(&x.unit, x, y),
        _ => agreement(x, y) == Some(Agreement::Same),
    }
}

/// Whether every figure in one passage stands in the other too.
pub fn has_figures(a: (&Reading, Span), b: (&Reading, Span)) -> bool {
    let others = within(&b.0.analysis.figures, b.1);
    within(&a.0.analysis.figures, a.1).iter().all(|x| others.iter().any(|y| same(x, y)))
}

/// What of a passage can be contradicted.
struct Told<'a> {
    words: Vec<u32>,
    negated: bool,
    figures: &'a [Figure],
}

impl<'a> Told<'a> {
    fn of((reading, span): (&'a Reading, Span)) -> Self {
        let text = &reading.text;
        let figures = within(&reading.analysis.figures, span);
        let mut told = Self { words: Vec::new(), negated: false, figures };
        for i in text.tokens_in(span) {
            let (word, hash) = (text.word(i), text.tokens[i].hash);
            told.negated |= NEGATIONS.contains(&hash) || negation(word, hash) > 0;
            told.words.push(hash);
        }
        told
    }

    fn has(&self, forms: &[u32]) -> bool {
        self.words.iter().any(|w| forms.contains(w))
    }

    /// Whether there is a kind of figure that both give, and none of one side agrees with any of the other. Amounts of two
    /// currencies do not agree, and things counted may go by two names.
    fn figures_differ(&self, other: &Self) -> bool {
        for x in self.figures {
            let (mut both, mut agree) = (false, false);
            for y in other.figures.iter().filter(|y| discriminant(&y.unit) == discriminant(&x.unit)) {
                both = true;
                agree |= self.figures.iter().any(|x| same(x, y));
            }
            if both && !agree {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sample;

    fn contradicting(a: &str, b: &str) -> bool {
        let (x, y) = (sample(0, "", a), sample(1, "", b));
        let whole = |r: &Reading| Span::new(0, r.text.source.len());
        let found = contradict((&x, whole(&x)), (&y, whole(&y)));
        assert_eq!(found, contradict((&y, whole(&y)), (&x, whole(&x))), "{a} / {b}");
        found
    }

    #[test]
    fn alike_in_words_and_opposite_in_meaning() {
        for (a, b) in [
            ("The prime minister will resign on Friday.", "The prime minister will not resign on Friday."),
            ("She said that he’d go.", "She said that he wouldn’t go."),
            (
                "Police arrested John Carter over the stabbing.",
                "Police released John Carter over the stabbing.",
            ),
            ("Shares fell 9.8 percent on Monday.", "Shares rose 9.8 percent on Monday."),
            ("A ferry carrying 120 people sank.", "A ferry carrying 340 people sank."),
            ("They raised more than £70,000.", "They raised almost £90,000."),
            ("The council approved the plan.", "The council rejected the plan."),
        ] {
            assert!(contradicting(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("The prime minister will not resign.", "The prime minister said he would never resign."),
            ("A ferry carrying 120 people and 5 cars sank.", "A ferry with 120 people on board sank."),
            ("Prices rose and then fell.", "Prices fell at last."),
            ("Nearly $44 million was paid.", "$43,885,310 was paid."),
            ("The council approved the plan on Monday.", "The plan was approved by the council."),
        ] {
            assert!(!contradicting(a, b), "{a} / {b}");
        }
    }
}
