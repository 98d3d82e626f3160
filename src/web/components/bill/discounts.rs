//! What is taken off the list: negative lines, each with the key that turns it off.

use leptos::prelude::*;

use super::Edited;
use super::words::{discount_name, exact, signed};
use crate::engine::cost::DiscountKind;
use crate::engine::report::{DiscountLine, Report};
use crate::engine::units::Usd;
use crate::web::state::Planner;
use crate::web::words::{cost, date, digits, prose, rich, t};

/// Discounts of one kind, name and switch.
#[derive(Clone, Debug, PartialEq)]
struct Off {
    kind: DiscountKind,
    name: String,
    switch: &'static str,
    /// Part of the layout that it is taken off; none where there are several.
    component: Option<&'static str>,
    lines: usize,
    /// What the percentages are of.
    list: Usd,
    saves: Usd,
    upfront: Usd,
    basis: String,
}

/// Discounts that one switch turns off, in the order of the bill.
fn together(discounts: &[DiscountLine]) -> Vec<Off> {
    let mut all: Vec<Off> = Vec::new();
    for one in discounts {
        let upfront = one.upfront_usd.unwrap_or_default();
        let found =
            all.iter_mut().find(|off| (off.kind, &off.name, off.switch) == (one.kind, &one.name, one.switch));
        match found {
            Some(off) => {
                off.component = off.component.filter(|component| *component == one.component);
                off.lines += 1;
                off.list += one.list_usd;
                off.saves += one.saves_usd;
                off.upfront += upfront;
            }
            None => all.push(Off {
                kind: one.kind,
                name: one.name.clone(),
                switch: one.switch,
                component: Some(one.component),
                lines: 1,
                list: one.list_usd,
                saves: one.saves_usd,
                upfront,
                basis: one.basis.clone(),
            }),
        }
    }
    all
}

/// The rows of all that is taken off.
pub fn discounts(planner: Planner, report: &Report, edited: Edited) -> AnyView {
    let rows = together(&report.cost.discounts).into_iter().map(|off| row(planner, &off, edited));
    rows.collect::<Vec<_>>().into_any()
}

fn row(planner: Planner, off: &Off, edited: Edited) -> AnyView {
    let of = match (off.component, off.lines) {
        (Some(component), 1) => format!("{component}: {}", prose(&off.basis)),
        (Some(component), n) => format!("{component}, {}", t!(cost::LINES, count = n)),
        (None, n) => t!(cost::LINES, count = n),
    };
    let upfront = (off.upfront > Usd::ZERO).then(|| t!(cost::UPFRONT, usd = exact(off.upfront)));
    let switch = rich(
        t!(cost::OFF_WITH),
        [
            ("key", view! { <code>{off.switch}</code> }.into_any()),
            ("button", switch(planner, off.switch, &off.name, edited).into_any()),
        ],
    );
    view! {
        <tr class="sum discount">
            <th scope="row" colspan="4">
                {format!("{}: {}", discount_name(off.kind), off.name)} " "
                <span class="src">{t!(cost::OFF_LIST, usd = exact(off.list), of = of)}</span>
                <span class="src below">{upfront}</span>
                <span class="src below">{switch}</span>
            </th>
            <td class="num">{signed(-off.saves.dollars())}</td>
        </tr>
    }
    .into_any()
}

/// The fields that turn a discount off, with the value that does; those of a commitment go
/// together.
fn fields_off(switch: &str) -> Vec<(String, &'static str)> {
    match switch {
        "finance.sustained_use" => vec![(switch.to_owned(), "false")],
        _ if switch.ends_with(".commitment") => {
            ["years", "upfront", "coverage_pct", "scheme"].map(|key| (format!("{switch}.{key}"), "")).into()
        }
        "finance.negotiated_pct" => vec![(format!("{switch}.*"), "")],
        _ => vec![(switch.to_owned(), "")],
    }
}

/// A button, where the page has the fields.
fn switch(planner: Planner, switch: &str, name: &str, edited: Edited) -> Option<AnyView> {
    let fields = fields_off(switch).into_iter();
    let fields: Vec<(&'static str, &'static str)> =
        fields.filter_map(|(path, value)| Some((planner.field_named(&path)?, value))).collect();
    if !fields.iter().any(|(path, _)| {
        planner.fields.with_untracked(|set| set.contains_key(*path)) || *path == "finance.sustained_use"
    }) {
        return None;
    }
    let off = move |_| {
        for (path, value) in &fields {
            edited.run((path, (*value).to_owned()));
        }
    };
    Some(
        view! {
            <button
                type="button"
                class="small"
                data-testid="discount-off"
                aria-label=t!(cost::TURN_OFF_NAME, name = name)
                on:click=off
            >
                {t!(cost::TURN_OFF)}
            </button>
        }
        .into_any(),
    )
}

/// What is taken off one line, in words.
pub fn of_line(discount: &DiscountLine) -> String {
    let source = prose(&discount.source);
    let source = match (&discount.as_of, discount.age_days) {
        (Some(of), Some(days)) => t!(cost::SOURCE_AGE, source = source, date = date(of), days = days),
        (Some(of), None) => t!(cost::SOURCE_OF, source = source, date = date(of)),
        (None, _) => t!(cost::SOURCE_IS, source = source),
    };
    t!(
        cost::OFF_LINE,
        kind = discount_name(discount.kind),
        name = discount.name,
        pct = digits(discount.pct),
        list = exact(discount.list_usd),
        usd = signed(-discount.saves_usd.dollars()),
        basis = prose(&discount.basis),
        source = source,
        key = discount.switch
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::state::cost_of;

    #[test]
    fn what_is_taken_off_adds_up_to_the_difference_from_the_list() {
        for text in [
            "[finance]\nnegotiated_pct = { \"*\" = 10 }\n",
            "[finance]\nfree_allowances = true\nnegotiated_pct = { \"*\" = 7.5 }\n",
        ] {
            let cost = cost_of(text);
            let off = together(&cost.discounts);
            assert!(!off.is_empty() && off.len() < cost.discounts.len(), "{text}");
            let saves: Usd = off.iter().map(|off| off.saves).sum();
            assert_eq!(cost.monthly.list_usd - saves, cost.monthly.effective_usd, "{text}");
        }
    }

    #[test]
    fn a_commitment_goes_with_its_terms() {
        let paths: Vec<String> =
            fields_off("database.commitment").into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths.last().map(String::as_str), Some("database.commitment.scheme"));
        assert_eq!(paths.len(), 4);
        assert_eq!(fields_off("finance.sustained_use"), [("finance.sustained_use".to_owned(), "false")]);
    }
}
