//! Days of work, and what the team knows.

use std::collections::BTreeMap;

use super::Reader;
use crate::engine::catalogue::{Date, Skill, SkillLevel};
use crate::engine::scenario::document::shortened;
use crate::engine::scenario::plan::Month;
use crate::engine::scenario::section::Section;

/// More days off than a plan can need.
const MOST_HOLIDAYS: usize = 1000;
/// Days from the start among which one must be a working day.
const HORIZON_DAYS: i64 = 366;

impl Reader<'_> {
    /// What the team knows; where the plan says nothing, what the vendor asks for.
    pub(super) fn skills(&mut self, section: &Section<'_>) -> BTreeMap<Skill, SkillLevel> {
        let defaults = Skill::ALL.map(|skill| {
            let level = if skill == Skill::Kubernetes { SkillLevel::Intermediate } else { SkillLevel::Basic };
            (skill, level)
        });
        let mut skills = BTreeMap::from(defaults);
        let Some(node) = section.get("skills") else { return skills };
        let names = Skill::ALL.map(Skill::name);
        let table = Section::open(&section.path_of("skills"), node, &names, &mut self.faults);
        for skill in Skill::ALL.into_iter().filter(|skill| table.has(skill.name())) {
            skills.insert(skill, table.choice(skill.name(), SkillLevel::WORDS, &mut self.faults));
        }
        skills
    }

    /// Days on which nobody works, ascending, each once.
    pub(super) fn holidays(&mut self, section: &Section<'_>) -> Vec<Date> {
        if !section.has("holidays") {
            return Vec::new();
        }
        let Some(texts) = self.texts(section, "holidays") else { return Vec::new() };
        if texts.len() > MOST_HOLIDAYS {
            self.faults.push(section.fault("holidays", format!("at most {MOST_HOLIDAYS} days")));
            return Vec::new();
        }
        let mut days = Vec::with_capacity(texts.len());
        for text in texts {
            match Date::parse(&text).filter(|date| date.day().is_some()) {
                Some(day) => days.push(day),
                None => {
                    let mut fault = section.fault("holidays", "days as YYYY-MM-DD");
                    fault.found = format!("\"{}\"", shortened(&text));
                    self.faults.push(fault);
                }
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The day on which setup begins: the plan's, else the first working day of its first month.
    pub(super) fn start_date(&mut self, root: &Section<'_>, month: Month, holidays: &[Date]) -> Option<Date> {
        const KEY: &str = "start_date";
        let section = match root.get("team") {
            Some(node) => Section::open("team", node, &[], &mut Vec::new()),
            None => Section::absent("team"),
        };
        let from = if section.has(KEY) {
            let text = section.text(KEY, &mut self.faults)?;
            let Some(day) = Date::parse(&text).filter(|date| date.day().is_some()) else {
                self.faults.push(section.fault(KEY, "a day as YYYY-MM-DD"));
                return None;
            };
            day
        } else {
            Date::parse(&format!("{month}-01"))?
        };
        let first = from.day_number();
        let works = |day: &Date| day.weekday() < 5 && holidays.binary_search(day).is_err();
        let working = (first..first + HORIZON_DAYS).map(Date::from_day_number).find(works);
        if working.is_none() {
            let mut fault = section.fault("holidays", format!("a working day within a year of {from}"));
            fault.found = format!("{} days that leave none", holidays.len());
            self.faults.push(fault);
        }
        if section.has(KEY) { Some(from) } else { working }
    }
}
