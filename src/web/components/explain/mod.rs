//! How an answer comes about: a button at the number, and one dialog for all of them.

mod made;

use leptos::prelude::*;

use self::made::{Explanation, Input, made, title};
use crate::web::components::dialog::is_around;
use crate::web::state::{Asked, Decided, Planner};
use crate::web::words::{explain as words, frame, t};

/// Goes to a view, and there to a section of the methods where one is named.
pub type GoToView = Callback<(&'static str, Option<&'static str>)>;

/// A button around a number, or beside it, that opens how the number comes about.
pub fn explained(planner: Planner, asked: Asked, content: AnyView) -> AnyView {
    view! {
        <button
            type="button"
            class="how"
            data-testid=format!("explain-{}", asked.id())
            title=t!(words::HOW)
            aria-haspopup="dialog"
            on:click=move |_| planner.explain.asked.set(Some(asked))
        >
            {content}
        </button>
    }
    .into_any()
}

/// A line that opens how the numbers of a view come about.
pub fn how(planner: Planner, asked: &[Asked]) -> AnyView {
    let buttons = asked.iter().map(|asked| {
        let asked = *asked;
        view! {
            <button
                type="button"
                class="link"
                data-testid=format!("how-{}", asked.id())
                aria-haspopup="dialog"
                on:click=move |_| planner.explain.asked.set(Some(asked))
            >
                {t!(title(asked))}
            </button>
        }
    });
    let buttons = buttons.collect::<Vec<_>>();
    view! { <p class="hows"><span>{t!(words::HOW)}</span> {buttons}</p> }.into_any()
}

/// The dialog, closed until a number is asked for. Once on the page.
#[component]
pub fn ExplainDialog(planner: Planner, go: GoToView) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let asked = planner.explain.asked;
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    Effect::new(move |_| {
        let Some(dialog) = dialog.get().filter(|_| asked.get().is_some()) else { return };
        // Once its content is there, so that the right part of it has the focus.
        request_animation_frame(move || {
            if !dialog.open() {
                // A dialog that cannot be opened leaves the page as it is.
                let _ = dialog.show_modal();
            }
        });
    });
    let content = move || {
        let what = asked.get()?;
        let computed = planner.computed.get()?;
        let answer = match what {
            Asked::Compare => planner.decide.compare.answer.get(),
            Asked::Optimise => planner.decide.optimise.answer.get(),
            _ => None,
        };
        let decided = answer.as_ref().and_then(|outcome| outcome.as_ref().as_ref().ok());
        let found = made(&computed.report, decided.map(Decided::doc), what);
        let leave = Callback::new(move |to: (&'static str, Option<&'static str>)| {
            close();
            go.run(to);
        });
        Some(told(planner, what, found, leave, Callback::new(move |()| close())))
    };
    view! {
        <dialog
            node_ref=dialog
            class="palette explanation"
            data-testid="explanation"
            aria-labelledby="explanation-title"
            on:close=move |_| asked.set(None)
            on:click=move |event| {
                if is_around(dialog, &event) {
                    close();
                }
            }
        >
            {content}
        </dialog>
    }
}

fn told(planner: Planner, what: Asked, found: Explanation, go: GoToView, close: Callback<()>) -> AnyView {
    let heading = t!(words::TITLE, what = t!(title(what)));
    let formula = found.formula.into_iter().map(|line| view! { <p class="formula">{line}</p> });
    let formula = formula.collect::<Vec<_>>();
    let rows = found.inputs.into_iter().map(row).collect::<Vec<_>>();
    let heads = [words::INPUT, words::VALUE, words::KIND, words::SOURCE];
    let heads = heads.map(|title| view! { <th scope="col">{t!(title)}</th> });
    let others =
        (found.others > 0).then(|| view! { <p class="sub">{t!(words::OTHERS, count = found.others)}</p> });
    let left_out = found.left_out.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
    let (view_name, method) = (found.view, found.method);
    // Beside minutes stand data: both are answers on the loss of a zone.
    let also = match what {
        Asked::Recovery => Some(Asked::DataLoss),
        Asked::DataLoss => Some(Asked::Recovery),
        _ => None,
    };
    let also = also.map(|other| {
        view! {
            <button type="button" data-testid="explain-also" on:click=move |_| planner.explain.asked.set(Some(other))>
                {t!(words::ALSO, what = t!(title(other)))}
            </button>
        }
    });
    view! {
        <div class="head">
            <h2 id="explanation-title">{heading}</h2>
            <button type="button" data-testid="explanation-close" on:click=move |_| close.run(())>{t!(words::CLOSE)}</button>
        </div>
        <h3>{t!(words::FORMULA)}</h3>
        {formula}
        <h3>{t!(words::INPUTS)}</h3>
        <table class="cards">
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {others}
        <h3>{t!(words::LEFT_OUT)}</h3>
        <ul class="notes">{left_out}</ul>
        <p class="sub">{t!(words::ENGLISH)}</p>
        <p class="actions">
            {also}
            <button type="button" data-testid="explanation-view" on:click=move |_| go.run((view_name, None))>
                {t!(words::OPEN_VIEW, view = t!(view_title(view_name)))}
            </button>
            <button type="button" data-testid="explanation-method" on:click=move |_| go.run(("methods", Some(method)))>
                {t!(words::OPEN_METHOD)}
            </button>
        </p>
    }
    .into_any()
}

/// What the views are called that an explanation names.
fn view_title(name: &str) -> crate::web::words::Word {
    match name {
        "layout" => frame::TAB_LAYOUT,
        "cost" => frame::TAB_COST,
        "availability" => frame::TAB_AVAILABILITY,
        "recovery" => frame::TAB_RECOVERY,
        "backups" => frame::TAB_BACKUPS,
        "patterns" => frame::TAB_PATTERNS,
        "compare" => frame::TAB_COMPARE,
        "optimise" => frame::TAB_OPTIMISE,
        _ => frame::TAB_EFFORT,
    }
}

fn row(input: Input) -> AnyView {
    view! {
        <tr>
            <th scope="row">{input.name}</th>
            <td data-label=t!(words::VALUE)>{input.value}</td>
            <td data-label=t!(words::KIND)>{input.kind}</td>
            <td class="src" data-label=t!(words::SOURCE)>{input.source}</td>
        </tr>
    }
    .into_any()
}
