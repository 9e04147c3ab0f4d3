//! Closed word classes: the grammar that the rules know by heart. Open classes (which verbs announce a
//! statement) are learnt and stand in `data/cues.tsv`.

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(pub u32);

impl Class {
    /// Begins a noun phrase: "the", "some", "his".
    pub const DETERMINER: Self = Self(1);
    /// "his", "their".
    pub const POSSESSIVE: Self = Self(1 << 1);
    /// A pronoun that can be a subject: "he", "they", "everyone".
    pub const SUBJECT: Self = Self(1 << 2);
    /// "who", "which", "that".
    pub const RELATIVE: Self = Self(1 << 3);
    /// "is", "has", "would", "didn't".
    pub const AUXILIARY: Self = Self(1 << 4);
    /// A form of "be".
    pub const BE: Self = Self(1 << 5);
    /// A form of "have".
    pub const HAVE: Self = Self(1 << 6);
    /// A pronoun with its auxiliary: "he'd", "they're".
    pub const CONTRACTED: Self = Self(1 << 7);
    pub const ADVERB: Self = Self(1 << 8);
    pub const PREPOSITION: Self = Self(1 << 9);
    /// "and", "but", "or".
    pub const CONJUNCTION: Self = Self(1 << 10);
    /// Begins a subordinate clause: "because", "when", "as".
    pub const SUBORDINATE: Self = Self(1 << 11);
    /// Days, months and the like: "Thursday", "week".
    pub const TIME: Self = Self(1 << 12);
    /// "not", "never", "didn't".
    pub const NEGATION: Self = Self(1 << 13);
    /// "what", "how", "whether".
    pub const QUESTION: Self = Self(1 << 14);
    /// An object pronoun: "him", "them", "me".
    pub const OBJECT: Self = Self(1 << 15);
    /// Words that open a sentence before its subject: "still", "meanwhile".
    pub const CONNECTIVE: Self = Self(1 << 16);

    /// Verbs whose object is who is spoken to: "told".
    pub const ADDRESSED: Self = Self(1 << 17);

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

const BE: Class = Class::AUXILIARY.or(Class::BE);
const HAVE: Class = Class::AUXILIARY.or(Class::HAVE);
const NOT: Class = Class::AUXILIARY.or(Class::NEGATION);

/// Every class with its words.
pub(super) const CLASSES: &[(Class, &str)] = &[
    (
        Class::DETERMINER,
        "the a an this that these those some many several most all no any each every both few other another \
         more such two three four five six seven eight nine ten one dozens hundreds thousands",
    ),
    (Class::DETERMINER.or(Class::POSSESSIVE), "his her their its my our your whose"),
    (
        Class::SUBJECT,
        "he she they we i it you everyone everybody someone somebody anyone nobody one others many some few \
         none both neither",
    ),
    (Class::OBJECT, "him her them me us you it himself herself themselves itself"),
    (Class::RELATIVE, "who which that whom"),
    (BE, "is are was were be been being am isn't aren't wasn't weren't"),
    (HAVE, "has have had having hasn't haven't hadn't"),
    (
        Class::AUXILIARY,
        "do does did will would can could may might must shall should won't wouldn't can't cannot couldn't \
         don't doesn't didn't shouldn't mustn't",
    ),
    (
        NOT,
        "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't",
    ),
    (
        Class::CONTRACTED,
        "i'm i've i'd i'll you're you've you'd you'll he'd he'll she'd she'll it'd it'll we're we've we'd we'll \
         they're they've they'd they'll who've who'd who'll that'd that'll who're there'd",
    ),
    (Class::NEGATION, "not never no nor hardly"),
    (
        Class::ADVERB,
        "not also already once again later often never even just still only then now long soon ever always \
         sometimes instead thus further furthermore therefore so too rather almost yet twice quite first \
         ago earlier here there well much all all-but both himself herself themselves itself",
    ),
    (
        Class::PREPOSITION,
        "of for in at from with on to by about against near under over into during after before without \
         within since through among between despite like toward towards upon via per than around across \
         behind beyond amid below above along outside inside regarding concerning including throughout \
         until as",
    ),
    (Class::CONJUNCTION, "and but or nor yet &"),
    (
        Class::SUBORDINATE,
        "because if when while although though whether since as unless until where after before once than \
         whereas whenever even",
    ),
    (Class::QUESTION, "what how why whether if when where who whom which whose"),
    (
        Class::TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
         august september october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. today \
         yesterday tonight tomorrow week month year weekend night morning afternoon evening earlier later ago \
         weeks months years days recently last",
    ),
    (
        Class::ADDRESSED,
        "tell tells told telling remind reminds reminded reminding assure assured assuring inform informed informing",
    ),
    (
        Class::CONNECTIVE,
        "still meanwhile however moreover furthermore also then now but and so yet or instead later specifically \
         separately finally similarly earlier overall indeed additionally nevertheless nonetheless thus \
         yesterday today perhaps maybe",
    ),
];
