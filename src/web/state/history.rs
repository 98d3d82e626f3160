//! Steps that can be taken back and done again.

use std::collections::VecDeque;

/// Steps at most; beyond, the oldest are forgotten.
pub const MOST_STEPS: usize = 200;

/// A step: its name, and what stood before it (or after it, once it is taken back).
#[derive(Clone, Debug)]
struct Step<T, N> {
    name: N,
    state: T,
}

/// What was done, and what of it was taken back.
#[derive(Clone, Debug)]
pub struct History<T, N> {
    done: VecDeque<Step<T, N>>,
    undone: Vec<Step<T, N>>,
    /// The field that is being typed in: what follows there belongs to the last step.
    typed: Option<String>,
}

impl<T, N> History<T, N> {
    /// Nothing done.
    pub const fn new() -> Self {
        Self { done: VecDeque::new(), undone: Vec::new(), typed: None }
    }

    /// Notes a step and what stood before it. What is typed in one field, one letter after the
    /// other, is one step until [`Self::end_typing`].
    pub fn note(&mut self, name: N, typed: Option<&str>, before: T) {
        self.undone.clear();
        let goes_on = typed.is_some() && self.typed.as_deref() == typed;
        if goes_on && !self.done.is_empty() {
            return;
        }
        self.typed = typed.map(str::to_owned);
        self.done.push_back(Step { name, state: before });
        if self.done.len() > MOST_STEPS {
            self.done.pop_front();
        }
    }

    /// The field that was typed in was left.
    pub fn end_typing(&mut self) {
        self.typed = None;
    }

    /// Takes the last step back: from what stands now to what stood before it.
    pub fn undo(&mut self, now: T) -> Option<T> {
        let step = self.done.pop_back()?;
        self.typed = None;
        self.undone.push(Step { name: step.name, state: now });
        Some(step.state)
    }

    /// Does the step that was taken back last once more.
    pub fn redo(&mut self, now: T) -> Option<T> {
        let step = self.undone.pop()?;
        self.typed = None;
        self.done.push_back(Step { name: step.name, state: now });
        Some(step.state)
    }

    /// The name of the step that would be taken back.
    pub fn next_undo(&self) -> Option<&N> {
        self.done.back().map(|step| &step.name)
    }

    /// The name of the step that would be done again.
    pub fn next_redo(&self) -> Option<&N> {
        self.undone.last().map(|step| &step.name)
    }

    /// All that can be gone back or forward to.
    pub fn states(&self) -> impl Iterator<Item = &T> {
        self.done.iter().chain(&self.undone).map(|step| &step.state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_back_and_forth() {
        let mut history = History::new();
        history.note("to 1", None, 0);
        history.note("to 2", None, 1);
        assert_eq!((history.next_undo(), history.next_redo()), (Some(&"to 2"), None));
        assert_eq!(history.undo(2), Some(1));
        assert_eq!((history.next_undo(), history.next_redo()), (Some(&"to 1"), Some(&"to 2")));
        assert_eq!(history.undo(1), Some(0));
        assert_eq!(history.undo(0), None);
        assert_eq!(history.redo(0), Some(1));
        assert_eq!(history.redo(1), Some(2));
        assert_eq!(history.redo(2), None);
    }

    #[test]
    fn a_new_step_forgets_what_was_taken_back() {
        let mut history = History::new();
        history.note("to 1", None, 0);
        assert_eq!(history.undo(1), Some(0));
        history.note("to 7", None, 0);
        assert_eq!(history.redo(7), None);
        assert_eq!(history.undo(7), Some(0));
    }

    #[test]
    fn typing_in_a_field_is_one_step_until_it_is_left() {
        let mut history = History::new();
        history.note("Growth", Some("growth"), 0);
        history.note("Growth", Some("growth"), 1);
        history.note("Zones", Some("zones"), 12);
        history.note("Growth", Some("growth"), 13);
        history.end_typing();
        history.note("Growth", Some("growth"), 14);
        let mut back = Vec::new();
        let mut now = 15;
        while let Some(before) = history.undo(now) {
            back.push(before);
            now = before;
        }
        assert_eq!(back, [14, 13, 12, 0]);
    }

    #[test]
    fn what_is_chosen_is_a_step_each() {
        let mut history = History::new();
        history.note("Zones", None, 3);
        history.note("Zones", None, 2);
        assert_eq!(history.undo(1), Some(2));
        assert_eq!(history.undo(2), Some(3));
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let mut history = History::new();
        let last = MOST_STEPS + 50;
        (0..last).for_each(|at| history.note("step", None, at));
        let mut now = last;
        let mut steps = 0;
        while let Some(before) = history.undo(now) {
            (now, steps) = (before, steps + 1);
        }
        assert_eq!((steps, now), (MOST_STEPS, 50));
    }
}
