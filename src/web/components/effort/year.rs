//! The year of work, by month and by activity.

use leptos::prelude::*;

use crate::engine::catalogue::Date;
use crate::engine::report::{ActivityEntry, MaintenanceEntry, MonthEntry, digits, hours_range};
use crate::web::charts::{MonthPlace, YearColumn, YearPlaces, year};
use crate::web::components::dates;
use crate::web::components::pointing::{Pointing, pointed_picture};

/// Colours of activities repeat after six.
const N_COLOURS: usize = 6;
/// From so many cycles a year on an activity comes by the week.
const MANY_CYCLES: u32 = 13;
/// The months of the picture.
const MONTHS: Pointing = Pointing { prefix: "month-" };

/// The plan's first year as a picture and, for whoever prefers it, a table.
pub fn year_of_work(maintenance: &MaintenanceEntry, width: f64) -> impl IntoView + use<> {
    let month = maintenance.hours_per_month;
    let title = format!("{} hours a month keep it running", digits(month.mean));
    view! {
        <section class="card" data-testid="year">
            <h2 data-testid="year-title">{title}</h2>
            <p class="sub">{remark(maintenance)}</p>
            {picture(maintenance, width)}
            {legend(maintenance)}
            {unlisted(maintenance)}
            {months_table(maintenance)}
            {activities_table(maintenance)}
        </section>
    }
}

fn remark(maintenance: &MaintenanceEntry) -> String {
    let by_hours = |a: &&MonthEntry, b: &&MonthEntry| a.mean.total_cmp(&b.mean);
    let ends = maintenance.calendar.iter().min_by(by_hours).zip(maintenance.calendar.iter().max_by(by_hours));
    let span = ends.map_or_else(String::new, |(least, most)| {
        if (most.mean - least.mean).abs() < 0.005 {
            " Every month is alike.".to_owned()
        } else {
            format!(" Months take from {} to {} h.", digits(least.mean), digits(most.mean))
        }
    });
    let year = &maintenance.hours_per_year;
    let odds = match (year.p5, year.p95) {
        (Some(p5), Some(p95)) => format!("; nine years of ten from {} to {} h", digits(p5), digits(p95)),
        _ => String::new(),
    };
    let stated = maintenance
        .vendor_stated
        .as_ref()
        .map_or_else(String::new, |stated| format!(" The vendor states {} a month.", stated.text));
    format!("{} h in the plan's first year{odds}.{span}{stated}", digits(year.mean))
}

/// The activities that the columns are made of, in the order of the report.
fn listed(maintenance: &MaintenanceEntry) -> impl Iterator<Item = &ActivityEntry> {
    maintenance.activities.iter()
}

/// Columns: the hours of each activity, and on top of them what the platform adds.
fn columns(maintenance: &MaintenanceEntry) -> Vec<YearColumn> {
    let columns = maintenance.calendar.iter().enumerate().map(|(idx, month)| {
        let of = |id: &str| month.activities.iter().find(|it| it.id == id).map_or(0.0, |it| it.mean);
        let mut parts: Vec<f64> = listed(maintenance).map(|activity| of(&activity.id)).collect();
        let extra = maintenance.extra.as_ref().and_then(|extra| extra.calendar.get(idx));
        parts.push(extra.map_or(0.0, |extra| extra.mean));
        YearColumn { parts, span: month.p10.zip(month.p90) }
    });
    columns.collect()
}

/// The moments of an activity, in months from the beginning of the calendar: the middle of
/// each month that has a cycle, or the Monday of each week for what comes that often.
fn moments(activity: &ActivityEntry, calendar: &[MonthEntry], weeks: &[String]) -> Vec<f64> {
    if activity.per_year >= MANY_CYCLES && !weeks.is_empty() {
        return weeks.iter().filter_map(|monday| position(monday, calendar)).collect();
    }
    let cycles = calendar
        .iter()
        .enumerate()
        .filter(|(_, month)| month.activities.iter().any(|it| it.id == activity.id && it.cycles > 0.0));
    cycles.map(|(idx, _)| idx as f64 + 0.5).collect()
}

/// Where a day is in the calendar, in months.
fn position(day: &str, calendar: &[MonthEntry]) -> Option<f64> {
    let date = Date::parse(day)?;
    let month = calendar.iter().position(|month| day.starts_with(&month.month))?;
    let first = Date::parse(&calendar[month].month)?.day_number();
    Some(month as f64 + ((date.day_number() - first) as f64 / 31.0).min(0.999))
}

