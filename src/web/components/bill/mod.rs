//! The bill: what it is for, what it rests on, what it comes to over the years, and what has
//! changed in it.

mod banner;
mod beside;
mod changes;
mod discounts;
mod groups;
mod opened;
mod people;
mod rests;
mod row;
mod sums;
mod words;
mod years;

use leptos::prelude::*;

use self::banner::banner;
use self::beside::calendar;
use self::changes::Changes;
use self::groups::bill;
use self::rests::rests;

pub use self::rests::name as input_name;
use self::years::years;
use crate::web::state::Planner;

/// Goes to a field of the plan.
pub type GoTo = Callback<&'static str>;

/// Sets a field of the plan.
pub type Edited = Callback<(&'static str, String)>;

/// The bill of a month, and around it.
#[component]
pub fn BillView(
    planner: Planner,
    /// Goes to a field of the plan.
    #[prop(into)]
    go_to: GoTo,
    /// Sets a field of the plan.
    #[prop(into)]
    edited: Edited,
) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        Some(view! {
            {banner(report)}
            {bill(planner, &computed, go_to, edited)}
            {years(planner, report)}
            {rests(planner, report)}
            {calendar(report)}
        })
    };
    view! {
        <div class="stack">
            <Changes planner />
            {content}
        </div>
    }
}
