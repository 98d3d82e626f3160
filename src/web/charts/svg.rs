//! A drawing as text: shapes with classes that the style sheet paints, and things in it that
//! can be pointed at.

use std::fmt::Write;

use super::Rect;

/// A drawing and what can be pointed at in it, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The picture.
    pub svg: String,
    /// What each thing is, in the order in which the arrow keys go through them.
    pub told: Vec<String>,
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl Anchor {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// The width that a letter takes in texts of drawings, pixels; a bit more than the mean.
const LETTER: f64 = 6.4;

/// A text that fits into so many pixels, cut where it must be.
pub fn fitted(text: &str, width: f64) -> String {
    let fits = (width / LETTER).max(0.0) as usize;
    if text.chars().count() <= fits {
        return text.to_owned();
    }
    let cut: String = text.chars().take(fits.saturating_sub(1)).collect();
    if cut.is_empty() { cut } else { format!("{}…", cut.trim_end()) }
}

/// Writes a drawing.
pub struct Svg {
    name: &'static str,
    body: String,
    told: Vec<String>,
}

impl Svg {
    /// An empty drawing; the ids of its things begin with the name.
    pub fn new(name: &'static str) -> Self {
        Self { name, body: String::new(), told: Vec::new() }
    }

    /// The fill of a hatch that belongs to the drawing.
    pub fn hatch(&self) -> String {
        format!("url(#{}-hatch)", self.name)
    }

    /// A rectangle.
    pub fn rect(&mut self, class: &str, at: Rect) {
        self.filled(class, at, None);
    }

    /// A rectangle with a fill of its own.
    pub fn filled(&mut self, class: &str, at: Rect, fill: Option<&str>) {
        let fill = fill.map_or_else(String::new, |fill| format!(r#" fill="{fill}""#));
        let corner = if at.width.min(at.height) > 5.0 { 2 } else { 0 };
        self.write(format_args!(
            r#"<rect class="{class}" x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="{corner}"{fill}/>"#,
            at.x, at.y, at.width, at.height
        ));
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.write(format_args!(
            r#"<line class="{class}" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"/>"#,
            from.0, from.1, to.0, to.1
        ));
    }

    /// A circle.
    pub fn ring(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.write(format_args!(r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"/>"#));
    }

    /// A line through points.
    pub fn path(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>) {
        self.write(format_args!(r#"<path class="{class}" d=""#));
        for (i, (x, y)) in points.into_iter().enumerate() {
            self.write(format_args!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' }));
        }
        self.body.push_str(r#""/>"#);
    }

    /// A text.
    pub fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        let text = escaped(text);
        let anchor = anchor.name();
        self.write(format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
        ));
    }

    /// A picture that is there already, below what follows.
    pub fn ground(&mut self, picture: &str) {
        self.body.push_str(picture);
    }

    /// Begins a thing that can be pointed at; what is drawn until [`Svg::close`] belongs to it.
    pub fn open(&mut self, class: &str, told: String) {
        self.thing(class, "img", told);
    }

    /// The same for a thing that does something when it is pressed.
    pub fn open_button(&mut self, class: &str, told: String) {
        self.thing(class, "button", told);
    }

    fn thing(&mut self, class: &str, role: &str, told: String) {
        let (name, position, label) = (self.name, self.told.len(), escaped(&told));
        // The first is reached with the tab key, the others from there.
        let tabindex = if position == 0 { 0 } else { -1 };
        self.write(format_args!(
            r#"<g class="{class}" id="{name}-{position}" tabindex="{tabindex}" role="{role}" aria-label="{label}">"#
        ));
        self.told.push(told);
    }

    /// Ends a thing.
    pub fn close(&mut self) {
        self.body.push_str("</g>");
    }

    /// The drawing, so wide and high; what it is as a whole is said by the label.
    pub fn finish(self, (width, height): (f64, f64), label: &str) -> Drawing {
        let Self { name, body, told } = self;
        let label = escaped(label);
        let svg = format!(
            concat!(
                r#"<svg class="drawing" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}" role="group" aria-label="{label}">"#,
                r#"<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">"#,
                r#"<path class="stripe" d="M-1 1L1 -1M0 6L6 0M5 7L7 5"/></pattern></defs>{body}</svg>"#
            ),
            width = width,
            height = height,
            label = label,
            name = name,
            body = body
        );
        Drawing { svg, told }
    }

    fn write(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(text);
    }
}

/// A text for a drawing: names may hold anything that a plan can.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Round numbers from 0 up to the first that is not below `most`: about `count` of them.
///
/// Formula: steps of 1, 2, 2.5 or 5 times a power of ten. Nothing above 0 gives 0 and 1.
pub fn ticks(most: f64, count: u32) -> Vec<f64> {
    if most <= 0.0 || !most.is_finite() {
        return vec![0.0, 1.0];
    }
    let least = most / f64::from(count.max(1));
    let mut power = 1e-6;
    while power * 10.0 <= least {
        power *= 10.0;
    }
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
    let step = steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(power * 10.0);
    let n = (most / step - 1e-9).ceil().max(1.0) as u32;
    (0..=n).map(|i| f64::from(i) * step).collect()
}

/// The same from the last round number that is not above `least`.
pub fn ticks_between(least: f64, most: f64, count: u32) -> Vec<f64> {
    if least <= 0.0 || most <= least || !most.is_finite() {
        return ticks(most, count);
    }
    let from_0 = ticks(most - least, count);
    let step = from_0.get(1).copied().unwrap_or(1.0);
    let first = (least / step + 1e-9).floor();
    let n = ((most / step - first) - 1e-9).ceil().max(1.0) as u32;
    (0..=n).map(|i| (first + f64::from(i)) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_plan_stay_text() {
        let mut svg = Svg::new("a");
        svg.open("task", r#"<script>"x"&</script>"#.to_owned());
        svg.text("", 1.0, 2.0, Anchor::Start, "<b>");
        svg.close();
        let drawing = svg.finish((10.0, 10.0), "a < b");
        assert!(!drawing.svg.contains("<script"), "{}", drawing.svg);
        assert!(drawing.svg.contains("&lt;b&gt;"), "{}", drawing.svg);
        assert!(drawing.svg.contains(r#"aria-label="a &lt; b""#), "{}", drawing.svg);
        assert_eq!(drawing.told, [r#"<script>"x"&</script>"#]);
    }

    #[test]
    fn one_thing_is_reached_by_tab_and_the_others_from_there() {
        let mut svg = Svg::new("b");
        for name in ["one", "two", "three"] {
            svg.open("", name.to_owned());
            svg.close();
        }
        let drawing = svg.finish((10.0, 10.0), "");
        assert_eq!(drawing.svg.matches(r#"tabindex="0""#).count(), 1);
        assert_eq!(drawing.svg.matches(r#"tabindex="-1""#).count(), 2);
        assert!(drawing.svg.contains(r#"id="b-2""#));
    }

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(15.7, 4), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(8.0, 4), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(1000.0, 4), [0.0, 250.0, 500.0, 750.0, 1000.0]);
        assert_eq!(ticks(0.0, 4), [0.0, 1.0]);
        for most in [0.03, 0.7, 3.0, 42.0, 999.0, 123_456.0] {
            let all = ticks(most, 4);
            assert!(all.last().is_some_and(|last| *last >= most * (1.0 - 1e-6)), "{most}: {all:?}");
            assert!(all.len() <= 6, "{most}: {all:?}");
        }
    }

    #[test]
    fn ticks_may_begin_above_nothing() {
        assert_eq!(ticks_between(2130.0, 2390.0, 4), [2100.0, 2200.0, 2300.0, 2400.0]);
        assert_eq!(ticks_between(1000.0, 1400.0, 4), [1000.0, 1100.0, 1200.0, 1300.0, 1400.0]);
        assert_eq!(ticks_between(0.0, 8.0, 4), ticks(8.0, 4));
        assert_eq!(ticks_between(5.0, 5.0, 4), ticks(5.0, 4));
    }

    #[test]
    fn a_text_is_cut_where_it_must_be() {
        assert_eq!(fitted("Velero", 100.0), "Velero");
        assert_eq!(fitted("Documentation and runbooks", 96.0), "Documentation…");
        assert_eq!(fitted("Velero", 5.0), "");
    }
}
