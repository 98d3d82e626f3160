//! Many years run event by event, beside the exact answer.

use std::sync::Arc;

use leptos::prelude::*;

use super::SimulationActions;
use crate::engine::report::{Report, amount, digits};
use crate::engine::simulate::{ClassRun, RunSeen};
use crate::engine::uncertainty::Measured;
use crate::web::state::{Planner, RUN_YEARS, Run};

/// Standard errors from which on two figures are said to differ.
const FAR: f64 = 4.0;

/// The card with the run.
#[component]
pub fn RunCard(planner: Planner, actions: SimulationActions) -> impl IntoView {
    let state = planner.simulation;
    let seed = move || {
        planner.computed.with(|computed| computed.as_ref().map_or(0, |computed| computed.report.seed))
    };
    let is_going = move || state.run.with(|run| run.as_ref().is_some_and(|run| run.is_going));
    let button = move || {
        if is_going() {
            view! {
                <button type="button" data-testid="cancel-run" on:click=move |_| actions.cancel.run(())>
                    "Cancel"
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
                    {format!("Run {} years", amount(RUN_YEARS as f64, 0))}
                </button>
            }
            .into_any()
        }
    };
    let progress = move || {
        let run = state.run.get()?;
        let years = run.seen.as_ref().map_or(0, |seen| seen.whole.years);
        Some(view! {
            <progress max=RUN_YEARS value=years aria-label="Years that were run"></progress>
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
            <h2>"Simulated beside exact"</h2>
            <p class="sub">
                "The figures above are solved, not drawn. An independent simulation runs the same layout failure by failure, repair by repair; z says how many standard errors the two are apart."
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
        format!(", {} years a second", amount(years as f64 / run.elapsed_ms * 1000.0, 0))
    } else {
        String::new()
    };
    match (run.is_going, years < RUN_YEARS) {
        (true, _) => format!("{years_text} of {all} years{speed}"),
        (false, true) => format!("Stopped after {years_text} of {all} years{speed}; seed {}", run.seed),
        (false, false) => {
            format!("{all} years in {} s{speed}; seed {}", digits(run.elapsed_ms / 1000.0), run.seed)
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
    let availability = &report.availability;
    let whole = &seen.whole;
    let row =
        |what: &str, seen: Measured, exact: Option<f64>| Compared { what: what.to_owned(), seen, exact };
    let scaled = |figure: Measured, by: f64| Measured {
        value: figure.value * by,
        standard_error: figure.standard_error * by,
    };
    let exact = &availability.downtime_minutes_per_year;
    let quantile = |p: f64, name: &str, exact: Option<f64>| {
        let found = whole.quantiles.iter().find(|(other, _)| (other - p).abs() < 1e-9)?;
        Some(row(&format!("Minutes down in a year, {name}"), found.1, exact))
    };
    let mut rows = vec![
        row(
            "Time down, percent",
            scaled(whole.unavailability, 100.0),
            Some(availability.unavailability * 100.0),
        ),
        row("Outages a year", whole.outages_per_year, Some(availability.outages_per_year)),
        row(
            "Years without downtime, percent",
            scaled(whole.p_no_downtime, 100.0),
            availability.p_no_downtime.map(|p| p * 100.0),
        ),
    ];
    rows.extend(quantile(0.5, "P50", exact.p50));
    rows.extend(quantile(0.9, "P90", exact.p90));
    rows.extend(quantile(0.99, "P99", exact.p99));
    let title = |name: &str| {
        let class = availability.classes.iter().find(|class| class.name == name);
        class.map_or(name, |class| class.title).to_owned()
    };
    let class = |class: &ClassRun| {
        [
            Compared {
                what: format!("{}: minutes a year", title(&class.name)),
                seen: class.minutes_per_year,
                exact: Some(class.exact_minutes_per_year),
            },
            Compared {
                what: format!("{}: outages a year", title(&class.name)),
                seen: class.outages_per_year,
                exact: Some(class.exact_outages_per_year),
            },
        ]
    };
    let classes: Vec<Compared> = seen.classes.iter().flat_map(class).collect();
    view! {
        {table("The whole", &rows)}
        <details class="why more" data-testid="run-classes">
            <summary>{format!("The {} classes one by one", seen.classes.len())}</summary>
            {table("Class", &classes)}
        </details>
    }
    .into_any()
}

fn table(what: &'static str, rows: &[Compared]) -> AnyView {
    view! {
        <div class="scroll">
            <table class="cards" data-testid="run-figures">
                <thead>
                    <tr>
                        <th scope="col">{what}</th>
                        <th scope="col" class="num">"Simulated ± standard error"</th>
                        <th scope="col" class="num">"Exact"</th>
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
    let z = if far { format!("✕ {z}, they differ") } else { z };
    view! {
        <tr>
            <th scope="row">{row.what.clone()}</th>
            <td class="num" data-label="Simulated">{format!("{}{error}", digits(row.seen.value))}</td>
            <td class="num" data-label="Exact">{row.exact.map_or_else(|| "–".to_owned(), digits)}</td>
            <td class="num" class:bad=far data-label="z">{z}</td>
        </tr>
    }
    .into_any()
}
