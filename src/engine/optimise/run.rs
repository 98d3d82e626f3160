//! Cheapest first, until nothing that is left can be better.

use std::rc::Rc;

use super::judge::{Judged, judge};
use super::pools::{Placed, Pool, put};
use super::search::{Phase, Search};
use super::state::{Known, Scored, State};
use crate::engine::plan::{Met, Outcome, PlanError, Verdict, evaluate};
use crate::engine::scenario::{Objective, Plan, Purchase, Target};
use crate::engine::units::{MONTHS_PER_YEAR, YEAR_HOURS};

/// Hours of a week.
const WEEK_HOURS: f64 = 168.0;
impl Search<'_> {
    /// Takes the cheapest that is left: judges it where nothing cheaper can come, else evaluates
    /// the next pool of the site whose bound is lowest.
    pub(super) fn run(&mut self) {
        let next = self.heap.first().map(|(incomplete, least, _)| (*incomplete, *least));
        if let Some(order) = self.pending.keys().next().copied()
            && next.is_none_or(|next| (order.0, order.1) <= next)
        {
            if let Some((scored, outcome, placed)) = self.pending.remove(&order) {
                self.emit(scored, &outcome, placed);
            }
            return;
        }
        let Some((incomplete, least, site)) = self.heap.pop_first() else {
            self.phase = Phase::Done;
            return;
        };
        self.is_beyond_front |= self.front_ends().is_some_and(|end| least > end);
        // A plan with a part that has no price never ranks above a priced one.
        if incomplete && self.is_priced {
            return;
        }
        if !self.wants_site(site) {
            return;
        }
        let state = &mut self.states[site];
        let pool = state.pools.list[state.at];
        state.at += 1;
        let types = Rc::clone(&state.types);
        self.queue(site);
        let state = &self.states[site];
        let stands_for = state.stands_for(pool);
        let placements = &mut self.placements[state.placements];
        let Some(placed) =
            placements.placed(&state.site.plan, self.catalogue, &types, (pool, &mut self.names))
        else {
            self.counts.unfit += stands_for;
            return;
        };
        if state.settled.contains(&placed.words) {
            self.counts.alike += stands_for;
            return;
        }
        let alike = (state.facts.availability, placed.words, pool.is_spot);
        if !self.wants(site, placed, self.known.get(&alike)) {
            return;
        }
        match self.score(site, pool) {
            Ok((scored, outcome)) => {
                self.counts.evaluated += 1;
                self.counts.dearer += stands_for - 1;
                let is_below = scored.minutes < self.states[site].facts.least_minutes * (1.0 - 1e-9);
                self.below_bound += u64::from(scored.objective < least || is_below);
                self.known.entry(alike).or_default().minutes = scored.minutes;
                let order = (
                    !scored.is_complete,
                    scored.objective,
                    scored.hours().to_bits(),
                    scored.minutes.to_bits(),
                    site,
                    pool.at,
                    pool.nodes * 2 + u32::from(pool.is_spot),
                );
                self.pending.insert(order, (scored, outcome, placed));
            }
            Err(error) => self.errors.push(error.to_string()),
        }
    }

    /// Up to which bill the front is told, micro-dollars: twice that of the best plan, or of the
    /// cheapest candidate where none can be found. None while that is open.
    fn front_ends(&self) -> Option<i64> {
        const TIMES: i64 = 2;
        let is_open = self.cost_stop.is_none() && self.hopeful > 0;
        let first = || self.front.points().first().map(|point| &point.scored).filter(|_| !is_open);
        self.best.as_ref().or_else(first).map(|scored| TIMES * scored.objective)
    }

    /// Whether the front may take up a candidate of so much downtime and work.
    fn may_stand(&self, minutes: f64, hours: f64) -> bool {
        !self.is_beyond_front && !self.front.covers(minutes, hours)
    }

    /// Whether a site may still hold what is looked for.
    fn wants_site(&self, site: usize) -> bool {
        let state = &self.states[site];
        self.tells_a_miss(state)
            || self.may_win(site)
            || self.may_stand(state.facts.least_minutes, state.facts.hours)
    }

    /// Whether a pool of it may.
    fn wants(&self, site: usize, placed: Placed, known: Option<&Known>) -> bool {
        let state = &self.states[site];
        let minutes = known.map_or(state.facts.least_minutes, |known| known.minutes);
        let is_lost =
            known.is_some_and(|known| known.is_missed) || state.failed_stops.contains(&placed.stops);
        self.tells_a_miss(state)
            || (self.may_win(site) && !is_lost)
            || self.may_stand(minutes, state.facts.hours)
    }

    /// Whether its first candidate is looked at to tell what the cheapest ones fail.
    fn tells_a_miss(&self, state: &State) -> bool {
        const FEW: usize = 3;
        !state.is_seen && self.best.is_none() && self.misses.len() < FEW
    }

    fn may_win(&self, site: usize) -> bool {
        let state = &self.states[site];
        let is_other = |best: &Scored| {
            let best = &self.states[best.site].site;
            (best.place, &best.words) != (state.site.place, &state.site.words)
        };
        let is_open = match (&self.best, &self.second) {
            (None, _) => true,
            (Some(best), None) => is_other(best),
            (Some(_), Some(_)) => false,
        };
        is_open && state.hopeless.is_empty() && self.cost_stop.is_none()
    }

    /// The plan of a pool at a site.
    pub(super) fn plan_of(&self, site: usize, pool: Pool, purchase: &Purchase) -> Plan {
        let state = &self.states[site];
        let mut plan = state.site.plan.clone();
        put(&mut plan, &state.types, pool);
        plan.node_pool.commitment = purchase.clone();
        plan
    }

    /// The cheapest candidate of a pool, evaluated.
    pub(super) fn score(&self, site: usize, pool: Pool) -> Result<(Scored, Outcome), PlanError> {
        let state = &self.states[site];
        let kept = &state.types.prices[pool.at].best;
        let purchase = match kept {
            Some((purchase, _)) if !pool.is_spot => purchase.clone(),
            _ => Purchase::Spot,
        };
        let outcome = evaluate(&self.plan_of(site, pool, &purchase), self.catalogue)?;
        let people = match self.plan.optimise.objective {
            Objective::Bill => 0.0,
            Objective::BillAndPeople => people_usd(&outcome),
        };
        let scored = Scored {
            site,
            pool,
            purchase,
            objective: outcome.bill.effective.micros() + (people * 1e6).round() as i64,
            cost: outcome.bill.effective,
            is_complete: outcome.bill.complete,
            minutes: outcome.availability.headline.downtime_minutes_per_year(),
            work_hours: work_hours(&outcome),
            on_call_hours: on_call_hours(&outcome),
        };
        Ok((scored, outcome))
    }

    /// A candidate than which none that is left costs less.
    fn emit(&mut self, scored: Scored, outcome: &Outcome, placed: Placed) {
        let site = scored.site;
        let may_win = self.may_win(site);
        let state = &mut self.states[site];
        let is_first = !state.is_seen;
        state.is_seen = true;
        self.is_priced |= scored.is_complete;
        if !state.settled.insert(placed.words) {
            return;
        }
        let state = &self.states[site];
        let is_lost = state.failed_stops.contains(&placed.stops);
        if !self.is_beyond_front {
            self.front.offer(&scored);
        }
        let is_first_of_lost = is_first && !state.hopeless.is_empty() && self.best.is_none();
        if !is_first_of_lost && (!may_win || is_lost) {
            return;
        }
        let up = [Target::AvailabilityPct];
        let but: &[Target] = if is_first_of_lost { &up } else { &[] };
        let judged = match judge(&mut self.laws, outcome, self.catalogue, but) {
            Ok(judged) => judged,
            Err(error) => return self.errors.push(error.to_string()),
        };
        self.reach(&judged, &scored);
        if is_first_of_lost {
            let mut fails = self.states[site].hopeless.clone();
            fails.extend(judged.fails);
            fails.sort_unstable();
            fails.dedup();
            self.misses.entry(fails).or_insert(scored);
        } else if judged.fails.is_empty() {
            if self.best.is_none() {
                self.best = Some(scored);
            } else {
                self.second = Some(scored);
            }
        } else {
            let alike = (self.states[site].facts.availability, placed.words, scored.pool.is_spot);
            let of_time = [Target::AvailabilityPct.key(), Target::RtoMinutes.key()];
            if judged.fails.iter().any(|target| of_time.contains(target)) {
                self.known.entry(alike).or_default().is_missed = true;
            }
            self.learn(site, placed, &judged, &scored);
            self.misses.entry(judged.fails).or_insert(scored);
        }
    }

    /// What a candidate that fails says of the others of its site.
    fn learn(&mut self, site: usize, placed: Placed, judged: &Judged, scored: &Scored) {
        let state = &mut self.states[site];
        let was_hopeful = state.hopeless.is_empty();
        for key in &judged.fails {
            match *key {
                key if key == Target::RpoSeconds.key() => {
                    state.failed_stops.insert(placed.stops);
                }
                key if key == Target::SetupDays.key() || key == Target::Fte.key() => state.hopeless.push(key),
                _ => {}
            }
        }
        if was_hopeful && !state.hopeless.is_empty() {
            self.hopeful -= 1;
        }
        // Where even a bill far below its likely value is over the target, dearer ones are as well.
        let asked = self.plan.targets.get(&Target::MonthlyCostUsd);
        if let (Some(asked), Some(low)) = (asked, judged.bill_low_usd) {
            let likely = scored.cost.dollars();
            if likely - 3.0 * (likely - low) > *asked {
                self.cost_stop = Some(scored.cost);
            }
        }
    }

    /// Keeps the best that was reached of each target.
    fn reach(&mut self, judged: &Judged, scored: &Scored) {
        for verdict in &judged.verdicts {
            let is_better = |before: &Verdict| is_nearer(verdict, before);
            if self.reached.get(verdict.target).is_none_or(|(before, _)| is_better(before)) {
                self.reached.insert(verdict.target, (verdict.clone(), scored.clone()));
            }
        }
    }

    /// The highest probability with which any site may meet the availability.
    pub(super) fn p_available_at_most(&self) -> Option<f64> {
        self.states.iter().filter_map(|state| state.facts.p_available).reduce(f64::max)
    }

    /// Sites by how likely they meet the availability at most, the likeliest first.
    pub(super) fn likeliest_sites(&self) -> Vec<usize> {
        let mut sites: Vec<usize> = (0..self.states.len()).collect();
        let p = |site: &usize| self.states[*site].facts.p_available.unwrap_or(0.0);
        sites.sort_by(|a, b| p(b).total_cmp(&p(a)));
        sites
    }

    /// What a pool of a site is to the rest of a plan; none where it does not carry the workload.
    pub(super) fn placed(&mut self, site: usize, pool: Pool) -> Option<Placed> {
        let state = &self.states[site];
        let types = Rc::clone(&state.types);
        let placements = &mut self.placements[state.placements];
        placements.placed(&state.site.plan, self.catalogue, &types, (pool, &mut self.names))
    }

    /// Judges a candidate for how near it comes to each target.
    pub(super) fn judge_alone(&mut self, site: usize, pool: Pool) {
        let Ok((scored, outcome)) = self.score(site, pool) else { return };
        if let Ok(judged) = judge(&mut self.laws, &outcome, self.catalogue, &[]) {
            self.reach(&judged, &scored);
        }
    }
}

