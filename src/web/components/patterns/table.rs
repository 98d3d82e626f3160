//! The five patterns on one table, in the order that the reader wants.

use leptos::prelude::*;

use super::words;
use crate::engine::report::{PatternEntry, PatternFiguresEntry, Report, Stated};
use crate::web::components::how;
use crate::web::state::{Asked, Planner};
use crate::web::words::{Word, amount, digits, dollars, patterns, t};

/// A figure of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Cost,
    People,
    Down,
    PerMinute,
    Lost,
    Age,
    Setup,
    Month,
    Fte,
}

const COLUMNS: [(Column, Word, &str); 9] = [
    (Column::Cost, patterns::BILL, "cost"),
    (Column::People, patterns::PEOPLE, "people"),
    (Column::Down, patterns::DOWN, "down"),
    (Column::PerMinute, patterns::PER_MINUTE, "minute"),
    (Column::Lost, patterns::LOST_RTO, "lost"),
    (Column::Age, patterns::AGE_RPO, "age"),
    (Column::Setup, patterns::SETUP, "setup"),
    (Column::Month, patterns::WORK, "month"),
    (Column::Fte, patterns::FTE, "fte"),
];

/// By what the table is sorted; by nothing: as the vendor has the patterns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SortBy {
    column: Option<Column>,
    is_falling: bool,
}

impl SortBy {
    /// What a click on a column's name leads to: rising, falling, as it was.
    fn clicked(self, column: Column) -> Self {
        match (self.column == Some(column), self.is_falling) {
            (false, _) => Self { column: Some(column), is_falling: false },
            (true, false) => Self { is_falling: true, ..self },
            (true, true) => Self::default(),
        }
    }

    const fn word(self, column: Column) -> &'static str {
        match (self.column, self.is_falling) {
            (Some(by), false) if by as u8 == column as u8 => "ascending",
            (Some(by), true) if by as u8 == column as u8 => "descending",
            _ => "none",
        }
    }
}

/// The figure of a column; none where it is not known.
fn value(figures: &PatternFiguresEntry, column: Column) -> Option<f64> {
    let loss = &figures.region_loss;
    match column {
        Column::Cost => Some(figures.monthly_usd.dollars()),
        Column::People => Some(figures.labour_monthly_usd.dollars()),
        Column::Down => Some(figures.downtime_minutes_per_year),
        Column::PerMinute => figures.against_own.and_then(|against| against.usd_per_minute_saved),
        Column::Lost => loss.rto_minutes.map(|rto| rto.p50),
        Column::Age => loss.rpo_seconds.map(|rpo| rpo.p50),
        Column::Setup => Some(figures.setup.days),
        Column::Month => Some(figures.hours_per_month),
        Column::Fte => Some(figures.fte_planned),
    }
}

