//! What has changed in the bill since it was kept as the baseline.

use leptos::html::Button;
use leptos::prelude::*;

use super::words::{exact, signed};
use crate::engine::catalogue::Site;
use crate::web::state::{Amount, Change, Differences, LineDifference, Planner};
use crate::web::words::{Word, cost, dollars, quantity, t};

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
        Some(told) => t!(cost::KEPT, difference = in_words(&told)),
        None => t!(cost::KEEP_HINT).to_owned(),
    };
    view! {
        <section class="changes" aria-label=t!(cost::CHANGES)>
            <div class="actions">
                <button
                    type="button"
                    node_ref=keep
                    data-testid="keep-baseline"
                    on:click=move |_| planner.keep_baseline()
                >
                    {t!(cost::KEEP)}
                </button>
                <Show when=is_kept>
                    <button type="button" data-testid="forget-baseline" on:click=forget>{t!(cost::FORGET)}</button>
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
    if told.monthly.was == told.monthly.is {
        return t!(if told.complete { cost::SAME } else { cost::SAME_PRICED }).to_owned();
    }
    let word = match (more > 0.0, told.complete) {
        (true, true) => cost::MORE,
        (true, false) => cost::MORE_PRICED,
        (false, true) => cost::LESS,
        (false, false) => cost::LESS_PRICED,
    };
    t!(word, usd = dollars(more.abs()))
}

fn heads() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th scope="col">"USD"</th>
                <th scope="col" class="num">{t!(cost::BASELINE)}</th>
                <th scope="col" class="num">{t!(cost::NOW)}</th>
                <th scope="col" class="num">{t!(cost::DIFFERENCE)}</th>
            </tr>
        </thead>
    }
}

fn panel(place: &str, told: &Differences) -> AnyView {
    let sub = t!(cost::CHANGES_SUB, place = place);
    let horizon = told.horizon.map(|horizon| {
        let (was, is) = (horizon.months_was, horizon.months_is);
        let over = |same: Word, changed: Word| {
            if was == is { t!(same, months = is) } else { t!(changed, was = was, now = is) }
        };
        [
            (over(cost::TOTAL_OVER, cost::TOTAL_OVER_CHANGED), horizon.total),
            (over(cost::PRESENT_OVER, cost::PRESENT_OVER_CHANGED), horizon.present_value),
        ]
    });
    let sums =
        [(t!(cost::MONTH_BILL).to_owned(), told.monthly), (t!(cost::MONTH_WORK).to_owned(), told.people)];
    let sums = sums.into_iter().chain(horizon.into_iter().flatten()).map(|(name, pair)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num" data-label=t!(cost::BASELINE)>{exact(pair.was)}</td>
                <td class="num" data-label=t!(cost::NOW)>{exact(pair.is)}</td>
                <td class="num" data-label=t!(cost::DIFFERENCE)>{signed(pair.more())}</td>
            </tr>
        }
    });
    let (first, rest) = told.lines.split_at(told.lines.len().min(SHOWN));
    let lines = (!first.is_empty()).then(|| {
        let head = match told.lines.len() {
            1 => t!(cost::LINE_DIFFERS).to_owned(),
            n => t!(cost::LINES_DIFFER, count = n),
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
                <summary>{t!(cost::LINES_LESS, count = rest.len())}</summary>
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
    let word = t!(match line.change {
        Change::Added => cost::ADDED,
        Change::Removed => cost::REMOVED,
        Change::Changed => cost::CHANGED,
    });
    let usd = |amount: &Option<Amount>| {
        amount.as_ref().map_or_else(
            || "–".to_owned(),
            |amount| amount.usd.map_or_else(|| t!(cost::UNPRICED).to_owned(), exact),
        )
    };
    let second = if line.site == Site::Primary { "" } else { t!(cost::SECOND_SITE) };
    view! {
        <tr>
            <th scope="row">
                {line.component} {second} " " <span class="badge assumed">{word}</span>
                <span class="src below">{what(line)}</span>
            </th>
            <td class="num" data-label=t!(cost::BASELINE)>{usd(&line.was)}</td>
            <td class="num" data-label=t!(cost::NOW)>{usd(&line.is)}</td>
            <td class="num" data-label=t!(cost::DIFFERENCE)>{line.more().map_or_else(|| t!(cost::NOT_KNOWN).to_owned(), signed)}</td>
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
