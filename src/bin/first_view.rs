//! Prints what the page shows before its program has arrived. The build of the page calls it.

use std::io::Write as _;
use zoneplan::first_view;

fn main() -> Result<(), String> {
    let report = first_view::reference()?;
    std::io::stdout().write_all(first_view::html(&report).as_bytes()).map_err(|error| error.to_string())
}
