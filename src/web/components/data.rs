//! The data behind the answers: every price in use, the regions, and own prices.

use std::sync::Arc;

use leptos::prelude::*;

use super::card;
use crate::engine::catalogue::{Meter, Method, RegionState, SHEET_COLUMNS};
use crate::engine::plan::Coverage;
use crate::engine::report::{CostLine, Report};
use crate::web::state::{OwnSheet, Planner};
use crate::web::words::{data, date, local, t};

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
        Some(Method::Assumed) => Some((t!(data::ASSUMED), t!(data::ASSUMED_HOW))),
        Some(Method::Derived) => Some((t!(data::DERIVED), t!(data::DERIVED_HOW))),
        _ => None,
    };
    let age = match line.age_days {
        Some(days) if days > OLD_DAYS => {
            Some((t!(data::DAYS, count = local(&days.to_string())), t!(data::DAYS_HOW)))
        }
        None if line.as_of.is_some() => Some((t!(data::UNDATED).to_owned(), t!(data::UNDATED_HOW))),
        _ => None,
    };
    let stand_in = line.stand_in.clone();
    view! {
        {stand_in.map(|region| view! {
            <span class="badge assumed" title=t!(data::STAND_IN_HOW)>{t!(data::STAND_IN, region = region)}</span>
        })}
        {line.own.then(|| view! { <span class="badge set" title=t!(data::OWN_PRICE_HOW)>{t!(data::OWN_PRICE)}</span> })}
        {method.map(|(text, title)| view! { <span class="badge assumed" title=title>{text}</span> })}
        {age.map(|(text, title)| view! { <span class="badge old" title=title>{text}</span> })}
    }
}

fn prices_in_use(report: &Report) -> impl IntoView + use<> {
    let lines = &report.cost.lines;
    let old = lines.iter().filter(|line| line.age_days.is_some_and(|days| days > OLD_DAYS)).count();
    let undated = lines.iter().filter(|line| line.as_of.is_some() && line.age_days.is_none()).count();
    let rows = lines.iter().map(|line| {
        let price = line.unit_price_usd.map_or_else(|| t!(data::NO_PRICE).to_owned(), |price| local(&price.to_string()));
        let unit = match (line.unit.is_empty(), line.tiers.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!(" / {}", line.unit),
            (false, false) => format!(" / {}", t!(data::IN_TIERS, unit = line.unit)),
        };
        view! {
            <tr class:unpriced=line.unit_price_usd.is_none()>
                <td>{line.component} " " <span class="src">{format!("{}, {}", line.service, line.item)}</span></td>
                <td class="num" data-label=t!(data::PRICE)>{price} <span class="src">{unit}</span></td>
                <td data-label=t!(data::WHERE)>{line.region.clone()}</td>
                <td data-label=t!(data::DATE)>{line.as_of.as_ref().map(|day| date(day))} " " {badges(line)}</td>
                <td class="src" data-label=t!(data::SOURCE)>{line.source.clone().unwrap_or_else(|| t!(data::NONE_FOUND).to_owned())}</td>
            </tr>
        }
    });
    let sub = t!(
        data::PRICED,
        priced = report.cost.priced_lines,
        lines = lines.len(),
        old = old,
        days = OLD_DAYS,
        date = date(&report.as_of.to_string()),
        undated = undated,
    );
    let rows = rows.collect_view();
    card(
        t!(data::IN_USE),
        sub,
        view! {
            <div class="scroll">
                <table class="prices">
                    <thead>
                        <tr>
                            <th scope="col">{t!(data::FOR)}</th>
                            <th scope="col" class="num">"USD"</th>
                            <th scope="col">{t!(data::WHERE)}</th>
                            <th scope="col">{t!(data::DATE)}</th>
                            <th scope="col">{t!(data::SOURCE)}</th>
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
                {t!(data::SHEET_IN_USE, sheet = sheet.name, prices = own_prices(sheet.prices.len()))}
                " "
                <button type="button" data-testid="own-reset" on:click=reset>{t!(data::RESET)}</button>
            </p>
        }
    });
    let picked = planner.picked.get().map(|picked| match picked {
        Ok(sheet) => preview(planner, &sheet, actions).into_any(),
        Err(faults) => refused(&faults).into_any(),
    });
    let reading = planner.reading.get().map(|name| {
        view! { <p class="note" role="status">{t!(data::READING, name = name)}</p> }
    });
    let sub = t!(data::OTHER_HOW, columns = SHEET_COLUMNS.join(", "));
    card(
        t!(data::OTHER),
        sub,
        view! {
            {in_use}
            <p class="actions">
                <label class="button">
                    {t!(data::OPEN)}
                    <input
                        type="file"
                        accept=".csv,.json,.ndjson,text/csv,application/json"
                        data-testid="own-file"
                        on:change:target=move |event| actions.pick.run(event.target())
                    />
                </label>
                <button type="button" on:click=move |_| actions.save_form.run(())>{t!(data::SAVE_EMPTY)}</button>
            </p>
            {reading}
            {picked}
        },
    )
}

