//! Nodes, a consensus and a database in the same zones, as a machine.

use super::machine::{Clock, Event};
use crate::engine::availability::{Entry, InZone, Repairable, ZoneDatabase, ZoneLengths, Zoned};
use crate::engine::uncertainty::Sampler;

/// Numbers of events of zones, above those of nodes.
const ZONE: u32 = 1 << 16;
/// Of the instances of a database, of its takeover, of members, of nodes that start elsewhere.
const INSTANCE: u32 = 1 << 17;
const TAKEOVER: u32 = 1 << 18;
const MEMBER: u32 = 1 << 19;
const STARTED: u32 = 1 << 20;

/// The state of the zones and what stands in them.
#[derive(Clone, Debug)]
pub(super) struct ZonedState {
    model: Zoned,
    homes: [usize; 2],
    up: Vec<u32>,
    members_up: Vec<u32>,
    zone_up: Vec<bool>,
    instance_up: [bool; 2],
    primary: usize,
    takes_over: Option<Takeover>,
    /// Whether the nodes of each zone, which is lost, run elsewhere.
    moved: Vec<bool>,
    /// Takeovers, and losses of each zone: an event of an earlier one has lost its meaning.
    takeovers: u32,
    losses: Vec<u32>,
    lengths: Option<Lengths>,
}

/// How long what happens to the zones lasts; exponential where there is no law.
#[derive(Clone, Debug)]
struct Lengths {
    zone: Sampler,
    failover: Sampler,
    by_hand: Vec<(f64, Sampler)>,
}

impl Lengths {
    fn of(lengths: &ZoneLengths) -> Self {
        Self {
            zone: Sampler::of(lengths.zone),
            failover: Sampler::of(lengths.failover),
            by_hand: lengths.by_hand.iter().map(|(odds, law)| (*odds, Sampler::of(*law))).collect(),
        }
    }

    /// Hours of a failover that is mended by hand.
    fn by_hand_hours(&self, clock: &mut Clock<'_>) -> f64 {
        let (mut rest, at) = (clock.random.uniform(), clock.random.uniform());
        for (odds, law) in &self.by_hand {
            if rest < *odds {
                return law.at(at) / 60.0;
            }
            rest -= odds;
        }
        self.by_hand.last().map_or(0.0, |(_, law)| law.at(at) / 60.0)
    }
}

/// How the standby takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takeover {
    ByItself,
    ByHand,
}

impl ZonedState {
    pub(super) fn new(model: Zoned, lengths: Option<&ZoneLengths>) -> Self {
        Self {
            lengths: lengths.map(Lengths::of),
            homes: model.homes(),
            up: model.zones.iter().map(|zone| zone.nodes).collect(),
            members_up: model.zones.iter().map(|zone| zone.members).collect(),
            zone_up: vec![true; model.zones.len()],
            instance_up: [true, model.pair().is_some()],
            primary: 0,
            takes_over: None,
            moved: vec![false; model.zones.len()],
            takeovers: 0,
            losses: vec![0; model.zones.len()],
            model,
        }
    }

    /// Failures that may come at any moment: their rate per hour and their number.
    pub(super) fn failures(&self) -> Vec<(f64, u32)> {
        let model = &self.model;
        let member = model.consensus.map_or(Repairable::NEVER, |it| it.member);
        let mut failures = Vec::new();
        for (zone, i) in model.zones.iter().zip(0..) {
            failures.push((f64::from(zone.nodes) * model.node.per_hour(), i));
            failures.push((model.zone.per_hour(), ZONE + i));
            failures.push((f64::from(zone.members) * member.per_hour(), MEMBER + i));
        }
        let instances = if model.pair().is_some() { 2 } else { 1 };
        failures.extend((0..instances).map(|i| (model.instance().per_hour(), INSTANCE + i)));
        failures
    }

    /// Mean hours until a failure is mended of which nothing else follows, with all else up.
    pub(super) fn mends_itself(&self, what: u32) -> Option<f64> {
        let there = |of: fn(&InZone) -> u32| self.model.zones.iter().map(of).sum::<u32>();
        match (what, self.model.consensus) {
            (MEMBER.., Some(consensus)) => {
                (there(|zone| zone.members) > consensus.needed).then_some(consensus.member.mttr_hours)
            }
            (..ZONE, _) => {
                (there(|zone| zone.nodes) > self.model.k_nodes).then_some(self.model.node.mttr_hours)
            }
            _ => None,
        }
    }

    fn available(&self, instance: usize) -> bool {
        self.instance_up[instance] && self.zone_up[self.homes[instance]]
    }

    fn zones_up(&self) -> u32 {
        self.zone_up.iter().filter(|up| **up).count() as u32
    }

    /// Nodes that run; those of a lost zone count where they run elsewhere.
    fn nodes_up(&self) -> u32 {
        (0..self.up.len()).filter(|zone| self.runs(*zone)).map(|zone| self.up[zone]).sum()
    }

    fn members_enough(&self) -> bool {
        let there = self.members_up.iter().zip(&self.zone_up).filter(|(_, up)| **up);
        let up: u32 = there.map(|(members, _)| members).sum();
        self.model.consensus.is_none_or(|consensus| up >= consensus.needed)
    }

    /// Whether the nodes of a zone run, there or elsewhere.
    fn runs(&self, zone: usize) -> bool {
        self.zone_up[zone] || self.moved[zone]
    }

    fn database_up(&self) -> bool {
        self.takes_over.is_none() && self.available(self.primary)
    }

