//! People on call: how many a rota needs, what it covers and what it is paid.

use crate::engine::scenario::{OnCall, Rota};
use crate::engine::uncertainty::Estimate;
use crate::engine::units::YEAR_HOURS;

/// Hours of a week.
const WEEK_HOURS: f64 = 168.0;
/// Hours of a day.
const DAY_HOURS: f64 = 24.0;
/// Months of a year.
const MONTHS: f64 = 12.0;

/// What an arrangement of on-call needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// The arrangement.
    pub arrangement: OnCall,
    /// Engineers over all sites.
    pub engineers: u32,
    /// Engineers of each site.
    pub engineers_per_site: u32,
    /// Hours of a week in which somebody answers.
    pub hours_covered_per_week: f64,
    /// Hours of a week for which somebody is paid: those covered, for each who is on call.
    pub paid_hours_per_week: f64,
}

impl Need {
    /// Pay of a month.
    ///
    /// Formula: paid hours ÷ 168 × pay for a week at every hour × 8,760 ÷ 168 ÷ 12.
    pub fn usd_per_month(&self, usd_per_week: Estimate) -> Estimate {
        let weeks = YEAR_HOURS / WEEK_HOURS / MONTHS;
        usd_per_week.times(self.paid_hours_per_week / WEEK_HOURS * weeks)
    }
}

/// The people that an arrangement needs.
///
/// Formula: sites × one week in N × ⌈hours that a site covers in a week ÷ hours that a
/// person is on call in a week of theirs⌉ × people at the same time. A person's hours are a
/// shift on each day that is covered, for shifts of up to 24 h, else one shift. Sites share
/// the 24 hours; in business hours each covers its own.
/// Units: `business_hours` are those of a site's week, over five days.
/// Source: docs/model.md, "On-call". The Google SRE book has 8 engineers for one site with
/// two on call, one week in four.
pub fn need(arrangement: OnCall, rota: Rota, business_hours: f64) -> Need {
    let sites = f64::from(rota.sites);
    let (covered, days) = match arrangement {
        OnCall::None => {
            return Need {
                arrangement,
                engineers: 0,
                engineers_per_site: 0,
                hours_covered_per_week: 0.0,
                paid_hours_per_week: 0.0,
            };
        }
        OnCall::BusinessHours => (business_hours.min(WEEK_HOURS / sites), 5.0),
        OnCall::Rota24x7 => (WEEK_HOURS / sites, 7.0),
    };
    let own_hours = if rota.shift_hours <= DAY_HOURS { rota.shift_hours * days } else { rota.shift_hours };
    // What rounding adds to a whole number is no further person.
    let in_a_week = libm::ceil(covered / own_hours.min(covered) - 1e-9) as u32;
    let engineers_per_site = rota.one_week_in * in_a_week * rota.people;
    let hours_covered_per_week = covered * sites;
    Need {
        arrangement,
        engineers: engineers_per_site * rota.sites,
        engineers_per_site,
        hours_covered_per_week,
        paid_hours_per_week: hours_covered_per_week * f64::from(rota.people),
    }
}

/// What people held in reserve come to. Reserve is availability: it is shown in hours, and
/// never added to planned work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reserve {
    /// Share of a full-time year.
    pub fte: f64,
    /// Hours of a month.
    pub hours_per_month: f64,
    /// Share of all hours that one person could cover with it, percent.
    pub of_every_hour_pct: f64,
    /// Share of the business hours of one site, percent.
    pub of_business_hours_pct: f64,
}

/// What a reserve comes to at so many hours of a full-time year.
pub fn reserve(fte: f64, hours_per_fte_year: f64, business_hours: f64) -> Reserve {
    let hours = fte * hours_per_fte_year;
    let business_year = business_hours * YEAR_HOURS / WEEK_HOURS;
    Reserve {
        fte,
        hours_per_month: hours / MONTHS,
        of_every_hour_pct: hours / YEAR_HOURS * 100.0,
        of_business_hours_pct: if business_year > 0.0 { hours / business_year * 100.0 } else { 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rota(shift_hours: f64, one_week_in: u32, sites: u32, people: u32) -> Rota {
        Rota { shift_hours, one_week_in, sites, people }
    }

    /// The SRE book: two on call in week-long shifts, one week in four, are 8 engineers on one
    /// site; of two sites each has 6. The rest by hand.
    #[test]
    fn engineers_of_published_rotas() {
        for (rota, engineers) in [
            (rota(168.0, 4, 1, 2), 8),
            (rota(168.0, 3, 2, 2), 12),
            (rota(168.0, 6, 1, 1), 6),
            (rota(168.0, 6, 3, 1), 18),
            // A day's shift on each day of the week covers as much as a week's.
            (rota(24.0, 6, 1, 1), 6),
            // Half days need two people in a week on one site, one on each of two.
            (rota(12.0, 6, 1, 1), 12),
            (rota(12.0, 6, 2, 1), 12),
            (rota(8.0, 6, 1, 1), 18),
            (rota(8.0, 6, 3, 1), 18),
            // Half weeks.
            (rota(84.0, 6, 1, 1), 12),
        ] {
            let need = need(OnCall::Rota24x7, rota, 40.0);
            assert_eq!(need.engineers, engineers, "{rota:?}");
            assert!((need.hours_covered_per_week - 168.0).abs() < 1e-9);
        }
    }

    #[test]
    fn business_hours_need_one_person_in_a_week() {
        let one = need(OnCall::BusinessHours, Rota::DEFAULT, 40.0);
        assert_eq!((one.engineers, one.hours_covered_per_week), (6, 40.0));
        let three = need(OnCall::BusinessHours, rota(8.0, 4, 3, 1), 40.0);
        assert_eq!((three.engineers, three.hours_covered_per_week), (12, 120.0));
        assert_eq!(need(OnCall::None, Rota::DEFAULT, 40.0).engineers, 0);
    }

    /// 365 days are 52 weeks and a day: 500 USD a week are 2,172.62 a month.
    #[test]
    fn pay_is_by_the_hours_covered() {
        let week = Estimate::exact(500.0);
        let all = need(OnCall::Rota24x7, Rota::DEFAULT, 40.0).usd_per_month(week).likely();
        assert!((all - 500.0 * 365.0 / 7.0 / 12.0).abs() < 1e-9 && (all - 2172.62).abs() < 0.01);
        let day = need(OnCall::BusinessHours, Rota::DEFAULT, 40.0).usd_per_month(week).likely();
        assert!((day - all * 40.0 / 168.0).abs() < 1e-9);
    }

    /// `tests/oracle`, block `fte`: 0.25 of 1,760 hours are 36.67 a month. They are 5.0 % of
    /// the 8,760 hours of a year and 21.1 % of the 2,086 business hours.
    #[test]
    fn a_quarter_of_a_person_covers_little() {
        let reserve = reserve(0.25, 1760.0, 40.0);
        assert!((reserve.hours_per_month - 36.666_666_666_666_664).abs() < 1e-9);
        assert!((reserve.of_every_hour_pct - 440.0 / 8760.0 * 100.0).abs() < 1e-9);
        assert!((reserve.of_business_hours_pct - 440.0 / (40.0 * 365.0 / 7.0) * 100.0).abs() < 1e-9);
    }
}
