//! Who is on call in which week: a row for each engineer, sites one below the other.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, fitted};
use crate::web::words::{charts, t};

/// How people take turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotaChart {
    /// Sites in different parts of the day.
    pub sites: usize,
    /// Engineers of each site.
    pub engineers_per_site: usize,
    /// Each is on call one week in so many.
    pub one_week_in: usize,
    /// Engineers that the team has, over all sites.
    pub team: usize,
    /// What a site covers, in short.
    pub covers: Vec<String>,
    /// The whole in words.
    pub label: String,
}

/// Weeks that are drawn.
const WEEKS: usize = 12;
const NARROW: f64 = 620.0;
const HEAD: f64 = 20.0;
const ROW: f64 = 19.0;
const SITE: f64 = 20.0;

/// Whether an engineer of a site, counted from 0, is on call in a week.
///
/// Engineers take their week in groups: as many at a time as the week has people, one group
/// after the other.
pub const fn is_on_call(engineer: usize, week: usize, per_site: usize, one_week_in: usize) -> bool {
    if one_week_in == 0 || per_site == 0 {
        return false;
    }
    let together = per_site.div_ceil(one_week_in);
    engineer / together == week % one_week_in
}

/// The site and the position in it of an engineer of the whole team: sites are filled evenly.
pub const fn is_there(site: usize, engineer: usize, sites: usize, team: usize) -> bool {
    engineer * sites + site < team
}

/// Draws the rota in so many pixels.
pub fn rota(chart: &RotaChart, width: f64) -> Drawing {
    let mut svg = Svg::new("rota");
    let left = if width < NARROW { 96.0 } else { 190.0 };
    let step = (width - left) / WEEKS as f64;
    for week in 0..WEEKS {
        let label = if step < 34.0 { (week + 1).to_string() } else { t!(charts::WEEK_SHORT, n = week + 1) };
        svg.text("tick", left + step * (week as f64 + 0.5), 12.0, Anchor::Middle, &label);
    }
    let mut top = HEAD;
    for site in 0..chart.sites {
        if chart.sites > 1 {
            let covers = chart.covers.get(site).map_or("", String::as_str);
            svg.text(
                "strong",
                0.0,
                top + 13.0,
                Anchor::Start,
                &fitted(&t!(charts::SITE, n = site + 1, covers = covers), width),
            );
            top += SITE;
        }
        for engineer in 0..chart.engineers_per_site {
            engineer_row(&mut svg, chart, (site, engineer), (left, top, step));
            top += ROW;
        }
        top += 4.0;
    }
    svg.finish((width, top), &chart.label)
}

fn engineer_row(svg: &mut Svg, chart: &RotaChart, at: (usize, usize), frame: (f64, f64, f64)) {
    let ((site, engineer), (left, top, step)) = (at, frame);
    let is_missing = !is_there(site, engineer, chart.sites, chart.team);
    let on: Vec<usize> = (0..WEEKS)
        .filter(|week| is_on_call(engineer, *week, chart.engineers_per_site, chart.one_week_in))
        .collect();
    let weeks: Vec<String> = on.iter().map(|week| (week + 1).to_string()).collect();
    let (n, weeks) = (engineer + 1, weeks.join(", "));
    let told = match (chart.sites > 1, is_missing) {
        (false, false) => t!(charts::ON_CALL, n = n, weeks = weeks),
        (false, true) => t!(charts::ON_CALL_MISSING, n = n, weeks = weeks),
        (true, false) => t!(charts::ON_CALL_SITE, n = n, site = site + 1, weeks = weeks),
        (true, true) => t!(charts::ON_CALL_SITE_MISSING, n = n, site = site + 1, weeks = weeks),
    };
    svg.open(if is_missing { "person missing" } else { "person" }, told);
    let name = if is_missing { t!(charts::MISSING, n = n) } else { t!(charts::ENGINEER, n = n) };
    svg.rect("ground", Rect { x: 0.0, y: top, width: left + step * WEEKS as f64, height: ROW });
    svg.text("name", 2.0, top + 14.0, Anchor::Start, &fitted(&name, left - 6.0));
    for week in 0..WEEKS {
        let place =
            Rect { x: left + step * week as f64 + 1.0, y: top + 2.0, width: step - 2.0, height: ROW - 4.0 };
        if on.contains(&week) && is_missing {
            let hatch = svg.hatch();
            svg.filled("on gap", place, Some(&hatch));
        } else if on.contains(&week) {
            svg.rect(&format!("on zone-{}", site % 6), place);
        } else {
            svg.rect("no-copy", place);
        }
    }
    svg.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SRE book: 8 engineers, two on call at a time, one week in four.
    #[test]
    fn the_right_number_is_on_call_in_each_week() {
        for (per_site, one_week_in, at_a_time) in [(8, 4, 2), (6, 6, 1), (12, 6, 2), (18, 6, 3)] {
            for week in 0..20 {
                let on = (0..per_site).filter(|who| is_on_call(*who, week, per_site, one_week_in)).count();
                assert_eq!(on, at_a_time, "{per_site} engineers, week {week}");
            }
            for engineer in 0..per_site {
                let weeks =
                    (0..one_week_in).filter(|week| is_on_call(engineer, *week, per_site, one_week_in));
                assert_eq!(weeks.count(), 1);
            }
        }
        assert!(!is_on_call(0, 0, 0, 0));
    }

    #[test]
    fn a_team_is_spread_evenly_over_sites() {
        // Four people on three sites: two, one, one.
        let of = |site| (0..6).filter(|engineer| is_there(site, *engineer, 3, 4)).count();
        assert_eq!([of(0), of(1), of(2)], [2, 1, 1]);
    }

    #[test]
    fn every_engineer_can_be_pointed_at() {
        let chart = RotaChart {
            sites: 2,
            engineers_per_site: 6,
            one_week_in: 6,
            team: 3,
            covers: vec!["12 h a day".to_owned(); 2],
            label: "Rota".to_owned(),
        };
        for width in [290.0, 1100.0] {
            let drawing = rota(&chart, width);
            assert_eq!(drawing.told.len(), 12);
            assert_eq!(drawing.told[2], "Engineer 3 of site 1, not in the team: on call in weeks 3, 9");
        }
    }
}
