//! Schedules of copies, where else they are kept, and the last drill.

use super::{MOST_DAYS, Reader};
use crate::engine::catalogue::{CopyMethod, Date, Host, Keep, Surface, Weekday};
use crate::engine::scenario::backup::{Backup, BackupTier, Drill, TierPreset};
use crate::engine::scenario::document::{Node, Value};
use crate::engine::scenario::plan::Platform;
use crate::engine::scenario::section::{Section, nearest};
use crate::engine::uncertainty::Estimate;
use crate::engine::units::HoursPerMonth;

/// Hours of ten years: what runs more seldom is no backup.
const MOST_HOURS: u64 = 87_600;
/// More tiers than anyone keeps apart.
const MOST_TIERS: usize = 20;
/// Copies of a tier, of an hourly one for ten years.
const MOST_COPIES: u64 = 87_600;
/// Days of the shortest retention: an hour.
const LEAST_DAYS: f64 = 1.0 / 24.0;
/// Days that the chart's schedule keeps a copy.
const KEEP_DAYS: f64 = 30.0;

/// What the reader of backups needs to know of the rest of the plan.
pub(super) struct Around<'p> {
    /// Where the plan runs, as far as it could be read.
    pub platform: Option<&'p Platform>,
    /// Months that the plan looks ahead.
    pub horizon_months: u32,
    /// The day the plan is judged on, where it is known.
    pub as_of: Option<Date>,
}

