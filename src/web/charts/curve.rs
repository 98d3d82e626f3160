//! A cumulative curve with a few marks, drawn by plotters; over it points that say what they show.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::Rect;
use super::svg::{Drawing, Svg};
use crate::web::words::{charts, digits, t};

/// What a curve shows.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveChart {
    /// What the ids of its points begin with.
    pub name: &'static str,
    /// Points: value and probability.
    pub points: Vec<(f64, f64)>,
    /// Values that are marked by a vertical line, with their label.
    pub marks: Vec<(f64, String)>,
    /// A value that should not be exceeded, with its label: a line over the whole height.
    pub target: Option<(f64, String)>,
    /// Words under the horizontal axis.
    pub unit: String,
    /// The whole in words.
    pub label: String,
}

/// Percent of cases that points stand at.
const SHARES: [u32; 12] = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

impl CurveChart {
    /// Values that so many percent of cases stay within; those that the curve does not reach are
    /// left out.
    pub fn quantiles(&self) -> Vec<(u32, f64)> {
        let within = |share: u32| {
            let p = f64::from(share) / 100.0;
            self.points.iter().find(|(_, reached)| *reached >= p).map(|(value, _)| (share, *value))
        };
        SHARES.into_iter().filter_map(within).collect()
    }
}

const HEIGHT: f64 = 250.0;
/// The radius of a point.
const POINT: f64 = 5.0;

/// Colours that the style sheet replaces; plotters writes them as they are.
const LINE: RGBColor = RGBColor(1, 2, 3);
const MARK: RGBColor = RGBColor(4, 5, 6);
const GRID: RGBColor = RGBColor(7, 8, 9);
const TEXT: RGBColor = RGBColor(10, 11, 12);
const TARGET: RGBColor = RGBColor(13, 14, 15);

/// Draws it in so many pixels; nothing where it cannot be drawn.
pub fn curve(chart: &CurveChart, width: f64) -> Drawing {
    let mut svg = Svg::new(chart.name);
    let Some((picture, places)) = plotted(chart, (width as u32, HEIGHT as u32)) else {
        return Drawing::default();
    };
    svg.ground(&picture);
    let ends = |at: usize| places.get(at).map(|(x, _)| *x);
    for (at, ((share, value), (x, y))) in chart.quantiles().into_iter().zip(&places).enumerate() {
        let left = at.checked_sub(1).and_then(ends).map_or(x - POINT, |before| f64::midpoint(before, *x));
        let right = ends(at + 1).map_or(x + POINT, |next| f64::midpoint(*x, next));
        svg.open("quantile", t!(charts::WITHIN, share = share, value = digits(value), unit = chart.unit));
        svg.rect("ground", Rect { x: left, y: 0.0, width: (right - left).max(1.0), height: HEIGHT });
        svg.ring("point", (*x, *y), POINT);
        svg.close();
    }
    svg.finish((width, HEIGHT), &chart.label)
}

/// A picture as text, and where its points are.
type Plotted = (String, Vec<(f64, f64)>);

