//! Downloads of the providers' official price feeds: the only place of the program that talks to
//! a network, and only when it is asked to.

mod client;
mod error;
mod feeds;
mod pages;
mod partial;
mod progress;
mod retry;
mod site;
mod whole;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;

use super::sheet::{PLACE, is_place};
use super::table::{Side, count, table};
use crate::cli::args::{FetchArgs, Format};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::{catalogue, json};
use crate::engine::catalogue::Provider;
use crate::engine::report::amount;
use client::Client;
pub(in crate::cli) use error::FetchError;
use feeds::{Feed, Form};
use progress::Progress;
use retry::Patience;
use site::Site;

/// The variable that Google's key is read from when the flag is absent.
const KEY_VARIABLE: &str = "ZONEPLAN_GCP_KEY";

/// What a download may take.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Bytes of one file.
    most_bytes: u64,
    /// Pages of one list.
    most_pages: u64,
}

/// The answer of `prices fetch`.
#[derive(Serialize)]
struct Answer<'a> {
    provider: Provider,
    out: &'a Path,
    files: Vec<Fetched>,
}

/// A finished file.
#[derive(Serialize)]
struct Fetched {
    file: PathBuf,
    url: String,
    bytes: u64,
    how: How,
}

/// How a file came about.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum How {
    Downloaded,
    /// An earlier run had begun it.
    Resumed,
    /// An earlier run had finished it.
    AlreadyThere,
}

pub(super) fn run(args: &FetchArgs) -> Result<ExitCode, CliError> {
    let provider = provider(&args.provider)?;
    let regions = regions(provider, &args.region)?;
    let key = if provider == Provider::Gcp { Some(key(args.gcp_key.as_deref())?) } else { None };
    let site = Site::new(feeds::host(provider), args.endpoint.as_deref())?;
    let patience = Patience::new(Duration::from_millis(args.backoff_ms));
    let client = Client::new(site, key, patience, Duration::from_millis(args.silence_ms));
    let limits = Limits { most_bytes: args.max_mib.saturating_mul(1024 * 1024), most_pages: args.max_pages };
    files::create_folder(&args.out)?;
    let _lock = partial::lock(&args.out)?;
    let feeds = feeds::of(provider, &regions);
    let mut progress = Progress::new(feeds.len());
    let mut fetched = Vec::new();
    for feed in &feeds {
        let outcome = fetch(&client, feed, args, limits, &mut progress);
        progress.clear();
        fetched.push(outcome.map_err(|error| CliError::Fetch {
            error: Box::new(error),
            finished: fetched.len(),
            of: feeds.len(),
            out: args.out.clone(),
        })?);
    }
    let answer = Answer { provider, out: &args.out, files: fetched };
    files::print(&match args.format {
        Format::Text => text(&answer),
        Format::Json => json(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn provider(word: &str) -> Result<Provider, CliError> {
    let feeds = [Provider::Aws, Provider::Azure, Provider::Gcp];
    feeds.into_iter().find(|provider| provider.name() == word).ok_or_else(|| CliError::Unknown {
        what: "--provider",
        found: word.to_owned(),
        allowed: feeds.map(|provider| provider.name().to_owned()).to_vec(),
    })
}

/// The regions asked for, each once: known ones, where the catalogue knows any of this provider.
fn regions(provider: Provider, asked: &[String]) -> Result<BTreeSet<String>, CliError> {
    let catalogue = catalogue(None)?;
    let known: Vec<String> = catalogue
        .regions
        .iter()
        .filter(|region| region.provider == provider)
        .map(|region| region.name.clone())
        .collect();
    for region in asked {
        if !is_place(region) {
            let (what, found) = ("--region".to_owned(), format!("\"{region}\""));
            return Err(CliError::Input { what, found, allowed: PLACE.to_owned() });
        }
        if !known.is_empty() && !known.contains(region) {
            return Err(CliError::Unknown { what: "--region", found: region.clone(), allowed: known });
        }
    }
    if asked.is_empty() && provider != Provider::Gcp {
        return Err(CliError::Input {
            what: "--region".to_owned(),
            found: "nothing".to_owned(),
            allowed: "one region or more, as a whole feed is far too large".to_owned(),
        });
    }
    Ok(asked.iter().cloned().collect())
}

/// Google's key: from the flag, else from the environment.
fn key(flag: Option<&str>) -> Result<String, CliError> {
    let key = flag.map(str::to_owned).or_else(|| std::env::var(KEY_VARIABLE).ok()).unwrap_or_default();
    let refuse = |found: &str| CliError::Input {
        what: "Google's price feed cannot be read without an API key".to_owned(),
        found: found.to_owned(),
        allowed: format!(
            "a key in --gcp-key or {KEY_VARIABLE}: make one in any Google Cloud project in which the Cloud \
             Billing API is enabled, under APIs & Services, Credentials; or save the feed by other means and \
             read it with prices import"
        ),
    };
    match key.trim() {
        "" => Err(refuse("none")),
        key if key.len() > 512 || !key.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Err(refuse("a text with characters that no key has"))
        }
        key => Ok(key.to_owned()),
    }
}

fn fetch(
    client: &Client,
    feed: &Feed,
    args: &FetchArgs,
    limits: Limits,
    progress: &mut Progress,
) -> Result<Fetched, FetchError> {
    let file = args.out.join(&feed.file);
    let url = client.site().url(&feed.path)?;
    progress.begin(&feed.file);
    if args.refresh {
        partial::discard(&file)?;
    } else if let Ok(meta) = file.metadata() {
        return Ok(Fetched { file, url: url.to_string(), bytes: meta.len(), how: How::AlreadyThere });
    }
    let (bytes, is_resumed) = match feed.form {
        Form::Csv => whole::download(client, &url, feed, &file, limits, progress)?,
        Form::Pages(pages) => pages::download(client, &url, pages, feed, &file, limits, progress)?,
    };
    let how = if is_resumed { How::Resumed } else { How::Downloaded };
    Ok(Fetched { file, url: url.to_string(), bytes, how })
}

fn text(answer: &Answer<'_>) -> String {
    let lines: Vec<[String; 3]> = answer
        .files
        .iter()
        .map(|file| {
            let how = match file.how {
                How::Downloaded => "downloaded",
                How::Resumed => "resumed and finished",
                How::AlreadyThere => "already there; --refresh downloads it anew",
            };
            [file.file.display().to_string(), amount(file.bytes as f64, 0), how.to_owned()]
        })
        .collect();
    let columns = [("file", Side::Left), ("bytes", Side::Right), ("", Side::Left)];
    let mut text = table(columns, &lines, "");
    text.push_str(&format!("{} of {}\n", count(lines.len(), "file", "files"), answer.provider.title()));
    if answer.provider == Provider::Gcp {
        text.push_str("Google's feed is not divided by region: the files hold every region\n");
    }
    text
}
