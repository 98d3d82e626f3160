//! What the vendor states beside what the model computes, figure by figure.

mod recovery;
mod sentences;
mod work;

use serde::Serialize;

use super::{Laws, Outcome};
use crate::engine::catalogue::{Catalogue, Stated};

/// A figure or sentence of the vendor's page, and what the plan has for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// What it is about, as `stated.csv` names it.
    pub metric: String,
    /// The same in words.
    pub what: String,
    /// What the vendor states.
    pub stated: StatedSide,
    /// What the plan comes to; absent where nothing is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<ComputedSide>,
    /// How the computed range lies to the stated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lies: Option<Lies>,
    /// Low end stated less low end computed, in the unit of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_low: Option<f64>,
    /// High end stated less high end computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_high: Option<f64>,
    /// What explains the difference, or what the figure leaves out.
    pub note: String,
}

/// The vendor's side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatedSide {
    /// Always `stated`.
    pub kind: &'static str,
    /// The text as the page has it.
    pub text: String,
    /// Low end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// High end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Unit; empty for a sentence.
    pub unit: String,
    /// The page.
    pub source: String,
}

/// The plan's side, in the unit of the vendor's figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComputedSide {
    /// `computed` by the model, `assumed`, or `set` by the plan.
    pub kind: &'static str,
    /// Low end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Middle: mean or median, as the note says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mid: Option<f64>,
    /// High end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Unit; empty for a sentence.
    pub unit: String,
    /// What the plan has, where it is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// How a computed range lies to a stated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Lies {
    /// The same ends.
    Same,
    /// Nowhere beyond it.
    Within,
    /// Beyond it at both ends.
    Around,
    /// Lower at the low end, and not higher at the high end.
    ReachesBelow,
    /// Higher at the high end, and not lower at the low end.
    ReachesAbove,
    /// Wholly lower.
    Below,
    /// Wholly higher.
    Above,
}

impl Lies {
    /// How people say it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Same => "the same",
            Self::Within => "within",
            Self::Around => "wider at both ends",
            Self::ReachesBelow => "reaches below",
            Self::ReachesAbove => "reaches above",
            Self::Below => "below",
            Self::Above => "above",
        }
    }

    /// How `[low, high]` lies to the stated ends; an end that is not stated bounds nothing.
    fn of(stated: (Option<f64>, Option<f64>), (low, high): (f64, f64)) -> Option<Self> {
        /// What rounding alone may move an end by.
        const ROUNDING: f64 = 1e-9;
        if stated == (None, None) {
            return None;
        }
        let least = stated.0.unwrap_or(f64::NEG_INFINITY);
        let most = stated.1.unwrap_or(f64::INFINITY);
        let near = |a: f64, b: f64| (a - b).abs() <= ROUNDING * (1.0 + b.abs());
        let (same_low, same_high) = (near(low, least), near(high, most));
        Some(if same_low && same_high {
            Self::Same
        } else if high < least && !near(high, least) {
            Self::Below
        } else if low > most && !near(low, most) {
            Self::Above
        } else {
            match (low < least && !same_low, high > most && !same_high) {
                (false, false) => Self::Within,
                (true, true) => Self::Around,
                (true, false) => Self::ReachesBelow,
                (false, true) => Self::ReachesAbove,
            }
        })
    }
}

impl Comparison {
    fn new(row: &Stated, what: impl Into<String>) -> Self {
        Self {
            metric: row.metric.clone(),
            what: what.into(),
            stated: StatedSide {
                kind: "stated",
                text: row.text.clone(),
                low: row.low,
                high: row.high,
                unit: row.unit.clone(),
                source: row.provenance.source.clone(),
            },
            computed: None,
            lies: None,
            gap_low: None,
            gap_high: None,
            note: String::new(),
        }
    }

    /// A computed range in the unit of the stated figure.
    fn range(mut self, kind: &'static str, low: f64, mid: Option<f64>, high: f64) -> Self {
        let (low, high) = (low.min(high), high.max(low));
        let unit = self.stated.unit.clone();
        self.computed = Some(ComputedSide { kind, low: Some(low), mid, high: Some(high), unit, text: None });
        self.lies = Lies::of((self.stated.low, self.stated.high), (low, high));
        self.gap_low = self.stated.low.map(|end| end - low);
        self.gap_high = self.stated.high.map(|end| end - high);
        self
    }

    /// What the plan has, in words.
    fn text(mut self, kind: &'static str, text: impl Into<String>) -> Self {
        let text = Some(text.into());
        self.computed =
            Some(ComputedSide { kind, low: None, mid: None, high: None, unit: String::new(), text });
        self
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// Every figure and sentence that the vendor states on the plan's pattern, in the order of
/// its page, beside the plan's.
///
/// Provider sentences of other platforms are left out. What is stated and has nothing to
/// stand beside it keeps its row. Source: docs/model.md, "Stated and computed".
pub fn comparison(outcome: &Outcome, laws: Option<&Laws>, catalogue: &Catalogue) -> Vec<Comparison> {
    let pattern = outcome.plan.platform.pattern.name();
    let rows: Vec<&Stated> = catalogue.stated.iter().filter(|row| row.pattern == pattern).collect();
    let typical: Vec<&Stated> = catalogue.stated.iter().filter(|row| row.is_of_any_pattern()).collect();
    let context = Context { outcome, laws };
    let find = |metric: &str| rows.iter().copied().find(|row| row.metric == metric);
    let mut all = Vec::new();
    all.extend(recovery::compare(context, &find));
    all.extend(work::tasks(context, &rows));
    all.extend(work::setup(context, &find));
    all.extend(work::activities(context, &rows));
    all.extend(work::people(context, &find));
    all.extend(sentences::compare(context, &find));
    let known: Vec<String> = all.iter().map(|row| row.metric.clone()).collect();
    let other = |row: &&&Stated| !known.contains(&row.metric) && !row.metric.starts_with("provider-");
    all.extend(rows.iter().filter(other).map(|row| {
        Comparison::new(row, row.metric.replace('-', " ")).note("nothing is computed to stand beside it")
    }));
    all.extend(typical.into_iter().map(recovery::typical));
    all
}

/// What the comparison reads.
#[derive(Clone, Copy)]
struct Context<'a> {
    outcome: &'a Outcome,
    laws: Option<&'a Laws>,
}

/// A number in a note: at most two decimals, none that are zero.
fn shown(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_lie_as_people_would_say() {
        for (low, high, lies) in [
            (8.0, 16.0, Lies::Same),
            (9.0, 12.0, Lies::Within),
            (8.0, 12.0, Lies::Within),
            (7.2, 12.2, Lies::ReachesBelow),
            (9.0, 20.0, Lies::ReachesAbove),
            (4.0, 20.0, Lies::Around),
            (1.0, 2.0, Lies::Below),
            (17.0, 18.0, Lies::Above),
        ] {
            assert_eq!(Lies::of((Some(8.0), Some(16.0)), (low, high)), Some(lies), "{low} {high}");
        }
        assert_eq!(Lies::of((None, Some(60.0)), (0.0, 0.0)), Some(Lies::Within));
        assert_eq!(Lies::of((None, Some(60.0)), (300.0, 300.0)), Some(Lies::Above));
        assert_eq!(Lies::of((None, None), (0.0, 0.0)), None);
    }
}
