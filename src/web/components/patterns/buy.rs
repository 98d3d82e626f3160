//! The vendor's hosted offers beside the plan.

use leptos::prelude::*;

use crate::engine::report::{BuildOrBuyEntry, OfferEntry, amount, dollars, signed_dollars};
use crate::web::components::card;

/// What building costs a month beside what the vendor's offers do.
pub fn build_or_buy(found: &BuildOrBuyEntry) -> impl IntoView + use<> {
    let at_least = if found.complete { "" } else { "at least " };
    let build = found.build_monthly_usd.dollars();
    let title = match found.offers.last() {
        Some(offer) => format!(
            "To build costs {} USD a month than the vendor's {}",
            signed_dollars(offer.build_more_usd.dollars()),
            offer.name
        ),
        None => "Build or buy".to_owned(),
    };
    let sub = format!(
        "Bill and planned work of this plan: {at_least}{} USD a month, and {} USD of setup, once. \
         Offers as the vendor stated them; ask for a quote.",
        dollars(build),
        dollars(found.setup_usd.dollars())
    );
    let most = found.offers.iter().map(|offer| offer.usd_per_month.high.dollars()).fold(build, f64::max);
    let share = |usd: f64| usd / most.max(1e-9) * 100.0;
    let own = view! {
        <tr class="own">
            <th scope="row">"This plan" <span class="badge auto">"build"</span></th>
            <td class="num" data-label="EUR">"–"</td>
            <td class="num" data-label="USD">{format!("{at_least}{}", amount(build, 0))}</td>
            <td data-label="">{span(0.0, share(build))}</td>
            <td class="num" data-label="To build costs">"–"</td>
        </tr>
    };
    let offers = found.offers.iter().map(|offer| row(offer, &share)).collect_view();
    let rate = &found.usd_per_eur;
    let basis = format!(
        "{} USD for a euro, {} ({} to {}){}. {}",
        rate.likely,
        if rate.source.is_some() { "assumed" } else { "set by the plan" },
        rate.low,
        rate.high,
        rate.as_of.as_ref().map_or_else(String::new, |date| format!(", as of {date}")),
        rate.source.as_deref().unwrap_or_default()
    );
    card(
        title,
        sub,
        view! {
            <div class="scroll">
                <table class="cards" data-testid="build-or-buy">
                    <thead>
                        <tr>
                            <th scope="col">"Offer"</th>
                            <th scope="col" class="num">"EUR/mo"</th>
                            <th scope="col" class="num">"USD/mo"</th>
                            <th scope="col"><span class="unseen">"As a bar"</span></th>
                            <th scope="col" class="num">"To build costs"</th>
                        </tr>
                    </thead>
                    <tbody>{own} {offers}</tbody>
                </table>
            </div>
            <p class="sub">{basis}</p>
        },
    )
}

fn row(offer: &OfferEntry, share: &dyn Fn(f64) -> f64) -> impl IntoView + use<> {
    let usd = offer.usd_per_month;
    let (low, high) = (usd.low.dollars(), usd.high.dollars());
    let promise = offer.sla_pct.map_or_else(String::new, |sla| format!("; {sla} % promised"));
    let from = match (&offer.source, &offer.as_of) {
        (Some(source), Some(as_of)) => format!("{source}, {as_of}"),
        (Some(source), None) => source.clone(),
        (None, _) => "set by the plan".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">
                {format!("Hosted, {}", offer.name)} <span class="src">{format!("{}{promise}. {from}", offer.holds)}</span>
            </th>
            <td class="num" data-label="EUR">{format!("about {}", amount(offer.eur_per_month, 0))}</td>
            <td class="num" data-label="USD">{format!("{} to {}", amount(low, 0), amount(high, 0))}</td>
            <td data-label="">{span(share(low), share(high))}</td>
            <td class="num" data-label="To build costs">{signed_dollars(offer.build_more_usd.dollars())}</td>
        </tr>
    }
}

/// A bar from nothing to the low end, paler to the high one.
fn span(low: f64, high: f64) -> impl IntoView {
    view! {
        <span class="lane" aria-hidden="true">
            <span class="pale" style=format!("left:0;width:{high:.1}%")></span>
            <span style=format!("left:0;width:{low:.1}%")></span>
        </span>
    }
}
