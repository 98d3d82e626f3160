//! A cumulative curve with a few marks, drawn by plotters.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::web::words::digits;

/// What a curve shows.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveChart {
    /// Points: value and probability.
    pub points: Vec<(f64, f64)>,
    /// Values that are marked by a vertical line, with their label.
    pub marks: Vec<(f64, String)>,
    /// A value that should not be exceeded, with its label: a line over the whole height.
    pub target: Option<(f64, String)>,
    /// Words under the horizontal axis.
    pub unit: String,
}

/// Colours that the style sheet replaces; plotters writes them as they are.
const LINE: RGBColor = RGBColor(1, 2, 3);
const MARK: RGBColor = RGBColor(4, 5, 6);
const GRID: RGBColor = RGBColor(7, 8, 9);
const TEXT: RGBColor = RGBColor(10, 11, 12);
const TARGET: RGBColor = RGBColor(13, 14, 15);

/// The curve as SVG in the page's own colours, or nothing where it cannot be drawn.
pub fn curve_svg(chart: &CurveChart, (width, height): (u32, u32)) -> Option<String> {
    let low = chart.points.first()?.0;
    // The line of a target is within the picture, however far off.
    let target = chart.target.as_ref().map_or(0.0, |(value, _)| value * 1.04);
    let high = chart.points.last()?.0.max(target);
    if high <= low {
        return None;
    }
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
        area.present().ok()?;
    }
    Some(themed(&svg))
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
