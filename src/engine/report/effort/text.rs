//! Lines on people.

use crate::engine::report::Report;
use crate::engine::report::format::hours_range;
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn effort(report: &Report, page: &mut Page) {
    let effort = &report.effort;
    super::setup::text::setup(&effort.setup, page);
    page.heading("Running it", "hours of a cycle as stated by the vendor");
    for activity in &effort.maintenance.activities {
        page.line(format!(
            "  {:<36}{:>14}   {} times a year",
            activity.name,
            hours_range(activity.hours_low, activity.hours_high),
            activity.per_year
        ));
    }
}
