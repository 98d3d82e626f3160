//! Units, by the ends of names.

/// The unit that a key's name ends with; none where it names none.
pub(super) fn unit_of(name: &str) -> Option<&'static str> {
    const UNITS: &[(&str, &str)] = &[
        ("_pct_per_year", "percent per year"),
        ("_gib_per_month", "GiB per month"),
        ("_gib_per_day", "GiB per day"),
        ("_usd_per_hour", "USD per hour"),
        ("_usd_per_week", "USD per week"),
        ("_hours_per_month", "hours per month"),
        ("_hours_per_year", "hours per year"),
        ("_minutes_per_year", "minutes per year"),
        ("_hours_per_day", "hours per day"),
        ("_hours_per_level", "hours per level"),
        ("hours_per_fte_year", "hours per year"),
        ("hourly_cost_usd", "USD per hour"),
        ("monthly_cost_usd", "USD per month"),
        ("per_year", "per year"),
        ("per_month", "per month"),
        ("_usd", "USD"),
        ("_pct", "percent"),
        ("_gib", "GiB"),
        ("_mib", "MiB"),
        ("_tb", "TB"),
        ("cpu_m", "thousandths of a vCPU"),
        ("seconds", "seconds"),
        ("minutes", "minutes"),
        ("hours", "hours"),
        ("_hour", "hours"),
        ("days", "days"),
        ("weeks", "weeks"),
        ("months", "months"),
        ("years", "years"),
    ];
    UNITS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, unit)| *unit)
}
