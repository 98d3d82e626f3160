//! Bills that were calculated by hand from the source rows (tests/oracle/bills).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use zoneplan::engine::cost::{Discount, DiscountKind, Price};
use zoneplan::engine::units::Usd;

use crate::support::outcome;

#[derive(Deserialize)]
struct HandBill {
    plan: String,
    lines: Vec<HandLine>,
    total_usd: f64,
    complete: bool,
    #[serde(default)]
    discounts: Vec<HandDiscount>,
    effective_usd: Option<f64>,
}

#[derive(Deserialize)]
struct HandDiscount {
    #[serde(deserialize_with = "kind")]
    kind: DiscountKind,
    component: String,
    arithmetic: String,
    usd: f64,
    upfront_usd: Option<f64>,
    rows: Vec<String>,
}

#[derive(Deserialize)]
struct HandLine {
    component: String,
    arithmetic: String,
    usd: Option<f64>,
    unpriced: Option<String>,
    rows: Vec<String>,
}

/// Dollars of each component, and the components that have no price.
type Sums = (BTreeMap<String, f64>, Vec<String>);

fn by_hand(lines: &[HandLine]) -> Sums {
    let mut sums = BTreeMap::new();
    let mut unpriced = Vec::new();
    for line in lines {
        assert!(line.usd.is_some() != line.unpriced.is_some(), "{} is either priced or not", line.component);
        match line.usd {
            Some(usd) => *sums.entry(line.component.clone()).or_insert(0.0) += usd,
            None => unpriced.push(line.component.clone()),
        }
    }
    unpriced.sort();
    (sums, unpriced)
}

#[test]
fn bills_agree_with_those_made_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/bills");
    let mut compared = 0;
    for entry in fs::read_dir(folder).expect("the bills") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a bill");
        let hand: HandBill = serde_json::from_str(&text).expect("the form of a bill");
        let bill = outcome(&hand.plan).bill;
        let (sums, unpriced) = by_hand(&hand.lines);

        let mut ours: BTreeMap<String, f64> = BTreeMap::new();
        let mut ours_unpriced = Vec::new();
        for line in &bill.lines {
            match &line.price {
                Price::Priced { list, .. } => {
                    *ours.entry(line.component.to_owned()).or_insert(0.0) += list.dollars();
                }
                Price::Unpriced { .. } => ours_unpriced.push(line.component.to_owned()),
            }
        }
        ours_unpriced.sort();
        assert_eq!(ours_unpriced, unpriced, "{name}: what has no price");
        for line in hand.lines.iter().filter(|line| line.usd.is_some_and(|usd| usd > 0.0)) {
            assert!(!line.rows.is_empty(), "{name}: {} names its source rows", line.component);
            assert!(!line.arithmetic.is_empty(), "{name}: {} has its arithmetic", line.component);
        }
        for (component, usd) in &sums {
            let found = ours.get(component).copied().unwrap_or(0.0);
            assert!((found - usd).abs() < 1e-5, "{name}: {component} is {found}, by hand {usd}");
        }
        for (component, usd) in &ours {
            assert!(
                *usd < 1e-9 || sums.contains_key(component),
                "{name}: {component} {usd} is not in the bill"
            );
        }
        assert!((bill.list.dollars() - hand.total_usd).abs() < 1e-4, "{name}: total");
        assert_eq!(bill.complete, hand.complete, "{name}: complete");
        if let Some(effective) = hand.effective_usd {
            agree_on_discounts(&name, &hand.discounts, &bill.discounts);
            assert!((bill.effective.dollars() - effective).abs() < 1e-4, "{name}: effective");
        }
        compared += 1;
    }
    assert!(compared >= 17, "{compared}");
}

fn kind<'d, D: serde::Deserializer<'d>>(deserializer: D) -> Result<DiscountKind, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "free-allowance" => Ok(DiscountKind::FreeAllowance),
        "commitment" => Ok(DiscountKind::Commitment),
        "sustained-use" => Ok(DiscountKind::SustainedUse),
        "negotiated" => Ok(DiscountKind::Negotiated),
        other => Err(serde::de::Error::custom(format!("{other} is no kind of discount"))),
    }
}

fn agree_on_discounts(name: &str, by_hand: &[HandDiscount], ours: &[Discount]) {
    assert_eq!(ours.len(), by_hand.len(), "{name}: {ours:?}");
    for discount in by_hand {
        let what = format!("{name}: {:?} of {}", discount.kind, discount.component);
        assert!(!discount.rows.is_empty() && !discount.arithmetic.is_empty(), "{what} has its arithmetic");
        let mut same =
            ours.iter().filter(|our| our.kind == discount.kind && our.component == discount.component);
        let our = same.next().expect("a discount");
        assert!(same.next().is_none(), "{what} stands once");
        assert!((our.saves.dollars() - discount.usd).abs() < 1e-5, "{what}: {:?}", our.saves);
        let upfront = our.upfront.map(Usd::dollars);
        assert_eq!(upfront.is_some(), discount.upfront_usd.is_some(), "{what}: upfront");
        if let Some((upfront, by_hand)) = upfront.zip(discount.upfront_usd) {
            assert!((upfront - by_hand).abs() < 1e-4, "{what}: {upfront} upfront, by hand {by_hand}");
        }
    }
}
