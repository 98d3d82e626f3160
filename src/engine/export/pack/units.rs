//! Units of the plan's keys, which their names end in.

/// Keys whose names do not say their unit.
const NAMED: &[(&str, &str)] = &[
    ("changes_per_year", "per year"),
    ("cycles", "per year"),
    ("confidence", "probability"),
    ("copies", "copies"),
    ("days", "days"),
    ("draws", "draws"),
    ("engineers", "engineers"),
    ("failures", "failures"),
    ("fte", "FTE"),
    ("hourly_cost_usd", "USD per hour"),
    ("hours", "hours"),
    ("hours_per_fte_year", "hours per year"),
    ("max", "nodes"),
    ("min", "nodes"),
    ("monthly_cost_usd", "USD per month"),
    ("nodes", "nodes"),
    ("one_week_in", "weeks"),
    ("people", "people"),
    ("per_year", "per year"),
    ("rate", "per USD"),
    ("router_shards", "shards"),
    ("sites", "sites"),
    ("tenants", "tenants"),
    ("transactions_per_month", "per month"),
    ("trials", "trials"),
    ("years", "years"),
    ("zones", "zones"),
];

/// Words of a name with which a unit begins, and how the unit is written.
const BEGIN: &[(&str, &str)] = &[
    ("days", "days"),
    ("gib", "GiB"),
    ("hours", "hours"),
    ("minutes", "minutes"),
    ("months", "months"),
    ("pct", "percent"),
    ("seconds", "seconds"),
    ("usd", "USD"),
];

/// The unit of a key; empty where it has none.
pub(super) fn unit(key: &str) -> String {
    let under = |table: &str| key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'));
    if under("workload.replicas") {
        return "pods".to_owned();
    }
    if under("finance.negotiated_pct") {
        return "percent".to_owned();
    }
    let name = key.rsplit('.').next().unwrap_or(key);
    if let Some((_, unit)) = NAMED.iter().find(|(named, _)| *named == name) {
        return (*unit).to_owned();
    }
    let words: Vec<&str> = name.split('_').collect();
    let begin = words.iter().enumerate().find_map(|(at, word)| {
        let (_, unit) = BEGIN.iter().find(|(begin, _)| begin == word)?;
        Some((at, *unit))
    });
    begin.map_or_else(String::new, |(at, unit)| {
        let rest = words[at + 1..].iter().map(|word| format!(" {word}"));
        unit.to_owned() + &rest.collect::<String>()
    })
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn units_are_those_that_names_end_in() {
        for (key, expected) in [
            ("network.egress_gib_per_month", "GiB per month"),
            ("workload.growth_pct_per_year", "percent per year"),
            ("team.productive_hours_per_day", "hours per day"),
            ("team.hourly_cost_usd", "USD per hour"),
            ("team.on_call_usd_per_week", "USD per week"),
            ("targets.rto_minutes", "minutes"),
            ("database.pitr_days", "days"),
            ("workload.replicas.besu-validator", "pods"),
            ("finance.negotiated_pct.ec2", "percent"),
            ("node_pools.0.autoscale.max", "nodes"),
            ("platform.region", ""),
            ("start_month", ""),
        ] {
            assert_eq!(unit(key), expected, "{key}");
        }
    }
}
