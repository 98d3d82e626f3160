//! What copies take over time: areas on each other, with an axis.

use super::ticks::ticks;

/// Room for the axis' numbers, above, below, and right of the curve.
const LEFT: f64 = 46.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;
const RIGHT: f64 = 10.0;
/// Height of the plot, and in a narrow picture.
const PLOT: f64 = 190.0;
const NARROW: f64 = 560.0;
const PLOT_NARROW: f64 = 150.0;
/// Steps of the vertical axis.
const STEPS: usize = 4;
/// Width of a name at the horizontal axis.
const NAME: f64 = 62.0;

/// The whole picture, pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct RetentionPlaces {
    /// Height.
    pub height: f64,
    /// Left and right edge of the plot.
    pub sides: (f64, f64),
    /// Top and base of the plot.
    pub heights: (f64, f64),
    /// An area for each layer from the bottom up, as a path; empty where there is nothing.
    pub areas: Vec<String>,
    /// Lines of the vertical axis: height and number.
    pub ticks: Vec<(f64, f64)>,
    /// Points of the horizontal axis that have a name: position and which.
    pub names: Vec<(f64, usize)>,
    /// Where each point is, for what points at it.
    pub points: Vec<f64>,
}

impl RetentionPlaces {
    /// Where a moment is, as a part of the whole time.
    pub fn x(&self, part: f64) -> f64 {
        self.sides.0 + part.clamp(0.0, 1.0) * (self.sides.1 - self.sides.0)
    }
}

/// Places layers over time in a picture of this width. Each layer has a value for each point.
pub fn retention(layers: &[Vec<f64>], width: f64) -> RetentionPlaces {
    let n_points = layers.iter().map(Vec::len).max().unwrap_or(0);
    let (left, right) = (LEFT, (width - RIGHT).max(LEFT + 1.0));
    let plot = if width < NARROW { PLOT_NARROW } else { PLOT };
    let base = TOP + plot;
    let value = |layer: &[f64], idx: usize| layer.get(idx).copied().unwrap_or(0.0).max(0.0);
    let sums = (0..n_points).map(|idx| layers.iter().map(|layer| value(layer, idx)).sum::<f64>());
    let numbers = ticks(sums.fold(0.0, f64::max), STEPS);
    let most = numbers.last().copied().unwrap_or(1.0);
    let y = |value: f64| base - value / most * plot;
    let x = |idx: usize| left + idx as f64 / (n_points.max(2) - 1) as f64 * (right - left);
    let mut below = vec![0.0; n_points];
    let areas = layers.iter().map(|layer| {
        let above: Vec<f64> = (0..n_points).map(|idx| below[idx] + value(layer, idx)).collect();
        let path =
            if layer.iter().any(|value| *value > 0.0) { area(&below, &above, &x, &y) } else { String::new() };
        below = above;
        path
    });
    let areas: Vec<String> = areas.collect();
    let every = (NAME / ((right - left) / n_points.max(2) as f64)).ceil().max(1.0) as usize;
    RetentionPlaces {
        height: base + BOTTOM,
        sides: (left, right),
        heights: (TOP, base),
        areas,
        ticks: numbers.iter().map(|number| (y(*number), *number)).collect(),
        names: (0..n_points).step_by(every).map(|idx| (x(idx), idx)).collect(),
        points: (0..n_points).map(x).collect(),
    }
}

/// A closed path from the lower line and back along the upper one.
fn area(below: &[f64], above: &[f64], x: &dyn Fn(usize) -> f64, y: &dyn Fn(f64) -> f64) -> String {
    let point = |idx: usize, value: f64| format!("{:.1} {:.1}", x(idx), y(value));
    let upper = above.iter().enumerate().map(|(idx, value)| point(idx, *value));
    let lower = below.iter().enumerate().rev().map(|(idx, value)| point(idx, *value));
    format!("M{}Z", upper.chain(lower).collect::<Vec<_>>().join("L"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_stand_on_each_other() {
        let places = retention(&[vec![1.0, 1.0], vec![0.0, 3.0]], 800.0);
        let (top, base) = places.heights;
        // The sum of the last point is 4, which is where the axis ends.
        assert_eq!(places.ticks.last().map(|tick| tick.1), Some(4.0));
        let quarter = base - (base - top) / 4.0;
        let (left, right) = places.sides;
        assert_eq!(
            places.areas[0],
            format!(
                "M{left:.1} {quarter:.1}L{right:.1} {quarter:.1}L{right:.1} {base:.1}L{left:.1} {base:.1}Z"
            )
        );
        assert!(places.areas[1].starts_with(&format!("M{left:.1} {quarter:.1}L{right:.1} {top:.1}")));
    }

    #[test]
    fn nothing_at_all_is_drawn_as_nothing() {
        let places = retention(&[Vec::new()], 400.0);
        assert_eq!(places.areas, [String::new()]);
        assert_eq!(retention(&[vec![0.0; 3]], 400.0).areas, [String::new()]);
    }
}
