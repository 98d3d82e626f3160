//! Lines on people.

use crate::engine::report::Report;
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn effort(report: &Report, page: &mut Page) {
    super::setup::text::setup(&report.effort.setup, page);
}