/// The curve as SVG in the page's own colours.
fn plotted(chart: &CurveChart, (width, height): (u32, u32)) -> Option<Plotted> {
    let low = chart.points.first()?.0;
    // The line of a target is within the picture, however far off.
    let target = chart.target.as_ref().map_or(0.0, |(value, _)| value * 1.04);
    let high = chart.points.last()?.0.max(target);
    if high <= low {
        return None;
    }
    let mut places = Vec::new();
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        let mut canvas = ChartBuilder::on(&area)
            .margin(6)
            .margin_right(18)
            .x_label_area_size(48)
            .y_label_area_size(44)
            .build_cartesian_2d(low..high, 0.0..1.0)
            .ok()?;
        let font = ("sans-serif", 15).into_font().color(&TEXT);
        canvas
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID)
            .axis_style(GRID)
            .y_labels(5)
            .x_labels(6)
            .y_label_formatter(&|p| format!("{:.0} %", p * 100.0))
            .x_label_formatter(&|x| digits(*x))
            .x_desc(chart.unit.as_str())
            .label_style(font)
            .draw()
            .ok()?;
        canvas.draw_series(LineSeries::new(chart.points.iter().copied(), LINE.stroke_width(2))).ok()?;
        for (value, label) in chart.marks.iter().filter(|(value, _)| (low..=high).contains(value)) {
            let at = chart.points.iter().find(|(x, _)| x >= value).map_or(1.0, |(_, p)| *p);
            canvas.draw_series(LineSeries::new([(*value, 0.0), (*value, at)], MARK.stroke_width(1))).ok()?;
            canvas.draw_series([Circle::new((*value, at), 4, LINE.filled())]).ok()?;
            let font = ("sans-serif", 15).into_font().color(&TEXT);
            canvas
                .draw_series([Text::new(format!("  {label}"), (*value, (at - 0.07).max(0.03)), font)])
                .ok()?;
        }
        if let Some((value, label)) = &chart.target {
            let line = DashedLineSeries::new([(*value, 0.0), (*value, 1.0)], 6, 4, TARGET.stroke_width(2));
            canvas.draw_series(line).ok()?;
            let span = high - low;
            let is_left = *value > low + span * 0.6;
            let (anchor, x) = if is_left {
                (HPos::Right, value - span * 0.012)
            } else {
                (HPos::Left, value + span * 0.012)
            };
            let style = TextStyle::from(("sans-serif", 15).into_font())
                .color(&TARGET)
                .pos(Pos::new(anchor, VPos::Top));
            canvas.draw_series([Text::new(label.clone(), (x, 0.12), style)]).ok()?;
        }
        places.extend(chart.quantiles().into_iter().map(|(share, value)| {
            let (x, y) = canvas.backend_coord(&(value, f64::from(share) / 100.0));
            (f64::from(x), f64::from(y))
        }));
        area.present().ok()?;
    }
    Some((themed(&svg), places))
}

/// Replaces the stand-in colours by the page's own.
fn themed(svg: &str) -> String {
    const COLOURS: [(&str, &str); 5] = [
        ("#010203", "accent"),
        ("#040506", "ink-3"),
        ("#070809", "line"),
        ("#0A0B0C", "ink-2"),
        ("#0D0E0F", "bad"),
    ];
    COLOURS.iter().fold(svg.to_owned(), |svg, (colour, name)| svg.replace(colour, &format!("var(--{name})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A straight line from 0 to 100: so many percent stay within as many minutes.
    fn straight() -> CurveChart {
        CurveChart {
            name: "line",
            points: (0..=100).map(|i| (f64::from(i), f64::from(i) / 100.0)).collect(),
            marks: Vec::new(),
            target: None,
            unit: "minutes".to_owned(),
            label: "a line".to_owned(),
        }
    }

    #[test]
    fn points_say_how_many_cases_stay_within_what() {
        let drawing = curve(&straight(), 520.0);
        assert_eq!(drawing.told.len(), 12);
        assert_eq!(
            (drawing.told[0].as_str(), drawing.told[9].as_str()),
            ("5 % within 5 minutes", "90 % within 90 minutes")
        );
        assert!(drawing.svg.contains(r#"aria-label="a line""#) && drawing.svg.contains(r#"id="line-11""#));
    }

    #[test]
    fn a_curve_that_begins_above_a_share_reaches_it_at_its_start() {
        let half = CurveChart { points: vec![(0.0, 0.45), (10.0, 0.9)], ..straight() };
        let found = half.quantiles();
        assert_eq!((found[0], found[5], found.last().copied()), ((5, 0.0), (50, 10.0), Some((90, 10.0))));
    }

    #[test]
    fn what_cannot_be_drawn_is_nothing() {
        assert_eq!(curve(&CurveChart { points: Vec::new(), ..straight() }, 520.0), Drawing::default());
    }
}
