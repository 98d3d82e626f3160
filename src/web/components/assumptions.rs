//! Every figure of the model: search, edit, and what hangs on it.

use std::time::Duration;

use leptos::prelude::*;

use crate::engine::plan::KeyFigure;
use crate::engine::scenario::SetBy;
use crate::engine::sensitivity::Moved;
use crate::engine::uncertainty::Estimate;
use crate::web::state::{ConstantRow, FigureOrigin, Listed, Planner};
use crate::web::words::{Word, assumptions as words, date, digits, dollars, t};

/// How long the page looks at figures before it lets others in, milliseconds.
const SLICE_MS: f64 = 8.0;
/// The pause between two slices.
const PAUSE: Duration = Duration::from_millis(12);
/// Answers that the list names of each figure.
const NAMED: usize = 2;

/// What can be listed.
const LISTED: [(&str, Listed, Word); 6] = [
    ("all", Listed::All, words::ALL),
    ("moving", Listed::Moving, words::MOVING),
    ("set", Listed::Set, words::SET),
    ("stated", Listed::From(FigureOrigin::Stated), words::STATED),
    ("computed", Listed::From(FigureOrigin::Computed), words::COMPUTED),
    ("assumed", Listed::From(FigureOrigin::Assumed), words::ASSUMED),
];

type Rows = Memo<Vec<ConstantRow>>;

/// Every figure of the model.
#[component]
pub fn AssumptionsView(
    planner: Planner,
    /// Sets a key of the plan.
    set: Callback<(String, String)>,
) -> impl IntoView {
    let state = planner.assumptions;
    let rows: Rows = Memo::new(move |_| planner.constants());
    look_in_slices(planner, rows);
    let all = rows.with_untracked(Vec::len);
    let is_listed = move |row: &ConstantRow| {
        let meant = match state.listed.get() {
            Listed::All => true,
            Listed::From(origin) => row.origin == origin,
            Listed::Set => row.set_by == SetBy::Plan,
            Listed::Moving => {
                state.moved.with(|known| known.get(&row.id).is_some_and(|moved| !moved.is_empty()))
            }
        };
        meant && state.text.with(|text| row.matches(text))
    };
    let listed = Memo::new(move |_| rows.with(|rows| rows.iter().map(is_listed).collect::<Vec<bool>>()));
    let found = move || listed.with(|listed| listed.iter().filter(|is| **is).count());
    let known = move || state.moved.with(|known| known.len());
    let choose = move |name: String| {
        if let Some((_, chosen, _)) = LISTED.iter().find(|(own, ..)| *own == name) {
            state.listed.set(*chosen);
        }
    };
    let choices = LISTED.map(|(name, own, title)| {
        view! { <option value=name selected=state.listed.get_untracked() == own>{t!(title)}</option> }
    });
    let body: Vec<_> = (0..all).map(|at| row(planner, rows, listed, at, set)).collect();
    let heads = [words::FIGURE, words::VALUE, words::UNIT, words::KIND, words::DATE, words::HANGS];
    let heads = heads.map(|title| view! { <th scope="col">{t!(title)}</th> });
    view! {
        <section class="card constants" data-testid="assumptions">
            <h2>{t!(words::TITLE)}</h2>
            <p class="sub">{t!(words::SUB)}</p>
            <div class="actions">
                <span class="pair wide">
                <label for="constants-search">{t!(words::SEARCH)}</label>
                <input
                    id="constants-search"
                    data-testid="constants-search"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || state.text.get()
                    on:input:target=move |event| state.text.set(event.target().value())
                />
                </span>
                <span class="pair">
                <label for="constants-listed">{t!(words::LISTED)}</label>
                <select
                    id="constants-listed"
                    data-testid="constants-listed"
                    prop:value=move || LISTED.iter().find(|(_, own, _)| *own == state.listed.get()).map_or("all", |(name, ..)| *name)
                    on:change:target=move |event| choose(event.target().value())
                >
                    {choices}
                </select>
                </span>
            </div>
            <p class="sub">
                <span role="status" data-testid="constants-found">{move || t!(words::FOUND, found = found(), all = all)}</span>
                <span data-testid="constants-known">
                    {move || (known() < all).then(|| format!(" · {}", t!(words::LOOKING, known = known(), all = all)))}
                </span>
            </p>
            {move || (found() == 0).then(|| {
                let text = state.text.get();
                let told = if text.trim().is_empty() { t!(words::NONE_LISTED).to_owned() } else { t!(words::NONE_FOUND, text = text.trim()) };
                view! {
                    <p class="note" data-testid="constants-none">
                        {told} " "
                        <button
                            type="button"
                            data-testid="constants-all"
                            on:click=move |_| {
                                state.text.set(String::new());
                                state.listed.set(Listed::All);
                            }
                        >
                            {t!(words::SHOW_ALL)}
                        </button>
                    </p>
                }
            })}
            <table class="cards">
                <thead><tr>{heads}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </section>
    }
}

