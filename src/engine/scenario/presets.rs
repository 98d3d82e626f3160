//! Plans to start from: their list, as `data/presets/presets.toml` has it.

use serde::Deserialize;

use crate::engine::catalogue::{Date, Method, Provenance};

/// A plan to start from. Its text is the file of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The name that commands take.
    pub name: String,
    /// How people call it.
    pub title: String,
    /// What it is for, in one sentence.
    pub purpose: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    presets: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    title: String,
    purpose: String,
    as_of: String,
    method: String,
    source: String,
}

impl Preset {
    /// Reads the list.
    ///
    /// # Errors
    /// What of it cannot be read, with its place, what was found and what is allowed.
    pub fn list(toml: &str) -> Result<Vec<Self>, String> {
        let list: List = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut presets: Vec<Self> = Vec::with_capacity(list.presets.len());
        for entry in list.presets {
            let preset = Self::of(entry)?;
            if presets.iter().any(|other| other.name == preset.name) {
                return Err(format!("preset {}: found twice, allowed is once", preset.name));
            }
            presets.push(preset);
        }
        Ok(presets)
    }

    fn of(entry: Entry) -> Result<Self, String> {
        let Entry { name, title, purpose, as_of, method, source } = entry;
        let fault = |key: &str, found: &str, allowed: &str| {
            format!("preset {name}, {key}: found \"{found}\", allowed is {allowed}")
        };
        for (key, text) in [("name", &name), ("title", &title), ("purpose", &purpose), ("source", &source)] {
            if text.trim().is_empty() {
                return Err(fault(key, text, "a text"));
            }
        }
        let known = Method::WORDS.iter().find(|(word, _)| *word == method);
        let words: Vec<&str> = Method::WORDS.iter().map(|(word, _)| *word).collect();
        let (_, method) = known.ok_or_else(|| fault("method", &method, &words.join(" | ")))?;
        let as_of = match as_of.as_str() {
            "undated" => None,
            date => Some(Date::parse(date).ok_or_else(|| fault("as_of", date, "a date or undated"))?),
        };
        let provenance = Provenance { source, as_of, method: *method };
        Ok(Self { name, title, purpose, provenance })
    }
}

#[cfg(test)]
mod tests {
    use super::Preset;

    const ONE: &str = "[[presets]]\nname = \"small\"\ntitle = \"Small\"\npurpose = \"To try.\"\n\
                       as_of = \"2026-09\"\nmethod = \"assumed\"\nsource = \"judgement\"\n";

    #[test]
    fn a_list_is_read_in_its_order() {
        let two = format!("{ONE}{}", ONE.replace("small", "large").replace("2026-09", "undated"));
        let presets = Preset::list(&two).expect("sound");
        assert_eq!(presets.iter().map(|preset| preset.name.as_str()).collect::<Vec<_>>(), ["small", "large"]);
        assert_eq!(presets[0].provenance.as_of_text(), "2026-09");
        assert_eq!(presets[1].provenance.as_of_text(), "undated");
    }

    #[test]
    fn faults_name_the_place_and_what_is_allowed() {
        let check = |text: &str, told: &str| {
            let fault = Preset::list(text).expect_err("faulty");
            assert!(fault.contains(told), "{fault}");
        };
        check(&format!("{ONE}{ONE}"), "preset small: found twice");
        check(
            &ONE.replace("assumed", "guessed"),
            "preset small, method: found \"guessed\", allowed is feed | page | derived | assumed | stated",
        );
        check(&ONE.replace("2026-09", "soon"), "preset small, as_of: found \"soon\", allowed is a date");
        check(&ONE.replace("To try.", " "), "preset small, purpose: found \" \", allowed is a text");
        check(&ONE.replace("title", "titel"), "unknown field `titel`");
    }
}
