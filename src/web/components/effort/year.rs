//! The year of work: every activity in its month, and what the vendor's month has beside it.

use leptos::prelude::*;

use super::words::{MONTHS, hours_range, said};
use crate::engine::report::{ActivityEntry, ExtraWorkEntry, MaintenanceEntry, MonthEntry, Report};
use crate::web::charts::{YearChart, YearMonth, year as drawing};
use crate::web::components::card;
use crate::web::components::chart::{chart, in_words, stacked_legend};
use crate::web::words::{date, digits, effort, month as iso, prose, t};

/// The card with the year.
pub fn year(report: &Report) -> AnyView {
    let maintenance = &report.effort.maintenance;
    let picture = picture(maintenance);
    let month = maintenance.hours_per_month;
    let months = picture.months.iter().map(|month| month.told.clone()).collect();
    let title = t!(effort::YEAR_TITLE, hours = digits(month.mean), heavy = heavy(maintenance));
    card(
        title,
        sub(maintenance),
        view! {
            {chart("year", t!(effort::A_MONTH_OR_WEEK), Box::new(move |width| drawing(&picture, width)))}
            {stacked_legend(keys(maintenance))}
            {in_words(months)}
            {table(maintenance)}
            {unlisted(maintenance)}
        },
    )
    .into_any()
}

/// Whether months differ, in words.
fn heavy(maintenance: &MaintenanceEntry) -> String {
    let hours: Vec<f64> = maintenance.calendar.iter().map(|month| month.mean).collect();
    let (least, most) =
        (hours.iter().copied().fold(f64::MAX, f64::min), hours.iter().copied().fold(0.0, f64::max));
    if hours.is_empty() || most - least < 0.05 {
        t!(effort::EVEN).to_owned()
    } else {
        t!(effort::UNEVEN, least = digits(least), most = digits(most))
    }
}

fn sub(maintenance: &MaintenanceEntry) -> String {
    let year = &maintenance.hours_per_year;
    let range = year.p5.zip(year.p95);
    let range = range.map(|(p5, p95)| t!(effort::YEAR_RANGE, p5 = digits(p5), p95 = digits(p95)));
    let text = t!(effort::YEAR_SUB, hours = digits(year.mean), range = range.unwrap_or_default());
    match &maintenance.extra {
        Some(extra) => {
            let hours = digits(extra.hours_per_month.mean);
            format!("{text} {}", t!(effort::YEAR_ADDED, hours = hours))
        }
        None => text,
    }
}

/// The activities of the pattern and of the plan, then those that the platform adds.
fn activities(maintenance: &MaintenanceEntry) -> Vec<&ActivityEntry> {
    let extra = maintenance.extra.iter().flat_map(|extra| &extra.activities);
    maintenance.activities.iter().chain(extra).collect()
}

fn picture(maintenance: &MaintenanceEntry) -> YearChart {
    let all = activities(maintenance);
    let position = |id: &str| all.iter().position(|activity| activity.id == id);
    let extra = maintenance.extra.as_ref();
    let means: Vec<f64> = maintenance.calendar.iter().map(|month| month.mean).collect();
    let least = means.iter().copied().fold(f64::MAX, f64::min);
    let months = maintenance.calendar.iter().enumerate().map(|(i, month)| {
        let added = extra.and_then(|extra| extra.calendar.get(i));
        let in_it = month.activities.iter().chain(added.iter().flat_map(|month| &month.activities));
        let parts: Vec<(usize, f64)> =
            in_it.filter_map(|activity| Some((position(&activity.id)?, activity.mean))).collect();
        YearMonth {
            label: month_name(&month.month),
            told: told(month, &all, added),
            parts,
            reach: month.p10.zip(month.p90),
            is_heavy: month.mean > least + 0.05,
        }
    });
    let weeks = maintenance.weeks.iter().map(|week| {
        let names: Vec<&str> = week
            .activities
            .iter()
            .filter_map(|activity| position(&activity.id).map(|at| all[at].name.as_str()))
            .collect();
        let hours: f64 = week.activities.iter().map(|activity| activity.mean).sum();
        let told = t!(
            effort::WEEK_TOLD,
            start = date(&week.starts),
            activities = names.join(", "),
            hours = digits(hours)
        );
        (!names.is_empty(), told)
    });
    YearChart {
        months: months.collect(),
        weeks: weeks.collect(),
        hatched: all.iter().map(|activity| is_added(extra, activity)).collect(),
        label: t!(effort::YEAR_LABEL, heavy = heavy(maintenance)),
    }
}

