//! Locked plans: the prices that a plan used, kept in the plan.
//!
//! The table `[lock]` stands at the end of a plan. It has the digest of every table of the
//! catalogue that the plan read, and the text of those that hold prices, row by row as the
//! catalogue has them. Whoever opens the plan puts these texts in the place of the catalogue's.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::document::{Document, Node, Setting, Value, begins_as_json, toml_key, toml_of};
use super::section::Section;
use super::{Fault, place_named};
use crate::engine::catalogue::{Catalogue, Date, Digest};
use crate::engine::text::shortened;

/// The table of a plan.
const TABLE: &str = "lock";
const KEYS: &[&str] = &[
    "schema",
    "engine_version",
    "catalogue_digest",
    "plan_digest",
    "report_digest",
    "document_digest",
    "digests",
    "tables",
];
/// Tables that a lock may name: several times what the catalogue has.
const MOST_TABLES: usize = 500;
/// Characters of a name or version.
const LONGEST: usize = 200;
/// Folders of what is kept as text: prices, discounts, and price sheets of the user's own.
const KEPT: [&str; 3] = ["prices/", "commitments/", OWN];
/// Where price sheets of the user's own are kept.
const OWN: &str = "own/";

/// What a plan was locked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Version of the engine.
    pub engine_version: String,
    /// Digest of the catalogue, as the report had it.
    pub catalogue_digest: String,
    /// Digest of the plan with its defaults, as the report had it.
    pub plan_digest: String,
    /// Digest of the report.
    pub report_digest: String,
    /// Digest of each table that was read, by its path.
    pub digests: BTreeMap<String, String>,
    /// The tables that are kept, by their path.
    pub tables: BTreeMap<String, String>,
}

impl Lock {
    /// The text that is kept of a table of the catalogue.
    pub fn table(&self, path: &str) -> Option<&str> {
        self.tables.get(path).filter(|_| !path.starts_with(OWN)).map(String::as_str)
    }