/// Looks at what hangs on each figure a little at a time, for as long as the view is there, and
/// anew when the results are others.
fn look_in_slices(planner: Planner, rows: Rows) {
    let is_there = StoredValue::new(true);
    let is_running = StoredValue::new(false);
    on_cleanup(move || is_there.set_value(false));
    Effect::new(move |_| {
        planner.computed.track();
        planner.assumptions.open.track();
        if !is_running.get_value() {
            is_running.set_value(true);
            set_timeout(move || slice(planner, rows, is_there, is_running), PAUSE);
        }
    });
}

fn slice(planner: Planner, rows: Rows, is_there: StoredValue<bool>, is_running: StoredValue<bool>) {
    // After the view there is nothing to tell.
    if is_there.try_get_value() != Some(true) {
        return;
    }
    let now = || window().performance().map_or(f64::INFINITY, |performance| performance.now());
    let begun = now();
    let is_more = rows.with_untracked(|rows| {
        loop {
            // One look takes about half of a slice.
            if !planner.look_further(rows) {
                return false;
            }
            if now() - begun > SLICE_MS / 2.0 {
                return true;
            }
        }
    });
    if is_more {
        set_timeout(move || slice(planner, rows, is_there, is_running), PAUSE);
    } else {
        is_running.set_value(false);
    }
}

/// A figure, and what it holds while it is open.
fn row(
    planner: Planner,
    rows: Rows,
    listed: Memo<Vec<bool>>,
    at: usize,
    set: Callback<(String, String)>,
) -> AnyView {
    let state = planner.assumptions;
    let Some(first) = rows.with_untracked(|rows| rows.get(at).cloned()) else { return ().into_any() };
    let own = Memo::new(move |_| rows.with(|rows| rows.get(at).cloned()));
    let of = move |read: fn(&ConstantRow) -> String| {
        move || own.with(|own| own.as_ref().map_or_else(String::new, read))
    };
    let id = StoredValue::new(first.id.clone());
    let is_open = Memo::new(move |_| id.with_value(|id| state.open.with(|open| open.contains(id))));
    let hangs = Memo::new(move |_| {
        id.with_value(|id| state.moved.with(|known| known.get(id).map(|moved| in_short(moved))))
    });
    let hides = move || listed.with(|listed| listed.get(at) != Some(&true));
    let badge = move || {
        let set_by = own.with(|own| own.as_ref().map(|own| own.set_by));
        match set_by {
            Some(SetBy::Plan) => Some((words::SET_BADGE, words::SET_TITLE)),
            Some(SetBy::History) => Some((words::HISTORY, words::HISTORY_TITLE)),
            _ => None,
        }
    };
    let badge = move || {
        badge().map(|(text, title)| view! { <span class="badge set" title=t!(title)>{t!(text)}</span> })
    };
    let panel = format!("constant-panel-{}", first.id);
    let controls = panel.clone();
    let opened = move || is_open.get().then(|| opened(planner, own, set));
    view! {
        <tr hidden=hides data-testid=format!("constant-{}", first.id)>
            <th scope="row">
                <button
                    type="button"
                    class="link"
                    data-testid=format!("open-constant-{}", first.id)
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=controls
                    on:click=move |_| id.with_value(|id| state.toggle(id))
                >
                    {first.meaning.clone()}
                </button>
                <code class="src below">{first.id.clone()}</code>
            </th>
            <td data-label=t!(words::VALUE) data-testid=format!("value-{}", first.id)>
                {of(|own| in_words(own.value))} " " {badge}
            </td>
            <td data-label=t!(words::UNIT)>{first.unit.clone()}</td>
            <td data-label=t!(words::KIND)>{t!(kind(first.origin))}</td>
            <td data-label=t!(words::DATE)>{dated(&first.as_of)}</td>
            <td data-label=t!(words::HANGS) data-testid=format!("hangs-{}", first.id)>
                {move || hangs.get().unwrap_or_else(|| t!(words::NOT_YET).to_owned())}
            </td>
        </tr>
        <tr class="under" id=panel hidden=move || hides() || !is_open.get()>
            <td colspan="6">{opened}</td>
        </tr>
    }
    .into_any()
}

