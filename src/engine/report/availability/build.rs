//! Results on availability to the report's form.

use super::*;
use crate::engine::availability::{FailureClass, Outage};
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Laws, Measured, Outcome, WindowLaw};

pub(in crate::engine::report) fn availability(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> Availability {
    let result = &outcome.availability;
    let classes: Vec<ClassEntry> = result.classes.iter().map(|it| class(it, outcome, catalogue)).collect();
    let minutes = laws.map(|laws| laws.downtime_minutes);
    let infrastructure = |outage: Outage| Infrastructure {
        steady_state: outage.availability(),
        unavailability: outage.unavailability,
        downtime_minutes_per_year: outage.downtime_minutes_per_year(),
    };
    let down = DowntimeMinutes {
        mean: result.headline.downtime_minutes_per_year(),
        p10: minutes.map(|p| p.p10),
        p50: minutes.map(|p| p.p50),
        p90: minutes.map(|p| p.p90),
        p99: minutes.map(|p| p.p99),
    };
    Availability {
        steady_state: result.headline.availability(),
        unavailability: result.headline.unavailability,
        outages_per_year: result.headline.per_year(),
        infrastructure: infrastructure(result.infrastructure),
        contractual: contractual::contractual(outcome, laws),
        downtime_cost: downtime_cost::downtime_cost(outcome, &down),
        downtime_minutes_per_year: down,
        windows: laws.map_or_else(Vec::new, |laws| {
            laws.windows.iter().map(|law| window(law, &laws.doubt.p_year)).collect()
        }),
        p_no_downtime: laws.map(|laws| laws.p_no_downtime),
        p_meets_target: laws.and_then(|laws| laws.p_met.get("availability_pct").copied()),
        top_causes: causes::causes(&classes),
        uncertainty: laws.map(|laws| doubt::doubt(&laws.doubt)),
        classes,
        history: history::history(outcome),
    }
}

fn window(law: &WindowLaw, over_rates: &[(f64, Measured)]) -> WindowEntry {
    let same = |pct: f64| (pct - law.availability_pct).abs() < 1e-9;
    WindowEntry {
        availability_pct: law.availability_pct,
        p_year: law.p_year,
        p_year_over_rates: over_rates.iter().find(|(pct, _)| same(*pct)).map(|(_, p)| *p),
        p_month: law.p_month,
        months_breached_per_year: law.months_breached_per_year,
    }
}

fn class(class: &FailureClass, outcome: &Outcome, catalogue: &Catalogue) -> ClassEntry {
    let mut entry = ClassEntry {
        name: class.name,
        title: class.title,
        role: class.role,
        infrastructure: class.infrastructure,
        unavailability: class.outage.unavailability,
        failures_per_year: class.outage.per_year(),
        downtime_minutes_per_year: class.outage.downtime_minutes_per_year(),
        basis: class.basis.clone(),
        sentence: String::new(),
        sources: class.sources.clone(),
        rates: causes::rates(&class.sources, outcome, catalogue),
    };
    entry.sentence = causes::sentence(&entry);
    entry
}
