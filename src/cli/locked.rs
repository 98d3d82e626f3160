//! Locked plans: how they are made, and how every command opens them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::args::Format;
use super::error::CliError;
use super::files;
use super::prices;
use super::run::{REFERENCE, catalogue, document_of, json, origin, outcome_of, plan_in, report_with_laws};
use crate::bundled;
use crate::engine::catalogue::{Catalogue, CatalogueError, DataFile, Digest};
use crate::engine::plan::{Outcome, evaluate};
use crate::engine::report::{Report, Today, add_lock};
use crate::engine::scenario::{
    Document, Lock, Plan, lock_of, lock_plan, lockable, locked_files, without_lock,
};

/// A plan that was opened, with the catalogue that holds for it.
pub(super) struct Opened<'c> {
    path: Option<PathBuf>,
    /// The plan, without its lock.
    pub(super) document: Document,
    /// The catalogue: where the plan is locked, with its prices in place of the catalogue's.
    pub(super) catalogue: Cow<'c, Catalogue>,
    /// Its lock, and the catalogue of today.
    lock: Option<(Lock, &'c Catalogue)>,
}

impl<'c> Opened<'c> {
    /// Opens a plan, or the reference plan if none is named. Of a locked plan it is said on
    /// standard error what is not as it was.
    ///
    /// # Errors
    /// A file that cannot be read, a document or a lock with faults.
    pub(super) fn read(path: Option<&Path>, today: &'c Catalogue) -> Result<Self, CliError> {
        let text = path.map_or_else(|| Ok(REFERENCE.to_owned()), files::read)?;
        Self::of(&text, path, today)
    }

    /// The same of the text of a file.
    pub(super) fn of(text: &str, path: Option<&Path>, today: &'c Catalogue) -> Result<Self, CliError> {
        let document = document_of(text, path)?;
        let faulty = |faults| CliError::Plan { origin: origin(path), faults };
        let path = path.map(Path::to_path_buf);
        let Some(lock) = lock_of(&document).map_err(faulty)? else {
            return Ok(Self { path, document, catalogue: Cow::Borrowed(today), lock: None });
        };
        let faulty = |faults| CliError::Locked { origin: origin(path.as_deref()), faults };
        let catalogue = with_locked(&lock).map_err(faulty)?;
        if lock.engine_version != env!("CARGO_PKG_VERSION") {
            let was = &lock.engine_version;
            files::complain(&format!("{}: it was locked by zoneplan {was}", origin(path.as_deref())));
        }
        let tables = lock.differing(&catalogue);
        if !tables.is_empty() {
            files::complain(&format!(
                "{}: prices are those of the lock, but other data are not what they were: {}",
                origin(path.as_deref()),
                tables.join(", ")
            ));
        }
        let document = document.unlocked();
        Ok(Self { path, document, catalogue: Cow::Owned(catalogue), lock: Some((lock, today)) })
    }

    /// The checked plan.
    pub(super) fn plan(&self) -> Result<Plan, CliError> {
        plan_in(&self.document, self.path.as_deref(), &self.catalogue)
    }

    /// What the plan comes to, without laws.
    pub(super) fn outcome(&self) -> Result<Outcome, CliError> {
        outcome_of(&self.plan()?, self.path.as_deref(), &self.catalogue)
    }

    /// The report, with all its laws; of a locked plan with what became of it.
    pub(super) fn report(&self) -> Result<Report, CliError> {
        let mut report = report_with_laws(&self.outcome()?, &self.catalogue);
        if let Some((lock, today)) = &self.lock {
            let path = self.path.as_deref();
            let plan = plan_in(&self.document, path, today).map_err(|error| error.to_string());
            let outcome = plan.and_then(|plan| evaluate(&plan, today).map_err(|error| error.to_string()));
            let outcome = outcome.as_ref().map_err(String::as_str);
            add_lock(&mut report, lock, &self.catalogue, &Today { outcome, catalogue: today });
        }
        Ok(report)
    }
}

/// The catalogue with the locked tables in place of its own.
fn with_locked(lock: &Lock) -> Result<Catalogue, Vec<CatalogueError>> {
    let mut data = bundled::files();
    for file in &mut data {
        if let Some(text) = lock.table(file.path) {
            file.text = text;
        }
    }
    let is_new = |path: &str| !data.iter().any(|file| file.path == path);
    let new: Vec<DataFile<'_>> = lock
        .of_catalogue()
        .filter(|(path, _)| is_new(path))
        .map(|(path, text)| DataFile { path, text })
        .collect();
    data.extend(new);
    let mut catalogue = Catalogue::load(&data)?;
    for (path, text) in lock.own() {
        catalogue.overlay(&DataFile { path, text })?;
    }
    Ok(catalogue)
}

