//! What the page shows before its program has arrived says what the command line reports.

use serde_json::Value;
use zoneplan::engine::report::{digits, dollars, percent};
use zoneplan::first_view;

use super::cli::zoneplan;

#[test]
fn the_first_view_has_the_figures_of_the_report() {
    let html = first_view::html(&first_view::reference().expect("the reference plan is planned"));
    let output = zoneplan(&["plan", "--format", "json"], "");
    let report: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    let at = |path: &str| report.pointer(path).expect(path);
    let number = |path: &str| at(path).as_f64().expect(path);
    let word = |path: &str| at(path).as_str().expect(path).to_owned();
    let expected = [
        word("/place"),
        word("/catalogue/digest"),
        format!("Size</button></div><div class=\"value\">{} <small>nodes", number("/sizing/pools/0/nodes")),
        word("/sizing/pools/0/instance_type"),
        format!("{} <small>USD", dollars(number("/cost/monthly/effective_usd"))),
        format!("P10 {}", dollars(number("/cost/monthly/p10"))),
        format!("P90 {}", dollars(number("/cost/monthly/p90"))),
        format!("{} <small>%", percent(number("/availability/unavailability"))),
        format!("median {}", digits(number("/availability/downtime_minutes_per_year/p50"))),
        format!("{} <small>days", digits(number("/effort/setup/days/mean"))),
        format!("{} <small>FTE", digits(number("/effort/fte/planned"))),
    ];
    for text in expected {
        assert!(html.contains(&text), "no {text:?} in {html}");
    }
}

#[test]
fn the_page_has_a_place_for_the_first_view() {
    assert!(include_str!("../../index.html").contains("<div id=\"boot\"></div>"));
}
