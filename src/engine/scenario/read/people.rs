//! People, money over time, random numbers.

use super::{LARGEST, Reader};
use crate::engine::catalogue::Date;
use crate::engine::scenario::plan::{Currency, Finance, Platform, Simulation, Team};
use crate::engine::scenario::section::Section;
use crate::engine::scenario::upkeep::OnCall;
use crate::engine::uncertainty::Estimate;

/// The currency of every price list that is read.
const USD: &str = "USD";

impl Reader<'_> {
    pub(super) fn team(&mut self, root: &Section<'_>) -> Team {
        const KEYS: &[&str] = &[
            "engineers",
            "skills",
            "ramp_up_hours_per_level",
            "start_date",
            "holidays",
            "productive_hours_per_day",
            "task_correlation",
            "coordination_pct",
            "hours_per_fte_year",
            "changes_per_year",
            "hourly_cost_usd",
            "on_call",
            "rota",
            "on_call_usd_per_week",
            "unlisted_hours_per_month",
        ];
        let section = self.open(root, "team", KEYS);
        let (skills, holidays) = (self.skills(&section), self.holidays(&section));
        let on_call = OnCall::ALL.map(|arrangement| (arrangement.name(), arrangement));
        let on_call = section.choice("on_call", &on_call, &mut self.faults);
        let rota = self.rota(&section);
        // 0 is the word for not set: the gap to what the vendor states is shown, not counted.
        let unlisted = section.quantity("unlisted_hours_per_month", 0.0..=744.0, &mut self.faults);
        let faults = &mut self.faults;
        let ramp_up_hours_per_level = section.quantity("ramp_up_hours_per_level", 0.01..=10_000.0, faults);
        let mut quantity = |key, range, default: f64| {
            section.quantity(key, range, faults).unwrap_or(Estimate::exact(default))
        };
        let productive_hours_per_day = quantity("productive_hours_per_day", 0.5..=24.0, 6.0);
        let hours_per_fte_year = quantity("hours_per_fte_year", 1.0..=8760.0, 1760.0);
        let changes_per_year = quantity("changes_per_year", 0.0..=100_000.0, 24.0);
        let hourly_cost_usd = quantity("hourly_cost_usd", 0.0..=100_000.0, 85.0);
        let on_call_usd_per_week = section.quantity("on_call_usd_per_week", 0.0..=100_000.0, faults);
        Team {
            engineers: section.whole("engineers", 1..=100, 1, faults) as u32,
            skills,
            ramp_up_hours_per_level,
            // The first month, on which the default rests, is read later.
            start_date: Date::from_day_number(0),
            holidays,
            coordination_pct: section.number("coordination_pct", 0.0..=100.0, faults).unwrap_or(0.0),
            productive_hours_per_day,
            task_correlation: section.number("task_correlation", 0.0..=1.0, faults).unwrap_or(0.4),
            hours_per_fte_year,
            changes_per_year,
            hourly_cost_usd,
            on_call,
            rota,
            on_call_usd_per_week,
            unlisted_hours_per_month: unlisted.filter(|hours| hours.high() > 0.0),
        }
    }

    pub(super) fn finance(&mut self, root: &Section<'_>, platform: Option<&Platform>) -> Finance {
        const KEYS: &[&str] = &[
            "horizon_months",
            "currency",
            "rate",
            "rate_date",
            "free_allowances",
            "sustained_use",
            "negotiated_pct",
            "stand_in_region",
            "support_plan",
            "migration_usd",
            "tenants",
            "transactions_per_month",
            "downtime_usd_per_hour",
        ];
        let section = self.open(root, "finance", KEYS);
        Finance {
            horizon_months: section.whole("horizon_months", 1..=600, 36, &mut self.faults) as u32,
            currency: self.currency(&section),
            migration_usd: section.quantity("migration_usd", 0.0..=LARGEST, &mut self.faults),
            tenants: section.quantity("tenants", 1.0..=LARGEST, &mut self.faults),
            transactions_per_month: section.quantity("transactions_per_month", 1.0..=1e15, &mut self.faults),
            downtime_usd_per_hour: section.quantity("downtime_usd_per_hour", 0.0..=LARGEST, &mut self.faults),
            stand_in_region: platform.and_then(|platform| self.stand_in_region(&section, platform)),
            free_allowances: section.flag("free_allowances", false, &mut self.faults),
            sustained_use: section.flag("sustained_use", true, &mut self.faults),
            negotiated_pct: self.negotiated(&section, platform),
            support_plan: self.support_plan(&section, platform),
        }
    }

    /// A currency beside dollars needs a rate and the day of it.
    fn currency(&mut self, section: &Section<'_>) -> Option<Currency> {
        let code = section.text("currency", &mut self.faults).unwrap_or_else(|| USD.to_owned());
        if code == USD {
            for key in ["rate", "rate_date"].into_iter().filter(|key| section.has(key)) {
                self.faults.push(section.fault(key, "nothing, as the currency is USD"));
            }
            return None;
        }
        if code.len() != 3 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            self.faults.push(section.fault("currency", "a code of three capital letters, such as EUR"));
        }
        let mut missing = |key: &'static str, allowed: &str| {
            if !section.has(key) {
                self.faults.push(section.fault(key, format!("{allowed}, as the currency is {code}")));
            }
        };
        missing("rate", "how much of the currency a dollar is");
        missing("rate_date", "the day of the rate as YYYY-MM-DD");
        let rate = section.number("rate", 1e-6..=1e9, &mut self.faults);
        let text = section.text("rate_date", &mut self.faults);
        let date = text.as_deref().and_then(Date::parse).filter(|date| date.day().is_some());
        if text.is_some() && date.is_none() {
            self.faults.push(section.fault("rate_date", "a day as YYYY-MM-DD"));
        }
        Some(Currency { code, rate: rate?, rate_date: date? })
    }

    /// Another region of the same host, or `none`.
    fn stand_in_region(&mut self, section: &Section<'_>, platform: &Platform) -> Option<String> {
        let name = section.text("stand_in_region", &mut self.faults).filter(|name| name != "none")?;
        let Some(cloud) = platform.host.cloud() else {
            self.faults.push(section.fault("stand_in_region", "none, as there is no region on premises"));
            return None;
        };
        if platform.region.as_ref() == Some(&name) || self.catalogue.region(cloud, &name).is_none() {
            let allowed =
                format!("none, or another region than the plan's own; {}", self.regions_of(cloud, &name));
            self.faults.push(section.fault("stand_in_region", allowed));
            return None;
        }
        Some(name)
    }

    pub(super) fn simulation(&mut self, root: &Section<'_>) -> Simulation {
        let section = self.open(root, "simulation", &["seed", "draws"]);
        Simulation {
            seed: section.whole("seed", 0..=i64::MAX as u64, 42, &mut self.faults),
            draws: section.whole("draws", 1..=100_000_000, 20_000, &mut self.faults) as u32,
        }
    }
}