const fn kind(origin: FigureOrigin) -> Word {
    match origin {
        FigureOrigin::Stated => words::STATED,
        FigureOrigin::Computed => words::COMPUTED,
        FigureOrigin::Assumed => words::ASSUMED,
    }
}

fn dated(as_of: &str) -> String {
    if as_of == "undated" { t!(words::UNDATED).to_owned() } else { date(as_of) }
}

/// A figure with its ends, if it has some.
fn in_words(value: Estimate) -> String {
    if value.low() < value.high() {
        let [low, likely, high] = [value.low(), value.likely(), value.high()].map(digits);
        t!(words::RANGE, low = low, likely = likely, high = high)
    } else {
        digits(value.likely())
    }
}

/// A figure as the plan's fields take it.
fn as_typed(value: Estimate) -> String {
    let (low, likely, high) = (value.low(), value.likely(), value.high());
    if low < high { format!("{low} to {high}, likely {likely}") } else { likely.to_string() }
}

/// The field for a value of the plan's own, where the figure comes from, and what hangs on it.
fn opened(
    planner: Planner,
    own: Memo<Option<ConstantRow>>,
    set: Callback<(String, String)>,
) -> Option<AnyView> {
    let first = own.get_untracked()?;
    let path = StoredValue::new(first.path());
    let text = move || path.with_value(|path| planner.fields.with(|fields| fields.get(path).cloned()));
    // Blanks at its end are not kept: what is typed stays as it is while the value does.
    let text = Memo::new(move |_| text());
    let fault = move || path.with_value(|path| planner.faults.with(|faults| faults.get(path).cloned()));
    let fault = Memo::new(move |_| fault());
    let put = move |text: String| set.run((path.get_value(), text));
    // Keys that take steps back are the plan's in fields whose id begins like this.
    let id = format!("field-constant-{}", first.id);
    let error = format!("error-{id}");
    let (described, test_id) = (error.clone(), format!("set-{}", first.id));
    let listed = first.listed.map(|listed| {
        view! { <p>{t!(words::IN_DATA, value = in_words(listed), unit = first.unit)}</p> }
    });
    let reset = move || {
        text.get().map(|_| {
            view! {
                <button type="button" class="link" data-testid=format!("reset-{}", path.get_value()) on:click=move |_| put(String::new())>
                    {t!(words::RESET)}
                </button>
            }
        })
    };
    let told = move || {
        fault.get().map(|text| {
            view! { <p class="error" role="alert" id=error.clone() data-testid=error.clone()>{t!(words::FAULT, fault = text)}</p> }
        })
    };
    let view = view! {
        <div class="opened">
            <div class="actions">
                <label for=id.clone()>{t!(words::YOURS)}</label>
                <input
                    id=id
                    data-testid=test_id
                    type="text"
                    inputmode="text"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=first.listed.map(as_typed).unwrap_or_default()
                    prop:value=move || text.get().unwrap_or_default()
                    aria-invalid=move || fault.with(Option::is_some).to_string()
                    aria-describedby=move || fault.with(Option::is_some).then(|| described.clone())
                    on:input:target=move |event| put(event.target().value())
                />
                <span class="unit">{first.unit.clone()}</span>
                {reset}
            </div>
            {told}
            <p class="sub">{t!(words::YOURS_NOTE)}</p>
            {listed}
            <p>{t!(words::SOURCE, source = first.source)}</p>
            <p>{t!(words::KEY, key = path.get_value())}</p>
            {move || moved_table(planner, &own.get()?)}
        </div>
    };
    Some(view.into_any())
}

