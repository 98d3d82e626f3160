//! Parts of a system as machines: what may happen to them, and when they are down.

use super::random::{Exponential, Random};
use super::streams::Streams;
use super::zoned::ZonedState;
use crate::engine::availability::{
    CommonCause, DatabasePair, DatabaseSingle, Entry, NodeTier, OutageLaw, RepairCrew, Repairable,
    SelfHealing, Switch, ZoneLengths, Zoned,
};

/// What the clock brings to a machine later on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    /// When, hours from the start of the block.
    pub(super) at: f64,
    /// Which machine.
    pub(super) machine: u32,
    /// What, in the machine's own numbers.
    pub(super) what: u32,
    /// An event of an earlier epoch of the machine has lost its meaning.
    pub(super) epoch: u32,
}

/// The world as a machine sees it.
pub(super) struct Clock<'a> {
    pub(super) now: f64,
    pub(super) random: &'a mut Random,
    pub(super) exponential: &'a Exponential,
    pub(super) pending: &'a mut Vec<Event>,
    pub(super) machine: u32,
    pub(super) epoch: u32,
}

impl Clock<'_> {
    /// After an exponential time of this mean.
    pub(super) fn after(&mut self, mean_hours: f64, what: u32) {
        let hours = mean_hours * self.exponential.draw(self.random);
        self.at(self.now + hours, what);
    }

    pub(super) fn at(&mut self, at: f64, what: u32) {
        self.pending.push(Event { at, machine: self.machine, what, epoch: self.epoch });
    }
}

/// A part with its state.
#[derive(Clone, Debug)]
pub(super) enum Machine {
    Nodes(Nodes),
    Group(Group),
    Healing(Healing),
    Pair(Pair),
    Single { instance: Repairable, up: bool },
    Zoned(Box<ZonedState>),
    Streams(Streams),
}

/// Nodes over zones.
#[derive(Clone, Debug)]
pub(super) struct Nodes {
    model: NodeTier,
    up: Vec<u32>,
    zone_up: Vec<bool>,
    serving: u32,
    zones_up: u32,
}

/// Alike nodes with a shared cause.
#[derive(Clone, Debug)]
pub(super) struct Group {
    model: CommonCause,
    up: u32,
    in_repair: u32,
}

/// Nodes that are created again.
#[derive(Clone, Debug)]
pub(super) struct Healing {
    model: SelfHealing,
    running: Vec<u32>,
    zone_up: Vec<bool>,
    total: u32,
}

/// A database pair.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    model: DatabasePair,
    state: PairState,
    epoch: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PairState {
    BothUp,
    Failover,
    ByHand,
    OneUp,
    BothDown,
}

/// Numbers of events of zones, above those of nodes.
const ZONE: u32 = 1 << 16;
/// The instances of a pair by their roles while both are up.
const PRIMARY: u32 = 0;
const STANDBY: u32 = 1;

impl Machine {
    pub(super) fn nodes(model: NodeTier) -> Self {
        Self::Nodes(Nodes {
            up: model.zones.clone(),
            zone_up: vec![true; model.zones.len()],
            serving: model.zones.iter().sum(),
            zones_up: model.zones.len() as u32,
            model,
        })
    }

    pub(super) const fn group(model: CommonCause) -> Self {
        Self::Group(Group { up: model.nodes, in_repair: 0, model })
    }

    pub(super) fn healing(model: SelfHealing) -> Self {
        let (zones, nodes) = (model.zones, model.target_nodes);
        let running = (0..zones).map(|i| nodes / zones + u32::from(i < nodes % zones)).collect();
        Self::Healing(Healing { running, zone_up: vec![true; zones as usize], total: nodes, model })
    }

    pub(super) const fn pair(model: DatabasePair) -> Self {
        Self::Pair(Pair { model, state: PairState::BothUp, epoch: 0 })
    }

    pub(super) const fn single(model: DatabaseSingle) -> Self {
        Self::Single { instance: model.0, up: true }
    }

    pub(super) fn zoned(model: Zoned, lengths: Option<&ZoneLengths>) -> Self {
        Self::Zoned(Box::new(ZonedState::new(model, lengths)))
    }

    pub(super) fn streams(streams: &[OutageLaw]) -> Self {
        Self::streams_with(streams, None)
    }

    /// Streams of which a failover to another site ends some.
    pub(super) fn streams_with(streams: &[OutageLaw], switch: Option<&Switch>) -> Self {
        Self::Streams(Streams::new(streams, switch))
    }