/// What is locked, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct LockArgs {
    /// Plan file in TOML or JSON; - reads standard input. Default: the reference plan.
    plan: Option<PathBuf>,
    /// Lock a locked plan anew, with the prices of today in place of those that it keeps. The day that it
    /// is judged on, as_of, stays as it is.
    #[arg(long)]
    again: bool,
    /// File to write, in TOML; it must not exist. Default: standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Form of the answer when a file is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The answer of `lock`.
#[derive(Serialize)]
struct LockAnswer<'a> {
    file: String,
    engine_version: &'a str,
    catalogue_digest: &'a str,
    plan_digest: &'a str,
    report_digest: &'a str,
    /// Tables that are kept in the plan.
    tables: Vec<&'a str>,
    bytes: usize,
}

/// Writes a plan with the prices that it used.
pub(super) fn lock(args: &LockArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
    let path = args.plan.as_deref();
    files::must_be_new(args.out.as_deref())?;
    let mut text = path.map_or_else(|| Ok(REFERENCE.to_owned()), files::read)?;
    let mut document = document_of(&text, path)?;
    if args.again {
        text = without_lock(&text, &document);
        document = document_of(&text, path)?;
    }
    let catalogue = catalogue(own)?;
    let faulty = |fault| CliError::Plan { origin: origin(path), faults: vec![fault] };
    lockable(&document).map_err(faulty)?;
    let plan = plan_in(&document, path, &catalogue)?;
    let report = report_with_laws(&outcome_of(&plan, path, &catalogue)?, &catalogue);
    let lock = lock_for(&document, &report, &catalogue, own)?;
    let locked = lock_plan(&text, &document, plan.as_of, &lock).map_err(faulty)?;
    if locked.len() as u64 > files::MOST_BYTES {
        return Err(CliError::Input {
            what: "lock".to_owned(),
            found: format!("prices that make the plan {} MiB long", locked.len() >> 20),
            allowed: format!("{} MiB: lay fewer prices of your own over it", files::MOST_BYTES >> 20),
        });
    }
    let Some(out) = args.out.as_deref() else {
        files::print(&locked)?;
        return Ok(ExitCode::SUCCESS);
    };
    files::replace_all(&[(out, &locked)])?;
    let answer = LockAnswer {
        file: out.display().to_string(),
        engine_version: &lock.engine_version,
        catalogue_digest: &lock.catalogue_digest,
        plan_digest: &lock.plan_digest,
        report_digest: &lock.report_digest,
        tables: lock.tables.keys().map(String::as_str).collect(),
        bytes: locked.len(),
    };
    files::print(&match args.format {
        Format::Json => json(&answer)?,
        Format::Text => {
            format!("wrote {}: {} tables with prices are kept in it\n", answer.file, answer.tables.len())
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What a plan is locked with: the digest of all that it read, and the rows of its prices.
fn lock_for(
    document: &Document,
    report: &Report,
    catalogue: &Catalogue,
    own: Option<&Path>,
) -> Result<Lock, CliError> {
    let mut digests: BTreeMap<String, String> =
        catalogue.digests_for_every_place().map(|(path, digest)| (path.to_owned(), digest)).collect();
    let files = locked_files(document, catalogue);
    digests.extend(files.iter().filter_map(|path| Some((path.clone(), catalogue.digest_of(path)?))));
    let buys = !report.cost.discounts.is_empty();
    let is_kept = |path: &str| path.starts_with("prices/") || (buys && path.starts_with("commitments/"));
    let data = bundled::files();
    let kept = data.iter().filter(|file| is_kept(file.path) && digests.contains_key(file.path));
    let mut tables: BTreeMap<String, String> =
        kept.map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
    if let Some(own) = own {
        for (name, text) in prices::texts_of(own)? {
            // As the catalogue names it.
            let path = format!("own/{}", name.rsplit(['/', '\\']).next().unwrap_or(&name));
            digests.insert(path.clone(), Digest::of(&text).short());
            tables.insert(path, text);
        }
    }
    Ok(Lock {
        engine_version: report.engine_version.to_owned(),
        catalogue_digest: report.catalogue.digest.clone(),
        plan_digest: report.plan_digest.clone(),
        report_digest: report.digest(),
        digests,
        tables,
    })
}
