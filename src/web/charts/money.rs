//! Money over the years: a column for each month, bills below, people and what is paid once
//! above, the band that bills may lie in, and the months in which nodes are added.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, ticks};
use crate::web::words::{amount, charts, t};

/// A month.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyMonth {
    /// The month, such as `2027-01`.
    pub label: String,
    /// All that is to be said of it.
    pub told: String,
    /// Amounts, from the bottom up: bills, people, what is paid once.
    pub parts: [f64; 3],
    /// What bills may come to: one month of ten is below the first, one above the second.
    pub reach: Option<(f64, f64)>,
}

/// A month that is marked.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyStep {
    /// The month, by position.
    pub month: usize,
    /// What happens, in short.
    pub label: String,
}

/// The years.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyChart {
    /// Months from the first on.
    pub months: Vec<MoneyMonth>,
    /// Months that are marked, in their order.
    pub steps: Vec<MoneyStep>,
    /// The whole in words.
    pub label: String,
}

/// Rows of labels above the plot, their height, and the height of plot and names.
const ROWS: usize = 2;
const ROW: f64 = 15.0;
const PLOT: f64 = 200.0;
const NAMES: f64 = 22.0;
const TOP: f64 = 18.0 + ROW * ROWS as f64;
/// The width of a letter of a label.
const LETTER: f64 = 6.2;

/// The most that the axis must reach.
fn most(chart: &MoneyChart) -> f64 {
    let of = |month: &MoneyMonth| {
        let sum: f64 = month.parts.iter().map(|part| part.max(0.0)).sum();
        sum.max(month.reach.map_or(0.0, |(_, high)| high))
    };
    chart.months.iter().map(of).fold(0.0, f64::max)
}

/// Every so many months has its name, so that names keep apart.
fn named_every(step: f64) -> usize {
    let every = [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|every| f64::from(*every) * step >= 56.0);
    every.unwrap_or(240) as usize
}

/// Where labels go: for each, its row, or none where it would lie over another.
///
/// Shape: positions and widths in pixels, in rising order.
fn rows_of(labels: &[(f64, f64)]) -> Vec<Option<usize>> {
    let mut free = [f64::NEG_INFINITY; ROWS];
    let place = |&(x, width): &(f64, f64)| {
        let row = free.iter().position(|free| *free <= x)?;
        free[row] = x + width;
        Some(row)
    };
    labels.iter().map(place).collect()
}

/// Draws the years in so many pixels.
pub fn money(chart: &MoneyChart, width: f64) -> Drawing {
    let mut svg = Svg::new("money");
    let axis = ticks(most(chart), 4);
    let scale = PLOT / axis.last().copied().unwrap_or(1.0);
    let bottom = TOP + PLOT;
    let names: Vec<String> = axis.iter().map(|tick| amount(*tick, 0)).collect();
    let left = names.iter().map(|name| name.chars().count()).max().unwrap_or(1) as f64 * 7.0 + 8.0;
    for (tick, name) in axis.iter().zip(&names) {
        let y = bottom - tick * scale;
        svg.line("grid", (left, y), (width, y));
        svg.text("tick", left - 6.0, y + 4.0, Anchor::End, name);
    }
    svg.text("tick", 0.0, 12.0, Anchor::Start, t!(charts::USD_A_MONTH));
    let step = (width - left) / chart.months.len().max(1) as f64;
    let gap = (step * 0.15).min(3.0);
    let every = named_every(step);
    for (i, month) in chart.months.iter().enumerate() {
        let x = left + step * i as f64;
        svg.open("month", month.told.clone());
        svg.rect("ground", Rect { x, y: TOP, width: step, height: PLOT });
        let mut y = bottom;
        for (part, usd) in month.parts.iter().enumerate() {
            let height = usd.max(0.0) * scale;
            y -= height;
            if height > 0.05 {
                svg.rect(
                    &format!("part zone-{part}"),
                    Rect { x: x + gap / 2.0, y, width: step - gap, height },
                );
            }
        }
        svg.close();
        if i % every == 0 && x + 46.0 < width {
            svg.line("grid", (x, bottom), (x, bottom + 4.0));
            svg.text("tick", x, bottom + 16.0, Anchor::Start, &month.label);
        }
    }
    band(&mut svg, chart, (left, step), (bottom, scale));
    marks(&mut svg, chart, (left, step), (bottom, width));
    svg.finish((width, bottom + NAMES), &chart.label)
}

