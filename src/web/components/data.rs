//! The data behind the answers: every price in use, the regions, and own prices.

use std::sync::Arc;

use leptos::prelude::*;

use super::card;
use crate::engine::catalogue::{Meter, Method, RegionState, SHEET_COLUMNS};
use crate::engine::plan::Coverage;
use crate::engine::report::{CostLine, Report};
use crate::web::state::{OwnSheet, Planner};

/// A price that is older than this carries a badge, days.
const OLD_DAYS: i64 = 180;
/// Rows of a preview that are shown.
const N_PREVIEW: usize = 40;

/// What the data tab asks the shell to do.
#[derive(Clone, Copy)]
pub struct DataActions {
    /// A file of own prices was picked.
    pub pick: Callback<web_sys::HtmlInputElement>,
    /// The prices were changed: compute anew.
    pub changed: Callback<()>,
    /// Load the prices of every region of the host.
    pub load_regions: Callback<()>,
    /// Save an empty sheet with the columns of an own one.
    pub save_form: Callback<()>,
}

/// Prices in use, regions, own prices.
#[component]
pub fn DataView(planner: Planner, actions: DataActions) -> impl IntoView {
    let prices = move || {
        let computed = planner.computed.get()?;
        Some(prices_in_use(&computed.report))
    };
    let regions = move || {
        // Loading a region or changing the plan counts anew.
        planner.computed.track();
        let loading = planner.loading.get().is_some();
        let coverage = planner.coverage();
        (!coverage.is_empty())
            .then(|| regions_card(&coverage, planner.missing_regions().len(), loading, actions))
    };
    view! {
        <div class="stack">
            {prices}
            {move || own_card(planner, actions)}
            {regions}
        </div>
    }
}

/// Badges of a price: how it was had, and whether it is old.
fn badges(line: &CostLine) -> impl IntoView + use<> {
    let method = match line.method {
        Some(Method::Assumed) => Some(("assumed", "No published figure was found.")),
        Some(Method::Derived) => Some(("derived", "Calculated from other figures; the source says which.")),
        _ => None,
    };
    let age = match line.age_days {
        Some(days) if days > OLD_DAYS => {
            Some((format!("{days} days"), "Older than half a year when the plan is judged."))
        }
        None if line.as_of.is_some() => Some(("undated".to_owned(), "Nobody dated this figure.")),
        _ => None,
    };
    let stand_in = line.stand_in.clone();
    view! {
        {stand_in.map(|region| view! {
            <span class="badge assumed" title="Another region's price, as the plan allows">{format!("stand-in: {region}")}</span>
        })}
        {line.own.then(|| view! { <span class="badge set" title="In place of a listed price">"own"</span> })}
        {method.map(|(text, title)| view! { <span class="badge assumed" title=title>{text}</span> })}
        {age.map(|(text, title)| view! { <span class="badge old" title=title>{text}</span> })}
    }
}

fn prices_in_use(report: &Report) -> impl IntoView + use<> {
    let lines = &report.cost.lines;
    let old = lines.iter().filter(|line| line.age_days.is_some_and(|days| days > OLD_DAYS)).count();
    let undated = lines.iter().filter(|line| line.as_of.is_some() && line.age_days.is_none()).count();
    let rows = lines.iter().map(|line| {
        let price = line.unit_price_usd.map_or_else(|| "no price".to_owned(), |price| price.to_string());
        let tiers = if line.tiers.is_empty() { "" } else { ", in tiers" };
        let unit = if line.unit.is_empty() { String::new() } else { format!(" / {}{tiers}", line.unit) };
        view! {
            <tr class:unpriced=line.unit_price_usd.is_none()>
                <td>{line.component} " " <span class="src">{format!("{}, {}", line.service, line.item)}</span></td>
                <td class="num" data-label="Price">{price} <span class="src">{unit}</span></td>
                <td data-label="Where">{line.region.clone()}</td>
                <td data-label="Date">{line.as_of.clone().unwrap_or_default()} " " {badges(line)}</td>
                <td class="src" data-label="Source">{line.source.clone().unwrap_or_else(|| "none found".to_owned())}</td>
            </tr>
        }
    });
    let sub = format!(
        "{} of {} lines have a price; {old} are older than {OLD_DAYS} days on {}, {undated} are undated.",
        report.cost.priced_lines,
        lines.len(),
        report.as_of
    );
    let rows = rows.collect_view();
    card(
        "Prices in use",
        sub,
        view! {
            <div class="scroll">
                <table class="prices">
                    <thead>
                        <tr>
                            <th scope="col">"For"</th>
                            <th scope="col" class="num">"USD"</th>
                            <th scope="col">"Where"</th>
                            <th scope="col">"Date"</th>
                            <th scope="col">"Source"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        },
    )
}

