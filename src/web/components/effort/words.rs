//! Words that several parts of the view of work say.

use crate::engine::catalogue::Date;
use crate::web::words::{Word, date, digits, effort, t};

/// Months of the year, in short.
pub const MONTHS: [Word; 12] = [
    effort::JAN,
    effort::FEB,
    effort::MAR,
    effort::APR,
    effort::MAY,
    effort::JUN,
    effort::JUL,
    effort::AUG,
    effort::SEP,
    effort::OCT,
    effort::NOV,
    effort::DEC,
];

const WEEKDAYS: [Word; 7] =
    [effort::MON, effort::TUE, effort::WED, effort::THU, effort::FRI, effort::SAT, effort::SUN];

/// A day as an axis has it, such as `Mon 4 Jan`.
pub fn axis_day(date: Date) -> String {
    let weekday = WEEKDAYS[usize::from(date.weekday()) % 7];
    let month = date.month().map_or("", |month| t!(MONTHS[usize::from(month - 1) % 12]));
    t!(effort::AXIS_DAY, weekday = t!(weekday), day = date.day().unwrap_or(1), month = month)
}

/// A date in a sentence.
pub fn day(of: Date) -> String {
    date(&of.to_string())
}

/// From one thing to another.
pub fn from_to(low: &str, high: &str) -> String {
    t!(effort::FROM_TO, low = low, high = high)
}

/// A range of hours, or one figure where both ends are the same.
pub fn hours_range(low: f64, high: f64) -> String {
    let (low, high) = (digits(low), digits(high));
    if low == high { format!("{low} h") } else { t!(effort::HOURS_RANGE, low = low, high = high) }
}

/// How a figure was come by, or how well something is known: the report's word in the language
/// of the page.
pub fn said(word: &'static str) -> &'static str {
    t!(match word {
        "stated" => effort::STATED,
        "computed" => effort::COMPUTED,
        "assumed" => effort::ASSUMED,
        "derived" => effort::DERIVED,
        "page" => effort::PAGE,
        "feed" => effort::FEED,
        "set" => effort::SET,
        "platform" => effort::PLATFORM,
        "ramp-up" => effort::RAMP_UP,
        "none" => effort::LEVEL_NONE,
        "basic" => effort::LEVEL_BASIC,
        "intermediate" => effort::LEVEL_INTERMEDIATE,
        "advanced" => effort::LEVEL_ADVANCED,
        other => return other,
    })
}