    pub(super) fn is_down(&self) -> bool {
        !self.database_up()
            || self.zones_up() < self.model.min_zones_up
            || self.nodes_up() < self.model.k_nodes
            || !self.members_enough()
    }

    /// Why it is down, by the rules of [`Zoned::attributed`].
    pub(super) fn cause(&self) -> Entry {
        let running = (0..self.up.len()).filter(|zone| self.runs(*zone));
        let nodes: u32 = running.map(|zone| self.model.zones[zone].nodes).sum();
        let there = self.model.zones.iter().zip(&self.zone_up).filter(|(_, up)| **up);
        let members: u32 = there.map(|(zone, _)| zone.members).sum();
        let needed = self.model.consensus.map_or(0, |consensus| consensus.needed);
        if self.zones_up() < self.model.min_zones_up || nodes < self.model.k_nodes || members < needed {
            return Entry::ZoneStops;
        }
        if self.database_up() {
            return if self.nodes_up() < self.model.k_nodes { Entry::Nodes } else { Entry::Consensus };
        }
        match (self.takes_over, self.zone_up[self.homes[self.primary]]) {
            (Some(Takeover::ByHand), _) => Entry::FailedFailover,
            (Some(Takeover::ByItself), false) => Entry::ZoneFailover,
            (Some(Takeover::ByItself), true) => Entry::DatabaseFailover,
            (None, false) => Entry::ZoneStops,
            (None, true) => Entry::DatabaseStops,
        }
    }

    pub(super) fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        match what {
            MEMBER.. => {
                let zone = (what - MEMBER) as usize;
                if clock.random.below(self.model.zones[zone].members) < self.members_up[zone] {
                    self.members_up[zone] -= 1;
                    let member = self.model.consensus.map_or(Repairable::NEVER, |it| it.member);
                    clock.after(member.mttr_hours, what);
                }
            }
            INSTANCE.. => {
                if std::mem::replace(&mut self.instance_up[(what - INSTANCE) as usize], false) {
                    clock.after(self.model.instance().mttr_hours, what);
                    self.react(clock);
                }
            }
            ZONE.. => {
                if std::mem::replace(&mut self.zone_up[(what - ZONE) as usize], false) {
                    match &self.lengths {
                        Some(lengths) => {
                            let hours = lengths.zone.at(clock.random.uniform()) / 60.0;
                            clock.at(clock.now + hours, what);
                        }
                        None => clock.after(self.model.zone.mttr_hours, what),
                    }
                    self.start_elsewhere((what - ZONE) as usize, clock);
                    self.react(clock);
                }
            }
            _ => {
                let zone = what as usize;
                if clock.random.below(self.model.zones[zone].nodes) < self.up[zone] {
                    self.up[zone] -= 1;
                    clock.after(self.model.node.mttr_hours, what);
                }
            }
        }
    }

    /// The nodes of a lost zone start elsewhere, if any are to be had.
    fn start_elsewhere(&mut self, zone: usize, clock: &mut Clock<'_>) {
        let Some(elsewhere) = self.model.elsewhere else { return };
        self.losses[zone] += 1;
        if clock.random.uniform() >= elsewhere.shortage {
            clock.epoch = self.losses[zone];
            clock.after(elsewhere.start_hours, STARTED + zone as u32);
        }
    }

    pub(super) fn happen(&mut self, event: Event, clock: &mut Clock<'_>) {
        match event.what {
            what @ STARTED.. => {
                let zone = (what - STARTED) as usize;
                if event.epoch == self.losses[zone] {
                    self.moved[zone] = true;
                }
            }
            TAKEOVER => {
                if event.epoch == self.takeovers {
                    self.end_takeover();
                    self.primary = 1 - self.primary;
                    self.react(clock);
                }
            }
            what @ MEMBER.. => self.members_up[(what - MEMBER) as usize] += 1,
            what @ INSTANCE.. => {
                self.instance_up[(what - INSTANCE) as usize] = true;
                self.react(clock);
            }
            what @ ZONE.. => {
                let zone = (what - ZONE) as usize;
                self.zone_up[zone] = true;
                self.moved[zone] = false;
                self.losses[zone] += 1;
                self.react(clock);
            }
            zone => self.up[zone as usize] += 1,
        }
    }

    const fn end_takeover(&mut self) {
        self.takes_over = None;
        self.takeovers += 1;
    }

    /// What the database does about a change.
    fn react(&mut self, clock: &mut Clock<'_>) {
        let ZoneDatabase::Pair(pair) = self.model.database else { return };
        let standby = self.available(1 - self.primary);
        if self.takes_over.is_some() {
            if !standby {
                self.end_takeover();
            }
        } else if !self.available(self.primary) && standby {
            let by_itself = clock.random.uniform() < pair.success;
            self.takes_over = Some(if by_itself { Takeover::ByItself } else { Takeover::ByHand });
            self.takeovers += 1;
            clock.epoch = self.takeovers;
            match (&self.lengths, by_itself) {
                (Some(lengths), true) => {
                    let hours = lengths.failover.at(clock.random.uniform()) / 60.0;
                    clock.at(clock.now + hours, TAKEOVER);
                }
                (Some(lengths), false) => {
                    let hours = lengths.by_hand_hours(clock);
                    clock.at(clock.now + hours, TAKEOVER);
                }
                (None, true) => clock.after(pair.failover_hours, TAKEOVER),
                (None, false) => clock.after(pair.manual_hours, TAKEOVER),
            }
        }
    }
}