    /// The tables of the catalogue that are kept.
    pub fn of_catalogue(&self) -> impl Iterator<Item = (&str, &str)> {
        let tables = self.tables.iter().filter(|(path, _)| !path.starts_with(OWN));
        tables.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The price sheets of the user's own, which lie over the catalogue.
    pub fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        let tables = self.tables.iter().filter(|(path, _)| path.starts_with(OWN));
        tables.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The tables that were read when the plan was locked and are another way in this catalogue.
    pub fn differing(&self, catalogue: &Catalogue) -> Vec<&str> {
        let differs = |path: &str, digest: &str| catalogue.digest_of(path).as_deref() != Some(digest);
        let named = self.digests.iter().filter(|(path, digest)| differs(path, digest));
        named.map(|(path, _)| path.as_str()).collect()
    }

    /// The lock as the table of a plan.
    fn to_toml(&self, document_digest: &str) -> String {
        let mut text = format!("[{TABLE}]\nschema = 1\n");
        for (key, value) in [
            ("engine_version", self.engine_version.as_str()),
            ("catalogue_digest", &self.catalogue_digest),
            ("plan_digest", &self.plan_digest),
            ("report_digest", &self.report_digest),
            ("document_digest", document_digest),
        ] {
            let _ = writeln!(text, "{key} = {}", toml_of(&Setting::text(value).0));
        }
        let _ = write!(text, "\n[{TABLE}.digests]\n");
        for (path, digest) in &self.digests {
            let _ = writeln!(text, "{} = {}", toml_key(path), toml_of(&Setting::text(digest).0));
        }
        let _ = write!(text, "\n[{TABLE}.tables]\n");
        for (path, table) in &self.tables {
            let _ = writeln!(text, "{} = {}", toml_key(path), block(table));
        }
        text
    }
}

/// A text over several lines, as it stands where TOML allows that.
fn block(text: &str) -> String {
    let is_plain = |c: char| c == '\n' || c == '\t' || !c.is_control();
    if text.chars().all(is_plain) && !text.contains("'''") && !text.ends_with('\'') {
        format!("'''\n{text}'''")
    } else {
        toml_of(&Setting::text(text).0)
    }
}

/// The files below `data/` that this plan reads at its place: those of its regions, of the one that
/// stands in, and of the one that is suggested where it has no second.
pub fn locked_files(document: &Document, catalogue: &Catalogue) -> Vec<String> {
    let Some(place) = place_named(document) else { return Vec::new() };
    let region = place.region.as_deref();
    let suggested = place.host.cloud().zip(region);
    let suggested = suggested.and_then(|(cloud, region)| catalogue.suggested_second(cloud, region));
    let others = [place.second_region.as_deref(), place.stand_in_region.as_deref(), suggested];
    let mut files = catalogue.files_of(place.provider, place.host, region);
    for other in others.into_iter().flatten() {
        files.extend(catalogue.files_of(place.provider, place.host, Some(other)));
    }
    files.retain(|file| catalogue.has_file(file));
    files.sort();
    files.dedup();
    files
}

/// Whether a plan can be locked: it is not yet.
///
/// # Errors
/// The plan has a lock.
pub fn lockable(document: &Document) -> Result<(), Fault> {
    if document.setting(TABLE).is_none() {
        return Ok(());
    }
    Err(Fault {
        line: None,
        path: TABLE.to_owned(),
        found: "a plan that is locked".to_owned(),
        allowed: "a plan without this table; --again locks it anew, with the prices of today".to_owned(),
    })
}

/// The text of a plan without its lock. What stands before the lock stays as it was written; where
/// the lock is not at the end, the plan is written anew.
pub fn without_lock(text: &str, document: &Document) -> String {
    if document.setting(TABLE).is_none() {
        return text.to_owned();
    }
    let unlocked = document.unlocked();
    let ends = text.match_indices("[lock]").map(|(at, _)| &text[..at]);
    let is_same = |body: &&str| Document::from_toml(body).is_ok_and(|it| it.digest() == unlocked.digest());
    let body = ends.filter(|body| body.is_empty() || body.ends_with('\n')).find(is_same);
    body.map_or_else(|| unlocked.to_toml(), |body| format!("{}\n", body.trim_end()))
}

/// The text of a plan with this lock at its end, judged on this day for good.
///
/// # Errors
/// The plan has a lock already, or is no TOML that the lock can be put behind.
pub fn lock_plan(text: &str, document: &Document, as_of: Date, lock: &Lock) -> Result<String, Fault> {
    lockable(document)?;
    let mut body = if begins_as_json(text) {
        let mut document = document.clone();
        document.set("as_of", Setting::text(&as_of.to_string()));
        document.to_toml()
    } else if document.setting("as_of").is_none() {
        format!("as_of = \"{as_of}\"\n{text}")
    } else {
        text.to_owned()
    };
    if !body.ends_with('\n') {
        body.push('\n');
    }
    let digest = Document::from_toml(&body)?.digest();
    Ok(format!("{body}\n{}", lock.to_toml(&digest)))
}

impl Document {
    /// The document without its lock.
    pub fn unlocked(&self) -> Self {
        let mut document = self.clone();
        document.unset(TABLE);
        document
    }

