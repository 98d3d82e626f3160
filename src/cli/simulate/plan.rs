//! A plan over many years.

use super::answer::{Answer, Law};
use super::{Request, blocks, bounded};
use crate::cli::error::CliError;
use crate::cli::locked::Opened;
use crate::cli::run::{catalogue, origin};
use crate::engine::plan::{LawInputs, evaluate, laws};
use crate::engine::simulate::{SimulationInputs, Tally, by_class, simulated};

/// Runs the platform of a plan; the exact steady state and the law of a year stand beside it.
pub(super) fn run(request: &Request<'_>, text: &str) -> Result<Answer, CliError> {
    let from = origin(Some(request.path));
    if request.rare {
        return Err(CliError::Input {
            what: "--rare".to_owned(),
            found: "a plan, whose outages are no single chain".to_owned(),
            allowed: "a model of one chain".to_owned(),
        });
    }
    let catalogue = catalogue(request.prices)?;
    let opened = Opened::of(text, Some(request.path), &catalogue)?;
    let outcome = evaluate(&opened.plan()?, &opened.catalogue)
        .map_err(|error| CliError::Unplannable { origin: from, error })?;
    let inputs = SimulationInputs::of(&outcome);
    let platform = inputs.system();
    bounded(request, platform.failures_per_year())?;
    let (run, each, last) = blocks(request.years, |block, years| platform.run(request.seed, block, years));
    let (seen, classes): (Vec<_>, Vec<_>) = run.into_iter().unzip();
    let full = if last == each { classes.len() } else { classes.len() - 1 };
    let classes = by_class(&inputs, &classes[..full], each);
    let seen = simulated(&Tally::of(seen, each), last);
    let laws = laws(&LawInputs::of(&outcome));
    let minutes = laws.downtime_minutes;
    let law = Law {
        p_none: laws.p_no_downtime,
        quantiles: vec![(0.5, minutes.p50), (0.9, minutes.p90), (0.95, minutes.p95), (0.99, minutes.p99)],
    };
    Ok(Answer::of_years(request, &seen, inputs.exact()).beside(&seen, &law, classes))
}
