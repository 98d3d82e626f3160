//! What has changed in the bill since it was kept as the baseline.

use leptos::html::Button;
use leptos::prelude::*;

use super::words::{exact, signed};
use crate::engine::catalogue::Site;
use crate::engine::report::{dollars, quantity};
use crate::web::state::{Amount, Change, Differences, LineDifference, Planner};

/// Lines that are shown at once; the others are opened.
const SHOWN: usize = 8;

/// The buttons, and the panel while there is a baseline.
#[component]
pub fn Changes(planner: Planner) -> impl IntoView {
    let keep = NodeRef::<Button>::new();
    let state = planner.bill;
    let is_kept = move || state.baseline.with(Option::is_some);
    let forget = move |_| {
        state.baseline.set(None);
        // The button that was pressed goes: the focus stays beside it.
        if let Some(keep) = keep.get_untracked() {
            let _ = keep.focus();
        }
    };
    let hint = move || match planner.differences() {
        Some(told) => format!("{}. Kept until the page is closed.", in_words(&told)),
        None => "Keep this bill, then change the plan: the differences are listed here.".to_owned(),
    };
    view! {
        <section class="changes" aria-label="What changed">
            <div class="actions">
                <button
                    type="button"
                    node_ref=keep
                    data-testid="keep-baseline"
                    on:click=move |_| planner.keep_baseline()
                >
                    "Use as baseline"
                </button>
                <Show when=is_kept>
                    <button type="button" data-testid="forget-baseline" on:click=forget>"Forget"</button>
                </Show>
                <span class="sub" role="status">{hint}</span>
            </div>
            {move || {
                let place = state.baseline.with(|baseline| baseline.as_ref().map(|kept| kept.place.clone()))?;
                planner.differences().map(|told| panel(&place, &told))
            }}
        </section>
    }
}

/// How much a bill differs from the baseline, in words.
pub fn in_words(told: &Differences) -> String {
    let more = told.monthly.more();
    let at_least = if told.complete { "" } else { ", of what has a price" };
    if told.monthly.was == told.monthly.is {
        format!("The same as the baseline{at_least}")
    } else {
        let word = if more > 0.0 { "more" } else { "less" };
        format!("{} USD a month {word} than the baseline{at_least}", dollars(more.abs()))
    }
}

fn heads() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th scope="col">"USD"</th>
                <th scope="col" class="num">"Baseline"</th>
                <th scope="col" class="num">"Now"</th>
                <th scope="col" class="num">"Difference"</th>
            </tr>
        </thead>
    }
}

fn panel(place: &str, told: &Differences) -> AnyView {
    let sub = format!("Baseline: {place}. Lines that differ, the largest difference first.");
    let horizon = told.horizon.map(|horizon| {
        let over = |was: u32, is: u32| {
            if was == is { format!("{is} months") } else { format!("{was} months, now {is}") }
        };
        let over = over(horizon.months_was, horizon.months_is);
        [
            (format!("Total over {over}"), horizon.total),
            (format!("Present value over {over}"), horizon.present_value),
        ]
    });
    let sums =
        [("Bill of a month".to_owned(), told.monthly), ("Planned work of a month".to_owned(), told.people)];
    let sums = sums.into_iter().chain(horizon.into_iter().flatten()).map(|(name, pair)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num" data-label="Baseline">{exact(pair.was)}</td>
                <td class="num" data-label="Now">{exact(pair.is)}</td>
                <td class="num" data-label="Difference">{signed(pair.more())}</td>
            </tr>
        }
    });
    let (first, rest) = told.lines.split_at(told.lines.len().min(SHOWN));
    let lines = (!first.is_empty()).then(|| {
        let head = match told.lines.len() {
            1 => "1 line differs".to_owned(),
            n => format!("{n} lines differ"),
        };
        view! {
            <tbody>
                <tr class="group"><th scope="rowgroup" colspan="4">{head}</th></tr>
                {first.iter().map(line).collect::<Vec<_>>()}
            </tbody>
        }
    });
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="why more">
                <summary>{format!("{} lines that differ less", rest.len())}</summary>
                <div class="scroll">
                    <table class="cards difference">
                        {heads()}
                        <tbody>{rest.iter().map(line).collect::<Vec<_>>()}</tbody>
                    </table>
                </div>
            </details>
        }
    });
    view! {
        <div class="card" data-testid="changes">
            <h2 data-testid="changes-title">{in_words(told)}</h2>
            <p class="sub">{sub}</p>
            <div class="scroll">
                <table class="cards difference">
                    {heads()}
                    <tbody>{sums.collect::<Vec<_>>()}</tbody>
                    {lines}
                </table>
            </div>
            {rest}
        </div>
    }
    .into_any()
}

fn line(line: &LineDifference) -> impl IntoView + use<> {
    let word = match line.change {
        Change::Added => "new",
        Change::Removed => "gone",
        Change::Changed => "changed",
    };
    let usd = |amount: &Option<Amount>| {
        amount
            .as_ref()
            .map_or_else(|| "–".to_owned(), |amount| amount.usd.map_or_else(|| "unpriced".to_owned(), exact))
    };
    let second = if line.site == Site::Primary { "" } else { ", second site" };
    view! {
        <tr>
            <th scope="row">
                {line.component} {second} " " <span class="badge assumed">{word}</span>
                <span class="src below">{what(line)}</span>
            </th>
            <td class="num" data-label="Baseline">{usd(&line.was)}</td>
            <td class="num" data-label="Now">{usd(&line.is)}</td>
            <td class="num" data-label="Difference">{line.more().map_or_else(|| "not known".to_owned(), signed)}</td>
        </tr>
    }
}

/// Item and quantity, and what they were where they differ.
fn what(line: &LineDifference) -> String {
    let said = |amount: &Amount| quantity(amount.quantity, &amount.unit);
    match (&line.was, &line.is) {
        (Some(was), Some(is)) => {
            let item =
                if was.item == is.item { was.item.clone() } else { format!("{} → {}", was.item, is.item) };
            let (before, now) = (said(was), said(is));
            if before == now { format!("{item}, {now}") } else { format!("{item}, {before} → {now}") }
        }
        (Some(one), None) | (None, Some(one)) => format!("{}, {}", one.item, said(one)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::units::Usd;

    fn amount(item: &str, quantity: f64) -> Option<Amount> {
        Some(Amount {
            item: item.to_owned(),
            quantity,
            unit: "hours".to_owned(),
            usd: Some(Usd::from_dollars(quantity)),
        })
    }

    #[test]
    fn a_line_says_what_it_was() {
        let of = |was: Option<Amount>, is: Option<Amount>| {
            what(&LineDifference {
                change: Change::Changed,
                component: "nodes",
                site: Site::Primary,
                was,
                is,
            })
        };
        assert_eq!(of(amount("a", 730.0), amount("a", 1460.0)), "a, 730 hours → 1,460 hours");
        assert_eq!(of(amount("a", 730.0), amount("b", 730.0)), "a → b, 730 hours");
        assert_eq!(of(None, amount("b", 730.0)), "b, 730 hours");
    }
}