/// Whether the platform adds an activity.
fn is_added(extra: Option<&ExtraWorkEntry>, activity: &ActivityEntry) -> bool {
    extra.is_some_and(|extra| extra.activities.iter().any(|other| other.id == activity.id))
}

/// `Jan` of `2027-01`.
fn month_name(month: &str) -> String {
    let number = month.rsplit('-').next().and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
    t!(MONTHS[(number + 11) % 12]).to_owned()
}

fn told(month: &MonthEntry, all: &[&ActivityEntry], added: Option<&MonthEntry>) -> String {
    let mut text = format!("{}: {} h", iso(&month.month), digits(month.mean));
    if let (Some(p10), Some(p90)) = (month.p10, month.p90) {
        text.push_str(&format!(", P10 {}, P90 {}", digits(p10), digits(p90)));
    }
    let in_it = month.activities.iter().chain(added.iter().flat_map(|month| &month.activities));
    let parts: Vec<String> = in_it
        .filter_map(|part| {
            let activity = all.iter().find(|activity| activity.id == part.id)?;
            Some(format!("{} {} h", activity.name, digits(part.mean)))
        })
        .collect();
    if parts.is_empty() { text } else { format!("{text}: {}", parts.join(", ")) }
}

fn keys(maintenance: &MaintenanceEntry) -> Vec<(String, String)> {
    let extra = maintenance.extra.as_ref();
    let all = activities(maintenance);
    all.iter()
        .enumerate()
        .map(|(i, activity)| {
            let hatch = if is_added(extra, activity) { " added" } else { "" };
            (format!("zone-{}{hatch}", i % 6), activity.name.clone())
        })
        .collect()
}

fn table(maintenance: &MaintenanceEntry) -> AnyView {
    let row = |activity: &&ActivityEntry| {
        let hours = hours_range(activity.hours_low, activity.hours_high);
        let months: Vec<&str> =
            activity.months.iter().map(|month| t!(MONTHS[usize::from(*month + 11) % 12])).collect();
        let when = if months.is_empty() { String::new() } else { months.join(", ") };
        let (name, source) = (activity.name.clone(), prose(&activity.source));
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{source}</p></details></td>
                <td data-label=t!(effort::IS)>{said(activity.kind)}</td>
                <td class="num" data-label=t!(effort::TIMES_A_YEAR)>{activity.per_year}</td>
                <td class="num" data-label=t!(effort::EACH)>{hours}</td>
                <td data-label=t!(effort::IN_MONTHS)>{when}</td>
            </tr>
        }
    };
    let all = activities(maintenance);
    view! {
        <div class="scroll">
            <table class="cards activities">
                <thead>
                    <tr>
                        <th scope="col">{t!(effort::ACTIVITY)}</th>
                        <th scope="col">{t!(effort::IS)}</th>
                        <th scope="col" class="num">{t!(effort::TIMES_A_YEAR)}</th>
                        <th scope="col" class="num">{t!(effort::EACH)}</th>
                        <th scope="col">{t!(effort::IN_MONTHS)}</th>
                    </tr>
                </thead>
                <tbody>{all.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The vendor's month less what is listed: a line that the plan can own.
fn unlisted(maintenance: &MaintenanceEntry) -> Option<AnyView> {
    let unlisted = &maintenance.unlisted;
    let (low, high) = unlisted.gap_low.zip(unlisted.gap_high)?;
    let stated = maintenance.vendor_stated.as_ref();
    let stated = stated.map_or_else(|| "–".to_owned(), |stated| prose(&stated.text));
    let more = t!(effort::UNLISTED, stated = stated, low = digits(low), high = digits(high));
    let owned = match unlisted.hours_per_month {
        Some(hours) => t!(effort::UNLISTED_OWNED, hours = hours_range(hours.low, hours.high)),
        None => t!(effort::UNLISTED_NOT_OWNED).to_owned(),
    };
    let text = format!("{more} {owned}");
    Some(view! { <p class="note" data-testid="unlisted">{text}</p> }.into_any())
}
