//! Every place and every deed of the page by its name, and the sheet of its keys.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::web::components::dialog::is_around;
use crate::web::words::{Word, search as words, t};

/// Something that the page does, or a place that it goes to.
#[derive(Clone)]
pub struct Command {
    /// What it is: a view, a field or something to do.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Other words that find it.
    pub also: &'static str,
    /// Does it.
    pub run: Callback<()>,
}

/// What the dialog shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sheet {
    Commands,
    Keys,
}

/// The keys of the page, and what they do.
const KEYS: [(Word, Word); 9] = [
    (words::KEYS_SEARCH, words::SEARCH_ALL),
    (words::KEYS_UNDO, words::DOES_UNDO),
    (words::KEYS_REDO, words::DOES_REDO),
    (words::KEYS_SHEET, words::DOES_SHEET),
    (words::KEYS_TABS, words::DOES_TABS),
    (words::KEYS_OPEN, words::DOES_OPEN),
    (words::KEYS_CHART, words::DOES_CHART),
    (words::KEYS_MOVE, words::DOES_MOVE),
    (words::KEYS_CLOSE, words::DOES_CLOSE),
];

/// Commands that are shown at most.
const MOST: usize = 12;

/// The dialog of commands and keys, closed until it is asked for.
#[component]
pub fn Palette(
    /// All commands, asked for whenever the dialog opens.
    commands: Callback<(), Vec<Command>>,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let sheet = RwSignal::new(Sheet::Commands);
    let known = StoredValue::new_local(Vec::<Command>::new());
    let text = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let show = move |which: Sheet| {
        let Some(dialog) = dialog.get_untracked() else { return };
        known.set_value(commands.run(()));
        text.set(String::new());
        chosen.set(0);
        sheet.set(which);
        // Once its content is there, so that the right part of it has the focus.
        request_animation_frame(move || {
            // One that is open already stays open.
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        });
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        if let Some(which) = wanted(&event) {
            event.prevent_default();
            show(which);
        }
    });
    on_cleanup(move || keys.remove());
    let found = Memo::new(move |_| text.with(|text| known.with_value(|known| matching(known, text))));
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let run = move |place: usize| {
        let command = known.with_value(|known| known.get(place).cloned());
        close();
        if let Some(command) = command {
            command.run.run(());
        }
    };
    let pressed = move |event: KeyboardEvent| {
        let n = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if n > 0 => chosen.update(|chosen| *chosen = (*chosen + 1) % n),
            "ArrowUp" if n > 0 => chosen.update(|chosen| *chosen = (*chosen + n - 1) % n),
            "Enter" => {
                if let Some(place) = found.with(|found| found.get(chosen.get_untracked()).copied()) {
                    run(place);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let rows = move || {
        let found = found.get();
        if found.is_empty() {
            let nothing = t!(words::NOTHING, text = text.get_untracked());
            return view! { <p class="sub nothing" role="status">{nothing}</p> }.into_any();
        }
        let row = |(row, place): (usize, usize)| {
            let (kind, name) = known.with_value(|known| (known[place].kind, known[place].name.clone()));
            view! {
                <div
                    role="option"
                    id=format!("command-{row}")
                    data-testid=format!("command-{row}")
                    aria-selected=move || (chosen.get() == row).to_string()
                    on:pointermove=move |_| chosen.set(row)
                    on:click=move |_| run(place)
                >
                    <span class="src">{kind}</span>
                    {name}
                </div>
            }
        };
        let rows = found.into_iter().enumerate().map(row).collect_view();
        view! { <div id="commands" role="listbox" aria-label=t!(words::COMMANDS)>{rows}</div> }.into_any()
    };
    let search = move || {
        view! {
            <input
                type="text"
                role="combobox"
                aria-label=t!(words::SEARCH_ALL)
                aria-expanded="true"
                aria-controls="commands"
                aria-activedescendant=move || format!("command-{}", chosen.get())
                autocomplete="off"
                autofocus
                placeholder=t!(words::PLACEHOLDER)
                data-testid="command-search"
                prop:value=move || text.get()
                on:input:target=move |event| {
                    text.set(event.target().value());
                    chosen.set(0);
                }
                on:keydown=pressed
            />
            {rows}
        }
    };
    view! {
        <button type="button" data-testid="open-commands" title=t!(words::SEARCH_TITLE) on:click=move |_| show(Sheet::Commands)>
            {t!(words::SEARCH)}
            <kbd aria-hidden="true">{t!(words::SEARCH_KEYS)}</kbd>
        </button>
        <dialog
            node_ref=dialog
            class="palette"
            data-testid="palette"
            aria-label=move || match sheet.get() {
                Sheet::Commands => t!(words::COMMANDS),
                Sheet::Keys => t!(words::KEYS),
            }
            on:click=move |event| {
                if is_around(dialog, &event) {
                    close();
                }
            }
        >
            {move || match sheet.get() {
                Sheet::Commands => search().into_any(),
                Sheet::Keys => sheet_of_keys(close).into_any(),
            }}
        </dialog>
    }
}

fn sheet_of_keys(close: impl Fn() + 'static) -> impl IntoView {
    let rows = KEYS.map(|(keys, what)| {
        view! {
            <tr>
                <th scope="row"><kbd>{t!(keys)}</kbd></th>
                <td>{t!(what)}</td>
            </tr>
        }
    });
    view! {
        <div class="keys">
            <h2>{t!(words::KEYS)}</h2>
            <table>
                <tbody>{rows.into_iter().collect::<Vec<_>>()}</tbody>
            </table>
            <button type="button" autofocus data-testid="close-keys" on:click=move |_| close()>{t!(words::CLOSE)}</button>
        </div>
    }
}

/// What a press of keys asks for, anywhere on the page.
fn wanted(event: &KeyboardEvent) -> Option<Sheet> {
    let with_control = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "k" | "K" if with_control && !event.alt_key() && !event.shift_key() => Some(Sheet::Commands),
        "?" if !with_control && !is_typing(event) => Some(Sheet::Keys),
        _ => None,
    }
}

/// Whether the key goes into a text.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| {
        ["INPUT", "TEXTAREA", "SELECT"].contains(&target.tag_name().as_str()) || target.is_content_editable()
    })
}

