//! Build or buy: the vendor's hosted offers beside the plan.

use leptos::prelude::*;

use crate::engine::report::{BuildOrBuyEntry, OfferEntry, Report, amount, dollars, signed_dollars};
use crate::web::components::card;

/// The card with the offers, where there are any.
pub fn hosted(report: &Report) -> Option<AnyView> {
    let found = report.build_or_buy.as_ref()?;
    let at_least = if found.complete { "" } else { "at least " };
    let rate = &found.usd_per_eur;
    let sub = format!(
        "Offers as the vendor stated them; ask for a quote. A euro taken as {} USD, assumed ({} to {}).",
        rate.likely, rate.low, rate.high
    );
    let row = |offer: &OfferEntry| {
        let usd = offer.usd_per_month;
        let range = format!("{} to {}", dollars(usd.low.dollars()), dollars(usd.high.dollars()));
        let dated = offer.as_of.clone().map_or_else(String::new, |day| format!(", as of {day}"));
        let source = offer
            .source
            .clone()
            .map_or_else(|| "set by the plan".to_owned(), |source| format!("stated: {source}{dated}"));
        let sla = offer.sla_pct.map_or_else(|| "–".to_owned(), |sla| format!("{sla} %"));
        let (name, holds) = (format!("Hosted, {}", offer.name), offer.holds.clone());
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{holds}</p><p>{source}</p></details></td>
                <td class="num" data-label="EUR a month">{amount(offer.eur_per_month, 0)}</td>
                <td class="num" data-label="USD a month">{range}</td>
                <td class="num" data-label="Promised">{sla}</td>
                <td class="num" data-label="To build costs">{signed_dollars(offer.build_more_usd.dollars())}</td>
            </tr>
        }
    };
    let of_rate = rate.source.clone().unwrap_or_else(|| "set by the plan".to_owned());
    let table = view! {
        <div class="scroll">
            <table class="cards" data-testid="build-or-buy">
                <thead>
                    <tr>
                        <th scope="col">"Offer"</th>
                        <th scope="col" class="num">"EUR a month"</th>
                        <th scope="col" class="num">"USD a month"</th>
                        <th scope="col" class="num">"Promised"</th>
                        <th scope="col" class="num">"To build costs, USD a month"</th>
                    </tr>
                </thead>
                <tbody>
                    <tr class="own">
                        <td>"This plan, with its planned work"</td>
                        <td class="num" data-label="EUR a month">"–"</td>
                        <td class="num" data-label="USD a month">
                            {format!("{at_least}{}", dollars(found.build_monthly_usd.dollars()))}
                        </td>
                        <td class="num" data-label="Promised">"–"</td>
                        <td class="num" data-label="Once, setup">
                            {format!("{} of setup, once", dollars(found.setup_usd.dollars()))}
                        </td>
                    </tr>
                    {found.offers.iter().map(row).collect::<Vec<_>>()}
                </tbody>
            </table>
        </div>
        <p class="sub">{format!("The rate: {of_rate}.")}</p>
    };
    Some(card(title(found), sub, table).into_any())
}

fn title(found: &BuildOrBuyEntry) -> String {
    let Some(dearest) = found.offers.iter().max_by(|a, b| a.eur_per_month.total_cmp(&b.eur_per_month)) else {
        return "Build or buy".to_owned();
    };
    match dearest.build_more_usd.dollars() {
        more if more > 0.0 => {
            format!("To build costs {} USD a month more than the hosted {}", dollars(more), dearest.name)
        }
        more => {
            format!("To build costs {} USD a month less than the hosted {}", dollars(-more), dearest.name)
        }
    }
}