fn picture(maintenance: &MaintenanceEntry, width: f64) -> impl IntoView + use<> {
    let calendar = &maintenance.calendar;
    let weeks_of = |id: &str| -> Vec<String> {
        let weeks = maintenance.weeks.iter();
        weeks
            .filter(|week| week.activities.iter().any(|it| it.id == id))
            .map(|week| week.starts.clone())
            .collect()
    };
    let mut names: Vec<String> = listed(maintenance).map(|activity| activity.name.clone()).collect();
    let mut lanes: Vec<Vec<f64>> =
        listed(maintenance).map(|activity| moments(activity, calendar, &weeks_of(&activity.id))).collect();
    if let Some(extra) = &maintenance.extra {
        for activity in &extra.activities {
            names.push(format!("{} (assumed)", activity.name));
            lanes.push(moments(activity, &extra.calendar, &[]));
        }
    }
    let places = year(&columns(maintenance), &lanes, width);
    let told: Vec<String> = calendar.iter().map(|month| words(month, maintenance)).collect();
    let label = format!("Hours of work by month: {}", remark(maintenance));
    let n_listed = maintenance.activities.len();
    let inside = view! {
        {axis(&places)}
        {calendar
            .iter()
            .zip(&places.months)
            .enumerate()
            .map(|(idx, (month, place))| column(month, place, &told[idx], idx, &places))
            .collect_view()}
        {places
            .lanes
            .iter()
            .zip(names)
            .enumerate()
            .map(|(idx, (lane, name))| {
                let class = if idx < n_listed { format!("zone-{}", idx % N_COLOURS) } else { "extra".to_owned() };
                let size = if lane.marks.len() > 24 { 2.5 } else { 4.5 };
                view! {
                    <g class=format!("lane-of {class}")>
                        <line class="grid" x1=places.sides.0 x2=places.sides.1 y1=lane.y y2=lane.y />
                        <text class="lane-name" x=lane.name.0 y=lane.name.1>{name}</text>
                        {lane
                            .marks
                            .iter()
                            .map(|x| view! { <circle class="area" cx=*x cy=lane.y r=size /> })
                            .collect_view()}
                    </g>
                }
            })
            .collect_view()}
    };
    pointed_picture(
        MONTHS,
        (width, places.height),
        "year",
        label,
        (told, "Point at a month, or go through them with the arrow keys."),
        inside,
    )
}

fn axis(places: &YearPlaces) -> impl IntoView + use<> {
    let (left, right) = places.sides;
    let lines = places.ticks.iter().map(|(y, number)| {
        view! {
            <line class="grid" x1=left x2=right y1=*y y2=*y />
            <text class="tick" x=left - 6.0 y=*y + 4.0 text-anchor="end">{digits(*number)}</text>
        }
    });
    view! { {lines.collect_view()} }
}

fn column(
    month: &MonthEntry,
    place: &MonthPlace,
    told: &str,
    idx: usize,
    places: &YearPlaces,
) -> impl IntoView + use<> {
    let slot = place.slot;
    let last = place.parts.len().saturating_sub(1);
    let parts = place.parts.iter().enumerate().filter(|(_, part)| part.height > 0.0).map(|(idx, part)| {
        let class = if idx == last { "extra".to_owned() } else { format!("zone-{}", idx % N_COLOURS) };
        view! { <g class=class><rect class="area" x=part.x y=part.y width=part.width height=part.height /></g> }
    });
    let span = place.span.map(|(x, top, bottom)| {
        view! { <path class="span" d=format!("M{} {top}h6M{x} {top}V{bottom}M{} {bottom}h6", x - 3.0, x - 3.0) /> }
    });
    let middle = slot.x + slot.width / 2.0;
    let short = Date::parse(&month.month).and_then(|date| date.month()).map_or("–", dates::month);
    view! {
        <g id=MONTHS.id(idx) tabindex=Pointing::tabindex(idx) role="img" aria-label=told.to_owned()>
            <rect class="slot" x=slot.x y=slot.y width=slot.width height=slot.height />
            {parts.collect_view()}
            {span}
            <text class="strong" x=place.sum.0 y=place.sum.1 text-anchor="middle">{digits(month.mean)}</text>
            <text class="tick" x=middle y=places.base + 16.0 text-anchor="middle">{short}</text>
        </g>
    }
}

