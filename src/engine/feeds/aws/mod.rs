//! Offer files of the AWS price list, as CSV and as JSON.

mod classify;
mod csv;
mod json;
mod meters;
mod product;
mod record;
mod terms;

use std::io::BufRead;

use super::intake::{Edge, Intake, Offer, day_of};
use super::judge::Priced;
use super::{CURRENCY, FeedError, FeedKind, Import, Wanted};
use crate::engine::catalogue::{Date, Method, Provider};
use classify::Target;

/// Offer files that are understood.
const OFFERS: [&str; 8] = [
    "AmazonEC2",
    "AmazonEKS",
    "AmazonElastiCache",
    "AmazonRDS",
    "AmazonS3",
    "AmazonVPC",
    "AWSDataTransfer",
    "AWSELB",
];

/// Reads an offer file in its CSV form.
pub(super) fn read_csv(name: &str, feed: impl BufRead, wanted: &Wanted<'_>) -> Result<Import, FeedError> {
    let mut intake = Intake::new(name, Provider::Aws, wanted);
    let head = csv::read(feed, &mut intake)?;
    finish(intake, FeedKind::AwsOfferCsv, &head)
}

/// Reads an offer file in its JSON form.
pub(super) fn read_json(name: &str, feed: impl BufRead, wanted: &Wanted<'_>) -> Result<Import, FeedError> {
    let intake = Intake::new(name, Provider::Aws, wanted);
    let (intake, head) = json::read(feed, intake)?;
    finish(intake, FeedKind::AwsOfferJson, &head)
}

/// What an offer file says of itself.
#[derive(Clone, Debug, Default)]
struct Head {
    offer: String,
    version: String,
    published: Option<Date>,
}

impl Head {
    /// The offer as one of those that are understood.
    fn offer(&self, file: &str, place: &str) -> Result<&'static str, FeedError> {
        OFFERS.into_iter().find(|offer| *offer == self.offer).ok_or_else(|| FeedError::Value {
            file: file.to_owned(),
            place: place.to_owned(),
            field: "OfferCode".to_owned(),
            found: super::error::shown(&self.offer),
            allowed: OFFERS.join(", "),
        })
    }
}

/// The texts of one rate, as both forms have them.
struct Rate<'a> {
    sku: &'a str,
    place: String,
    unit: &'a str,
    usd: &'a str,
    from: &'a str,
    to: &'a str,
    effective: &'a str,
}

/// Takes in a rate of a product that is wanted.
fn take(intake: &mut Intake<'_>, target: &Target, rate: Rate<'_>) -> Result<(), FeedError> {
    let Rate { sku, place, unit, usd, from, to, effective } = rate;
    let Some(scale) = target.scale(unit) else {
        intake.tally.count(super::Skip::UnknownUnit, || format!("{} in {unit}, {place}", target.item));
        return Ok(());
    };
    let fault = |field: &str, found: &str, allowed: &str| FeedError::Value {
        file: intake.name.to_owned(),
        place: place.clone(),
        field: field.to_owned(),
        found: super::error::shown(found),
        allowed: allowed.to_owned(),
    };
    let number = |field: &str, text: &str| {
        text.parse::<f64>()
            .ok()
            .filter(|number| number.is_finite() && *number >= 0.0)
            .ok_or_else(|| fault(field, text, "a finite number of at least 0"))
    };
    number("PricePerUnit", usd)?;
    let usd = scale.price(usd).ok_or_else(|| fault("PricePerUnit", usd, "a finite number"))?;
    let from = if from.is_empty() { 0.0 } else { scale.quantity(number("StartingRange", from)?) };
    let to = match to {
        "" | "Inf" => Edge::Open,
        text => Edge::At(scale.quantity(number("EndingRange", text)?)),
    };
    let start =
        day_of(effective).ok_or_else(|| fault("EffectiveDate", effective, "a date such as 2026-01-31"))?;
    let Target { scope, service, item, unit, .. } = target;
    let (item, day, start, end) = (item.clone(), None, Some(start), None);
    intake.take(Offer { scope, service, item, unit, sku, place, from, to, usd, day, start, end })
}

/// The file's one currency.
fn check_currency(file: &str, place: &str, found: &str) -> Result<(), FeedError> {
    if found == CURRENCY {
        return Ok(());
    }
    Err(FeedError::Value {
        file: file.to_owned(),
        place: place.to_owned(),
        field: "Currency".to_owned(),
        found: super::error::shown(found),
        allowed: format!("{CURRENCY}, in every record of the file"),
    })
}

fn finish(mut intake: Intake<'_>, kind: FeedKind, head: &Head) -> Result<Import, FeedError> {
    let source = |sku: &str| format!("AWS price list {} {}, SKU {sku}", head.offer, head.version);
    let mut priced = intake.judge(source, head.published)?;
    let sums: Vec<Priced> = extended_support(&priced);
    priced.extend(sums);
    let published = head.published.or(intake.as_of());
    intake.finish(kind, priced, head.published, false, |_| published)
}

/// A cluster in extended support pays both fees; the catalogue has their sum.
fn extended_support(priced: &[Priced]) -> Vec<Priced> {
    let of = |scope: &str, item: &str| {
        priced.iter().find(|priced| priced.scope == scope && priced.service == "eks" && priced.item == item)
    };
    let standards = priced.iter().filter(|priced| priced.item == meters::EKS_STANDARD);
    let sums = standards.filter_map(|standard| {
        let surcharge = of(&standard.scope, meters::EKS_SURCHARGE)?;
        let mut sum = standard.clone();
        // Whole nano-dollars, so that the sum of two decimals is a decimal.
        let nanos = (standard.flat()? * 1e9).round() + (surcharge.flat()? * 1e9).round();
        sum.steps.iter_mut().for_each(|step| step.usd = nanos / 1e9);
        sum.item = "eks-cluster-extended (standard + surcharge)".to_owned();
        sum.method = Method::Derived;
        sum.source = format!("sum of {} and {}: {}", standard.item, surcharge.item, surcharge.source);
        Some(sum)
    });
    sums.collect()
}
