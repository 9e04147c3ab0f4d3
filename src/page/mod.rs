//! The page.

/// Shows the page.
pub fn start() {}
