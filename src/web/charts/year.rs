//! The year of work: a column for each month, what falls into it one above the other, how far
//! nine months of ten reach, and below the weeks.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, ticks};
use crate::web::words::{charts, digits, t};

/// A month of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearMonth {
    /// Its name in short.
    pub label: String,
    /// All that is to be said of it.
    pub told: String,
    /// What falls into it: the kind of work, by position, and hours.
    pub parts: Vec<(usize, f64)>,
    /// Hours that one month of ten stays below, and that nine of ten do.
    pub reach: Option<(f64, f64)>,
    /// Whether more falls into it than into an ordinary month.
    pub is_heavy: bool,
}

/// The year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearChart {
    /// Months, the first of the year first.
    pub months: Vec<YearMonth>,
    /// Weeks: whether something falls into each, with its name.
    pub weeks: Vec<(bool, String)>,
    /// Kinds of work that are drawn hatched: nobody states them.
    pub hatched: Vec<bool>,
    /// The whole in words.
    pub label: String,
}

/// Room for the hours on the left.
const AXIS: f64 = 30.0;
const TOP: f64 = 20.0;
const PLOT: f64 = 170.0;
const NAMES: f64 = 22.0;
const WEEK: f64 = 12.0;

/// The hours of a month in all.
fn sum(month: &YearMonth) -> f64 {
    month.parts.iter().map(|(_, hours)| hours).sum()
}

/// The most that the axis must reach.
fn most(chart: &YearChart) -> f64 {
    chart
        .months
        .iter()
        .map(|month| month.reach.map_or(0.0, |(_, high)| high).max(sum(month)))
        .fold(0.0, f64::max)
}

/// Where the parts of a month are: from the bottom up, true to their hours.
fn stack(parts: &[(usize, f64)], bottom: f64, pixels_per_hour: f64) -> Vec<(usize, f64, f64)> {
    let mut y = bottom;
    let places = parts.iter().map(|(kind, hours)| {
        let height = hours.max(0.0) * pixels_per_hour;
        y -= height;
        (*kind, y, height)
    });
    places.collect()
}

/// Draws the year in so many pixels.
pub fn year(chart: &YearChart, width: f64) -> Drawing {
    let mut svg = Svg::new("year");
    let axis = ticks(most(chart), 4);
    let scale = PLOT / axis.last().copied().unwrap_or(1.0);
    let bottom = TOP + PLOT;
    for tick in &axis {
        let y = bottom - tick * scale;
        svg.line("grid", (AXIS, y), (width, y));
        svg.text("tick", AXIS - 6.0, y + 4.0, Anchor::End, &digits(*tick));
    }
    let step = (width - AXIS) / chart.months.len().max(1) as f64;
    let wide = (step * 0.62).min(44.0);
    for (i, month) in chart.months.iter().enumerate() {
        let x = AXIS + step * i as f64;
        let middle = x + step / 2.0;
        svg.open("month", month.told.clone());
        svg.rect("ground", Rect { x, y: TOP - 14.0, width: step, height: PLOT + NAMES + 12.0 });
        for (kind, y, height) in stack(&month.parts, bottom, scale) {
            let at = Rect { x: middle - wide / 2.0, y, width: wide, height: (height - 1.0).max(0.5) };
            svg.rect(&format!("part zone-{}", kind % 6), at);
            if chart.hatched.get(kind).copied().unwrap_or(false) {
                let hatch = svg.hatch();
                svg.filled("", at, Some(&hatch));
            }
        }
        let mut top = bottom - sum(month) * scale;
        if let Some((low, high)) = month.reach {
            let (low, high) = (bottom - low * scale, bottom - high * scale);
            for class in ["whisker under", "whisker"] {
                svg.line(class, (middle, low), (middle, high));
                svg.line(class, (middle - 4.0, low), (middle + 4.0, low));
                svg.line(class, (middle - 4.0, high), (middle + 4.0, high));
            }
            top = top.min(high);
        }
        let class = if month.is_heavy { "strong" } else { "tick" };
        let hours = digits(sum(month));
        svg.text(class, middle, top - 6.0, Anchor::Middle, &hours);
        let label = if step < 30.0 { month.label.chars().take(1).collect() } else { month.label.clone() };
        svg.text(class, middle, bottom + 15.0, Anchor::Middle, &label);
        svg.close();
    }
    let height = if chart.weeks.is_empty() { bottom + NAMES } else { bottom + NAMES + WEEK + 20.0 };
    weeks(&mut svg, chart, bottom + NAMES, width);
    svg.finish((width, height), &chart.label)
}

fn weeks(svg: &mut Svg, chart: &YearChart, top: f64, width: f64) {
    let step = (width - AXIS) / chart.weeks.len().max(1) as f64;
    let gap = if step > 9.0 { 2.0 } else { 1.0 };
    for (i, (is_busy, told)) in chart.weeks.iter().enumerate() {
        let x = AXIS + step * i as f64;
        svg.open("week", told.clone());
        let class = if *is_busy { "week-cell busy" } else { "week-cell" };
        svg.rect(class, Rect { x, y: top, width: (step - gap).max(1.0), height: WEEK });
        svg.close();
    }
    if !chart.weeks.is_empty() {
        svg.text("tick", AXIS, top + WEEK + 14.0, Anchor::Start, &t!(charts::WEEKS, n = chart.weeks.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(reach: Option<(f64, f64)>) -> YearChart {
        let month = |i: usize| YearMonth {
            label: "Jan".to_owned(),
            told: format!("month {i}"),
            // The vendor's page: 6.7 h in an ordinary month, 15.7 h with a drill and a review.
            parts: if i % 3 == 2 { vec![(0, 6.7), (1, 6.0), (2, 3.0)] } else { vec![(0, 6.7)] },
            reach,
            is_heavy: i % 3 == 2,
        };
        YearChart {
            months: (0..12).map(month).collect(),
            weeks: (0..52).map(|i| (true, format!("week {i}"))).collect(),
            hatched: vec![false, false, true],
            label: "A year".to_owned(),
        }
    }

    #[test]
    fn parts_stand_one_above_the_other() {
        let places = stack(&[(0, 6.0), (1, 3.0)], 100.0, 10.0);
        assert_eq!(places, [(0, 40.0, 60.0), (1, 10.0, 30.0)]);
    }

    #[test]
    fn the_axis_reaches_the_highest_month_and_its_whisker() {
        assert!((most(&chart(None)) - 15.7).abs() < 1e-9);
        assert_eq!(most(&chart(Some((12.0, 18.5)))), 18.5);
    }

    #[test]
    fn months_and_weeks_can_be_pointed_at_at_any_width() {
        for width in [290.0, 520.0, 1100.0] {
            let drawing = year(&chart(Some((12.0, 18.5))), width);
            assert_eq!(drawing.told.len(), 12 + 52);
            assert!(!drawing.svg.contains("NaN"));
        }
    }

    #[test]
    fn a_year_without_work_is_drawn_too() {
        let empty = YearChart { months: Vec::new(), weeks: Vec::new(), ..chart(None) };
        assert!(year(&empty, 400.0).told.is_empty());
    }
}
