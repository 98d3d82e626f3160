//! The year of work: every activity in its month, and what the vendor's month has beside it.

use leptos::prelude::*;

use super::schedule::MONTHS;
use crate::engine::report::{
    ActivityEntry, ExtraWorkEntry, MaintenanceEntry, MonthEntry, Report, digits, hours_range,
};
use crate::web::charts::{YearChart, YearMonth, year as drawing};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};

/// The card with the year.
pub fn year(report: &Report) -> AnyView {
    let maintenance = &report.effort.maintenance;
    let picture = picture(maintenance);
    let month = maintenance.hours_per_month;
    let title = format!("{} hours a month keep it running, {}", digits(month.mean), heavy(maintenance));
    card(
        title,
        sub(maintenance),
        view! {
            {chart("year", "a month or a week", Box::new(move |width| drawing(&picture, width)))}
            {legend(keys(maintenance))}
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
        "the same in each".to_owned()
    } else {
        format!("from {} to {} in a month", digits(least), digits(most))
    }
}

fn sub(maintenance: &MaintenanceEntry) -> String {
    let year = &maintenance.hours_per_year;
    let mut text = format!("{} h in the first year", digits(year.mean));
    if let (Some(p5), Some(p95)) = (year.p5, year.p95) {
        text.push_str(&format!(", nine of ten years from {} to {}", digits(p5), digits(p95)));
    }
    text.push_str("; whiskers are from P10 to P90 of a month.");
    if let Some(extra) = &maintenance.extra {
        let month = extra.hours_per_month;
        text.push_str(&format!(
            " The platform adds {} h a month, hatched: assumed, and in none of these figures.",
            digits(month.mean)
        ));
    }
    text
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
        let told = format!("Week of {}: {}, {} h", week.starts, names.join(", "), digits(hours));
        (!names.is_empty(), told)
    });
    YearChart {
        months: months.collect(),
        weeks: weeks.collect(),
        hatched: all.iter().map(|activity| is_added(extra, activity)).collect(),
        label: format!("Hours of work by month: {}", heavy(maintenance)),
    }
}

/// Whether the platform adds an activity.
fn is_added(extra: Option<&ExtraWorkEntry>, activity: &ActivityEntry) -> bool {
    extra.is_some_and(|extra| extra.activities.iter().any(|other| other.id == activity.id))
}

/// `Jan` of `2027-01`.
fn month_name(month: &str) -> String {
    let number = month.rsplit('-').next().and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
    MONTHS[(number + 11) % 12].to_owned()
}

fn told(month: &MonthEntry, all: &[&ActivityEntry], added: Option<&MonthEntry>) -> String {
    let mut text = format!("{}: {} h", month.month, digits(month.mean));
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
            activity.months.iter().map(|month| MONTHS[usize::from(*month + 11) % 12]).collect();
        let when = if months.is_empty() { String::new() } else { months.join(", ") };
        let (name, source) = (activity.name.clone(), activity.source.clone());
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{source}</p></details></td>
                <td data-label="Is">{activity.kind}</td>
                <td class="num" data-label="Times a year">{activity.per_year}</td>
                <td class="num" data-label="Each">{hours}</td>
                <td data-label="In">{when}</td>
            </tr>
        }
    };
    let all = activities(maintenance);
    view! {
        <div class="scroll">
            <table class="cards activities">
                <thead>
                    <tr>
                        <th scope="col">"Activity"</th>
                        <th scope="col">"Is"</th>
                        <th scope="col" class="num">"Times a year"</th>
                        <th scope="col" class="num">"Each"</th>
                        <th scope="col">"In"</th>
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
    let stated = maintenance.vendor_stated.as_ref().map_or("–", |stated| stated.text.as_str());
    let owned = match unlisted.hours_per_month {
        Some(hours) => format!("The plan counts {} of it a month.", hours_range(hours.low, hours.high)),
        None => "The plan counts none of it: set unlisted work under Team to own some.".to_owned(),
    };
    let text = format!(
        "The vendor states {stated} a month: {} to {} h more than these activities. {owned}",
        digits(low),
        digits(high)
    );
    Some(view! { <p class="note" data-testid="unlisted">{text}</p> }.into_any())
}
