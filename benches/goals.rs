//! The rows of the one table that `cargo xtask bench` ends with, native: a line of JSON for each.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its figures")]

#[path = "goals/rows.rs"]
mod rows;

use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "cost-model") {
        println!("{}", rows::cost_model());
        return;
    }
    let begun = Instant::now();
    rows::measure(&|| begun.elapsed().as_secs_f64() * 1e3, &mut |row, value| {
        println!("{}", serde_json::json!({ "row": row, "value": value }));
    });
}
