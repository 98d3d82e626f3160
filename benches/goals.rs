//! The rows of the one table that `cargo xtask bench` ends with, native: a line of JSON for each.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its figures")]

#[path = "goals/rows.rs"]
mod rows;

use std::time::Instant;

use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::plan::{LawInputs, assess};
use zoneplan::engine::scenario::{Document, plan_from};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "cost-model") {
        println!("{}", cost_model());
        return;
    }
    let begun = Instant::now();
    rows::measure(&|| begun.elapsed().as_secs_f64() * 1e3, &mut |row, value| {
        println!("{}", serde_json::json!({ "row": row, "value": value }));
    });
}

/// The inputs of the cost draws of the reference plan, as the numbers that our law reads.
fn cost_model() -> String {
    let catalogue = Catalogue::load(&bundled::first_files()).expect("the data is sound");
    let document = Document::from_toml(rows::REFERENCE).expect("TOML");
    let plan = plan_from(&document, &catalogue).expect("a sound plan");
    let outcome = assess(&plan, &catalogue).expect("a layout");
    serde_json::to_value(LawInputs::of(&outcome)).expect("numbers")["cost"].to_string()
}
