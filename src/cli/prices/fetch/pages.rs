//! A list in pages, saved as one page a line.

use std::collections::BTreeSet;
use std::path::Path;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use ureq::http::Uri;

use super::Limits;
use super::client::{Client, Miss, broken, is_limit};
use super::error::{FetchError, tame};
use super::feeds::{Feed, Pages};
use super::partial::Partial;
use super::progress::Progress;

/// Largest page, bytes.
const MOST_OF_A_PAGE: u64 = 64 * 1024 * 1024;

/// Where a list goes on.
#[derive(Clone, Serialize, Deserialize)]
struct Position {
    /// The next page.
    next: String,
    /// Bytes of the pages so far.
    length: u64,
    n_pages: u64,
    n_prices: u64,
    /// The day of the first page, as the server dates it: pages of different days do not fit together.
    day: Option<String>,
}

/// A page of the Retail Prices API.
#[derive(Deserialize)]
struct AzurePage {
    #[serde(rename = "Items")]
    items: Vec<IgnoredAny>,
    #[serde(rename = "NextPageLink")]
    next: Option<String>,
}

/// A page of the Cloud Billing Catalog.
#[derive(Deserialize)]
struct GcpPage {
    skus: Vec<IgnoredAny>,
    #[serde(rename = "nextPageToken")]
    next: Option<String>,
}

/// A page that has arrived.
struct Page {
    line: String,
    day: Option<String>,
    n_prices: u64,
    next: Option<Uri>,
}

/// Why a page does not come.
struct Stop {
    error: FetchError,
    /// The server refuses it; otherwise it does not answer.
    is_refused: bool,
}

/// Downloads a list. Answers its bytes, and whether an earlier run had begun it.
pub(super) fn download(
    client: &Client,
    url: &Uri,
    pages: Pages,
    feed: &Feed,
    target: &Path,
    limits: Limits,
    progress: &mut Progress,
) -> Result<(u64, bool), FetchError> {
    let (mut partial, position) = Partial::open::<Position>(target, url)?;
    let position = position.filter(|position| position.length <= partial.length() && position.length > 0);
    let outcome = List { client, url, pages, feed, limits }.read(&mut partial, position, progress);
    match outcome {
        Ok(is_resumed) => Ok((partial.finish()?, is_resumed)),
        Err(error) => {
            let kept = partial.kept();
            if kept.is_none() {
                partial.drop_it()?;
            }
            Err(error.keeping(kept))
        }
    }
}

struct List<'a> {
    client: &'a Client,
    url: &'a Uri,
    pages: Pages,
    feed: &'a Feed,
    limits: Limits,
}