/// A month in words.
fn words(month: &MonthEntry, maintenance: &MaintenanceEntry) -> String {
    let name = |id: &str| {
        let activity = maintenance.activities.iter().find(|activity| activity.id == id);
        activity.map_or_else(|| id.to_owned(), |activity| activity.name.clone())
    };
    let what = month.activities.iter().map(|it| format!("{} {} h", name(&it.id), digits(it.mean)));
    let odds = match (month.p10, month.p90) {
        (Some(p10), Some(p90)) => format!(", eight of ten from {} to {}", digits(p10), digits(p90)),
        _ => String::new(),
    };
    format!(
        "{}: {} h{odds}: {}.",
        month_name(&month.month),
        digits(month.mean),
        what.collect::<Vec<_>>().join(", ")
    )
}

/// `2027-03` as `Mar 2027`.
fn month_name(month: &str) -> String {
    match Date::parse(month).map(|date| (date.month(), date.year())) {
        Some((Some(number), year)) => format!("{} {year}", dates::month(number)),
        _ => month.to_owned(),
    }
}

fn legend(maintenance: &MaintenanceEntry) -> impl IntoView + use<> {
    let keys = listed(maintenance).enumerate().map(|(idx, activity)| {
        view! {
            <li>
                <span class=format!("key zone-{}", idx % N_COLOURS) aria-hidden="true"></span>
                {activity.name.clone()}
            </li>
        }
    });
    let extra = maintenance.extra.is_some().then(|| {
        view! { <li><span class="key extra" aria-hidden="true"></span>"what the platform adds: assumed, in no other figure"</li> }
    });
    let span = maintenance.calendar.iter().any(|month| month.p10.is_some()).then(|| {
        view! { <li><span class="key span-key" aria-hidden="true"></span>"eight months of ten"</li> }
    });
    view! { <ul class="legend sub">{keys.collect_view()} {extra} {span}</ul> }
}

/// The vendor's hours that no activity lists, and whether the plan owns them.
fn unlisted(maintenance: &MaintenanceEntry) -> Option<impl IntoView + use<>> {
    let unlisted = &maintenance.unlisted;
    let (low, high) = unlisted.gap_low.zip(unlisted.gap_high)?;
    let owned = match unlisted.hours_per_month {
        Some(hours) => format!("The plan counts {} of them.", hours_range(hours.low, hours.high)),
        None => "They are not counted; the field “Unlisted work” makes them yours.".to_owned(),
    };
    Some(view! {
        <p class="sub" data-testid="unlisted">
            {format!("The vendor's month has {} to {} h that no activity lists. {owned}", digits(low), digits(high))}
        </p>
    })
}

fn months_table(maintenance: &MaintenanceEntry) -> impl IntoView + use<> {
    let or_none = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), digits);
    let rows = maintenance.calendar.iter().map(|month| {
        view! {
            <tr>
                <th scope="row">{month_name(&month.month)}</th>
                <td class="num" data-label="P10">{or_none(month.p10)}</td>
                <td class="num" data-label="P50">{or_none(month.p50)}</td>
                <td class="num" data-label="Mean">{digits(month.mean)}</td>
                <td class="num" data-label="P90">{or_none(month.p90)}</td>
                <td class="num" data-label="Least to most">{format!("{} to {}", digits(month.low), digits(month.high))}</td>
            </tr>
        }
    });
    view! {
        <details class="why more">
            <summary>"The months as a table"</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Month"</th>
                            <th scope="col" class="num">"P10, h"</th>
                            <th scope="col" class="num">"P50"</th>
                            <th scope="col" class="num">"Mean"</th>
                            <th scope="col" class="num">"P90"</th>
                            <th scope="col" class="num">"Least to most"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

fn activities_table(maintenance: &MaintenanceEntry) -> impl IntoView + use<> {
    let extra = maintenance.extra.iter().flat_map(|extra| &extra.activities);
    let rows = maintenance.activities.iter().chain(extra).map(|activity| {
        let months: Vec<&str> = activity.months.iter().map(|month| dates::month(*month)).collect();
        let when = match (months.is_empty(), activity.per_year) {
            (false, _) => months.join(", "),
            (true, MANY_CYCLES..) => "every week".to_owned(),
            (true, _) => "every month".to_owned(),
        };
        view! {
            <tr>
                <th scope="row">{activity.name.clone()} <span class="src">{activity.source.clone()}</span></th>
                <td data-label="Is">{activity.kind}</td>
                <td class="num" data-label="Times a year">{activity.per_year}</td>
                <td data-label="When">{when}</td>
                <td class="num" data-label="Each">{hours_range(activity.hours_low, activity.hours_high)}</td>
            </tr>
        }
    });
    view! {
        <details class="why more">
            <summary>"The activities as a table, with their sources"</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Activity"</th>
                            <th scope="col">"Is"</th>
                            <th scope="col" class="num">"Times a year"</th>
                            <th scope="col">"When"</th>
                            <th scope="col" class="num">"Each"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
