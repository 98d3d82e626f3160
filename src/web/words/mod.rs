//! The words of the page: one table, a key for each text, and the language they are said in.
//!
//! Every text that the page itself says stands in a table below this module, in English, and under
//! the same key in `public/words/<language>.toml`. A text may hold places in braces, `{nodes}`,
//! that are filled where it is said. What the report says, with its sources, is shown as the
//! report has it: in English, as in its files.

mod fill;
mod language;
mod numbers;
mod table;

pub mod about;
pub mod assumptions;
pub mod availability;
pub mod backups;
pub mod charts;
pub mod compare;
pub mod cost;
pub mod data;
pub mod effort;
pub mod explain;
pub mod fault;
pub mod fields;
pub mod frame;
pub mod guide;
pub mod keep;
pub mod layout;
pub mod methods;
pub mod notes;
pub mod optimise;
pub mod patterns;
pub mod recovery;
pub mod search;
pub mod sensitivity;
pub mod state;
pub mod summary;
pub mod terms;
pub mod workload;

pub use fill::{fill, rich, unfill};
pub use language::{Language, chosen, speak, speak_english};
pub use numbers::{
    Region, age, amount, chance, date, differs_from_fields, digits, dollars, local, month, odds,
    plain_number, prose, quantity, region, set_region, small_dollars,
};
#[cfg(test)]
pub use table::Table;
pub use table::Word;

/// A text in the language that is chosen.
pub fn say(word: Word) -> &'static str {
    language::said(word)
}

/// A text in the language that is chosen; with values, its places filled:
/// `t!(frame::SERVERS, count = 12)`.
macro_rules! t {
    ($word:expr) => { $crate::web::words::say($word) };
    ($word:expr, $($place:ident = $value:expr),+ $(,)?) => {
        $crate::web::words::fill($crate::web::words::say($word), &[$((stringify!($place), &$value as &dyn ::std::fmt::Display)),+])
    };
}
pub(crate) use t;
