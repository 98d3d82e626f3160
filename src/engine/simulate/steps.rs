//! A run of a platform that goes on block by block: it can say at any time what it has seen,
//! and be left at any time.

use serde::{Deserialize, Serialize};

use super::{
    Block, ByClass, ClassRun, Platform, Simulated, SimulationInputs, Tally, blocks_of, by_class, simulated,
};

/// What a run has seen so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunSeen {
    /// The whole; its years are those so far.
    pub whole: Simulated,
    /// Class by class.
    pub classes: Vec<ClassRun>,
}

/// A run over many years that is made one block at a time.
pub struct SteppedRun {
    inputs: SimulationInputs,
    platform: Platform,
    seed: u64,
    years: u64,
    blocks: Vec<Block>,
    classes: Vec<ByClass>,
}

impl SteppedRun {
    /// A run over so many years, not begun.
    pub fn new(inputs: SimulationInputs, seed: u64, years: u64) -> Self {
        let platform = inputs.system();
        Self { inputs, platform, seed, years, blocks: Vec::new(), classes: Vec::new() }
    }

    /// Blocks that are done, and all.
    pub const fn done(&self) -> (u64, u64) {
        (self.blocks.len() as u64, blocks_of(self.years).0)
    }

    /// Years of the block at this place: the last may have fewer.
    fn years_of(&self, block: u64) -> u64 {
        let (wanted, each) = blocks_of(self.years);
        if block + 1 == wanted { self.years - (wanted - 1) * each } else { each }
    }

    /// Makes the next block. Gives back whether one is left.
    pub fn step(&mut self) -> bool {
        let (done, wanted) = self.done();
        if done < wanted {
            let (block, classes) = self.platform.run(self.seed, done, self.years_of(done));
            self.blocks.push(block);
            self.classes.push(classes);
        }
        done + 1 < wanted
    }

    /// What it has seen so far; nothing before the first block.
    pub fn seen(&self) -> Option<RunSeen> {
        let each = blocks_of(self.years).1;
        let last = self.years_of(self.done().0.checked_sub(1)?);
        let full = self.classes.len() - usize::from(last != each);
        let whole = simulated(&Tally::of(self.blocks.clone(), each), last);
        Some(RunSeen { whole, classes: by_class(&self.inputs, &self.classes[..full], each) })
    }
}
