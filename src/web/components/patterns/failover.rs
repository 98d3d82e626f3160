//! The failover to the second site, step by step.

use leptos::prelude::*;

use crate::engine::report::{FailoverEntry, PatternOfPlan, amount, digits};
use crate::web::components::card;
use crate::web::components::figures::odds;

/// The steps of the failover, the time that they take together, and what each site costs.
pub fn failover(pattern: &PatternOfPlan, failover: &FailoverEntry) -> impl IntoView + use<> {
    let place = pattern.second_region.as_deref().unwrap_or("the second site");
    let minutes = &failover.minutes;
    let title = format!(
        "The loss of the region takes {} to {} hours to mend in {place}",
        digits(minutes.low / 60.0),
        digits(minutes.high / 60.0)
    );
    let sub = format!(
        "{}: {}. It works, and the other site is there, in {} of all cases; else it lasts until the region is back.",
        pattern.title,
        if failover.automatic { "it goes by itself" } else { "people act" },
        odds(failover.success)
    );
    let most = minutes.high.max(1e-9);
    let mut passed = 0.0;
    let steps = failover.steps.iter().map(|step| {
        let (left, width) = (passed / most * 100.0, step.minutes.high / most * 100.0);
        passed += step.minutes.high;
        view! {
            <tr>
                <td>{step.name.clone()} <span class="src">{step.source.clone()}</span></td>
                <td data-label="Who acts">{step.who_acts.clone()}</td>
                <td class="num" data-label="Minutes">{format!("{} to {}", digits(step.minutes.low), digits(step.minutes.high))}</td>
                <td data-label="">
                    <span class="lane" aria-hidden="true">
                        <span style=format!("left:{left:.1}%;width:{:.1}%", width.max(0.6))></span>
                    </span>
                </td>
            </tr>
        }
    });
    let steps = steps.collect_view();
    let sites = pattern.sites.iter().map(|site| {
        let at_least = if site.complete { "" } else { "at least " };
        format!("{} {at_least}{} USD a month", site.region, amount(site.effective_usd.dollars(), 2))
    });
    let sites = sites.collect::<Vec<_>>().join("; ");
    card(
        title,
        sub,
        view! {
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Step"</th>
                            <th scope="col">"Who acts"</th>
                            <th scope="col" class="num">"Minutes"</th>
                            <th scope="col">"At most, one after the other"</th>
                        </tr>
                    </thead>
                    <tbody>{steps}</tbody>
                </table>
            </div>
            <p class="sub">{sites}</p>
        },
    )
}