    /// What a machine that is down is down for; none where it knows one cause alone.
    pub(super) fn cause(&self) -> Option<Entry> {
        match self {
            Self::Zoned(it) => Some(it.cause()),
            _ => None,
        }
    }

    /// Failures that may come at any moment: their rate per hour and their number. A failure
    /// of what is down already is let pass, so that rates are the same in every state.
    pub(super) fn failures(&self) -> Vec<(f64, u32)> {
        let zones = |n: usize, zone: Option<Repairable>| {
            let rate = zone.map_or(0.0, Repairable::per_hour);
            (0..n as u32).map(move |i| (rate, ZONE + i))
        };
        match self {
            Self::Nodes(it) => {
                let per_node = it.model.node.per_hour();
                let nodes = it.model.zones.iter().zip(0..).map(|(n, i)| (f64::from(*n) * per_node, i));
                nodes.chain(zones(it.model.zones.len(), it.model.zone)).collect()
            }
            Self::Group(it) => {
                let per_node = it.model.node.per_hour();
                let alone = f64::from(it.model.nodes) * (1.0 - it.model.beta) * per_node;
                vec![(alone, 0), (it.model.beta * per_node, ZONE)]
            }
            Self::Healing(it) => {
                let alone = f64::from(it.model.target_nodes) / it.model.node_mtbf_hours;
                std::iter::once((alone, 0)).chain(zones(it.running.len(), it.model.zone)).collect()
            }
            Self::Pair(it) => {
                let instance = it.model.instance.per_hour();
                vec![(instance, PRIMARY), (instance, STANDBY)]
            }
            Self::Single { instance, .. } => vec![(instance.per_hour(), 0)],
            Self::Zoned(it) => it.failures(),
            Self::Streams(it) => it.failures(),
        }
    }

    /// Mean hours until a failure is mended of which nothing else follows: with all else up the
    /// machine goes on, and it is as before once the time is over. None where more follows.
    pub(super) fn mends_itself(&self, what: u32) -> Option<f64> {
        let nodes_fit = |lost: u32, zones_lost: u32, serving: u32, k: u32, zones: u32, least: u32| {
            serving >= k + lost && zones >= least + zones_lost
        };
        match self {
            Self::Nodes(it) => {
                let is_zone = what >= ZONE;
                let lost = if is_zone { it.model.zones[(what - ZONE) as usize] } else { 1 };
                let (k, least, zones) = (it.model.k_nodes, it.model.min_zones_up, it.zones_up);
                let part = if is_zone { it.model.zone? } else { it.model.node };
                nodes_fit(lost, u32::from(is_zone), it.serving, k, zones, least).then_some(part.mttr_hours)
            }
            Self::Pair(it) => (what == STANDBY).then_some(it.model.instance.mttr_hours),
            Self::Zoned(it) => it.mends_itself(what),
            Self::Group(_) | Self::Healing(_) | Self::Single { .. } | Self::Streams(_) => None,
        }
    }

    pub(super) fn is_down(&self) -> bool {
        match self {
            Self::Nodes(it) => it.serving < it.model.k_nodes || it.zones_up < it.model.min_zones_up,
            Self::Group(it) => it.up < it.model.k_nodes,
            Self::Healing(it) => it.total < it.model.k_nodes,
            Self::Pair(it) => !matches!(it.state, PairState::BothUp | PairState::OneUp),
            Self::Single { up, .. } => !up,
            Self::Zoned(it) => it.is_down(),
            Self::Streams(it) => it.is_down(),
        }
    }

    pub(super) const fn epoch(&self) -> u32 {
        match self {
            Self::Pair(it) => it.epoch,
            _ => 0,
        }
    }

    /// A failure of [`Machine::failures`].
    pub(super) fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        match self {
            Self::Nodes(it) => it.fail(what, clock),
            Self::Group(it) => it.fail(what, clock),
            Self::Healing(it) => it.fail(what, clock),
            Self::Pair(it) => it.fail(what, clock),
            Self::Single { instance, up } => {
                if *up {
                    *up = false;
                    clock.after(instance.mttr_hours, 0);
                }
            }
            Self::Zoned(it) => it.fail(what, clock),
            Self::Streams(it) => it.fail(what, clock),
        }
    }

    /// Something that was to come.
    pub(super) fn happen(&mut self, event: Event, clock: &mut Clock<'_>) {
        match self {
            Self::Nodes(it) => it.back(event.what),
            Self::Group(it) => it.back(clock),
            Self::Healing(it) => it.happen(event.what, clock),
            Self::Pair(it) => it.happen(event, clock),
            Self::Single { up, .. } => *up = true,
            Self::Zoned(it) => it.happen(event, clock),
            Self::Streams(it) => it.end(),
        }
    }
}