impl List<'_> {
    fn read(
        &self,
        partial: &mut Partial,
        position: Option<Position>,
        progress: &mut Progress,
    ) -> Result<bool, FetchError> {
        let mut is_resumed = position.is_some();
        let start = || Position { next: self.url.to_string(), length: 0, n_pages: 0, n_prices: 0, day: None };
        let mut position = position.unwrap_or_else(start);
        let mut is_checked = !is_resumed;
        partial.cut(position.length)?;
        let mut seen = BTreeSet::new();
        loop {
            let at: Uri = self.client.site().follow(self.url, &position.next)?;
            if !seen.insert(position.next.clone()) {
                partial.cut(0)?;
                return Err(self.fail("the list of pages leads back to itself"));
            }
            if position.n_pages >= self.limits.most_pages {
                partial.cut(0)?;
                return Err(self.fail(&format!("more than {} pages without an end", self.limits.most_pages)));
            }
            let page = match self.page(&at, progress) {
                Ok(page) if is_checked || page.day == position.day => page,
                Err(stop) if is_checked || !stop.is_refused => return Err(stop.error),
                // What an earlier run had begun fits no longer: another day, or a position forgotten.
                Ok(_) | Err(_) => {
                    (position, is_resumed, is_checked) = (start(), false, true);
                    partial.cut(0)?;
                    seen.clear();
                    continue;
                }
            };
            is_checked = true;
            partial.append(page.line.as_bytes())?;
            if partial.length() > self.limits.most_bytes {
                partial.cut(position.length)?;
                let mib = self.limits.most_bytes / (1024 * 1024);
                let problem = format!("the list is larger than {mib} MiB");
                return Err(FetchError::new(self.url, problem, "--max-mib allows more"));
            }
            progress.bytes(partial.length(), None);
            let day = if position.n_pages == 0 { page.day } else { position.day };
            position = Position {
                next: page.next.as_ref().map(Uri::to_string).unwrap_or_default(),
                length: partial.length(),
                n_pages: position.n_pages + 1,
                n_prices: position.n_prices + page.n_prices,
                day,
            };
            if page.next.is_none() {
                if position.n_prices == 0 && self.feed.is_never_empty {
                    partial.cut(0)?;
                    let problem = format!("there is no price for {}", self.feed.what);
                    return Err(FetchError::new(self.url, problem, "look at --region"));
                }
                return Ok(is_resumed);
            }
            partial.remember(self.url, position.clone())?;
        }
    }

    fn fail(&self, problem: &str) -> FetchError {
        FetchError::new(self.url, problem, "nothing of it is kept; the feed may have changed its shape")
    }

    /// One page, however many tries it takes.
    fn page(&self, at: &Uri, progress: &mut Progress) -> Result<Page, Stop> {
        let mut tries = self.client.tries();
        loop {
            let (why, asked) = match self.ask(at) {
                Ok(page) => return Ok(page),
                Err(Miss::Never(error)) => return Err(Stop { error, is_refused: true }),
                Err(Miss::Later { why, asked }) => (why, asked),
            };
            let waited = self.client.wait(at, &mut tries, &why, asked, progress);
            waited.map_err(|error| Stop { error, is_refused: false })?;
        }
    }

    fn ask(&self, at: &Uri) -> Result<Page, Miss> {
        let response = self.client.ask(at, &[("accept", "application/json")])?;
        let wrong = |problem: String| {
            Miss::Never(FetchError::new(
                at,
                problem,
                "look at the proxy; the feed may have changed its shape",
            ))
        };
        if response.status().as_u16() != 200 {
            return Err(wrong(format!("a part came that nobody asked for: {}", response.status().as_u16())));
        }
        // `Tue, 24 Nov 2026` of the whole date.
        let date = response.headers().get("date").and_then(|date| date.to_str().ok());
        let day = date.and_then(|date| date.get(..16)).map(str::to_owned);
        let body = response.into_body().into_with_config().limit(MOST_OF_A_PAGE).reader();
        let text = match std::io::read_to_string(body) {
            Ok(text) => text,
            Err(error) if is_limit(&error) => {
                return Err(wrong(format!("a page is larger than {} MiB", MOST_OF_A_PAGE / (1024 * 1024))));
            }
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                return Err(wrong("a page is not UTF-8".to_owned()));
            }
            Err(error) => return Err(Miss::Later { why: broken(&error), asked: None }),
        };
        let text = self.client.without_key(&text);
        let (n_prices, next) = self.parse(at, &text).map_err(|error| {
            let begins = tame(text.trim().chars().take(40).collect::<String>().as_str());
            wrong(format!("a page is not {} but begins with \"{begins}\" ({error})", self.shape()))
        })?;
        let next = next.map(|next| self.link(at, &next)).transpose().map_err(Miss::Never)?;
        // Between the values of a JSON text a line end is a space.
        let line = text.trim().replace(['\n', '\r'], " ") + "\n";
        Ok(Page { line, day, n_prices, next })
    }

    const fn shape(&self) -> &'static str {
        match self.pages {
            Pages::Azure => "a JSON object with Items",
            Pages::Gcp => "a JSON object with skus",
        }
    }

    /// The number of prices of a page, and what it says about the next one.
    fn parse(&self, at: &Uri, text: &str) -> Result<(u64, Option<String>), serde_json::Error> {
        let (items, next) = match self.pages {
            Pages::Azure => {
                let page: AzurePage = serde_json::from_str(text)?;
                (page.items.len(), page.next.map(|link| mended(&link)))
            }
            Pages::Gcp => {
                let page: GcpPage = serde_json::from_str(text)?;
                let token = page.next.filter(|token| !token.is_empty());
                (page.skus.len(), token.map(|token| with_token(at, &token)))
            }
        };
        Ok((items as u64, next.filter(|next| !next.is_empty())))
    }

    fn link(&self, at: &Uri, link: &str) -> Result<Uri, FetchError> {
        self.client.site().follow(at, link)
    }
}

/// A link without the known fault of the preview version: `$top=0` or a negative number, which the
/// server itself then refuses.
fn mended(link: &str) -> String {
    let Some((path, query)) = link.split_once('?') else { return link.to_owned() };
    let parts: Vec<&str> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, number)) if is_top(name) && number.parse::<i64>().is_ok_and(|number| number <= 0) => {
                "$top=1000"
            }
            _ => part,
        })
        .collect();
    format!("{path}?{}", parts.join("&"))
}

fn is_top(name: &str) -> bool {
    name.eq_ignore_ascii_case("$top") || name.eq_ignore_ascii_case("%24top")
}

/// The address with another page token.
fn with_token(at: &Uri, token: &str) -> String {
    let query = at.query().unwrap_or_default();
    let parts: Vec<&str> = query.split('&').filter(|part| !part.starts_with("pageToken=")).collect();
    format!("{}?{}&pageToken={}", at.path(), parts.join("&"), encoded(token))
}

/// A text with everything escaped that is not plain.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_asks_for_nothing_asks_for_a_thousand() {
        for (link, expected) in [
            ("https://h/p?a=1&$top=0&$skip=9", "https://h/p?a=1&$top=1000&$skip=9"),
            ("https://h/p?%24top=-100", "https://h/p?$top=1000"),
            ("https://h/p?$top=50", "https://h/p?$top=50"),
            ("https://h/p", "https://h/p"),
        ] {
            assert_eq!(mended(link), expected);
        }
    }

    #[test]
    fn a_token_replaces_the_one_before() {
        let at: Uri = "https://h/v1/skus?pageSize=5000&pageToken=a".parse().expect("an address");
        assert_eq!(with_token(&at, "b/="), "/v1/skus?pageSize=5000&pageToken=b%2F%3D");
    }
}
