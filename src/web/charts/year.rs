//! A year of work: months as stacked columns, and below them when each activity comes.

use super::Rect;
use super::ticks::ticks;

/// A picture narrower than this has no room for names beside the lanes.
const NARROW: f64 = 620.0;
/// Width of the names beside the lanes, and of the axis' numbers.
const NAMES: f64 = 236.0;
const AXIS: f64 = 30.0;
/// Height of the columns, of the months' names, and of a lane with its name beside and above it.
const PLOT: f64 = 170.0;
const HEAD: f64 = 18.0;
const FOOT: f64 = 26.0;
const LANE: f64 = 22.0;
const LANE_NARROW: f64 = 36.0;
/// Part of a month's width that its column takes.
const COLUMN: f64 = 0.62;
/// Steps of the axis.
const STEPS: usize = 4;

/// A month.
#[derive(Clone, Debug, PartialEq)]
pub struct YearColumn {
    /// Its parts from the bottom up, in one order for all months.
    pub parts: Vec<f64>,
    /// What eight of ten such months lie within.
    pub span: Option<(f64, f64)>,
}

/// Where a month is.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthPlace {
    /// All of the month's width.
    pub slot: Rect,
    /// Its parts; those of nothing have no height.
    pub parts: Vec<Rect>,
    /// The span: where it stands, its top and its bottom.
    pub span: Option<(f64, f64, f64)>,
    /// Where the sum is written.
    pub sum: (f64, f64),
}

/// Where an activity's lane is.
#[derive(Clone, Debug, PartialEq)]
pub struct LanePlace {
    /// Where its name begins.
    pub name: (f64, f64),
    /// Its middle.
    pub y: f64,
    /// Where its cycles are.
    pub marks: Vec<f64>,
}

/// The whole picture, pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct YearPlaces {
    /// Height.
    pub height: f64,
    /// Left and right edge of the columns.
    pub sides: (f64, f64),
    /// Base of the columns.
    pub base: f64,
    /// Lines of the axis: height and number.
    pub ticks: Vec<(f64, f64)>,
    /// Months, in order.
    pub months: Vec<MonthPlace>,
    /// Lanes, in order.
    pub lanes: Vec<LanePlace>,
}

/// Places months and lanes in a picture of this width.
///
/// A lane has the moments of its cycles, in months from the beginning of the first one.
pub fn year(months: &[YearColumn], lanes: &[Vec<f64>], width: f64) -> YearPlaces {
    let is_narrow = width < NARROW;
    let left = if is_narrow { AXIS } else { NAMES };
    let right = width - 2.0;
    let slot = (right - left) / months.len().max(1) as f64;
    let sum = |month: &YearColumn| month.parts.iter().sum::<f64>();
    let most = months.iter().map(|month| sum(month).max(month.span.map_or(0.0, |span| span.1)));
    let numbers = ticks(most.fold(0.0, f64::max), STEPS);
    let top_number = numbers.last().copied().unwrap_or(1.0);
    let base = HEAD + PLOT;
    let y = |value: f64| base - value / top_number * PLOT;
    let months: Vec<MonthPlace> = months
        .iter()
        .enumerate()
        .map(|(idx, month)| {
            let x = left + idx as f64 * slot;
            column(month, Rect { x, y: HEAD, width: slot, height: PLOT }, &y)
        })
        .collect();
    let row = if is_narrow { LANE_NARROW } else { LANE };
    let first = base + FOOT;
    let lanes = lanes.iter().enumerate().map(|(idx, cycles)| {
        let top = first + idx as f64 * row;
        let (name, y) =
            if is_narrow { ((0.0, top + 13.0), top + 25.0) } else { ((0.0, top + 15.0), top + 11.0) };
        LanePlace { name, y, marks: cycles.iter().map(|at| left + at * slot).collect() }
    });
    let lanes: Vec<LanePlace> = lanes.collect();
    YearPlaces {
        height: first + lanes.len() as f64 * row + 4.0,
        sides: (left, right),
        base,
        ticks: numbers.iter().map(|number| (y(*number), *number)).collect(),
        months,
        lanes,
    }
}

fn column(month: &YearColumn, slot: Rect, y: &dyn Fn(f64) -> f64) -> MonthPlace {
    let width = slot.width * COLUMN;
    let x = slot.x + (slot.width - width) / 2.0;
    let mut below = 0.0;
    let parts = month.parts.iter().map(|part| {
        let (bottom, top) = (y(below), y(below + part));
        below += part;
        Rect { x, y: top, width, height: bottom - top }
    });
    let parts: Vec<Rect> = parts.collect();
    let middle = slot.x + slot.width / 2.0;
    let span = month.span.map(|(low, high)| (middle, y(high), y(low)));
    let highest = span.map_or(y(below), |(_, top, _)| top.min(y(below)));
    MonthPlace { slot, parts, span, sum: (middle, highest - 5.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> Vec<YearColumn> {
        let month = |parts: &[f64]| YearColumn { parts: parts.to_vec(), span: Some((1.0, 8.0)) };
        vec![month(&[2.0, 4.0]), month(&[2.0, 0.0])]
    }

    #[test]
    fn parts_stand_on_each_other_and_their_height_is_their_size() {
        let places = year(&months(), &[], 800.0);
        // The highest span is 8, so that the axis ends at 8 in steps of 2.
        assert_eq!(places.ticks.last().map(|tick| tick.1), Some(8.0));
        let parts = &places.months[0].parts;
        assert!((parts[0].height - PLOT / 4.0).abs() < 1e-9);
        assert!((parts[1].height - PLOT / 2.0).abs() < 1e-9);
        assert!((parts[1].y + parts[1].height - parts[0].y).abs() < 1e-9);
        assert!((places.months[1].parts[1].height).abs() < 1e-9);
    }

    #[test]
    fn months_fill_the_width_and_cycles_lie_in_theirs() {
        let places = year(&months(), &[vec![0.5, 1.5]], 800.0);
        let (left, right) = places.sides;
        assert!((places.months[1].slot.x + places.months[1].slot.width - right).abs() < 1e-9);
        let quarter = (right - left) / 4.0;
        assert!((places.lanes[0].marks[0] - left - quarter).abs() < 1e-9);
        assert!((places.lanes[0].marks[1] - left - 3.0 * quarter).abs() < 1e-9);
    }
}
