//! What an edit changed, in one sentence for who hears the page: once it has settled, and only
//! where something is not as it was.

use std::time::Duration;

use leptos::prelude::*;

use crate::engine::plan::Met;
use crate::engine::report::{Report, percent};
use crate::web::state::Planner;
use crate::web::words::{dollars, local, summary as words, t};

/// How long results must stand still before they are said: whoever types is not interrupted.
const SETTLED: Duration = Duration::from_millis(1000);

/// What is said of a report, part by part; the last is on the targets.
fn parts(report: &Report) -> [String; 4] {
    let monthly = &report.cost.monthly;
    let cost = if monthly.complete { words::SPOKEN_COST } else { words::SPOKEN_COST_AT_LEAST };
    let nodes: u64 = report.sizing.pools.iter().map(|pool| u64::from(pool.nodes)).sum();
    let count = |met: Met| report.verdicts.iter().filter(|verdict| verdict.met == met).count();
    let (missed, open, all) = (count(Met::No), count(Met::Undecided), report.verdicts.len());
    let targets = match (all, open) {
        (0, _) => t!(words::SPOKEN_NO_TARGETS).to_owned(),
        (_, 0) => t!(words::SPOKEN_TARGETS, missed = missed, all = all),
        _ => t!(words::SPOKEN_TARGETS_OPEN, missed = missed, all = all, open = open),
    };
    [
        t!(cost, usd = dollars(monthly.effective_usd.dollars())),
        t!(words::SPOKEN_NODES, nodes = local(&nodes.to_string())),
        t!(words::SPOKEN_AVAILABILITY, pct = local(&percent(report.availability.unavailability))),
        targets,
    ]
}

/// The sentence on what is not as it was; none where all is.
fn changed(before: &[String; 4], now: &[String; 4]) -> Option<String> {
    let new: Vec<&str> =
        now.iter().zip(before).filter(|(now, before)| now != before).map(|(now, _)| now.as_str()).collect();
    (!new.is_empty()).then(|| format!("{}.", new.join("; ")))
}

/// The sentence, heard and not seen. What the page begins with is not said.
#[component]
pub fn Spoken(planner: Planner) -> impl IntoView {
    let said = StoredValue::new(None::<[String; 4]>);
    let turn = StoredValue::new(0_u32);
    let sentence = RwSignal::new(String::new());
    Effect::new(move |_| {
        let is_busy = planner.is_computing.get() || planner.loading.with(Option::is_some);
        let computed = planner.computed.get().filter(|one| one.laws.is_some() && !is_busy);
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        let Some(computed) = computed else { return };
        let say = move || {
            // The page may have been drawn anew, in another language.
            if turn.try_get_value() != Some(this) {
                return;
            }
            let now = parts(&computed.report);
            if let Some(news) = said.with_value(|before| before.as_ref().and_then(|it| changed(it, &now))) {
                sentence.set(news);
            }
            said.set_value(Some(now));
        };
        set_timeout(say, SETTLED);
    });
    view! { <p class="unseen" role="status" data-testid="spoken">{sentence}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::{Language, speak, speak_english};

    fn of_plan(set: &[(&str, &str)]) -> [String; 4] {
        let planner = Planner::new().expect("the data has no faults");
        for (path, text) in set {
            planner.set(path, text);
        }
        planner.recompute();
        parts(&planner.computed.get_untracked().expect("it can be planned").report)
    }

    #[test]
    fn what_changed_is_said_and_nothing_else() {
        let before = ["a", "b", "c", "d"].map(str::to_owned);
        let now = ["a", "x", "c", "y"].map(str::to_owned);
        assert_eq!(changed(&before, &now).as_deref(), Some("x; y."));
        assert_eq!(changed(&before, &before), None);
    }

    #[test]
    fn totals_and_targets_are_said_in_both_languages() {
        let plain = of_plan(&[("targets.monthly_cost_usd", "1")]);
        assert!(plain[0].starts_with("Cost ") && plain[0].ends_with(" USD a month"), "{plain:?}");
        assert_eq!(plain[3], "targets missed: 1 of 1");
        assert_eq!(of_plan(&[])[3], "no targets");
        speak(Language::German, include_str!("../../../public/words/de.toml")).expect("a table of texts");
        let german = of_plan(&[("targets.monthly_cost_usd", "1")]);
        speak_english();
        assert_eq!(german[3], "verfehlte Ziele: 1 von 1");
    }
}
