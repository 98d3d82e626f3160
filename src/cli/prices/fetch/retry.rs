//! How long to wait before the next try.

use std::time::Duration;

/// Tries in a row without anything new before a download is given up.
const MOST_TRIES: u32 = 6;
/// Longest wait between two tries.
const LONGEST: Duration = Duration::from_secs(30);
/// Longest wait that a server may ask for; beyond it the user decides.
pub(super) const LONGEST_ASKED: Duration = Duration::from_secs(120);

/// How patient a run is.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    first: Duration,
}

impl Patience {
    /// Patience that waits this long at first, and twice as long each time after.
    pub(super) const fn new(first: Duration) -> Self {
        Self { first }
    }

    /// Begins to count tries.
    pub(super) const fn tries(self) -> Tries {
        Tries { patience: self, failed: 0 }
    }
}

/// Tries in a row that brought nothing new.
pub(super) struct Tries {
    patience: Patience,
    failed: u32,
}

impl Tries {
    /// Something new has arrived.
    pub(super) const fn succeed(&mut self) {
        self.failed = 0;
    }

    /// Counts a failed try. Answers how long to wait, or nothing when it was the last one.
    pub(super) fn fail(&mut self, asked: Option<Duration>) -> Option<Duration> {
        self.failed += 1;
        if self.failed >= MOST_TRIES {
            return None;
        }
        let doubled = self.patience.first.saturating_mul(1 << (self.failed - 1));
        Some(asked.unwrap_or_else(|| doubled.min(LONGEST)))
    }

    /// Number of failed tries.
    pub(super) const fn failed(&self) -> u32 {
        self.failed
    }
}

/// What `Retry-After` asks for: seconds, or a date that is compared with the answer's own `Date`.
pub(super) fn asked(retry_after: &str, date: Option<&str>) -> Option<Duration> {
    let text = retry_after.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let (until, now) = (http_seconds(text)?, http_seconds(date?)?);
    Some(Duration::from_secs(until.saturating_sub(now)))
}

/// Seconds of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`, counted from a fixed moment.
fn http_seconds(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split_once(", ")?.1.split(' ');
    let day: u64 = words.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as u64 + 1;
    let year: u64 = words.next()?.parse().ok().filter(|year| (1970..=9999).contains(year))?;
    let mut clock =
        words.next()?.splitn(3, ':').map(|part| part.parse::<u64>().ok().filter(|part| *part < 61));
    let (hours, minutes, seconds) = (clock.next()??, clock.next()??, clock.next()??);
    // Days of the Gregorian calendar, years counted from March.
    let year = if month <= 2 { year - 1 } else { year };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day;
    Some(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_end() {
        let mut tries = Patience::new(Duration::from_secs(4)).tries();
        let waits: Vec<Option<u64>> = (0..6).map(|_| tries.fail(None).map(|wait| wait.as_secs())).collect();
        assert_eq!(waits, [Some(4), Some(8), Some(16), Some(30), Some(30), None]);
        tries.succeed();
        assert_eq!(tries.fail(Some(Duration::from_secs(7))), Some(Duration::from_secs(7)));
    }

    #[test]
    fn a_server_asks_for_seconds_or_a_date() {
        let date = Some("Tue, 24 Nov 2026 23:59:50 GMT");
        for (text, seconds) in [
            ("3", Some(3)),
            (" 0 ", Some(0)),
            ("Wed, 25 Nov 2026 00:00:10 GMT", Some(20)),
            ("Tue, 24 Nov 2026 23:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("Wed, 25 Foo 2026 00:00:10 GMT", None),
        ] {
            assert_eq!(asked(text, date).map(|wait| wait.as_secs()), seconds, "{text}");
        }
        assert_eq!(asked("Wed, 25 Nov 2026 00:00:10 GMT", None), None);
    }
}