    /// Digest of what the document says, whatever its form and the order of its keys.
    pub fn digest(&self) -> String {
        Digest::of(&Setting(self.root.clone()).shown()).short()
    }
}

/// The lock of a document; none where it has none.
///
/// # Errors
/// Every fault of it: unknown keys, tables that are missing or changed, a plan that was changed.
pub fn lock_of(document: &Document) -> Result<Option<Lock>, Vec<Fault>> {
    let Some(Setting(node)) = document.setting(TABLE) else { return Ok(None) };
    let mut faults = Vec::new();
    let lock = read(&node, document, &mut faults);
    match lock {
        Some(lock) if faults.is_empty() => Ok(Some(lock)),
        _ => Err(faults),
    }
}

fn read(node: &Node, document: &Document, faults: &mut Vec<Fault>) -> Option<Lock> {
    let section = Section::open(TABLE, node, KEYS, faults);
    section.whole("schema", 1..=1, 1, faults);
    let mut word = |key: &str, is_word: &dyn Fn(&str) -> bool, allowed: &str| {
        let found = section.get(key).and_then(|node| match &node.value {
            Value::Text(text) if is_word(text) => Some(text.clone()),
            _ => None,
        });
        if found.is_none() {
            faults.push(section.fault(key, allowed));
        }
        found
    };
    let is_version =
        |text: &str| (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    let engine_version = word("engine_version", &is_version, "the version of zoneplan that locked the plan");
    let mut digest = |key| word(key, &is_digest, DIGEST);
    let (catalogue_digest, plan_digest) = (digest("catalogue_digest"), digest("plan_digest"));
    let (report_digest, document_digest) = (digest("report_digest"), digest("document_digest"));
    let digests = texts(&section, "digests", faults)?;
    let tables = texts(&section, "tables", faults)?;
    for (path, digest) in digests.iter().filter(|(_, digest)| !is_digest(digest)) {
        faults.push(fault(&section, "digests", path, format!("\"{}\"", cut(digest)), DIGEST));
    }
    for (path, text) in &tables {
        let found = Digest::of(text).short();
        let allowed = match digests.get(path) {
            None => Some("a table that digests has".to_owned()),
            Some(_) if !KEPT.iter().any(|folder| path.starts_with(folder)) => {
                Some("a table of prices, of commitments or of one's own prices".to_owned())
            }
            Some(digest) if *digest != found => {
                Some(format!("rows with the digest {}, which digests has: they were changed", cut(digest)))
            }
            Some(_) => None,
        };
        if let Some(allowed) = allowed {
            faults.push(fault(
                &section,
                "tables",
                path,
                format!("a table with the digest {found}"),
                &allowed,
            ));
        }
    }
    let is_needed = |path: &str| path.starts_with("prices/") || path.starts_with(OWN);
    for path in digests.keys().filter(|path| is_needed(path) && !tables.contains_key(*path)) {
        faults.push(fault(&section, "tables", path, "nothing".to_owned(), "its rows, as digests has it"));
    }
    let document_digest = document_digest?;
    let found = document.unlocked().digest();
    if found != document_digest {
        faults.push(Fault {
            line: section.line(),
            path: format!("{TABLE}.document_digest"),
            found: format!("{document_digest}, and a plan with the digest {found}"),
            allowed: "the plan as it was locked: take the change back, or the lock away to plan anew"
                .to_owned(),
        });
    }
    Some(Lock {
        engine_version: engine_version?,
        catalogue_digest: catalogue_digest?,
        plan_digest: plan_digest?,
        report_digest: report_digest?,
        digests,
        tables,
    })
}

const DIGEST: &str = "a digest of 16 hexadecimal digits";

fn is_digest(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A table of texts by path.
fn texts(section: &Section<'_>, key: &str, faults: &mut Vec<Fault>) -> Option<BTreeMap<String, String>> {
    let Some(Node { value: Value::Table(entries), .. }) = section.get(key) else {
        faults.push(section.fault(key, "a table with a text for each path"));
        return None;
    };
    if entries.len() > MOST_TABLES {
        faults.push(section.fault(key, format!("at most {MOST_TABLES} paths")));
        return None;
    }
    let mut found = BTreeMap::new();
    for (path, node) in entries {
        let is_path = path.len() <= LONGEST && !path.chars().any(char::is_control);
        match &node.value {
            Value::Text(text) if is_path => drop(found.insert(path.clone(), text.clone())),
            _ => faults.push(fault(section, key, path, node.found(), "a text, at a path of the catalogue")),
        }
    }
    Some(found)
}

fn fault(section: &Section<'_>, key: &str, path: &str, found: String, allowed: &str) -> Fault {
    let line = section.get(key).and_then(|node| node.line).or_else(|| section.line());
    Fault { line, path: format!("{TABLE}.{key}.{}", cut(path)), found, allowed: allowed.to_owned() }
}

/// A text of a fault: short, and on one line.
fn cut(text: &str) -> String {
    shortened(text, 80)
}
