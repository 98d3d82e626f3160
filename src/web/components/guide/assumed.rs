//! What a plan leaves to the tool.

use leptos::prelude::*;

use super::GuideActions;
use crate::web::components::about::basis_words;
use crate::web::state::{Assumed, Planner};
use crate::web::words::{guide, t};

/// What the plan at hand leaves to the tool; a press on a field shows it.
pub(super) fn assumed_sheet(planner: Planner, actions: GuideActions) -> AnyView {
    let list = move || {
        let go_to = Callback::new(move |path| {
            planner.guide.sheet.set(None);
            actions.go_to.run(path);
        });
        assumed_list(&planner.assumed(), Some(go_to))
    };
    view! {
        <p class="sub">{t!(guide::ASSUMED_INTRO)}</p>
        {list}
        <p class="sub">{t!(guide::FIGURES_TOO)}</p>
    }
    .into_any()
}

/// Fields with the values that are assumed, and where these come from.
pub(super) fn assumed_list(assumed: &[Assumed], go_to: Option<Callback<&'static str>>) -> AnyView {
    let row = |one: &Assumed| {
        let name = format!("{}: {}", one.section, one.field.label);
        let path = one.field.path;
        let name = match go_to {
            None => name.into_any(),
            Some(go_to) => view! {
                <button type="button" class="term" data-testid=format!("assumed-{path}") on:click=move |_| go_to.run(path)>
                    {name}
                </button>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{one.field.default_shown()}</td>
                <td class="src">{basis_words(&one.basis)}</td>
            </tr>
        }
    };
    let rows = assumed.iter().map(row).collect::<Vec<_>>();
    view! { <table class="assumed"><tbody>{rows}</tbody></table> }.into_any()
}