fn own_prices(count: usize) -> String {
    if count == 1 {
        t!(data::PRICES_ONE).to_owned()
    } else {
        t!(data::PRICES, count = local(&count.to_string()))
    }
}

fn refused(faults: &[String]) -> impl IntoView + use<> {
    let more = faults.len().saturating_sub(5);
    let rows = faults.iter().take(5).map(|fault| view! { <li>{fault.clone()}</li> }).collect_view();
    view! {
        <div class="note bad" role="alert" data-testid="own-refused">
            {t!(data::REFUSED)}
            <ul>{rows} {(more > 0).then(|| view! { <li>{t!(data::AND_MORE, count = local(&more.to_string()))}</li> })}</ul>
        </div>
    }
}

fn preview(planner: Planner, sheet: &Arc<OwnSheet>, actions: DataActions) -> impl IntoView + use<> {
    let price = |meter: &Meter| {
        let unit = if meter.tiers.len() > 1 {
            t!(data::IN_TIERS, unit = meter.unit)
        } else {
            meter.unit.to_string()
        };
        format!("{} / {unit}", local(&meter.first_price().usd().to_string()))
    };
    let rows = sheet.prices.iter().take(N_PREVIEW).map(|own| {
        let absent = t!(if own.is_loaded { data::NOT_LISTED } else { data::NOT_LOADED });
        let before = own.before.as_ref().map_or_else(|| absent.to_owned(), price);
        view! {
            <tr>
                <td>{format!("{} {}", own.provider.title(), own.scope)}</td>
                <td>{format!("{}, {}", own.service, own.item)}</td>
                <td class="num" data-label=t!(data::LISTED)>{before}</td>
                <td class="num" data-label=t!(data::OWN)>{price(&own.now)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let notes = (!sheet.notes.is_empty()).then(|| {
        let notes = sheet.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
        view! { <ul class="sub" data-testid="own-notes">{notes}</ul> }
    });
    let more = sheet.prices.len().saturating_sub(N_PREVIEW);
    let sheet_has = match sheet.prices.len() {
        1 => t!(data::SHEET_HAS_ONE, sheet = sheet.name),
        count => t!(data::SHEET_HAS, sheet = sheet.name, prices = own_prices(count)),
    };
    let accept = move |_| {
        planner.use_picked();
        actions.changed.run(());
    };
    view! {
        {notes}
        <p data-testid="own-preview">{sheet_has}</p>
        <div class="scroll">
            <table class="prices">
                <thead>
                    <tr>
                        <th scope="col">{t!(data::WHERE)}</th>
                        <th scope="col">{t!(data::ITEM)}</th>
                        <th scope="col" class="num">{t!(data::LISTED)}</th>
                        <th scope="col" class="num">{t!(data::OWN)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p>{t!(data::AND_MORE, count = local(&more.to_string()))}</p> })}
        <p class="actions">
            <button type="button" class="primary" data-testid="own-use" on:click=accept>{t!(data::USE)}</button>
            <button type="button" on:click=move |_| planner.picked.set(None)>{t!(data::LEAVE)}</button>
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
            Some(priced) => t!(data::OF_LINES, priced = priced, lines = region.lines),
            None => t!(data::NO_LAYOUT).to_owned(),
        };
        let lacks =
            if region.missing.is_empty() { t!(data::NOTHING).to_owned() } else { region.missing.join(", ") };
        let unusable = region.state == RegionState::Unusable;
        view! {
            <tr>
                <td>
                    {region.region.clone()} " " <span class="src">{region.title.clone()}</span> " "
                    {unusable.then(|| view! { <span class="badge old">{t!(data::UNUSABLE)}</span> })}
                </td>
                <td class="num" data-label=t!(data::LINES_PRICED)>{priced}</td>
                <td data-label=t!(data::LACKS)>{lacks}</td>
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
                    {t!(data::LOAD, count = missing)}
                </button>
            </p>
        }
    });
    card(
        t!(data::COVERAGE),
        t!(data::COVERAGE_HOW),
        view! {
            <div class="scroll">
                <table class="prices" data-testid="coverage">
                    <thead>
                        <tr>
                            <th scope="col">{t!(data::REGION)}</th>
                            <th scope="col" class="num">{t!(data::LINES_PRICED)}</th>
                            <th scope="col">{t!(data::LACKS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {rest}
        },
    )
}
