//! When a tier runs, and for how long its copies are kept, as Velero writes it.

use crate::engine::catalogue::Weekday;
use crate::engine::report::TierEntry;

/// Hours of a month, as the presets count them.
const MONTH_HOURS: u32 = 730;

/// The schedule of a tier, in UTC.
///
/// Cron where a day or a week is a multiple of the time between two runs, or that time is a
/// month; else `@every`, which Velero counts from the last run, whatever the hour of the day.
/// Source: velero `pkg/cmd/cli/schedule/create.go`.
pub(super) fn cron(tier: &TierEntry) -> String {
    let (every, hour) = (tier.every_hours, tier.at_hour);
    let weekday = tier.at_weekday.map_or(0, number);
    match every {
        1 => "0 * * * *".to_owned(),
        2..=23 if 24 % every == 0 => {
            let hours: Vec<String> =
                (0..24 / every).map(|run| (hour % every + run * every).to_string()).collect();
            format!("0 {} * * *", hours.join(","))
        }
        24 => format!("0 {hour} * * *"),
        168 => format!("0 {hour} * * {weekday}"),
        MONTH_HOURS => format!("0 {hour} 1 * *"),
        _ => format!("@every {every}h"),
    }
}

/// The number of a day in cron: 0 is Sunday.
const fn number(day: Weekday) -> u32 {
    match day {
        Weekday::Sunday => 0,
        Weekday::Monday => 1,
        Weekday::Tuesday => 2,
        Weekday::Wednesday => 3,
        Weekday::Thursday => 4,
        Weekday::Friday => 5,
        Weekday::Saturday => 6,
    }
}

/// Days as Velero writes a time to live: hours, minutes, seconds.
pub(super) fn ttl(days: f64) -> String {
    let seconds = (days * 86_400.0).round() as u64;
    format!("{}h{}m{}s", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(every_hours: u32, at_hour: u32, at_weekday: Option<Weekday>) -> TierEntry {
        TierEntry {
            name: "tier".to_owned(),
            surfaces: Vec::new(),
            every_hours,
            at_hour,
            at_weekday,
            keep_days: 30.0,
            method: "incremental",
            copies: 30.0,
            stored_gib: 1.0,
        }
    }

    #[test]
    fn tiers_run_when_the_plan_says() {
        assert_eq!(cron(&tier(1, 0, None)), "0 * * * *");
        assert_eq!(cron(&tier(6, 2, None)), "0 2,8,14,20 * * *");
        assert_eq!(cron(&tier(12, 23, None)), "0 11,23 * * *");
        assert_eq!(cron(&tier(24, 2, None)), "0 2 * * *");
        assert_eq!(cron(&tier(168, 4, Some(Weekday::Sunday))), "0 4 * * 0");
        assert_eq!(cron(&tier(168, 4, Some(Weekday::Saturday))), "0 4 * * 6");
        assert_eq!(cron(&tier(730, 2, None)), "0 2 1 * *");
        assert_eq!(cron(&tier(36, 2, None)), "@every 36h");
        assert_eq!(cron(&tier(48, 2, None)), "@every 48h");
    }

    #[test]
    fn retention_is_in_hours() {
        assert_eq!(ttl(30.0), "720h0m0s");
        assert_eq!(ttl(2.0), "48h0m0s");
        assert_eq!(ttl(0.5), "12h0m0s");
        // 7 of 12 hours: 0.2916… days.
        assert_eq!(ttl(7.0 / 24.0), "7h0m0s");
        assert_eq!(ttl(0.01), "0h14m24s");
    }
}