impl Nodes {
    fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        if what >= ZONE {
            let zone = (what - ZONE) as usize;
            if self.zone_up[zone] {
                self.zone_up[zone] = false;
                self.zones_up -= 1;
                self.serving -= self.up[zone];
                clock.after(self.model.zone.map_or(0.0, |zone| zone.mttr_hours), what);
            }
            return;
        }
        let zone = what as usize;
        // Nodes are alike: the one that fails is one of those up with this chance.
        if clock.random.below(self.model.zones[zone]) < self.up[zone] {
            self.up[zone] -= 1;
            self.serving -= u32::from(self.zone_up[zone]);
            clock.after(self.model.node.mttr_hours, what);
        }
    }

    fn back(&mut self, what: u32) {
        if what >= ZONE {
            let zone = (what - ZONE) as usize;
            self.zone_up[zone] = true;
            self.zones_up += 1;
            self.serving += self.up[zone];
        } else {
            let zone = what as usize;
            self.up[zone] += 1;
            self.serving += u32::from(self.zone_up[zone]);
        }
    }
}

impl Group {
    fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        let lost =
            if what == ZONE { self.up } else { u32::from(clock.random.below(self.model.nodes) < self.up) };
        self.up -= lost;
        self.repair(clock);
    }

    /// Sends whoever is free to those that wait.
    fn repair(&mut self, clock: &mut Clock<'_>) {
        let down = self.model.nodes - self.up;
        let crews = match self.model.crew {
            RepairCrew::Unlimited => down,
            RepairCrew::Crews(crews) => crews.min(down),
        };
        while self.in_repair < crews {
            self.in_repair += 1;
            clock.after(self.model.node.mttr_hours, 0);
        }
    }

    fn back(&mut self, clock: &mut Clock<'_>) {
        self.up += 1;
        self.in_repair -= 1;
        self.repair(clock);
    }
}

impl Healing {
    fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        if what >= ZONE {
            let zone = (what - ZONE) as usize;
            if self.zone_up[zone] {
                self.zone_up[zone] = false;
                let lost = std::mem::take(&mut self.running[zone]);
                self.total -= lost;
                clock.after(self.model.zone.map_or(0.0, |zone| zone.mttr_hours), what);
                (0..lost).for_each(|_| clock.after(self.model.replacement_hours, 0));
            }
            return;
        }
        let mut node = clock.random.below(self.model.target_nodes);
        for running in &mut self.running {
            if node < *running {
                *running -= 1;
                self.total -= 1;
                clock.after(self.model.replacement_hours, 0);
                return;
            }
            node -= *running;
        }
    }

    fn happen(&mut self, what: u32, clock: &mut Clock<'_>) {
        if what >= ZONE {
            self.zone_up[(what - ZONE) as usize] = true;
            return;
        }
        let zones = (0..self.running.len()).filter(|zone| self.zone_up[*zone]);
        match zones.min_by_key(|zone| self.running[*zone]) {
            Some(zone) => {
                self.running[zone] += 1;
                self.total += 1;
            }
            None => clock.after(self.model.replacement_hours, 0),
        }
    }
}

impl Pair {
    fn enter(&mut self, state: PairState, clock: &mut Clock<'_>) {
        self.epoch += 1;
        clock.epoch = self.epoch;
        self.state = state;
        let hours = match state {
            PairState::BothUp => return,
            PairState::Failover => self.model.failover_hours,
            PairState::ByHand => self.model.manual_hours,
            PairState::OneUp => self.model.instance.mttr_hours,
            PairState::BothDown => self.model.both_down_hours,
        };
        clock.after(hours, 0);
    }

    fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        let next = match (self.state, what) {
            (PairState::BothUp, STANDBY) => PairState::OneUp,
            (PairState::BothUp, _) if clock.random.uniform() < self.model.success => PairState::Failover,
            (PairState::BothUp, _) => PairState::ByHand,
            // Of the two instances one is up: the numbers of the roles tell the two apart no more.
            (PairState::Failover | PairState::ByHand | PairState::OneUp, PRIMARY) => PairState::BothDown,
            _ => return,
        };
        self.enter(next, clock);
    }

    fn happen(&mut self, event: Event, clock: &mut Clock<'_>) {
        if event.epoch != self.epoch {
            return;
        }
        let next = match self.state {
            PairState::OneUp => PairState::BothUp,
            _ => PairState::OneUp,
        };
        self.enter(next, clock);
    }
}
