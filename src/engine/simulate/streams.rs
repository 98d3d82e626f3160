//! Streams of outages as a machine.

use super::machine::Clock;
use crate::engine::availability::{OutageLaw, Switch};
use crate::engine::uncertainty::Sampler;
use crate::engine::units::YEAR_HOURS;

/// Streams of outages, and how many of them are there now.
#[derive(Clone, Debug)]
pub(super) struct Streams {
    streams: Vec<Stream>,
    switch: Option<SwitchSampler>,
    running: u32,
}

#[derive(Clone, Debug)]
struct Stream {
    per_hour: f64,
    minutes: Sampler,
    switched: bool,
}

/// A failover to another site, step by step.
#[derive(Clone, Debug)]
struct SwitchSampler {
    steps: Vec<Sampler>,
    success: f64,
}

impl Streams {
    pub(super) fn new(streams: &[OutageLaw], switch: Option<&Switch>) -> Self {
        let stream = |stream: &OutageLaw| Stream {
            per_hour: stream.per_year / YEAR_HOURS,
            minutes: Sampler::of(stream.minutes),
            switched: stream.switched,
        };
        Self {
            streams: streams.iter().map(stream).collect(),
            switch: switch.map(|switch| SwitchSampler {
                steps: switch.steps.iter().map(|step| Sampler::of(*step)).collect(),
                success: switch.success,
            }),
            running: 0,
        }
    }

    pub(super) fn failures(&self) -> Vec<(f64, u32)> {
        self.streams.iter().map(|stream| stream.per_hour).zip(0..).collect()
    }

    pub(super) const fn is_down(&self) -> bool {
        self.running > 0
    }

    /// An outage begins: it lasts as long as its repair, or until a failover that works is done.
    pub(super) fn fail(&mut self, what: u32, clock: &mut Clock<'_>) {
        let stream = &self.streams[what as usize];
        let mut minutes = stream.minutes.at(clock.random.uniform());
        if let Some(switch) = self.switch.as_ref().filter(|_| stream.switched)
            && clock.random.uniform() < switch.success
        {
            let steps: f64 = switch.steps.iter().map(|step| step.at(clock.random.uniform())).sum();
            minutes = minutes.min(steps);
        }
        self.running += 1;
        clock.at(clock.now + minutes / 60.0, 0);
    }

    pub(super) const fn end(&mut self) {
        self.running -= 1;
    }
}
