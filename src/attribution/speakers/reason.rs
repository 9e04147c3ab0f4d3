//! Reasons: why a source was given to a speaker, in words for the reader.

use serde::{Deserialize, Serialize};

/// Why a source was given to a speaker; `Display` words it for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Reason {
    /// The source is the name itself.
    Named,
    /// A shorter or longer form of a name: the fuller form.
    Variant(String),
    /// A pronoun: the word, and the name of who was spoken of.
    Pronoun { word: String, antecedent: String },
    /// "who", "which": the word, and the name just before it.
    Relative { word: String, antecedent: String },
    /// "the candidate", "her mother": the phrase, and whose or who it is.
    Nominal { phrase: String, antecedent: String },
    /// "it", "the statement": the phrase, and the last who made a statement.
    LastStatement { phrase: String, antecedent: String },
    /// The source has no name in this article.
    Unnamed,
    /// The word could stand for more than one, or for none that the text names.
    Unclear { word: String },
    /// No source is given: passive, or a quotation left standing alone.
    #[default]
    NoSource,
    /// The quotation goes on from the one before, which had this speaker.
    Continued(String),
    /// The reader said so.
    Corrected,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named => write!(f, "named in the text"),
            Self::Variant(full) => write!(f, "another form of the name {full}"),
            Self::Pronoun { word, antecedent } => write!(f, "“{word}” → {antecedent}: last spoken of"),
            Self::Relative { word, antecedent } => write!(f, "“{word}” → {antecedent}: named just before"),
            Self::Nominal { phrase, antecedent } => write!(f, "“{phrase}” → {antecedent}"),
            Self::LastStatement { phrase, antecedent } => {
                write!(f, "“{phrase}” → {antecedent}: last to have made a statement")
            }
            Self::Unnamed => write!(f, "the article gives no name"),
            Self::Unclear { word } => write!(f, "the article leaves open who “{word}” is"),
            Self::NoSource => write!(f, "the text names no source"),
            Self::Continued(name) => write!(f, "goes on from {name}’s statement before"),
            Self::Corrected => write!(f, "set by the reader"),
        }
    }
}
