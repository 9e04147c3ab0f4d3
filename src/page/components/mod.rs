//! The parts of the page, one to a file. None of them analyses; what they change goes through an [`Action`].
//!
//! [`Action`]: super::state::Action

mod add_box;
mod article_dialog;
mod compare;
mod copy_dialog;
mod dialogs;
mod export_menu;
mod findings;
mod keys_dialog;
mod legend;
mod mast;
mod messages;
mod modal;
mod more_ways;
mod notes;
mod para;
mod quoted;
mod reader;
mod search_box;
mod share_dialog;
mod shelf;
mod start;
mod statement_dialog;
mod strip;
mod table_cell;
mod table_row;
mod title;
mod title_dialog;
mod topics_dialog;

pub use add_box::AddBox;
pub use article_dialog::ArticleDialog;
pub use compare::Compare;
pub use copy_dialog::CopyDialog;
pub use dialogs::Dialogs;
pub use export_menu::ExportMenu;
pub use findings::Findings;
pub use keys_dialog::KeysDialog;
pub use legend::Legend;
pub use mast::Mast;
pub use messages::{Alerts, StatusLine, ToastBar};
pub use modal::Modal;
pub use more_ways::MoreWays;
pub use quoted::Quoted;
pub use reader::Reader;
pub use share_dialog::ShareDialog;
pub use shelf::Shelf;
pub use start::{Start, take_over};
pub use statement_dialog::StatementDialog;
pub use table_cell::TableCell;
pub use table_row::TableRow;
pub use title::Title;
pub use title_dialog::TitleDialog;
pub use topics_dialog::TopicsDialog;