/// The places of the commands that have every word of a text in their names, the best first: those
/// that begin with it and fields that are called so, then those that have a word that does, then the others, each in their order.
fn matching(commands: &[Command], text: &str) -> Vec<usize> {
    let text = text.trim().to_lowercase();
    let mut found: Vec<(u8, usize)> = commands
        .iter()
        .enumerate()
        .filter_map(|(place, command)| Some((rank(&command.name, command.also, &text)?, place)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).take(MOST).collect()
}

fn rank(name: &str, also: &str, text: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let all = format!("{name} {also}");
    let begins = |word: &str| all.split_whitespace().any(|own| own.starts_with(word));
    let mut words = text.split_whitespace();
    // A field is found by its own name as well, behind that of its section.
    let is_label = name.rsplit_once(": ").is_some_and(|(_, label)| label == text);
    if name.starts_with(text) || is_label {
        Some(0)
    } else if words.clone().all(begins) {
        Some(1)
    } else {
        words.all(|word| all.contains(word)).then_some(2)
    }
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn the_best_name_comes_first() {
        assert_eq!(rank("Cost", "bill money", ""), Some(0));
        assert_eq!(rank("Cost", "bill money", "co"), Some(0));
        assert_eq!(rank("Zones", "", "cost"), None);
        assert_eq!(rank("Platform: Zones", "platform.zones", "zones"), Some(0));
        assert_eq!(rank("Layout", "zones nodes", "zones"), Some(1));
        assert_eq!(rank("Database: instance", "", "inst data"), Some(1));
        assert_eq!(rank("Cost", "bill money", "mon"), Some(1));
        assert_eq!(rank("Cost", "bill money", "ney"), Some(2));
    }
}