/// The band that bills may lie in, over the months that have one.
fn band(svg: &mut Svg, chart: &MoneyChart, (left, step): (f64, f64), (bottom, scale): (f64, f64)) {
    let reaches: Vec<(f64, f64, f64)> = chart
        .months
        .iter()
        .enumerate()
        .filter_map(|(i, month)| month.reach.map(|(low, high)| (left + step * (i as f64 + 0.5), low, high)))
        .collect();
    if reaches.is_empty() {
        return;
    }
    let low = reaches.iter().map(|(x, low, _)| (*x, bottom - low * scale));
    let high = reaches.iter().map(|(x, _, high)| (*x, bottom - high * scale));
    svg.path("reach", high.clone().chain(low.clone().rev()));
    for edge in ["reach-edge under", "reach-edge"] {
        svg.path(edge, low.clone());
        svg.path(edge, high.clone());
    }
}

fn marks(svg: &mut Svg, chart: &MoneyChart, (left, step): (f64, f64), (bottom, width): (f64, f64)) {
    let at = |mark: &MoneyStep| left + step * mark.month as f64;
    let wide = |mark: &MoneyStep| mark.label.chars().count() as f64 * LETTER + 10.0;
    // A label is right of its line, or left of it where it would leave the picture.
    let start = |mark: &MoneyStep| {
        let (x, wide) = (at(mark), wide(mark));
        if x + wide > width { (x - wide + 4.0).max(0.0) } else { x + 4.0 }
    };
    let places: Vec<(f64, f64)> = chart.steps.iter().map(|mark| (start(mark), wide(mark))).collect();
    for (mark, row) in chart.steps.iter().zip(rows_of(&places)) {
        let x = at(mark);
        let y = 27.0 + ROW * row.unwrap_or(ROWS - 1) as f64;
        svg.line("mark", (x, y - 10.0), (x, bottom));
        if row.is_some() {
            svg.text("mark-name", start(mark), y, Anchor::Start, &mark.label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(n: usize) -> MoneyChart {
        let month = |i: usize| MoneyMonth {
            label: format!("2027-{i:02}"),
            told: format!("month {i}"),
            parts: [1000.0, 500.0, if i == 0 { 2500.0 } else { 0.0 }],
            reach: Some((900.0, 1200.0)),
        };
        MoneyChart {
            months: (0..n).map(month).collect(),
            steps: vec![MoneyStep { month: n / 2, label: "7 nodes".to_owned() }],
            label: "Years".to_owned(),
        }
    }

    #[test]
    fn the_axis_reaches_the_highest_month_and_its_band() {
        // 1,000 + 500 + 2,500.
        assert_eq!(most(&chart(3)), 4000.0);
        let mut wide = chart(3);
        wide.months[1].reach = Some((900.0, 9000.0));
        assert_eq!(most(&wide), 9000.0);
    }

    #[test]
    fn every_month_can_be_pointed_at_at_any_width() {
        for width in [290.0, 640.0, 1100.0] {
            for n in [1, 36, 600] {
                let drawing = money(&chart(n), width);
                assert_eq!(drawing.told.len(), n);
                assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("inf"), "{width} {n}");
            }
        }
        assert!(money(&chart(0), 290.0).told.is_empty());
    }

    #[test]
    fn columns_are_true_to_their_amounts() {
        // The axis goes to 4,000 over 200 pixels: 1,000 are 50, 500 are 25, 2,500 are 125.
        let drawing = money(&chart(3), 640.0);
        for (part, height) in [(0, 50), (1, 25), (2, 125)] {
            let class = format!("<rect class=\"part zone-{part}\"");
            let rect = drawing.svg.split(&class).nth(1).expect("it is drawn");
            assert!(
                rect.split('>').next().is_some_and(|rect| rect.contains(&format!("height=\"{height}.0\"")))
            );
        }
    }

    #[test]
    fn labels_do_not_lie_over_each_other() {
        let rows = rows_of(&[(0.0, 50.0), (10.0, 50.0), (20.0, 50.0), (55.0, 50.0), (62.0, 50.0)]);
        assert_eq!(rows, [Some(0), Some(1), None, Some(0), Some(1)]);
    }

    #[test]
    fn names_of_months_keep_apart() {
        assert_eq!([60.0, 30.0, 10.0, 2.0, 0.5].map(named_every), [1, 2, 6, 60, 120]);
    }
}
