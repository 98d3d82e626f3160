//! A band of what a figure may be, and below it, on the same axis, what each of the things that
//! it hangs on does to it.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, fitted, ticks_between};
use crate::web::words::digits;

/// Height of the band's row, of the others, and of a bar.
const ROW: f64 = 38.0;
const BAR: f64 = 12.0;
/// Space at both sides, and for the axis below.
const SIDE: f64 = 14.0;
const AXIS: f64 = 34.0;

/// One thing that the figure hangs on.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// Its name.
    pub name: String,
    /// The figure at its low end, and at its high end.
    pub at_low: f64,
    /// The figure at its high end.
    pub at_high: f64,
    /// In words.
    pub told: String,
}

/// The band and the bars.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoChart {
    /// What the band is called.
    pub band_name: String,
    /// From and to of the band.
    pub band: (f64, f64),
    /// The middle of the band: its mean or its median.
    pub middle: f64,
    /// The figure with everything at its likely value: a line through all rows.
    pub likely: f64,
    /// The band in words.
    pub told: String,
    /// Where the axis begins, at the latest.
    pub least: f64,
    /// What the figure hangs on, the most first.
    pub rows: Vec<TornadoRow>,
    /// Words below the axis.
    pub unit: String,
    /// The whole in words.
    pub label: String,
}

impl TornadoChart {
    /// The axis.
    fn ticks(&self, count: u32) -> Vec<f64> {
        let ends = self.rows.iter().flat_map(|row| [row.at_low, row.at_high]);
        let most = ends.chain([self.band.1, self.middle, self.likely]).fold(0.0, f64::max);
        ticks_between(self.least, most, count)
    }
}

/// Draws it in so many pixels.
pub fn tornado(chart: &TornadoChart, width: f64) -> Drawing {
    let mut svg = Svg::new("tornado");
    let ticks = chart.ticks(if width < 420.0 { 3 } else { 6 });
    let least = ticks.first().copied().unwrap_or(0.0);
    let most = ticks.last().copied().unwrap_or(1.0);
    let span = (width - 2.0 * SIDE).max(1.0);
    let x = |value: f64| SIDE + ((value - least) / (most - least)).clamp(0.0, 1.0) * span;
    let bottom = ROW * (1 + chart.rows.len()) as f64 + 4.0;
    for tick in &ticks {
        svg.line("grid", (x(*tick), 0.0), (x(*tick), bottom));
        let anchor = if *tick >= most {
            Anchor::End
        } else if *tick <= least {
            Anchor::Start
        } else {
            Anchor::Middle
        };
        svg.text("tick", x(*tick), bottom + 13.0, anchor, &digits(*tick));
    }
    svg.text("tick", SIDE, bottom + 28.0, Anchor::Start, &chart.unit);
    svg.open("band", chart.told.clone());
    svg.rect("ground", Rect { x: 0.0, y: 0.0, width, height: ROW });
    svg.text("name strong", SIDE, 14.0, Anchor::Start, &fitted(&chart.band_name, span));
    svg.rect("whole", bar(x(chart.band.0), x(chart.band.1), 0.0));
    let y = bar(0.0, 0.0, 0.0).y;
    svg.path(
        "mean",
        [
            (x(chart.middle), y - 2.0),
            (x(chart.middle) + 6.0, y + BAR / 2.0),
            (x(chart.middle), y + BAR + 2.0),
            (x(chart.middle) - 6.0, y + BAR / 2.0),
            (x(chart.middle), y - 2.0),
        ],
    );
    svg.close();
    for (i, row) in chart.rows.iter().enumerate() {
        let top = ROW * (i + 1) as f64;
        svg.open("swing", row.told.clone());
        svg.rect("ground", Rect { x: 0.0, y: top, width, height: ROW });
        svg.text("name", SIDE, top + 14.0, Anchor::Start, &fitted(&row.name, span));
        let likely = x(chart.likely);
        svg.rect("fewer", bar(x(row.at_low).min(likely), x(row.at_low).max(likely), top));
        let more = bar(x(row.at_high).min(likely), x(row.at_high).max(likely), top);
        svg.rect("more", more);
        // Colour alone tells nobody which end it is.
        svg.filled("over", more, Some(&svg.hatch()));
        svg.close();
    }
    svg.line("likely", (x(chart.likely), 0.0), (x(chart.likely), bottom));
    svg.finish((width, bottom + AXIS), &chart.label)
}

/// A bar between two places of a row; one that is too short to see is as wide as a line.
fn bar(from: f64, to: f64, top: f64) -> Rect {
    Rect { x: from, y: top + 20.0, width: (to - from).max(1.0), height: BAR }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> TornadoChart {
        TornadoChart {
            band_name: "All".to_owned(),
            band: (20.0, 80.0),
            middle: 45.0,
            least: 0.0,
            likely: 40.0,
            told: "the band".to_owned(),
            rows: vec![TornadoRow {
                name: "a".to_owned(),
                at_low: 30.0,
                at_high: 60.0,
                told: "from 30 to 60".to_owned(),
            }],
            unit: "minutes".to_owned(),
            label: "all".to_owned(),
        }
    }

    #[test]
    fn bars_lie_on_one_axis() {
        // The axis goes from 0 to 80 (ticks of 20 at six of them) over 428 − 28 = 400 pixels: 5 each.
        let drawing = tornado(&chart(), 428.0);
        assert_eq!(drawing.told, ["the band", "from 30 to 60"]);
        // The band from 14 + 100 to 14 + 400; the swing from 14 + 150 over 14 + 200 to 14 + 300.
        for (class, x, wide) in [("whole", 114.0, 300.0), ("fewer", 164.0, 50.0), ("more", 214.0, 100.0)] {
            let found = format!(r#"<rect class="{class}" x="{x:.1}""#);
            assert!(drawing.svg.contains(&found), "{found}: {}", drawing.svg);
            assert!(drawing.svg.contains(&format!(r#"width="{wide:.1}""#)), "{class}: {}", drawing.svg);
        }
    }

    #[test]
    fn a_rate_that_helps_when_it_is_high_is_drawn_the_other_way() {
        let mut turned = chart();
        turned.rows[0] = TornadoRow { at_low: 60.0, at_high: 30.0, ..turned.rows[0].clone() };
        let drawing = tornado(&turned, 428.0);
        assert!(drawing.svg.contains(r#"<rect class="fewer" x="214.0""#), "{}", drawing.svg);
        assert!(drawing.svg.contains(r#"<rect class="more" x="164.0""#), "{}", drawing.svg);
    }

    #[test]
    fn an_axis_may_begin_above_nothing() {
        // From 1,000 to 1,400 in steps of 100 over 400 pixels: one for each.
        let far = TornadoChart {
            band: (1100.0, 1400.0),
            middle: 1250.0,
            likely: 1200.0,
            least: 1000.0,
            rows: Vec::new(),
            ..chart()
        };
        let drawing = tornado(&far, 428.0);
        assert!(drawing.svg.contains(r#"<rect class="whole" x="114.0""#), "{}", drawing.svg);
        assert!(drawing.svg.contains(r#"width="300.0""#), "{}", drawing.svg);
    }

    #[test]
    fn nothing_known_is_still_a_drawing() {
        let empty = TornadoChart { band: (0.0, 0.0), middle: 0.0, likely: 0.0, rows: Vec::new(), ..chart() };
        assert_eq!(tornado(&empty, 240.0).told.len(), 1);
    }
}