/// The patterns in order; those whose figure is not known come last, whatever the order.
fn sorted(patterns: &[PatternEntry], by: SortBy) -> Vec<&PatternEntry> {
    let mut order: Vec<&PatternEntry> = patterns.iter().collect();
    let Some(column) = by.column else { return order };
    let of = |entry: &PatternEntry| entry.figures.as_ref().and_then(|figures| value(figures, column));
    order.sort_by(|a, b| match (of(a), of(b)) {
        (Some(a), Some(b)) if by.is_falling => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    order
}

/// The card with the table.
pub fn table(
    planner: Planner,
    report: &Report,
    sort: RwSignal<SortBy>,
    edited: Callback<(&'static str, String)>,
) -> AnyView {
    if report.patterns.is_empty() {
        return ().into_any();
    }
    let patterns = report.patterns.clone();
    let most = patterns.iter().filter_map(|entry| entry.figures.as_ref());
    let most = most.map(|figures| figures.monthly_usd.dollars()).fold(1.0, f64::max);
    let heads = COLUMNS.map(|(column, title, id)| {
        view! {
            <th scope="col" class="num" aria-sort=move || sort.get().word(column)>
                <button
                    type="button"
                    data-testid=format!("sort-{id}")
                    on:click=move |_| sort.update(|by| *by = by.clicked(column))
                >
                    {t!(title)}
                </button>
            </th>
        }
    });
    let rows = move || {
        let order = sorted(&patterns, sort.get());
        order.into_iter().map(|entry| row(entry, most, edited)).collect::<Vec<_>>()
    };
    view! {
        <section class="card">
            <h2 data-testid="patterns-title">{title(report)}</h2>
            <p class="sub">{sub(report)}</p>
            {how(planner, &[Asked::Patterns])}
            <div class="scroll">
                <table class="cards patterns" data-testid="patterns">
                    <thead>
                        <tr><th scope="col">{t!(patterns::PATTERN)}</th>{heads.into_iter().collect::<Vec<_>>()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The pattern that saves a minute most cheaply, or that none does.
fn title(report: &Report) -> String {
    let saving = report.patterns.iter().filter_map(|entry| {
        let usd = entry.figures.as_ref()?.against_own?.usd_per_minute_saved?;
        Some((entry, usd))
    });
    // Nothing follows from what is not known.
    if report.patterns.iter().any(|entry| !entry.needs.is_empty()) {
        return t!(patterns::WAITING).to_owned();
    }
    let cheapest = saving.min_by(|a, b| a.1.total_cmp(&b.1));
    match cheapest {
        Some((entry, usd)) => {
            t!(patterns::CHEAPEST, pattern = entry.title, usd = dollars(usd))
        }
        None => t!(patterns::NONE_CHEAPER).to_owned(),
    }
}

fn sub(report: &Report) -> String {
    let mut sentences = vec![t!(patterns::HOW).to_owned()];
    let suggested = report.patterns.iter().find(|entry| entry.is_suggested);
    if let Some(region) = suggested.and_then(|entry| entry.second_region.as_deref()) {
        sentences.push(t!(patterns::SUGGESTED, region = region));
    }
    if report.patterns.iter().any(|entry| entry.figures.as_ref().is_some_and(|it| !it.complete)) {
        sentences.push(t!(patterns::UNPRICED).to_owned());
    }
    sentences.join(" ")
}

/// A cell: the figure, and below it what it is measured against.
fn cell(label: &'static str, figure: String, below: String) -> AnyView {
    view! {
        <td class="num" data-label=label>{figure}<span class="src below">{below}</span></td>
    }
    .into_any()
}

fn row(entry: &PatternEntry, most: f64, edited: Callback<(&'static str, String)>) -> AnyView {
    let class = if entry.is_own { "own" } else { "" };
    let place = entry
        .second_region
        .clone()
        .map_or_else(String::new, |region| t!(patterns::AND_REGION, region = region));
    let name = entry.name;
    let choose = (!entry.is_own).then(|| {
        view! {
            <button
                type="button"
                class="small"
                aria-label=t!(patterns::PLAN_IT_LABEL, pattern = entry.title)
                data-testid=format!("choose-{name}")
                on:click=move |_| edited.run(("platform.pattern", name.to_owned()))
            >
                {t!(patterns::PLAN_IT)}
            </button>
        }
    });
    let own = entry.is_own.then(|| view! { <span class="badge auto">{t!(patterns::OWN)}</span> });
    let cells = match &entry.figures {
        Some(figures) => cells(entry, figures, most),
        None => {
            let note = entry.note.clone().unwrap_or_else(|| t!(patterns::NOT_KNOWN).to_owned());
            view! { <td class="src" colspan=COLUMNS.len()>{note}</td> }.into_any()
        }
    };
    view! {
        <tr class=class data-testid=format!("pattern-{name}")>
            <th scope="row">
                {entry.title} " " {own} {choose}
                <span class="src below">{place}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn stated(stated: Option<&Stated>) -> String {
    stated.map_or_else(String::new, |stated| t!(patterns::STATED, text = stated.text))
}

fn cells(entry: &PatternEntry, figures: &PatternFiguresEntry, most: f64) -> AnyView {
    let at_least = if figures.complete { "" } else { "≥ " };
    let against = figures.against_own;
    let more = |text: Option<String>| text.unwrap_or_default();
    let loss = &figures.region_loss;
    let lost = if loss.automatic { patterns::RTO_BY_ITSELF } else { patterns::RTO_BY_PEOPLE };
    let vendor = &entry.vendor_stated;
    let width = figures.monthly_usd.dollars() / most * 64.0;
    let rto = loss.rto_minutes.map_or_else(|| "–".to_owned(), |rto| words::minutes(rto.p50));
    let rpo = loss.rpo_seconds.map_or_else(|| "–".to_owned(), |rpo| words::seconds(rpo.p50));
    let saved = against.map(|against| match against.minutes_saved_per_year {
        saved if saved < 0.0 => t!(patterns::MINUTES_MORE, minutes = digits(-saved)),
        saved => t!(patterns::MINUTES_SAVED, minutes = digits(saved)),
    });
    let reserve = figures.fte_reserved.map(|fte| t!(patterns::RESERVE, fte = digits(fte)));
    let per_minute = value(figures, Column::PerMinute);
    view! {
        <td class="num" data-label=t!(patterns::BILL)>
            <span class="share" style:width=format!("{width:.0}px") aria-hidden="true"></span>
            {format!("{at_least}{}", dollars(figures.monthly_usd.dollars()))}
            <span class="src below">{more(against.map(|it| words::signed_dollars(it.monthly_more_usd.dollars())))}</span>
        </td>
        {cell(
            t!(patterns::PEOPLE),
            dollars(figures.labour_monthly_usd.dollars()),
            more(against.map(|it| words::signed_dollars(it.labour_more_usd.dollars()))),
        )}
        {cell(t!(patterns::DOWN), format!("{} min", digits(figures.downtime_minutes_per_year)), more(saved))}
        {cell(
            t!(patterns::PER_MINUTE),
            per_minute.map_or_else(|| "–".to_owned(), |usd| format!("{} USD", amount(usd, 0))),
            String::new(),
        )}
        {cell(t!(patterns::LOST), t!(lost, rto = rto), stated(vendor.rto.as_ref()))}
        {cell(t!(patterns::AGE), rpo, stated(vendor.rpo.as_ref()))}
        {cell(
            t!(patterns::SETUP),
            t!(
                patterns::SETUP_TIME,
                days = digits(figures.setup.days),
                hours = digits(figures.setup.hours_mean),
            ),
            stated(vendor.setup.as_ref()),
        )}
        {cell(
            t!(patterns::WORK),
            format!("{} h", digits(figures.hours_per_month)),
            stated(vendor.monthly_effort.as_ref()),
        )}
        {cell(t!(patterns::FTE), format!("{} FTE", digits(figures.fte_planned)), more(reserve))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;
    use crate::engine::catalogue::Catalogue;
    use crate::engine::plan::assess;
    use crate::engine::report::report;
    use crate::engine::scenario::{Document, plan_from};

    fn reported() -> Report {
        let catalogue = Catalogue::load(&bundled::first_files()).expect("the data has no faults");
        let document = Document::from_toml("platform = { provider = \"aws\" }").expect("it is TOML");
        let plan = plan_from(&document, &catalogue).expect("the plan has no faults");
        report(&assess(&plan, &catalogue).expect("it can be planned"), None, &catalogue)
    }

    #[test]
    fn a_column_sorts_both_ways_and_then_not_at_all() {
        let once = SortBy::default().clicked(Column::Cost);
        let twice = once.clicked(Column::Cost);
        assert_eq!((once.word(Column::Cost), twice.word(Column::Cost)), ("ascending", "descending"));
        assert_eq!(once.word(Column::Fte), "none");
        assert_eq!(twice.clicked(Column::Cost), SortBy::default());
        assert_eq!(twice.clicked(Column::Down).word(Column::Down), "ascending");
    }

    #[test]
    fn what_is_not_known_comes_last() {
        let report = reported();
        for (column, _, _) in COLUMNS {
            for is_falling in [false, true] {
                let order = sorted(&report.patterns, SortBy { column: Some(column), is_falling });
                assert_eq!(order.len(), report.patterns.len());
                let values: Vec<Option<f64>> = order
                    .iter()
                    .map(|entry| entry.figures.as_ref().and_then(|figures| value(figures, column)))
                    .collect();
                let known: Vec<f64> = values.iter().flatten().copied().collect();
                assert!(values[known.len()..].iter().all(Option::is_none), "{column:?} {values:?}");
                assert!(
                    known.windows(2).all(|pair| if is_falling {
                        pair[0] >= pair[1]
                    } else {
                        pair[0] <= pair[1]
                    }),
                    "{column:?} {known:?}"
                );
            }
        }
    }
}
