//! A decade of outages: a row for each year, and in it a mark for each outage, as wide as it was
//! long but wide enough to be pressed. Marks that would lie over each other are one.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg};
use crate::web::words::{charts, t};

/// Years that are drawn.
const YEARS: usize = 10;
/// Days of a year on the axis.
const DAYS: f64 = 365.0;
/// Space for the years' names, and right of the rows.
const LEFT: f64 = 26.0;
const RIGHT: f64 = 12.0;
/// Height of the axis above the rows, of a row, and of a mark in it.
const TOP: f64 = 18.0;
const ROW: f64 = 26.0;
const MARK: f64 = 18.0;
/// The least width of a mark, and of one that stands for several.
const LEAST: f64 = 6.0;
const LEAST_OF_SEVERAL: f64 = 16.0;
/// Space between marks.
const GAP: f64 = 1.0;
/// Kinds that have a colour and shape of their own; all others share the last.
const KINDS: usize = 5;

/// An outage that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedOutage {
    /// Hours from the start.
    pub from_hours: f64,
    /// Hours from the start.
    pub to_hours: f64,
    /// Its colour and shape: those from 5 on share one.
    pub kind: usize,
    /// It in words.
    pub told: String,
}

/// The decade.
#[derive(Clone, Debug, PartialEq)]
pub struct DecadeChart {
    /// Outages, in their order.
    pub outages: Vec<MarkedOutage>,
    /// Hours of a year.
    pub year_hours: f64,
    /// The whole in words.
    pub label: String,
}

/// A mark: one outage, or several that are too close to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct DecadeMark {
    /// Where it is.
    pub area: Rect,
    /// Its year, counted from 0.
    pub year: usize,
    /// Its outages, by their position.
    pub outages: Vec<usize>,
}

/// Where a moment is: its year, and the part of the year that is over.
pub fn place_of(hours: f64, year_hours: f64) -> (usize, f64) {
    let years = (hours / year_hours).clamp(0.0, YEARS as f64);
    let year = (years.floor() as usize).min(YEARS - 1);
    (year, years - year as f64)
}

/// Pixels above the rows, of one row, left of them and right of them.
pub const fn row_height() -> (f64, f64, f64, f64) {
    (TOP, ROW, LEFT, RIGHT)
}

impl DecadeChart {
    /// The marks in a picture of this width, in the order of time.
    ///
    /// An outage is drawn in the year in which it begins, and ends there at the latest.
    pub fn marks(&self, width: f64) -> Vec<DecadeMark> {
        let span = (width - LEFT - RIGHT).max(1.0);
        let mut marks: Vec<DecadeMark> = Vec::new();
        for (i, outage) in self.outages.iter().enumerate() {
            let (year, part) = place_of(outage.from_hours, self.year_hours);
            let long = (outage.to_hours - outage.from_hours) / self.year_hours * span;
            let x = (LEFT + part * span).min(LEFT + span - LEAST);
            let wide = long.clamp(LEAST, (LEFT + span - x).max(LEAST));
            let y = TOP + year as f64 * ROW + (ROW - MARK) / 2.0;
            match marks.last_mut() {
                Some(last) if last.year == year && x < last.area.x + last.area.width + GAP => {
                    let end = (x + wide).max(last.area.x + last.area.width);
                    last.area.width = (end - last.area.x).max(LEAST_OF_SEVERAL);
                    last.outages.push(i);
                }
                _ => marks.push(DecadeMark {
                    area: Rect { x, y, width: wide, height: MARK },
                    year,
                    outages: vec![i],
                }),
            }
        }
        marks
    }

    /// The kind of a mark: that of its longest outage.
    fn kind(&self, mark: &DecadeMark) -> usize {
        let outages = mark.outages.iter().map(|i| &self.outages[*i]);
        let longest =
            outages.max_by(|a, b| (a.to_hours - a.from_hours).total_cmp(&(b.to_hours - b.from_hours)));
        longest.map_or(KINDS, |outage| outage.kind.min(KINDS))
    }
}

/// Draws the decade in so many pixels.
pub fn decade(chart: &DecadeChart, width: f64) -> Drawing {
    let mut svg = Svg::new("decade");
    let span = (width - LEFT - RIGHT).max(1.0);
    let height = TOP + ROW * YEARS as f64;
    let step = if span < 420.0 { 100 } else { 50 };
    for day in (0..DAYS as u32).step_by(step) {
        let x = LEFT + f64::from(day) / DAYS * span;
        svg.line("grid", (x, TOP), (x, height));
        let (anchor, text) = if day == 0 {
            (Anchor::Start, t!(charts::FIRST_DAY).to_owned())
        } else {
            (Anchor::Middle, day.to_string())
        };
        svg.text("tick", x, TOP - 6.0, anchor, &text);
    }
    for year in 0..YEARS {
        let y = TOP + year as f64 * ROW;
        svg.rect("row", Rect { x: LEFT, y: y + 3.0, width: span, height: ROW - 6.0 });
        svg.text("name", LEFT - 8.0, y + ROW / 2.0 + 4.0, Anchor::End, &(year + 1).to_string());
    }
    for mark in chart.marks(width) {
        let told = match mark.outages.as_slice() {
            [one] => chart.outages[*one].told.clone(),
            many => several(many.iter().map(|i| chart.outages[*i].told.as_str())),
        };
        let kind = chart.kind(&mark);
        svg.open_button(&format!("outage kind-{kind}"), told);
        // What can be pressed is as high as the row.
        svg.rect("ground", Rect { y: mark.area.y - 4.0, height: ROW, ..mark.area });
        shape(&mut svg, kind, mark.area);
        if mark.outages.len() > 1 {
            let (x, y) = (mark.area.x + mark.area.width / 2.0, mark.area.y + MARK / 2.0 + 4.0);
            svg.rect("several", Rect { x: x - 7.0, y: mark.area.y + 2.0, width: 14.0, height: MARK - 4.0 });
            svg.text("count", x, y, Anchor::Middle, &mark.outages.len().to_string());
        }
        svg.close();
    }
    svg.finish((width, height), &chart.label)
}