impl Reader<'_> {
    pub(super) fn backup(&mut self, root: &Section<'_>, around: &Around<'_>) -> Backup {
        const KEYS: &[&str] = &["tiers", "keep_days", "daily_change_pct", "off_region_copy", "last_drill"];
        let section = self.open(root, "backup", KEYS);
        let keep = section.quantity("keep_days", 1.0..=MOST_DAYS, &mut self.faults);
        let keep_days = keep.unwrap_or(Estimate::exact(KEEP_DAYS));
        let (preset, tiers) = match section.get("tiers").map(|node| &node.value) {
            Some(Value::List(list)) => (TierPreset::Own, self.own_tiers(&section, list, around)),
            _ => {
                let preset = section.choice("tiers", &TierPreset::WORDS, &mut self.faults);
                let known = section.get("tiers").is_none_or(|node| {
                    matches!(&node.value, Value::Text(word) if TierPreset::WORDS.iter().any(|(it, _)| it == word))
                });
                if !known && let Some(fault) = self.faults.last_mut() {
                    fault.allowed.push_str(
                        ", or a list of { name, every_hours, keep_days or keep_copies, surface, method, at_hour, at_weekday }",
                    );
                }
                (preset, self.preset_tiers(preset, keep_days))
            }
        };
        if preset != TierPreset::ChartDefault {
            self.note_without_effect(&section, &[("keep_days", "30")]);
        }
        let change = section.quantity("daily_change_pct", 0.0..=100.0, &mut self.faults);
        Backup {
            preset,
            tiers,
            keep_days,
            daily_change_pct: change
                .unwrap_or_else(|| Estimate::new(2.0, 3.0, 5.0).unwrap_or(Estimate::exact(3.0))),
            off_region_copy: self.off_region_copy(&section, around.platform),
            last_drill: self.last_drill(&section, around.as_of),
        }
    }

    /// The tiers of a preset, as the data has them. The chart's retention is the plan's.
    fn preset_tiers(&self, preset: TierPreset, keep_days: Estimate) -> Vec<BackupTier> {
        let rows = self.catalogue.backup_tiers.iter().filter(|row| row.preset == preset.name());
        rows.map(|row| BackupTier {
            name: row.name.clone(),
            surfaces: row.surfaces.clone(),
            every_hours: row.every_hours,
            at_hour: row.at_hour,
            at_weekday: row.weekday,
            keep: match preset {
                TierPreset::ChartDefault => Keep::Days(keep_days.likely()),
                _ => row.keep,
            },
            method: row.copies,
        })
        .collect()
    }

    fn own_tiers(&mut self, section: &Section<'_>, list: &[Node], around: &Around<'_>) -> Vec<BackupTier> {
        if list.is_empty() || list.len() > MOST_TIERS {
            let words: Vec<&str> = TierPreset::WORDS.iter().map(|(word, _)| *word).collect();
            let allowed = format!("{}, or 1 to {MOST_TIERS} tiers", words.join(" | "));
            self.faults.push(section.fault("tiers", allowed));
        }
        let mut tiers: Vec<BackupTier> = Vec::new();
        for (i, node) in list.iter().take(MOST_TIERS).enumerate() {
            let path = format!("{}.{i}", section.path_of("tiers"));
            let table = Section::open(&path, node, TIER_KEYS, &mut self.faults);
            let Some(tier) = self.own_tier(&table, around) else { continue };
            if tiers.iter().any(|other| other.name == tier.name) {
                self.faults.push(table.fault("name", "a name that no other tier has"));
            }
            tiers.push(tier);
        }
        tiers
    }

    fn own_tier(&mut self, table: &Section<'_>, around: &Around<'_>) -> Option<BackupTier> {
        let before = self.faults.len();
        for key in ["name", "every_hours", "surface"].into_iter().filter(|key| !table.has(key)) {
            let allowed = match key {
                "name" => "a name",
                "every_hours" => "hours between two runs",
                _ => SURFACES,
            };
            self.faults.push(table.fault(key, allowed));
        }
        let name = table.text("name", &mut self.faults);
        let horizon = f64::from(around.horizon_months) * HoursPerMonth::BILLED.hours();
        let every = table.whole("every_hours", 1..=MOST_HOURS, 24, &mut self.faults) as u32;
        if f64::from(every) > horizon {
            let allowed =
                format!("at most {horizon}, the hours of finance.horizon_months: it would never run");
            self.faults.push(table.fault("every_hours", allowed));
        }
        let surfaces = table.get("surface").map(|node| self.tier_surfaces(table, node)).unwrap_or_default();
        let methods = CopyMethod::ALL.map(|method| (method.name(), method));
        let method = table.choice("method", &methods, &mut self.faults);
        let of_volumes = |surface: &Surface| matches!(surface, Surface::Volumes | Surface::Telemetry);
        if method == CopyMethod::Snapshot && !surfaces.iter().all(of_volumes) {
            let allowed = "incremental | full | deduplicated: snapshots are of volumes and telemetry alone";
            self.faults.push(table.fault("method", allowed));
        }
        let days = Weekday::ALL.map(|day| (day.name(), day));
        let at_weekday = table.has("at_weekday").then(|| table.choice("at_weekday", &days, &mut self.faults));
        let at_hour = table.whole("at_hour", 0..=23, 0, &mut self.faults) as u32;
        let keep = self.tier_keep(table, every);
        (self.faults.len() == before).then_some(BackupTier {
            name: name?,
            surfaces,
            every_hours: every,
            at_hour,
            at_weekday,
            keep: keep?,
            method,
        })
    }

    /// How long a tier keeps its copies: at least until the next one is there.
    fn tier_keep(&mut self, table: &Section<'_>, every_hours: u32) -> Option<Keep> {
        match (table.has("keep_days"), table.has("keep_copies")) {
            (true, false) => {
                let node = table.get("keep_days")?;
                let days = match node.value {
                    Value::Whole(days) => days as f64,
                    Value::Number(days) => days,
                    _ => f64::NAN,
                };
                if !(LEAST_DAYS..=MOST_DAYS).contains(&days) {
                    let allowed = format!("days above 0, from an hour (0.0417) to {MOST_DAYS}");
                    self.faults.push(table.fault("keep_days", allowed));
                    return None;
                }
                if days * 24.0 < f64::from(every_hours) {
                    let least = f64::from(every_hours) / 24.0;
                    let allowed = format!(
                        "at least {least} days, as it runs every {every_hours} hours: else most of the time no copy is kept"
                    );
                    self.faults.push(table.fault("keep_days", allowed));
                }
                Some(Keep::Days(days))
            }
            (false, true) => {
                Some(Keep::Copies(table.whole("keep_copies", 1..=MOST_COPIES, 1, &mut self.faults) as u32))
            }
            (both, _) => {
                let key = if both { "keep_copies" } else { "keep_days" };
                let allowed =
                    if both { "nothing, as keep_days is set" } else { "keep_days, or keep_copies instead" };
                self.faults.push(table.fault(key, allowed));
                None
            }
        }
    }

    /// A surface or a list of them.
    fn tier_surfaces(&mut self, table: &Section<'_>, node: &Node) -> Vec<Surface> {
        let words: Vec<&Node> = match &node.value {
            Value::List(list) => list.iter().collect(),
            _ => vec![node],
        };
        let mut surfaces = Vec::new();
        let known = Surface::ALL.map(Surface::name);
        for word in &words {
            let text = match &word.value {
                Value::Text(text) => text.as_str(),
                _ => "",
            };
            match Surface::parse(text) {
                Some(surface) if !surfaces.contains(&surface) => surfaces.push(surface),
                Some(_) => self.faults.push(table.fault("surface", "each surface once")),
                None => {
                    let near = nearest(text, &known).map(|near| format!("; the nearest is {near}"));
                    let mut fault = table.fault("surface", SURFACES.to_owned() + &near.unwrap_or_default());
                    fault.found = word.found();
                    self.faults.push(fault);
                }
            }
        }
        if words.is_empty() {
            self.faults.push(table.fault("surface", SURFACES));
        }
        surfaces
    }

    /// Whether copies go to the second region as well; there must be one.
    fn off_region_copy(&mut self, section: &Section<'_>, platform: Option<&Platform>) -> bool {
        let wanted = section.flag("off_region_copy", false, &mut self.faults);
        let Some(platform) = platform.filter(|_| wanted) else { return wanted };
        if platform.has_second_site() {
            // What the other site holds of the copies is the pattern's matter.
            self.without_effect.push(section.path_of("off_region_copy"));
            return false;
        }
        if platform.host == Host::OnPrem {
            let allowed = "false, as there is no second region on premises";
            self.faults.push(section.fault("off_region_copy", allowed));
        } else if platform.second_region.is_none() {
            let near = self.near_region(platform);
            let allowed = format!("false, or true with platform.second_region{near}");
            self.faults.push(section.fault("off_region_copy", allowed));
        }
        wanted
    }

    /// The second region that the catalogue suggests, as the end of a message.
    pub(super) fn near_region(&self, platform: &Platform) -> String {
        let regions = &self.catalogue.regions;
        let own = regions.iter().find(|region| {
            Some(region.provider) == platform.host.cloud() && Some(&region.name) == platform.region.as_ref()
        });
        let near = own.and_then(|region| region.second_region.as_deref());
        near.map_or_else(String::new, |near| format!(", such as \"{near}\""))
    }

    /// `none`, a day, or a day with measured minutes.
    fn last_drill(&mut self, section: &Section<'_>, as_of: Option<Date>) -> Option<Drill> {
        const FORM: &str = "none, a day as \"2026-08-01\", or { date, restore_minutes }";
        let node = section.get("last_drill")?;
        let (text, restore_minutes, table) = match &node.value {
            Value::Text(text) if text == "none" => return None,
            Value::Text(text) => (Some(text.clone()), None, None),
            Value::Table(_) => {
                let path = section.path_of("last_drill");
                let table = Section::open(&path, node, &["date", "restore_minutes"], &mut self.faults);
                if !table.has("date") {
                    self.faults.push(table.fault("date", "a day as \"2026-08-01\""));
                    return None;
                }
                let minutes = table.number("restore_minutes", 0.0..=MOST_DAYS * 1440.0, &mut self.faults);
                (table.text("date", &mut self.faults), minutes, Some(table))
            }
            _ => {
                self.faults.push(section.fault("last_drill", FORM));
                return None;
            }
        };
        let fault = |allowed: String| match &table {
            Some(table) => table.fault("date", allowed),
            None => section.fault("last_drill", allowed),
        };
        let Some(date) = Date::parse(&text?).filter(|date| date.day().is_some()) else {
            let allowed = if table.is_some() { "a day as \"2026-08-01\"" } else { FORM };
            self.faults.push(fault(allowed.to_owned()));
            return None;
        };
        if let Some(as_of) = as_of.filter(|as_of| date.day_number() > as_of.day_number()) {
            self.faults.push(fault(format!("a day up to {as_of}, on which the plan is judged")));
            return None;
        }
        Some(Drill { date, restore_minutes })
    }
}

const TIER_KEYS: &[&str] =
    &["name", "surface", "every_hours", "at_hour", "at_weekday", "keep_days", "keep_copies", "method"];

/// The surfaces in words.
const SURFACES: &str =
    "config | namespace | volumes | database | object-storage | telemetry, or a list of these";
