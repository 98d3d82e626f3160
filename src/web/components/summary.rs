//! The answers, always in sight.

use leptos::prelude::*;

use super::answers::in_words;
use super::explain::explained;
use super::terms::term;
use crate::engine::report::{VerdictLine, answers};
use crate::web::state::{Asked, Planner, Shown};
use crate::web::words::{dollars, summary, t};

/// The answer beside which the difference from the baseline stands.
const COST: &str = "cost";

/// The sticky summary.
#[component]
pub fn Summary(planner: Planner) -> impl IntoView {
    let cells = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        let cells = answers(report)
            .into_iter()
            .map(in_words)
            .map(|answer| {
                let verdicts = answer.verdicts.into_iter().map(verdict_view).collect_view();
                view! {
                    <div class="answer" data-testid=format!("answer-{}", answer.id)>
                        <div class="question">{term(answer.term, answer.question)}</div>
                        <div class="value">{value(planner, answer.id, answer.value, answer.unit)}</div>
                        <div class="remark">{answer.remark}</div>
                        <div class="remark more">{answer.more}</div>
                        {(answer.id == COST).then(|| against_baseline(planner))}
                        {verdicts}
                    </div>
                }
            })
            .collect_view();
        Some(cells)
    };
    let foreign = move || {
        let whose = match planner.shown() {
            Shown::Own => return None,
            Shown::Reference => t!(summary::OF_REFERENCE).to_owned(),
            Shown::Before => t!(summary::OF_BEFORE).to_owned(),
            Shown::Other(name) => t!(summary::OF_OTHER, name = name),
        };
        Some(view! { <p class="foreign" data-testid="foreign">{whose}</p> })
    };
    // Point values are there at once; the laws behind them follow.
    let busy = move || {
        let loading = planner.loading.with(Option::is_some);
        let computed =
            planner.computed.with(|computed| computed.as_ref().is_some_and(|one| one.laws.is_some()));
        (loading || planner.is_computing.get() || !computed).to_string()
    };
    view! {
        <div class="summary" role="region" aria-label=t!(summary::ANSWERS) data-testid="summary" aria-busy=busy>
            {foreign} {cells}
        </div>
    }
}

/// A figure that opens how it comes about.
fn value(planner: Planner, id: &str, value: String, unit: &'static str) -> AnyView {
    let figure = view! { {value} " " <small>{unit}</small> }.into_any();
    match Asked::of_id(id) {
        Some(asked) => explained(planner, asked, figure),
        None => figure,
    }
}

/// How much the bill differs from the baseline, while there is one.
fn against_baseline(planner: Planner) -> impl IntoView {
    move || {
        let more = planner.differences()?.monthly.more();
        let text = if more > 0.0 {
            t!(summary::MORE, usd = dollars(more))
        } else if more < 0.0 {
            t!(summary::LESS, usd = dollars(-more))
        } else {
            t!(summary::AS_BASELINE).to_owned()
        };
        Some(view! { <div class="verdict" data-testid="baseline-difference">{text}</div> })
    }
}

fn verdict_view(line: VerdictLine) -> impl IntoView + use<> {
    view! {
        <div class=format!("verdict {}", line.class) title=line.title>
            {line.text}
        </div>
    }
}
