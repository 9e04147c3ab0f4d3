//! Crossread: who said what about which topic, in which article.
//!
//! The modules stand in the order in which a text passes through them, and know only those above them:
//!
//! - [`article`]: one text with its label, title and date.
//! - [`load`]: from a file, a saved page or a feed to articles.
//! - [`text`]: clean-up, paragraphs, sentences, tokens, quotation marks.
//! - [`attribution`]: source, cue and content of every quotation; the speaker behind each source.
//! - [`figures`]: numbers, amounts, durations and dates in a normal form.
//! - [`topics`]: labels, aliases and mentions, across articles.
//! - [`comparison`]: columns, rows, cells, claims, omissions, discrepancies, findings.
//! - [`corrections`]: what the reader changed, applied on top of the analysis.
//! - [`analysis`]: the two calls that everyone uses, for one article and for all of them.
//! - [`engine`]: answers requests a step at a time, so that what is quick is there first.
//! - [`session`]: articles, corrections and view: what a link, a file or an export carries.
//! - [`jobs`]: what the page has done beside it: links, files, exports.
//! - [`page`] and `worker`: the interface, and the seam to the analysis; what needs a browser is built for it only.
//!   `post` is how they send each other what they have to say.
//! - [`order`]: sorting, in little code, for all of them. [`untrusted`]: names and addresses made safe to show.
//! - `cli` (host only): the command line.

pub mod analysis;
pub mod article;
pub mod attribution;
pub mod comparison;
pub mod corrections;
pub mod engine;
pub mod export;
pub mod figures;
pub mod jobs;
pub mod load;
pub mod order;
pub mod page;
pub mod protocol;
pub mod session;
pub mod text;
pub mod topics;
pub mod untrusted;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod post;
#[cfg(target_arch = "wasm32")]
pub mod worker;
