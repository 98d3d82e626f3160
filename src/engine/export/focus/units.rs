//! Units by the unit format of FOCUS.

/// A unit of the price list as FOCUS writes it: names in capitals and the last one in the plural,
/// joined by hyphens, after the number of a package: `GB-month` is `GB-Months`, `10000 requests` is
/// `10000 Requests`. Abbreviations (`GB`, `vCPU`, `kWh`) stay.
///
/// Source: FOCUS attribute `UnitFormat`.
pub(super) fn unit(listed: &str) -> String {
    let listed = listed.split(" of ").next().unwrap_or(listed);
    let (package, name) = match listed.split_once([' ', '-']) {
        Some((number, name)) if number.bytes().all(|byte| byte.is_ascii_digit()) => (Some(number), name),
        _ => (None, listed),
    };
    let names: Vec<&str> = name.split('-').collect();
    let last = names.len() - 1;
    let names: Vec<String> = names.iter().enumerate().map(|(at, name)| word(name, at == last)).collect();
    let names = names.join("-");
    package.map_or_else(|| names.clone(), |package| format!("{package} {names}"))
}

fn word(name: &str, is_last: bool) -> String {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return name.to_owned();
    }
    let plural = if is_last && !name.ends_with('s') { "s" } else { "" };
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(plural.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn units_have_the_format_of_focus() {
        for (listed, expected) in [
            ("hour", "Hours"),
            ("GB-month", "GB-Months"),
            ("cluster-hour", "Cluster-Hours"),
            ("core-pair-year", "Core-Pair-Years"),
            ("10000 requests", "10000 Requests"),
            ("1000 objects-month", "1000 Objects-Months"),
            ("4-vCPU-hour", "4 vCPU-Hours"),
            ("USD of usage", "USD"),
            ("kWh", "kWh"),
            ("GB", "GB"),
            ("day", "Days"),
        ] {
            assert_eq!(unit(listed), expected, "{listed}");
        }
    }
}
