//! Lines on people.

use crate::engine::report::Report;
use crate::engine::report::format::{digits, hours_range};
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn effort(report: &Report, page: &mut Page) {
    let effort = &report.effort;
    page.heading("Setup", "hours as stated by the vendor; start and end at the likely hours");
    for task in &effort.setup.tasks {
        page.line(format!(
            "  {:<36}{:>14}   engineer {}, hour {} to {}",
            task.name,
            hours_range(task.hours_low, task.hours_high),
            task.engineer,
            digits(task.start_hour),
            digits(task.end_hour)
        ));
    }
}
