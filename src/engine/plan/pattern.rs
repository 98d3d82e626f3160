//! What the plan's pattern says of its sites, as plain numbers.

use crate::engine::availability::{Reach, Switch};
use crate::engine::catalogue::{FailoverKind, Method, Part, PartState, Pattern, PatternPart, Share, Site};
use crate::engine::cost::Holding;
use crate::engine::scenario::Figures;
use crate::engine::uncertainty::Law;

/// The sites of a plan's pattern.
#[derive(Clone, Copy)]
pub(super) struct Sites<'a> {
    figures: Figures<'a>,
    pattern: Pattern,
}

/// How a platform goes on elsewhere when its region is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Failover {
    /// Its steps.
    pub switch: Switch,
    /// Steps in words, with who acts.
    pub steps: Vec<FailoverStep>,
    /// Which outages it ends.
    pub reach: Reach,
    /// Whether the other site runs before the failover.
    pub is_running: bool,
    /// Whether it goes by itself.
    pub is_automatic: bool,
    /// Seconds that the other site's data is behind.
    pub lag_seconds: Option<Law>,
    /// The figures that it reads.
    pub sources: Vec<String>,
}

/// A step of a failover.
#[derive(Clone, Debug, PartialEq)]
pub struct FailoverStep {
    /// Its id in the data.
    pub id: String,
    /// In words.
    pub name: String,
    /// Who acts.
    pub who_acts: String,
    /// Minutes.
    pub minutes: Law,
    /// Whether its minutes are stated or assumed.
    pub method: Method,
    /// Where its minutes come from; `the plan` where it sets them.
    pub source: String,
}

impl<'a> Sites<'a> {
    pub(super) const fn of(figures: Figures<'a>) -> Self {
        Self { figures, pattern: figures.plan().platform.pattern }
    }

    /// What a site holds of a part.
    pub(super) fn part(self, site: Site, part: Part) -> Option<&'a PatternPart> {
        let rows = &self.figures.catalogue().pattern_parts;
        rows.iter().find(|row| row.pattern == self.pattern && row.site == site && row.part == part)
    }

    /// What each cluster of a site has of a part.
    fn share(self, row: &PatternPart) -> f64 {
        match &row.share {
            Share::Fixed(share) => *share,
            Share::Figure(id) => self.figures.assumption(id).map_or(0.0, |figure| figure.likely()),
        }
    }

    /// What all clusters of a site have of a part, as a factor of one whole platform.
    pub(super) fn factor(self, site: Site, part: Part) -> f64 {
        self.part(site, part).map_or(0.0, |row| self.share(row) * f64::from(row.clusters))
    }

    /// Whether a site holds a part in this state.
    pub(super) fn is(self, site: Site, part: Part, state: PartState) -> bool {
        self.part(site, part).is_some_and(|row| row.state == state)
    }

    /// What a site holds of what each line bills.
    pub(super) fn holding(self, site: Site) -> Holding {
        const BILLED: [Part; 9] = [
            Part::Backups,
            Part::Cache,
            Part::ControlPlane,
            Part::Database,
            Part::Network,
            Part::ObjectStorage,
            Part::Operations,
            Part::Traffic,
            Part::Volumes,
        ];
        Holding::new(site, BILLED.map(|part| (part, self.factor(site, part))).into())
    }

    /// Nodes of a site where one whole platform has so many, each cluster for itself.
    pub(super) fn nodes(self, site: Site, whole: u32, at_least: u32) -> u32 {
        let Some(row) = self.part(site, Part::Nodes) else { return 0 };
        let share = self.share(row);
        if share <= 0.0 {
            return 0;
        }
        let plan = self.figures.plan();
        let warm =
            || self.figures.assumption("hot_warm.least_nodes").map_or(1, |figure| figure.likely() as u32);
        let least = match row.state {
            PartState::Warm => warm(),
            _ if row.clusters > 1 => plan.platform.zones,
            _ => 1,
        };
        // A part of a node is a node; what rounding adds to a whole number is not.
        let each = (share * f64::from(whole) - 1e-9).ceil() as u32;
        row.clusters * each.max(least).max(at_least)
    }

    /// The failover to the other site; none where there is no other.
    pub(super) fn failover(self) -> Option<Failover> {
        if !self.pattern.has_second_site() {
            return None;
        }
        let rows = || self.figures.catalogue().failovers.iter().filter(|row| row.pattern == self.pattern);
        let figure = |kind| {
            let row = rows().find(|row| row.kind == kind)?;
            Some((row, self.figures.assumption(&row.figure)?))
        };
        let mut steps: Vec<FailoverStep> = rows()
            .filter(|row| row.kind == FailoverKind::Step)
            .filter_map(|row| {
                let figure = self.figures.assumption(&row.figure)?;
                let from = figure.provenance;
                Some(FailoverStep {
                    id: row.id.clone(),
                    name: row.name.clone(),
                    who_acts: row.who_acts.clone(),
                    minutes: Law::of(figure.value),
                    method: from.map_or(Method::Assumed, |from| from.method),
                    source: from.map_or_else(|| "the plan".to_owned(), |from| from.source.clone()),
                })
            })
            .collect();
        steps.extend(self.phases());
        let success = figure(FailoverKind::Success);
        let lag = figure(FailoverKind::Lag);
        let is_automatic = success.as_ref().is_some_and(|(row, _)| row.is_automatic == Some(true));
        Some(Failover {
            switch: Switch {
                steps: steps.iter().map(|step| step.minutes).collect(),
                success: success.as_ref().map_or(0.0, |(_, figure)| figure.likely().min(1.0)),
            },
            steps,
            reach: if self.pattern.is_active_active() { Reach::Platform } else { Reach::Region },
            is_running: self.factor(Site::Second, Part::Nodes) > 0.0,
            is_automatic,
            lag_seconds: lag.as_ref().map(|(_, figure)| Law::of(figure.value)),
            sources: rows().map(|row| row.figure.clone()).collect(),
        })
    }

    /// The phases that the vendor states for an incident of the pattern, where it states
    /// their times: each the PERT of its ends with the mode in the middle.
    fn phases(self) -> impl Iterator<Item = FailoverStep> {
        let tasks = self.figures.catalogue().tasks.iter();
        let own = tasks.filter(move |task| task.pattern == self.pattern.name() && task.phase == "incident");
        own.filter_map(|task| {
            let (low, high) = (task.hours_low? * 60.0, task.hours_high? * 60.0);
            let mode = task.hours_likely.map_or((low + high) / 2.0, |likely| likely * 60.0);
            let minutes = if low < high { Law::Pert { low, mode, high } } else { Law::Constant(low) };
            Some(FailoverStep {
                id: task.id.clone(),
                name: task.name.clone(),
                who_acts: task.role.clone().unwrap_or_else(|| "engineer".to_owned()),
                minutes,
                method: task.provenance.method,
                source: task.provenance.source.clone(),
            })
        })
    }
}
