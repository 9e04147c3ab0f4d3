//! The bundled example: three accounts of one invented event, which agree, differ and leave out.

use crate::article::Date;
use crate::load::Draft;

/// The drafts of the example.
pub fn drafts() -> Vec<Draft> {
    [
        ("The Aldmouth Courier", include_str!("../../static/examples/aldmouth-courier.txt")),
        ("Northern Wire", include_str!("../../static/examples/northern-wire.txt")),
        ("Authority statement", include_str!("../../static/examples/authority-statement.txt")),
    ]
    .into_iter()
    .map(|(label, text)| Draft {
        label: label.into(),
        date: Date::new(2026, 5, 12),
        text: text.into(),
        ..Draft::default()
    })
    .collect()
}
