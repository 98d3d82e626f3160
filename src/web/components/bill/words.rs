//! Amounts in words.

use crate::engine::cost::{DiscountKind, Group};
use crate::engine::report::{self, Cost, CostLine, Report};
use crate::engine::units::Usd;
use crate::web::words::{amount, cost, local, quantity, t};

/// Dollars and, where the plan names one, the same in a currency beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside(Option<(String, f64)>);

impl Beside {
    /// The currency of a report.
    pub fn of(report: &Report) -> Self {
        Self(report.cost.currency.as_ref().map(|currency| (currency.code.clone(), currency.rate)))
    }

    /// The amount in the other currency; nothing where there is none.
    pub fn amount(&self, usd: Usd) -> String {
        let of = |(code, rate): &(String, f64)| format!("{code} {}", amount(usd.dollars() * rate, 2));
        self.0.as_ref().map(of).unwrap_or_default()
    }

    /// What a sentence says after dollars: ` (EUR 9.20)`.
    pub fn bracketed(&self, usd: Usd) -> String {
        match self.amount(usd) {
            text if text.is_empty() => text,
            text => format!(" ({text})"),
        }
    }
}

/// An amount with cents.
pub fn exact(usd: Usd) -> String {
    amount(usd.dollars(), 2)
}

/// A difference with its sign.
pub fn signed(usd: f64) -> String {
    let text = report::amount(usd, 2);
    local(&if usd > 0.0 && text != "0.00" { format!("+{text}") } else { text })
}

/// What stands below an effective amount: that at list price, where it is another.
pub fn list_price(list: Option<Usd>, effective: Option<Usd>) -> String {
    match (list, effective) {
        (Some(list), Some(effective)) if list != effective => t!(cost::LIST, usd = exact(list)),
        _ => String::new(),
    }
}

/// A share in percent, 0 to 100; none of nothing.
pub fn share(part: Usd, total: Usd) -> f64 {
    if total > Usd::ZERO { (part.dollars() / total.dollars() * 100.0).clamp(0.0, 100.0) } else { 0.0 }
}

/// A share in words: never 0 for something.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 1.0 { "<1 %".to_owned() } else { format!("{} %", amount(share, 0)) }
}

/// How a line's amount at list price comes about: a row for each tier.
pub fn formula(line: &CostLine) -> Vec<String> {
    let one = |units: f64, price: f64, usd: Usd| {
        t!(
            cost::FORMULA,
            quantity = quantity(units, &line.unit),
            price = local(&price.to_string()),
            usd = exact(usd)
        )
    };
    if !line.tiers.is_empty() {
        return line.tiers.iter().map(|tier| one(tier.quantity, tier.unit_price_usd, tier.usd)).collect();
    }
    let priced = line.unit_price_usd.zip(line.list_usd);
    priced.map(|(price, usd)| vec![one(line.quantity, price, usd)]).unwrap_or_default()
}

/// What a group of lines is called.
pub fn group_name(group: Group) -> &'static str {
    t!(match group {
        Group::Compute => cost::COMPUTE,
        Group::Data => cost::DATA,
        Group::Storage => cost::STORAGE,
        Group::Network => cost::NETWORK,
        Group::Backup => cost::BACKUP,
        Group::Operations => cost::OPERATIONS,
    })
}

/// What a kind of discount is called.
pub fn discount_name(kind: DiscountKind) -> &'static str {
    t!(match kind {
        DiscountKind::OwnPrice => cost::OWN_PRICE,
        DiscountKind::FreeAllowance => cost::FREE_ALLOWANCE,
        DiscountKind::Spot => cost::SPOT,
        DiscountKind::Commitment => cost::COMMITMENT,
        DiscountKind::SustainedUse => cost::SUSTAINED_USE,
        DiscountKind::Negotiated => cost::NEGOTIATED,
    })
}

/// What prices a bill is of.
pub fn price_words(bill: &Cost) -> &'static str {
    t!(match (bill.lines.iter().any(|line| line.own), bill.discounts.is_empty()) {
        (true, true) => cost::OWN_AND_LIST_PRICES,
        (true, false) => cost::OWN_AND_LIST_PRICES_LESS,
        (false, true) => cost::LIST_PRICES,
        (false, false) => cost::LIST_PRICES_LESS,
    })
}

/// From one amount to another.
pub fn from_to(low: &str, high: &str) -> String {
    t!(cost::FROM_TO, low = low, high = high)
}

/// A name as a test id.
pub fn slug(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    letters.collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(dollars: f64) -> Usd {
        Usd::from_dollars(dollars)
    }

    #[test]
    fn amounts_are_said_in_both_currencies() {
        let euro = Beside(Some(("EUR".to_owned(), 0.92)));
        assert_eq!(euro.amount(usd(1000.0)), "EUR 920.00");
        assert_eq!(euro.bracketed(usd(1000.0)), " (EUR 920.00)");
        assert_eq!(Beside::default().bracketed(usd(1000.0)), "");
    }

    #[test]
    fn differences_have_a_sign_unless_they_are_none() {
        for (value, text) in [(12.5, "+12.50"), (-3.0, "−3.00"), (0.0, "0.00"), (0.001, "0.00")] {
            assert_eq!(signed(value), text);
        }
    }

    #[test]
    fn the_list_price_is_said_where_it_is_another() {
        assert_eq!(list_price(Some(usd(10.0)), Some(usd(7.0))), "list 10.00");
        assert_eq!(list_price(Some(usd(10.0)), Some(usd(10.0))), "");
        assert_eq!(list_price(None, None), "");
    }

    #[test]
    fn something_is_never_no_share() {
        assert_eq!(percent(share(usd(1.0), usd(1000.0))), "<1 %");
        assert_eq!(percent(share(usd(250.0), usd(1000.0))), "25 %");
        assert_eq!(percent(share(usd(0.0), usd(0.0))), "0 %");
    }

    #[test]
    fn names_become_ids() {
        assert_eq!(slug("Database and cache"), "database-and-cache");
    }
}