/// Own prices: what is in use, what was picked, and what can be done.
fn own_card(planner: Planner, actions: DataActions) -> impl IntoView + use<> {
    let in_use = planner.own.get().map(|sheet| {
        let reset = move |_| {
            planner.reset_own();
            actions.changed.run(());
        };
        view! {
            <p class="note" role="status" data-testid="own-in-use">
                {format!("{} is in use: {}. ", sheet.name, own_prices(sheet.prices.len()))}
                <button type="button" data-testid="own-reset" on:click=reset>"Back to the list prices"</button>
            </p>
        }
    });
    let picked = planner.picked.get().map(|picked| match picked {
        Ok(sheet) => preview(planner, &sheet, actions).into_any(),
        Err(faults) => refused(&faults).into_any(),
    });
    let reading = planner.reading.get().map(|name| {
        view! { <p class="note" role="status">{format!("Reading {name}…")}</p> }
    });
    let sub = format!(
        "A saved price feed of AWS, Azure or Google, or negotiated rates as CSV with the columns {}. Each item takes the place of the listed one, all tiers of \
         it. The file stays on this machine.",
        SHEET_COLUMNS.join(", ")
    );
    card(
        "Other prices",
        sub,
        view! {
            {in_use}
            <p class="actions">
                <label class="button">
                    "Open a price sheet or feed"
                    <input
                        type="file"
                        accept=".csv,.json,.ndjson,text/csv,application/json"
                        data-testid="own-file"
                        on:change:target=move |event| actions.pick.run(event.target())
                    />
                </label>
                <button type="button" on:click=move |_| actions.save_form.run(())>"Save an empty sheet"</button>
            </p>
            {reading}
            {picked}
        },
    )
}

fn own_prices(count: usize) -> String {
    if count == 1 { "one price of its own".to_owned() } else { format!("{count} prices of its own") }
}

fn refused(faults: &[String]) -> impl IntoView + use<> {
    let more = faults.len().saturating_sub(5);
    let rows = faults.iter().take(5).map(|fault| view! { <li>{fault.clone()}</li> }).collect_view();
    view! {
        <div class="note bad" role="alert" data-testid="own-refused">
            "The sheet is not used; the prices stay as they were."
            <ul>{rows} {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}</ul>
        </div>
    }
}

fn preview(planner: Planner, sheet: &Arc<OwnSheet>, actions: DataActions) -> impl IntoView + use<> {
    let price = |meter: &Meter| {
        let tiers = if meter.tiers.len() > 1 { ", in tiers" } else { "" };
        format!("{} / {}{tiers}", meter.first_price().usd(), meter.unit)
    };
    let rows = sheet.prices.iter().take(N_PREVIEW).map(|own| {
        let absent = if own.is_loaded { "not listed" } else { "its list is not loaded" };
        let before = own.before.as_ref().map_or_else(|| absent.to_owned(), price);
        view! {
            <tr>
                <td>{format!("{} {}", own.provider.title(), own.scope)}</td>
                <td>{format!("{}, {}", own.service, own.item)}</td>
                <td class="num" data-label="Listed">{before}</td>
                <td class="num" data-label="Own">{price(&own.now)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let notes = (!sheet.notes.is_empty()).then(|| {
        let notes = sheet.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
        view! { <ul class="sub" data-testid="own-notes">{notes}</ul> }
    });
    let more = sheet.prices.len().saturating_sub(N_PREVIEW);
    let accept = move |_| {
        planner.use_picked();
        actions.changed.run(());
    };
    view! {
        {notes}
        <p data-testid="own-preview">{format!("{} has {}:", sheet.name, own_prices(sheet.prices.len()))}</p>
        <div class="scroll">
            <table class="prices">
                <thead>
                    <tr>
                        <th scope="col">"Where"</th>
                        <th scope="col">"Item"</th>
                        <th scope="col" class="num">"Listed"</th>
                        <th scope="col" class="num">"Own"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p>{format!("and {more} more")}</p> })}
        <p class="actions">
            <button type="button" class="primary" data-testid="own-use" on:click=accept>"Use these prices"</button>
            <button type="button" on:click=move |_| planner.picked.set(None)>"Leave them"</button>
        </p>
    }
}

/// How many lines of the layout each region prices.
fn regions_card(
    coverage: &[Coverage],
    missing: usize,
    loading: bool,
    actions: DataActions,
) -> impl IntoView + use<> {
    let rows = coverage.iter().map(|region| {
        let priced = match region.priced {
            Some(priced) => format!("{priced} of {}", region.lines),
            None => "no layout".to_owned(),
        };
        let lacks = if region.missing.is_empty() { "nothing".to_owned() } else { region.missing.join(", ") };
        let unusable = region.state == RegionState::Unusable;
        view! {
            <tr>
                <td>
                    {region.region.clone()} " " <span class="src">{region.title.clone()}</span> " "
                    {unusable.then(|| view! { <span class="badge old">"declared unusable"</span> })}
                </td>
                <td class="num" data-label="Lines priced">{priced}</td>
                <td data-label="Lacks">{lacks}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let rest = (missing > 0).then(|| {
        view! {
            <p class="actions">
                <button
                    type="button"
                    data-testid="load-regions"
                    disabled=loading
                    on:click=move |_| actions.load_regions.run(())
                >
                    {format!("Load the others ({missing} files)")}
                </button>
            </p>
        }
    });
    card(
        "What each region can price of this layout",
        "A line without a price is never filled in with another region's unless the plan names one.",
        view! {
            <div class="scroll">
                <table class="prices" data-testid="coverage">
                    <thead>
                        <tr>
                            <th scope="col">"Region"</th>
                            <th scope="col" class="num">"Lines priced"</th>
                            <th scope="col">"Lacks"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {rest}
        },
    )
}
