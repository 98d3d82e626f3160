//! What copies take over the horizon: a column for each month, what it is made of one above
//! the other, and a line through every day.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, ticks};
use crate::web::words::amount;

/// A month of the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionMonth {
    /// The month, such as `2027-01`.
    pub label: String,
    /// All that is to be said of it.
    pub told: String,
    /// GiB of each band, the mean over the month.
    pub bands: Vec<f64>,
}

/// The horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionChart {
    /// Months from the first on.
    pub months: Vec<RetentionMonth>,
    /// GiB in all on each day.
    pub days: Vec<f64>,
    /// Days that are marked, by position, with their label.
    pub marks: Vec<(usize, String)>,
    /// The whole in words.
    pub label: String,
}

const TOP: f64 = 34.0;
const PLOT: f64 = 190.0;
const NAMES: f64 = 22.0;

/// The most and the least of the days that lie in each pixel: a line that leaves out no peak.
///
/// Shape: for each pixel that has a day, its position and its two values, the earlier first.
pub fn thinned(days: &[f64], pixels: usize) -> Vec<(usize, f64, f64)> {
    let pixels = pixels.max(1);
    let n = days.len();
    let parts = (0..pixels).filter_map(|pixel| {
        let (from, to) = (pixel * n / pixels, (pixel + 1) * n / pixels);
        let part = days.get(from..to)?;
        let least = (0..part.len()).min_by(|a, b| part[*a].total_cmp(&part[*b]))?;
        let most = (0..part.len()).max_by(|a, b| part[*a].total_cmp(&part[*b]))?;
        Some((pixel, part[least.min(most)], part[least.max(most)]))
    });
    parts.collect()
}

/// Draws the horizon in so many pixels.
pub fn retention(chart: &RetentionChart, width: f64) -> Drawing {
    let mut svg = Svg::new("retention");
    let of_months = chart.months.iter().map(|month| month.bands.iter().sum::<f64>());
    let axis = ticks(of_months.chain(chart.days.iter().copied()).fold(0.0, f64::max), 4);
    let scale = PLOT / axis.last().copied().unwrap_or(1.0);
    let bottom = TOP + PLOT;
    let names: Vec<String> = axis.iter().map(|tick| amount(*tick, 0)).collect();
    let left = names.iter().map(|name| name.chars().count()).max().unwrap_or(1) as f64 * 7.0 + 8.0;
    for (tick, name) in axis.iter().zip(&names) {
        let y = bottom - tick * scale;
        svg.line("grid", (left, y), (width, y));
        svg.text("tick", left - 6.0, y + 4.0, Anchor::End, name);
    }
    svg.text("tick", 0.0, 12.0, Anchor::Start, "GiB");
    let n = chart.months.len();
    let step = (width - left) / n.max(1) as f64;
    let gap = (step * 0.15).min(3.0);
    // Every so many months has its name, so that names keep apart.
    let every = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|every| f64::from(*every) * step >= 54.0);
    let every = every.unwrap_or(120) as usize;
    for (i, month) in chart.months.iter().enumerate() {
        let x = left + step * i as f64;
        svg.open("month", month.told.clone());
        svg.rect("ground", Rect { x, y: TOP, width: step, height: PLOT });
        let mut y = bottom;
        for (band, gib) in month.bands.iter().enumerate() {
            let height = gib.max(0.0) * scale;
            y -= height;
            if height > 0.05 {
                let at = Rect { x: x + gap / 2.0, y, width: step - gap, height };
                svg.rect(&format!("part band zone-{}", band % 6), at);
            }
        }
        svg.close();
        if i % every == 0 && x + 46.0 < width {
            svg.line("grid", (x, bottom), (x, bottom + 4.0));
            svg.text("tick", x, bottom + 16.0, Anchor::Start, &month.label);
        }
    }
    let n_days = chart.days.len();
    let span = width - left;
    let line = thinned(&chart.days, (span as usize).min(n_days));
    let pixel = span / line.len().max(1) as f64;
    let points = line.iter().flat_map(|(at, first, last)| {
        let x = left + *at as f64 * pixel;
        [(x, bottom - first * scale), (x + pixel / 2.0, bottom - last * scale)]
    });
    svg.path("day-line", points);
    for (i, (day, label)) in chart.marks.iter().enumerate() {
        let x = left + *day as f64 / n_days.max(1) as f64 * span;
        let y = 12.0 + 15.0 * i as f64;
        svg.line("mark", (x, y - 8.0), (x, bottom));
        let is_right = x > width * 0.6;
        let (at, anchor) = if is_right { (x - 5.0, Anchor::End) } else { (x + 5.0, Anchor::Start) };
        svg.text("strong mark-name", at, y, anchor, label);
    }
    svg.finish((width, bottom + NAMES), &chart.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_peak_is_left_out() {
        let days: Vec<f64> = (0..1000).map(|day| if day == 517 { 9.0 } else { f64::from(day % 7) }).collect();
        let line = thinned(&days, 100);
        assert_eq!(line.len(), 100);
        let most = line.iter().map(|(_, a, b)| a.max(*b)).fold(0.0, f64::max);
        let least = line.iter().map(|(_, a, b)| a.min(*b)).fold(f64::MAX, f64::min);
        assert_eq!((least, most), (0.0, 9.0));
        // Ten days to a pixel: day 517 is in pixel 51, after the least of it (day 511, 0).
        assert_eq!(line[51], (51, 0.0, 9.0));
    }

    #[test]
    fn few_days_keep_their_place() {
        assert_eq!(thinned(&[3.0, 5.0], 2), [(0, 3.0, 3.0), (1, 5.0, 5.0)]);
        assert!(thinned(&[], 10).is_empty());
    }

    #[test]
    fn every_month_can_be_pointed_at_at_any_width() {
        let chart = RetentionChart {
            months: (0..36)
                .map(|i| RetentionMonth {
                    label: format!("2027-{i:02}"),
                    told: format!("month {i}"),
                    bands: vec![100.0, 0.0, 20.0],
                })
                .collect(),
            days: vec![120.0; 1095],
            marks: vec![(30, "as much goes as comes".to_owned())],
            label: "Copies".to_owned(),
        };
        for width in [290.0, 700.0, 1200.0] {
            let drawing = retention(&chart, width);
            assert_eq!(drawing.told.len(), 36);
            assert!(!drawing.svg.contains("NaN"));
        }
        assert!(
            retention(&RetentionChart { months: Vec::new(), days: Vec::new(), ..chart }, 300.0)
                .told
                .is_empty()
        );
    }
}
