//! The parts of the page, one to a file. None of them analyses; what they change goes through an [`Action`].
//!
//! [`Action`]: super::state::Action

mod add_box;
mod compare;
mod legend;
mod mast;
mod messages;
mod para;
mod quoted;
mod reader;
mod shelf;
mod start;
mod title;

pub use add_box::AddBox;
pub use compare::Compare;
pub use legend::Legend;
pub use mast::Mast;
pub use messages::{Alerts, StatusLine, ToastBar};
pub use quoted::Quoted;
pub use reader::Reader;
pub use shelf::Shelf;
pub use start::Start;
pub use title::Title;
