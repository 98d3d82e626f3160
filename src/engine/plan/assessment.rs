//! A plan and what lies ahead of it, in steps.

use super::copies::look_ahead;
use super::hosted::build_or_buy;
use super::money::SteppedMoney;
use super::outcome::{Outcome, PlanError, evaluate};
use super::patterns::pattern_row;
use super::remedy::remedies;
use super::size::lasts;
use crate::engine::catalogue::{Catalogue, Pattern};
use crate::engine::manifest::review;
use crate::engine::scenario::{Plan, WorkloadSource};

/// A plan that is assessed step by step, for callers that may not stop for all of it at once.
/// However it is stepped through, the outcome is that of [`assess`].
#[derive(Clone, Debug)]
pub struct Assessment {
    outcome: Outcome,
    next: usize,
    /// Money, while it is looked at.
    money: Option<SteppedMoney>,
}

/// What a step of an assessment finds.
#[derive(Clone, Copy)]
enum Look {
    Runway,
    Copies,
    Money,
    Review,
    As(Pattern),
    Hosted,
    Remedies,
}

/// Before the patterns.
const FIRST: [Look; 4] = [Look::Runway, Look::Copies, Look::Money, Look::Review];
/// After them.
const LAST: [Look; 2] = [Look::Hosted, Look::Remedies];

/// The steps, in order.
fn looks() -> impl Iterator<Item = Look> {
    FIRST.into_iter().chain(Pattern::ALL.map(Look::As)).chain(LAST)
}

impl Assessment {
    /// Plans a checked plan; the steps are to come.
    ///
    /// # Errors
    /// [`PlanError`] when prices are not loaded or no layout can be sized.
    pub fn begin(plan: &Plan, catalogue: &Catalogue) -> Result<Self, PlanError> {
        Ok(Self { outcome: evaluate(plan, catalogue)?, next: 0, money: None })
    }

    /// Takes the next step, with the data that it began with. Gives back whether there are more.
    ///
    /// # Errors
    /// [`PlanError`] when prices are not loaded.
    pub fn step(&mut self, catalogue: &Catalogue) -> Result<bool, PlanError> {
        let outcome = &mut self.outcome;
        if let Some(money) = self.money.take() {
            self.money = money.step(outcome, catalogue)?;
            return Ok(true);
        }
        let Some(look) = looks().nth(self.next) else { return Ok(false) };
        self.next += 1;
        match look {
            Look::Runway => outcome.runway = Some(lasts(outcome, catalogue)),
            Look::Copies => look_ahead(outcome, catalogue),
            Look::Money => self.money = Some(SteppedMoney::begin(outcome, catalogue)?),
            Look::Review => {
                if let WorkloadSource::Manifests(pods) = &outcome.plan.workload.source {
                    outcome.review = review(&pods.groups, outcome.plan.platform.zones);
                }
            }
            Look::As(pattern) => outcome.patterns.push(pattern_row(outcome, pattern, catalogue)),
            Look::Hosted => outcome.build_or_buy = build_or_buy(outcome, catalogue),
            Look::Remedies => outcome.remedies = remedies(outcome, catalogue),
        }
        Ok(looks().nth(self.next).is_some())
    }

    /// What was found so far: all of it once there are no more steps.
    pub fn into_outcome(self) -> Outcome {
        self.outcome
    }
}

/// Plans a checked plan and looks ahead: how long the layout lasts while the workload
/// grows, what copies take until the end, what each month costs and how far that may be off, what
/// the other patterns come to, what the vendor's hosted offers cost, and what mends what was found.
///
/// # Errors
/// [`PlanError`] when prices are not loaded or no layout can be sized.
pub fn assess(plan: &Plan, catalogue: &Catalogue) -> Result<Outcome, PlanError> {
    let mut assessment = Assessment::begin(plan, catalogue)?;
    while assessment.step(catalogue)? {}
    Ok(assessment.into_outcome())
}
