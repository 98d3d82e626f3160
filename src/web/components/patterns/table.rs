//! The five patterns on one table, each with what it costs more than the plan's own and gains.

use leptos::prelude::*;

use super::order::{Column, Order};
use crate::engine::report::{
    PatternEntry, PatternFiguresEntry, Report, Stated, age, amount, digits, dollars, signed_dollars,
};

/// The columns with a figure: title, and how to read it.
const COLUMNS: [(Column, &str, &str); 8] = [
    (Column::Name, "Pattern", "As the vendor lists them"),
    (Column::Bill, "Bill, USD/mo", "Both sites"),
    (Column::Work, "Work, USD/mo", "Planned work"),
    (Column::Down, "Down, min/year", "Mean minutes down in a year"),
    (Column::Rto, "Region lost, RTO", "Median time until service is restored"),
    (Column::Rpo, "Data lost, RPO", "Median age of lost data of the database when the region is lost"),
    (Column::Setup, "Setup, days", "Working days with the plan's team, waits among them"),
    (Column::Worth, "USD/min saved", "More bill and work of a year for each minute of downtime saved"),
];

/// The table, with the order that is chosen.
pub fn patterns(
    report: &Report,
    order: RwSignal<Order>,
    edited: Callback<(&'static str, String)>,
) -> impl IntoView + use<> {
    let entries = report.patterns.clone();
    let own = entries.iter().find(|entry| entry.is_own).and_then(|entry| entry.figures.clone());
    let heads = COLUMNS.map(|(column, title, how)| {
        let class = if column == Column::Name { "" } else { "num" };
        let mark = move || match order.get().aria(column) {
            "ascending" => " ↑",
            "descending" => " ↓",
            _ => "",
        };
        view! {
            <th scope="col" class=class aria-sort=move || order.get().aria(column)>
                <button
                    type="button"
                    class="sort"
                    title=how
                    data-testid=format!("sort-{column:?}").to_lowercase()
                    on:click=move |_| order.update(|order| *order = order.clicked(column))
                >
                    {title}
                    {mark}
                </button>
            </th>
        }
    });
    let title = title(report);
    let foot = foot(report);
    let rows = move || {
        let order = order.get();
        let figures: Vec<Option<f64>> = entries.iter().map(|entry| figure(entry, order.column)).collect();
        order.sorted(&figures).into_iter().map(|idx| row(&entries[idx], own.as_ref(), edited)).collect_view()
    };
    view! {
        <section class="card" data-testid="patterns">
            <h2 data-testid="patterns-title">{title}</h2>
            <p class="sub">
                "This plan as each pattern would have it; below a figure how it differs from the plan's own. Open a row for what the vendor states."
            </p>
            <div class="scroll">
                <table class="patterns cards" data-testid="patterns-table">
                    <thead>
                        <tr>{heads.into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="sub">{foot}</p>
        </section>
    }
}

/// What the figures say: the pattern that saves a minute for the least, or that none does.
fn title(report: &Report) -> String {
    let known = report.patterns.iter().filter(|entry| !entry.is_own);
    let saves = known.filter_map(|entry| Some((entry, worth(entry)?)));
    let best = saves.min_by(|a, b| a.1.total_cmp(&b.1));
    match best {
        Some((entry, usd)) => {
            format!("{} saves downtime for the least: {} USD for each minute", entry.title, dollars(usd))
        }
        None if report.patterns.iter().any(|entry| entry.figures.is_none()) => {
            "The five patterns side by side".to_owned()
        }
        None => format!("No pattern costs more than {} and saves downtime", report.pattern.title),
    }
}

fn foot(report: &Report) -> String {
    let mut said = Vec::new();
    let suggested = report.patterns.iter().find(|entry| entry.is_suggested);
    if let Some(region) = suggested.and_then(|entry| entry.second_region.as_deref()) {
        said.push(format!("Second region {region}: suggested, as the plan names none."));
    }
    if report.patterns.iter().any(|entry| entry.figures.as_ref().is_some_and(|it| !it.complete)) {
        said.push("≥: lines without a price come on top.".to_owned());
    }
    said.push(
        "USD/min saved: a pattern is worth its price where a minute of downtime costs you more than that."
            .to_owned(),
    );
    said.join(" ")
}

fn worth(entry: &PatternEntry) -> Option<f64> {
    entry.figures.as_ref()?.against_own?.usd_per_minute_saved
}

/// The figure of a column; none where it is not known.
fn figure(entry: &PatternEntry, column: Column) -> Option<f64> {
    let figures = entry.figures.as_ref();
    match column {
        Column::Name => Some(0.0),
        Column::Bill => figures.map(|it| it.monthly_usd.dollars()),
        Column::Work => figures.map(|it| it.labour_monthly_usd.dollars()),
        Column::Down => figures.map(|it| it.downtime_minutes_per_year),
        Column::Rto => figures.and_then(|it| it.region_loss.rto_minutes).map(|rto| rto.p50),
        Column::Rpo => figures.and_then(|it| it.region_loss.rpo_seconds).map(|rpo| rpo.p50),
        Column::Setup => figures.map(|it| it.setup.days),
        Column::Worth => worth(entry),
    }
}

fn row(
    entry: &PatternEntry,
    own: Option<&PatternFiguresEntry>,
    edited: Callback<(&'static str, String)>,
) -> impl IntoView + use<> {
    let name = entry.name;
    let head = view! {
        <th scope="row">
            <details class="why">
                <summary>{entry.title}</summary>
                {stated(entry)}
            </details>
            {entry.is_own.then(|| view! { <span class="badge auto">"this plan"</span> })}
            {(!entry.is_own).then(|| view! {
                <button
                    type="button"
                    class="small"
                    data-testid=format!("use-{name}")
                    on:click=move |_| edited.run(("platform.pattern", name.to_owned()))
                >
                    "Use it"
                </button>
            })}
        </th>
    };
    let class = if entry.is_own { "own" } else { "" };
    let cells = match &entry.figures {
        Some(figures) => cells(entry, figures, own).into_any(),
        None => {
            let note = entry.note.clone().unwrap_or_else(|| "not known".to_owned());
            view! { <td colspan="7" class="wide">{note}</td> }.into_any()
        }
    };
    view! { <tr class=class data-testid=format!("pattern-{name}")>{head} {cells}</tr> }
}

fn cells(
    entry: &PatternEntry,
    figures: &PatternFiguresEntry,
    own: Option<&PatternFiguresEntry>,
) -> impl IntoView + use<> {
    let own = own.filter(|_| !entry.is_own);
    let at_least = if figures.complete { "" } else { "≥ " };
    let minutes = |value: f64| {
        if value < 300.0 { format!("{} min", digits(value)) } else { format!("{} h", digits(value / 60.0)) }
    };
    let rto = figures.region_loss.rto_minutes.map_or_else(|| "–".to_owned(), |rto| minutes(rto.p50));
    let rpo = figures.region_loss.rpo_seconds.map_or_else(
        || "–".to_owned(),
        |rpo| if rpo.p50 < 120.0 { format!("{} s", digits(rpo.p50)) } else { age(rpo.p50) },
    );
    let against = figures.against_own;
    let more = |usd: f64| if usd.abs() < 0.005 { "the same".to_owned() } else { signed_dollars(usd) };
    let down = own.map(|own| difference(figures.downtime_minutes_per_year, own.downtime_minutes_per_year));
    let days = own.map(|own| difference(figures.setup.days, own.setup.days));
    let worth = match (worth(entry), against) {
        _ if entry.is_own => ("–".to_owned(), None),
        (Some(usd), _) => (dollars(usd), None),
        (None, Some(against)) if against.minutes_saved_per_year <= 0.0 => ("saves none".to_owned(), None),
        (None, Some(_)) => ("costs no more".to_owned(), None),
        (None, None) => ("–".to_owned(), None),
    };
    [
        (
            "Bill, USD/mo",
            format!("{at_least}{}", amount(figures.monthly_usd.dollars(), 0)),
            against.map(|it| more(it.monthly_more_usd.dollars())),
        ),
        (
            "Work, USD/mo",
            amount(figures.labour_monthly_usd.dollars(), 0),
            against.map(|it| more(it.labour_more_usd.dollars())),
        ),
        ("Down, min/year", digits(figures.downtime_minutes_per_year), down),
        (
            "Region lost",
            rto,
            Some(if figures.region_loss.automatic { "by itself" } else { "by people" }.to_owned()),
        ),
        ("Data lost", rpo, None),
        ("Setup, days", digits(figures.setup.days), days),
        ("USD/min saved", worth.0, worth.1),
    ]
    .map(|(label, value, below): (&str, String, Option<String>)| {
        view! {
            <td class="num" data-label=label>
                {value}
                {below.map(|below| view! { <span class="below">{below}</span> })}
            </td>
        }
    })
    .into_iter()
    .collect_view()
}

/// A difference with its sign, and none where both are the same.
fn difference(value: f64, own: f64) -> String {
    let more = value - own;
    if more.abs() < 0.005 {
        "the same".to_owned()
    } else {
        format!("{}{}", if more > 0.0 { "+" } else { "−" }, digits(more.abs()))
    }
}

/// What the vendor states of a pattern, beside what is computed.
fn stated(entry: &PatternEntry) -> impl IntoView + use<> {
    let stated = &entry.vendor_stated;
    let figures = entry.figures.as_ref();
    let hours = figures.map(|it| format!("{} h of work in all", digits(it.setup.hours_mean)));
    let month = figures.map(|it| format!("{} h a month", digits(it.hours_per_month)));
    let fte = figures.map(|it| format!("{} FTE of planned work", digits(it.fte_planned)));
    let rows: [(&str, &Option<Stated>, Option<String>); 6] = [
        ("RTO", &stated.rto, None),
        ("RPO", &stated.rpo, None),
        ("RTT", &stated.rtt, None),
        ("Setup", &stated.setup, hours),
        ("Monthly effort", &stated.monthly_effort, month),
        ("Team", &stated.team, fte),
    ];
    let rows = rows.into_iter().map(|(what, stated, computed)| {
        let text = stated.as_ref().map_or("nothing stated", |stated| stated.text.as_str()).to_owned();
        let computed = computed.map_or_else(String::new, |computed| format!("; computed {computed}"));
        view! { <li><b>{what}</b> {format!(" {text}{computed}")}</li> }
    });
    let region = entry.second_region.as_ref().map(|region| {
        let how = if entry.is_suggested { "suggested" } else { "of the plan" };
        view! { <li><b>"Second region"</b> {format!(" {region}, {how}")}</li> }
    });
    view! { <ul>{region} {rows.collect_view()}</ul> }
}
