//! Build or buy: the vendor's hosted offers beside the plan.

use leptos::prelude::*;

use super::words::{at_least, signed_dollars};
use crate::engine::report::{BuildOrBuyEntry, OfferEntry, Report};
use crate::web::components::card;
use crate::web::words::{amount, date, dollars, local, patterns, t};

/// The card with the offers, where there are any.
pub fn hosted(report: &Report) -> Option<AnyView> {
    let found = report.build_or_buy.as_ref()?;
    let rate = &found.usd_per_eur;
    let plain = |value: f64| local(&value.to_string());
    let sub =
        t!(patterns::OFFERS_HOW, usd = plain(rate.likely), low = plain(rate.low), high = plain(rate.high),);
    let row = |offer: &OfferEntry| {
        let usd = offer.usd_per_month;
        let range = t!(patterns::RANGE, low = dollars(usd.low.dollars()), high = dollars(usd.high.dollars()));
        let source = match (&offer.source, &offer.as_of) {
            (None, _) => t!(patterns::OFFER_SET).to_owned(),
            (Some(source), None) => t!(patterns::OFFER_STATED, source = source),
            (Some(source), Some(day)) => {
                t!(patterns::OFFER_STATED_DATED, source = source, date = date(day))
            }
        };
        let sla = offer.sla_pct.map_or_else(|| "–".to_owned(), |sla| format!("{} %", plain(sla)));
        let (name, holds) = (t!(patterns::HOSTED, offer = offer.name), offer.holds.clone());
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{holds}</p><p>{source}</p></details></td>
                <td class="num" data-label=t!(patterns::EUR_A_MONTH)>{amount(offer.eur_per_month, 0)}</td>
                <td class="num" data-label=t!(patterns::USD_A_MONTH)>{range}</td>
                <td class="num" data-label=t!(patterns::PROMISED)>{sla}</td>
                <td class="num" data-label=t!(patterns::BUILD_COSTS)>{signed_dollars(offer.build_more_usd.dollars())}</td>
            </tr>
        }
    };
    let of_rate = rate.source.clone().unwrap_or_else(|| t!(patterns::OFFER_SET).to_owned());
    let table = view! {
        <div class="scroll">
            <table class="cards" data-testid="build-or-buy">
                <thead>
                    <tr>
                        <th scope="col">{t!(patterns::OFFER)}</th>
                        <th scope="col" class="num">{t!(patterns::EUR_A_MONTH)}</th>
                        <th scope="col" class="num">{t!(patterns::USD_A_MONTH)}</th>
                        <th scope="col" class="num">{t!(patterns::PROMISED)}</th>
                        <th scope="col" class="num">{t!(patterns::BUILD_COSTS_USD)}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr class="own">
                        <td>{t!(patterns::THIS_PLAN)}</td>
                        <td class="num" data-label=t!(patterns::EUR_A_MONTH)>"–"</td>
                        <td class="num" data-label=t!(patterns::USD_A_MONTH)>
                            {at_least(found.complete, dollars(found.build_monthly_usd.dollars()))}
                        </td>
                        <td class="num" data-label=t!(patterns::PROMISED)>"–"</td>
                        <td class="num" data-label=t!(patterns::ONCE)>
                            {t!(patterns::SETUP_ONCE, usd = dollars(found.setup_usd.dollars()))}
                        </td>
                    </tr>
                    {found.offers.iter().map(row).collect::<Vec<_>>()}
                </tbody>
            </table>
        </div>
        <p class="sub">{t!(patterns::RATE, source = of_rate)}</p>
    };
    Some(card(title(found), sub, table).into_any())
}

fn title(found: &BuildOrBuyEntry) -> String {
    let Some(dearest) = found.offers.iter().max_by(|a, b| a.eur_per_month.total_cmp(&b.eur_per_month)) else {
        return t!(patterns::BUILD_OR_BUY).to_owned();
    };
    match dearest.build_more_usd.dollars() {
        more if more > 0.0 => t!(patterns::BUILD_MORE, usd = dollars(more), offer = dearest.name),
        more => t!(patterns::BUILD_LESS, usd = dollars(-more), offer = dearest.name),
    }
}
