//! Texts with places that are filled where they are said.

use std::fmt::Display;

use leptos::prelude::*;

use crate::engine::text::on_a_line;

/// A piece of a text: words, or a place by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Place(&'a str),
}

/// The pieces of a text, in order. A brace that is not closed is a word.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, place, after)) = next_place(rest) {
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Place(place));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((words, place, after))
}

/// The places of a text, by name.
#[cfg(test)]
pub(super) fn places(text: &str) -> std::collections::BTreeSet<&str> {
    let mut places = std::collections::BTreeSet::new();
    for piece in pieces(text) {
        if let Piece::Place(place) = piece {
            places.insert(place);
        }
    }
    places
}

/// A text with its places filled. A place without a value stays as it is written; what a name has in it to
/// turn the direction of the words around it does not.
pub fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let said = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Place(place) => values
            .iter()
            .find(|(name, _)| *name == place)
            .map_or_else(|| format!("{{{place}}}"), |(_, value)| on_a_line(&value.to_string())),
    };
    pieces(text).into_iter().map(said).collect()
}

/// What fills the places of a text so that it reads as this one does; none where no values do.
pub fn unfill<'a>(text: &'a str, filled: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut values = Vec::new();
    let mut rest = filled;
    let mut open = None;
    for piece in pieces(text) {
        match piece {
            Piece::Place(place) => open = Some(place),
            Piece::Words(words) => {
                let at = rest.find(words)?;
                match open.take() {
                    Some(place) => values.push((place, &rest[..at])),
                    None if at > 0 => return None,
                    None => {}
                }
                rest = &rest[at + words.len()..];
            }
        }
    }
    match open {
        Some(place) => values.push((place, rest)),
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(values)
}

/// A text whose places are parts of the page, such as a link or a word that is explained.
pub fn rich<const N: usize>(text: &'static str, parts: [(&'static str, AnyView); N]) -> Vec<AnyView> {
    let mut parts: Vec<(&str, Option<AnyView>)> =
        parts.into_iter().map(|(name, view)| (name, Some(view))).collect();
    let mut said = |piece: Piece<'static>| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Place(place) => parts
            .iter_mut()
            .find(|(name, _)| *name == place)
            .and_then(|(_, view)| view.take())
            .unwrap_or_else(|| format!("{{{place}}}").into_any()),
    };
    pieces(text).into_iter().map(&mut said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name_in_any_order() {
        let values: [(&str, &dyn Display); 2] = [("zones", &3), ("nodes", &12)];
        assert_eq!(fill("{nodes} nodes in {zones} zones", &values), "12 nodes in 3 zones");
        assert_eq!(fill("in {zones} Zonen {nodes} Knoten", &values), "in 3 Zonen 12 Knoten");
    }

    #[test]
    fn a_place_without_a_value_and_a_brace_that_is_open_stay() {
        assert_eq!(fill("{what} and {", &[]), "{what} and {");
    }

    #[test]
    fn values_are_found_in_what_they_fill() {
        assert_eq!(
            unfill("{mean} min, median {p50}", "3 min, median 2"),
            Some(vec![("mean", "3"), ("p50", "2")])
        );
        assert_eq!(unfill("people {usd}", "people 1,200"), Some(vec![("usd", "1,200")]));
        assert_eq!(unfill("list price", "list price"), Some(Vec::new()));
        for other in ["list prices", "a list price", ""] {
            assert_eq!(unfill("list price", other), None, "{other}");
        }
    }

    #[test]
    fn places_are_known_by_name() {
        assert_eq!(places("{a} of {b} of {a}").into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