/// The shape of a kind, so that not the colour alone tells it.
fn shape(svg: &mut Svg, kind: usize, at: Rect) {
    let part =
        |from: f64, to: f64| Rect { y: at.y + at.height * from, height: at.height * (to - from), ..at };
    let parts: &[(f64, f64)] = match kind {
        0 => &[(0.0, 1.0)],
        1 => &[(0.0, 0.55)],
        2 => &[(0.45, 1.0)],
        3 => &[(0.0, 0.35), (0.65, 1.0)],
        4 => &[(0.3, 0.7)],
        _ => &[(0.0, 0.22), (0.39, 0.61), (0.78, 1.0)],
    };
    for (from, to) in parts {
        svg.rect(&format!("part zone-{kind}"), part(*from, *to));
    }
}

/// Several outages in words: the first few of them.
fn several<'a>(told: impl ExactSizeIterator<Item = &'a str>) -> String {
    const NAMED: usize = 3;
    let n = told.len();
    let named: Vec<&str> = told.take(NAMED).collect();
    if n > NAMED {
        t!(charts::SEVERAL_MORE, n = n, named = named.join("; "), more = n - NAMED)
    } else {
        t!(charts::SEVERAL, n = n, named = named.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: f64 = 8760.0;

    fn chart(outages: &[(f64, f64)]) -> DecadeChart {
        let outages = outages.iter().map(|(from, hours)| MarkedOutage {
            from_hours: *from,
            to_hours: from + hours,
            kind: 0,
            told: format!("at {from}"),
        });
        DecadeChart { outages: outages.collect(), year_hours: YEAR, label: String::new() }
    }

    #[test]
    fn an_outage_is_where_its_time_is() {
        // 26 + 0.5 × (838 − 26 − 12) = 426; the third year is the third row.
        let marks = chart(&[(2.5 * YEAR, 1.0)]).marks(838.0);
        assert_eq!(marks.len(), 1);
        assert!((marks[0].area.x - 426.0).abs() < 1e-9, "{marks:?}");
        assert!((marks[0].area.y - (18.0 + 2.0 * 26.0 + 4.0)).abs() < 1e-9, "{marks:?}");
        assert!((marks[0].area.width - 6.0).abs() < 1e-9, "one hour is too short to be drawn as it is");
        // A tenth of a year is a tenth of the row.
        assert!((chart(&[(0.0, YEAR / 10.0)]).marks(838.0)[0].area.width - 80.0).abs() < 1e-9);
    }

    #[test]
    fn what_lies_over_each_other_is_one_mark() {
        // A day is 800 ÷ 365 = 2.2 pixels: two days apart overlap, four do not.
        let near = chart(&[(0.0, 1.0), (48.0, 1.0), (400.0 * 24.0, 1.0)]).marks(838.0);
        assert_eq!(near.iter().map(|mark| mark.outages.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
        assert!(near[0].area.width >= 16.0);
        assert_eq!(chart(&[(0.0, 1.0), (96.0, 1.0)]).marks(838.0).len(), 2);
        // The last day of a year and the first of the next are far apart.
        assert_eq!(chart(&[(YEAR - 1.0, 0.5), (YEAR, 0.5)]).marks(838.0).len(), 2);
    }

    #[test]
    fn every_mark_can_be_pressed_and_stays_in_the_picture() {
        let outages: Vec<(f64, f64)> =
            (0..400_u32).map(|i| (f64::from(i) * 219.0, f64::from(i % 50))).collect();
        let long = [(5.9 * YEAR, 0.5 * YEAR), (10.0 * YEAR - 0.1, 0.1)];
        for width in [280.0, 390.0, 900.0, 1400.0] {
            for chart in [chart(&outages), chart(&long)] {
                let marks = chart.marks(width);
                let members: usize = marks.iter().map(|mark| mark.outages.len()).sum();
                assert_eq!(members, chart.outages.len());
                for mark in &marks {
                    assert!(mark.area.width >= 6.0 && mark.area.x >= 26.0, "{mark:?}");
                    assert!(mark.area.x + mark.area.width <= width, "{width}: {mark:?}");
                }
                for (mark, next) in marks.iter().zip(&marks[1..]) {
                    let apart = mark.area.y < next.area.y || mark.area.x + mark.area.width < next.area.x;
                    assert!(apart, "{mark:?} {next:?}");
                }
                assert_eq!(decade(&chart, width).told.len(), marks.len());
            }
        }
    }

    #[test]
    fn several_outages_are_named_in_part() {
        let drawing = decade(&chart(&[(0.0, 1.0), (2.0, 1.0), (4.0, 1.0), (6.0, 1.0)]), 400.0);
        assert_eq!(drawing.told, ["4 outages: at 0; at 2; at 4; and 1 more"]);
        assert!(drawing.svg.contains(r#"role="button""#));
    }

    #[test]
    fn a_moment_has_a_year_and_a_part_of_it() {
        assert_eq!(place_of(0.0, YEAR), (0, 0.0));
        assert_eq!(place_of(1.5 * YEAR, YEAR), (1, 0.5));
        assert_eq!(place_of(10.0 * YEAR, YEAR), (9, 1.0));
        assert_eq!(place_of(11.0 * YEAR, YEAR), (9, 1.0));
    }
}