/// What hangs on a figure: each answer now and at both ends.
fn moved_table(planner: Planner, own: &ConstantRow) -> Option<AnyView> {
    let moved = planner.assumptions.moved.with(|known| known.get(&own.id).cloned());
    let Some(moved) = moved else {
        return Some(view! { <p class="sub">{t!(words::NOT_YET)}</p> }.into_any());
    };
    if moved.is_empty() {
        return Some(view! { <p>{format!("{}: {}.", t!(words::HANGS), t!(words::NOTHING))}</p> }.into_any());
    }
    let (low, high) = own.ends;
    let heads =
        [t!(words::AT, value = digits(low)), t!(words::NOW).to_owned(), t!(words::AT, value = digits(high))];
    let rows = moved.iter().map(|row| {
        let (name, unit) = name_and_unit(row.answer);
        let cells = [row.at_low, row.now, row.at_high].into_iter().zip(heads.clone());
        let cells = cells.map(
            |(value, head)| view! { <td class="num" data-label=head>{with_unit(row.answer, value)}</td> },
        );
        view! {
            <tr>
                <th scope="row">{t!(name)} " " <span class="src">{t!(unit)}</span></th>
                {cells.collect::<Vec<_>>()}
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let heads = heads.map(|head| view! { <th scope="col" class="num">{head}</th> });
    Some(
        view! {
            <p class="sub">{t!(words::ONLY_ENDS)}</p>
            <table class="cards" data-testid=format!("moved-{}", own.id)>
                <thead><tr><th scope="col">{t!(words::ANSWER)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

/// The answers that move most for what they are, with both ends.
fn in_short(moved: &[Moved]) -> String {
    let size = |row: &Moved| {
        let now = row.now.unwrap_or_default().abs().max(f64::MIN_POSITIVE);
        let of = |end: Option<f64>| end.zip(row.now).map_or(f64::INFINITY, |(end, now)| (end - now).abs());
        of(row.at_low).max(of(row.at_high)) / now
    };
    let mut most: Vec<&Moved> = moved.iter().collect();
    most.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let said = most.iter().take(NAMED).map(|row| {
        let (name, unit) = name_and_unit(row.answer);
        let [low, high] = [row.at_low, row.at_high].map(|end| with_unit(row.answer, end));
        format!("{} {} {}", t!(name), t!(words::FROM_TO, low = low, high = high), t!(unit))
    });
    let said: Vec<String> = said.collect();
    match most.len().saturating_sub(NAMED) {
        0 if said.is_empty() => t!(words::NOTHING).to_owned(),
        0 => said.join("; "),
        more => format!("{}; {}", said.join("; "), t!(words::MORE, count = more)),
    }
}

fn with_unit(answer: KeyFigure, value: Option<f64>) -> String {
    match (answer, value) {
        (_, None) => t!(words::UNKNOWN).to_owned(),
        (KeyFigure::Monthly | KeyFigure::Horizon, Some(usd)) => dollars(usd),
        (_, Some(value)) => digits(value),
    }
}

const fn name_and_unit(answer: KeyFigure) -> (Word, Word) {
    match answer {
        KeyFigure::Monthly => (words::MONTHLY, words::USD),
        KeyFigure::Horizon => (words::HORIZON, words::USD),
        KeyFigure::Nodes => (words::NODES, words::NODE_UNIT),
        KeyFigure::Downtime => (words::DOWNTIME, words::MINUTES),
        KeyFigure::ZoneLost => (words::ZONE_LOST, words::MINUTES),
        KeyFigure::Restore => (words::RESTORE, words::MINUTES),
        KeyFigure::DataOfZone => (words::DATA_OF_ZONE, words::SECONDS),
        KeyFigure::DataOfDeletion => (words::DATA_OF_DELETION, words::SECONDS),
        KeyFigure::Setup => (words::SETUP, words::DAYS),
        KeyFigure::Fte => (words::FTE, words::FTE_UNIT),
        KeyFigure::Unplanned => (words::UNPLANNED, words::HOURS_A_MONTH),
    }
}
