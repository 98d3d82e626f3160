//! Many years run event by event, beside the exact answer.

use std::sync::Arc;

use leptos::prelude::*;

use super::SimulationActions;
use crate::engine::report::Report;
use crate::engine::simulate::{ClassRun, RunSeen};
use crate::engine::uncertainty::Measured;
use crate::engine::units::YEAR_MINUTES;
use crate::web::state::{Planner, RUN_YEARS, Run};
use crate::web::words::{Word, amount, availability, digits, t};

/// Standard errors from which on two figures are said to differ.
const FAR: f64 = 4.0;

/// The card with the run.
#[component]
pub fn RunCard(planner: Planner, actions: SimulationActions) -> impl IntoView {
    let state = planner.simulation;
    let seed = move || {
        planner.computed.with(|computed| computed.as_ref().map_or(0, |computed| computed.report.seed))
    };
    // The button stays while a run goes on: one that is drawn anew between press and release is not clicked.
    let is_going = Memo::new(move |_| state.run.with(|run| run.as_ref().is_some_and(|run| run.is_going)));
    let button = move || {
        if is_going.get() {
            view! {
                <button type="button" data-testid="cancel-run" on:click=move |_| actions.cancel.run(())>
                    {t!(availability::CANCEL)}
                </button>
            }
            .into_any()
        } else {
            view! {
                <button
                    type="button"
                    class="primary"
                    data-testid="start-run"
                    prop:disabled=move || state.is_refused.get()
                    on:click=move |_| actions.run.run(seed())
                >
                    {t!(availability::RUN_YEARS, n = amount(RUN_YEARS as f64, 0))}
                </button>
            }
            .into_any()
        }
    };
    let progress = move || {
        let run = state.run.get()?;
        let years = run.seen.as_ref().map_or(0, |seen| seen.whole.years);
        Some(view! {
            <progress max=RUN_YEARS value=years aria-label=t!(availability::YEARS_RUN)></progress>
            <p class="sub" role="status" data-testid="run-progress">{status(&run)}</p>
        })
    };
    let figures = move || {
        let seen = state.run.get()?.seen.clone()?;
        let computed = planner.computed.get()?;
        Some(tables(&seen, &computed.report))
    };
    view! {
        <section class="card" data-testid="run">
            <h2>{t!(availability::RUN_TITLE)}</h2>
            <p class="sub">
                {t!(availability::RUN_SUB)}
            </p>
            <div class="actions">{button}</div>
            {progress}
            {figures}
        </section>
    }
}

/// How far a run is, and how fast.
fn status(run: &Arc<Run>) -> String {
    let years = run.seen.as_ref().map_or(0, |seen| seen.whole.years);
    let years_text = amount(years as f64, 0);
    let all = amount(RUN_YEARS as f64, 0);
    let speed = if run.elapsed_ms > 0.0 && years > 0 {
        t!(availability::SPEED, n = amount(years as f64 / run.elapsed_ms * 1000.0, 0))
    } else {
        String::new()
    };
    match (run.is_going, years < RUN_YEARS) {
        (true, _) => t!(availability::RUN_GOING, years = years_text, all = all, speed = speed),
        (false, true) => {
            t!(availability::RUN_STOPPED, years = years_text, all = all, speed = speed, seed = run.seed)
        }
        (false, false) => {
            let s = digits(run.elapsed_ms / 1000.0);
            t!(availability::RUN_DONE, all = all, s = s, speed = speed, seed = run.seed)
        }
    }
}

/// A simulated figure beside the exact one.
struct Compared {
    what: String,
    seen: Measured,
    exact: Option<f64>,
}

fn tables(seen: &RunSeen, report: &Report) -> AnyView {
    let figures = &report.availability;
    let whole = &seen.whole;
    let row = |what: String, seen: Measured, exact: Option<f64>| Compared { what, seen, exact };
    let scaled = |figure: Measured, by: f64| Measured {
        value: figure.value * by,
        standard_error: figure.standard_error * by,
    };
    let exact = &figures.downtime_minutes_per_year;
    let quantile = |p: f64, name: &str, exact: Option<f64>| {
        let found = whole.quantiles.iter().find(|(other, _)| (other - p).abs() < 1e-9)?;
        Some(row(t!(availability::MINUTES_QUANTILE, quantile = name), found.1, exact))
    };
    let mut rows = vec![
        row(
            t!(availability::MINUTES_MEAN).to_owned(),
            scaled(whole.unavailability, YEAR_MINUTES),
            Some(exact.mean),
        ),
        row(
            t!(availability::OUTAGES_A_YEAR).to_owned(),
            whole.outages_per_year,
            Some(figures.outages_per_year),
        ),
        row(
            t!(availability::YEARS_WITHOUT_PERCENT).to_owned(),
            scaled(whole.p_no_downtime, 100.0),
            figures.p_no_downtime.map(|p| p * 100.0),
        ),
    ];
    rows.extend(quantile(0.5, "P50", exact.p50));
    rows.extend(quantile(0.9, "P90", exact.p90));
    rows.extend(quantile(0.99, "P99", exact.p99));
    let title = |name: &str| {
        let class = figures.classes.iter().find(|class| class.name == name);
        class.map_or(name, |class| class.title).to_owned()
    };
    let class = |class: &ClassRun| {
        [
            Compared {
                what: t!(availability::CLASS_MINUTES, class = title(&class.name)),
                seen: class.minutes_per_year,
                exact: Some(class.exact_minutes_per_year),
            },
            Compared {
                what: t!(availability::CLASS_OUTAGES, class = title(&class.name)),
                seen: class.outages_per_year,
                exact: Some(class.exact_outages_per_year),
            },
        ]
    };
    let classes: Vec<Compared> = seen.classes.iter().flat_map(class).collect();
    view! {
        {table(availability::THE_WHOLE, &rows)}
        <details class="why more" data-testid="run-classes">
            <summary>{t!(availability::CLASSES_ONE_BY_ONE, n = seen.classes.len())}</summary>
            {table(availability::CLASS, &classes)}
        </details>
    }
    .into_any()
}

fn table(what: Word, rows: &[Compared]) -> AnyView {
    view! {
        <div class="scroll">
            <table class="cards" data-testid="run-figures">
                <thead>
                    <tr>
                        <th scope="col">{t!(what)}</th>
                        <th scope="col" class="num">{t!(availability::SIMULATED_ERROR)}</th>
                        <th scope="col" class="num">{t!(availability::EXACT)}</th>
                        <th scope="col" class="num">"z"</th>
                    </tr>
                </thead>
                <tbody>{rows.iter().map(figure_row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn figure_row(row: &Compared) -> AnyView {
    let z = row.exact.map(|exact| (row.seen.value - exact) / row.seen.standard_error);
    let z = z.filter(|z| z.is_finite() && row.seen.standard_error.is_finite());
    let error = if row.seen.standard_error.is_finite() {
        format!(" ± {}", digits(row.seen.standard_error))
    } else {
        String::new()
    };
    let far = z.is_some_and(|z| z.abs() >= FAR);
    let z = z.map_or_else(|| "–".to_owned(), |z| amount(z, 2));
    let z = if far { t!(availability::THEY_DIFFER, z = z) } else { z };
    view! {
        <tr>
            <th scope="row">{row.what.clone()}</th>
            <td class="num" data-label=t!(availability::SIMULATED)>{format!("{}{error}", digits(row.seen.value))}</td>
            <td class="num" data-label=t!(availability::EXACT)>{row.exact.map_or_else(|| "–".to_owned(), digits)}</td>
            <td class="num" class:bad=far data-label="z">{z}</td>
        </tr>
    }
    .into_any()
}