/// Mean hours of planned work in a month.
pub(super) fn work_hours(outcome: &Outcome) -> f64 {
    outcome.effort.upkeep.planned_hours_per_year() / MONTHS_PER_YEAR
}

/// Hours of a month for which somebody is on call, each who is counted.
pub(super) fn on_call_hours(outcome: &Outcome) -> f64 {
    let weeks = YEAR_HOURS / WEEK_HOURS / MONTHS_PER_YEAR;
    outcome.effort.upkeep.on_call.need.paid_hours_per_week * weeks
}

/// Planned work and pay for being on call, USD a month.
pub(super) fn people_usd(outcome: &Outcome) -> f64 {
    let upkeep = &outcome.effort.upkeep;
    let on_call = upkeep.on_call.need.usd_per_month(upkeep.on_call.usd_per_week);
    upkeep.labour_monthly.dollars() + on_call.likely()
}

/// Whether a verdict is nearer to being met than another on the same target.
fn is_nearer(verdict: &Verdict, before: &Verdict) -> bool {
    let rank = |it: &Verdict| match it.met {
        Met::Yes => 2,
        Met::Undecided => 1,
        Met::No => 0,
    };
    let p = |it: &Verdict| it.probability_met.unwrap_or(0.0);
    let is_share = verdict.target == Target::AvailabilityPct.key();
    let value = |it: &Verdict| match it.value {
        Some(value) if is_share => value,
        Some(value) => -value,
        None => f64::NEG_INFINITY,
    };
    (p(verdict), value(verdict), rank(verdict)).partial_cmp(&(p(before), value(before), rank(before)))
        == Some(std::cmp::Ordering::Greater)
}
