//! Lists and tables of texts: each view is written once, as every other of its kind makes the
//! page larger.

use leptos::prelude::*;

use crate::web::words::{compare, t};

/// Sentences below each other.
pub fn bullets(items: Vec<String>) -> AnyView {
    let items = items.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
    view! { <ul class="notes">{items}</ul> }.into_any()
}

/// A column: its title, and whether it holds numbers.
pub type Column = (String, bool);

/// A row of a table.
pub struct PlainRow {
    /// What it is about.
    pub head: String,
    /// What stands below that, small.
    pub below: String,
    /// The columns after the first.
    pub cells: Vec<String>,
    /// What can be done with it.
    pub button: Option<AnyView>,
}

/// A table that becomes cards on a phone.
pub fn table(test_id: &'static str, columns: &[Column], rows: Vec<PlainRow>) -> AnyView {
    let class = |is_number: bool| if is_number { "num" } else { "" };
    let heads: Vec<_> = columns
        .iter()
        .map(|(title, is_number)| {
            let title = title.clone();
            view! { <th scope="col" class=class(*is_number)>{title}</th> }
        })
        .collect();
    let row = |row: PlainRow| {
        let cells: Vec<_> = row
            .cells
            .into_iter()
            .zip(columns.iter().skip(1))
            .map(|(text, (title, is_number))| {
                let title = title.clone();
                view! { <td class=class(*is_number) data-label=title>{text}</td> }
            })
            .collect();
        view! {
            <tr>
                <th scope="row">{row.head} <span class="src below">{row.below}</span> {row.button}</th>
                {cells}
            </tr>
        }
    };
    let rows = rows.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t!(compare::ANY_TABLE)>
            <table class="cards" data-testid=test_id>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
