//! Whether a layout keeps what the vendor states for a recovery.

use serde::Serialize;

use crate::engine::catalogue::Effect;
use crate::engine::recovery::Recovery;

/// Whether a layout supports the stated range in a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Supports {
    /// Nine of ten such failures are within all that is stated.
    Yes,
    /// Half of them are, or what is beyond stops nothing.
    Partly,
    /// Most of them are beyond something that is stated.
    No,
}

impl Supports {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}

/// The most that the vendor states.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StatedEnds {
    /// Minutes of recovery.
    pub rto_minutes: Option<f64>,
    /// Seconds of lost data.
    pub rpo_seconds: Option<f64>,
    /// Minutes of total recovery.
    pub rtt_minutes: Option<f64>,
}

/// Whether the layout supports what is stated in a failure, and why. Each value is P50 and
/// P90; one that is not known is named and keeps the answer from being yes. `None` where
/// nothing is stated.
pub fn supports(
    recovery: &Recovery,
    stated: StatedEnds,
    rto: Option<(f64, f64)>,
    rtt: Option<(f64, f64)>,
) -> Option<(Supports, String)> {
    let at = |p: f64| recovery.rpo_quantile(p);
    let rpo = at(0.5).zip(at(0.9));
    let figures = [
        ("RTO", "min", stated.rto_minutes, rto),
        ("RPO of the database", "s", stated.rpo_seconds, rpo),
        ("RTT", "min", stated.rtt_minutes, rtt),
    ];
    let mut worst = None;
    let mut words = Vec::new();
    for (name, unit, most, found) in figures {
        let Some(most) = most else { continue };
        let (answer, said) = match found {
            Some((_, p90)) if p90 <= most => {
                (Supports::Yes, format!("{name} P90 {} {unit} within {most}", shown(p90)))
            }
            Some((p50, p90)) if p50 <= most => (
                Supports::Partly,
                format!("{name} P50 {} {unit} within {most}, P90 {} beyond", shown(p50), shown(p90)),
            ),
            Some((p50, _)) => (Supports::No, format!("{name} P50 {} {unit} beyond {most}", shown(p50))),
            None if name.starts_with("RPO") && recovery.lost.name() == "everything" => {
                (Supports::No, format!("{name}: all of it is lost"))
            }
            None => (Supports::Partly, format!("{name} is not known")),
        };
        worst = Some(worst.map_or(answer, |so_far| worse(so_far, answer)));
        words.push(said);
    }
    let effects = recovery.effects;
    let stops = [effects.read, effects.write, effects.settle].contains(&Effect::Stopped);
    let answer = match worst? {
        // What nothing waits for is away longer than stated.
        Supports::No if !stops => Supports::Partly,
        // The chain may wait longer than the rest.
        Supports::Yes if recovery.stops_chain.is_some() && !stops => Supports::Partly,
        answer => answer,
    };
    if !stops {
        let chain = recovery.stops_chain.clone();
        words.insert(0, chain.unwrap_or_else(|| "nothing stops".to_owned()));
    }
    Some((answer, words.join("; ")))
}

const fn worse(a: Supports, b: Supports) -> Supports {
    match (a, b) {
        (Supports::No, _) | (_, Supports::No) => Supports::No,
        (Supports::Partly, _) | (_, Supports::Partly) => Supports::Partly,
        _ => Supports::Yes,
    }
}

/// A number with at most one decimal.
fn shown(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
