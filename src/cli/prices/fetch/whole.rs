//! One large file, gone on with where it broke off.

use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use ureq::Body;
use ureq::http::{HeaderMap, Response, Uri};

use super::Limits;
use super::client::{Client, Miss, broken};
use super::error::{FetchError, tame};
use super::feeds::Feed;
use super::partial::Partial;
use super::progress::Progress;

/// An offer file begins with this, in quotes or not.
const BEGINNING: &[u8] = b"FormatVersion";
/// So much more than ever before counts as progress, however often the connection breaks.
const PROGRESS: u64 = 1024 * 1024;

/// What says that the rest belongs to the same version: a strong entity tag, else a date.
#[derive(Clone, Serialize, Deserialize)]
struct Version {
    validator: String,
}

/// How an answer ended.
enum End {
    Whole,
    /// It broke off, or was of another version; the next try goes on or starts over.
    Broken(String),
}

/// Downloads a file. Answers its bytes, and whether an earlier run had begun it.
pub(super) fn download(
    client: &Client,
    url: &Uri,
    feed: &Feed,
    target: &Path,
    limits: Limits,
    progress: &mut Progress,
) -> Result<(u64, bool), FetchError> {
    let (partial, version) = Partial::open::<Version>(target, url)?;
    let is_resumed = partial.length() > 0;
    let mut download =
        Download { client, url, feed, most_bytes: limits.most_bytes, partial, version, is_resumed };
    let mut tries = client.tries();
    let mut farthest = download.partial.length();
    loop {
        let end = download.go_on(progress);
        if download.partial.length() >= farthest.saturating_add(PROGRESS) {
            farthest = download.partial.length();
            tries.succeed();
        }
        let retried = match end {
            Ok(End::Whole) => return Ok((download.partial.finish()?, download.is_resumed)),
            Ok(End::Broken(why)) => client.wait(url, &mut tries, &why, None, progress),
            Err(Miss::Later { why, asked }) => client.wait(url, &mut tries, &why, asked, progress),
            Err(Miss::Never(error)) => Err(error),
        };
        if let Err(error) = retried {
            let kept = download.partial.kept().filter(|_| download.version.is_some());
            if kept.is_none() {
                download.partial.drop_it()?;
            }
            return Err(error.keeping(kept));
        }
    }
}

struct Download<'a> {
    client: &'a Client,
    url: &'a Uri,
    feed: &'a Feed,
    most_bytes: u64,
    partial: Partial,
    version: Option<Version>,
    is_resumed: bool,
}

impl Download<'_> {
    /// Asks for what is missing, or for everything where the version cannot be told.
    fn go_on(&mut self, progress: &mut Progress) -> Result<End, Miss> {
        let version = self.version.clone().filter(|_| self.partial.length() > BEGINNING.len() as u64);
        let Some(version) = version else {
            self.start_over()?;
            let response = self.client.ask(self.url, &[])?;
            return self.take(response, progress);
        };
        let range = format!("bytes={}-", self.partial.length());
        let response = self.client.ask(self.url, &[("range", &range), ("if-range", &version.validator)])?;
        self.take(response, progress)
    }

    fn start_over(&mut self) -> Result<(), Miss> {
        self.version = None;
        self.is_resumed = false;
        self.partial.cut(0).and_then(|()| self.partial.forget()).map_err(Miss::Never)
    }

    fn take(&mut self, response: Response<Body>, progress: &mut Progress) -> Result<End, Miss> {
        let have = self.partial.length();
        let range = content_range(response.headers());
        let total = match (response.status().as_u16(), range) {
            (206, Some((Some(begin), total))) if begin == have && have > 0 => {
                let now = validator(response.headers());
                if now.is_some_and(|now| self.version.as_ref().is_some_and(|then| then.validator != now)) {
                    self.start_over()?;
                    return Ok(End::Broken("the file changed on the way".to_owned()));
                }
                total
            }
            (416, Some((None, Some(total)))) if total == have && have > 0 => return Ok(End::Whole),
            (206 | 416, _) => {
                self.start_over()?;
                return Ok(End::Broken("the server sent another part than was asked for".to_owned()));
            }
            _ => {
                self.start_over()?;
                self.version = validator(response.headers()).map(|validator| Version { validator });
                if let Some(version) = &self.version {
                    self.partial.remember(self.url, version.clone()).map_err(Miss::Never)?;
                }
                self.length_told(&response)?
            }
        };
        if total.is_some_and(|total| total > self.most_bytes) {
            return Err(Miss::Never(self.too_large()));
        }
        self.read(response, total, progress)
    }

    /// The length that the answer announces. An answer that simply ends when the connection does
    /// cannot be told from one that broke off.
    fn length_told(&self, response: &Response<Body>) -> Result<Option<u64>, Miss> {
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
        let is_chunked = header("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
        match header("content-length").map(|text| text.trim().parse().ok()) {
            Some(Some(length)) => Ok(Some(length)),
            None if is_chunked => Ok(None),
            _ => Err(Miss::Never(FetchError::new(
                self.url,
                "the server does not say how long the file is",
                "what answers is not the feed; look at the proxy",
            ))),
        }
    }

    fn read(
        &mut self,
        response: Response<Body>,
        total: Option<u64>,
        progress: &mut Progress,
    ) -> Result<End, Miss> {
        let mut body = response.into_body().into_reader();
        let mut buffer = vec![0; 128 * 1024];
        let mut head = Vec::new();
        loop {
            let read = match body.read(&mut buffer) {
                Ok(read) => read,
                Err(error) => return Ok(End::Broken(broken(&error))),
            };
            let have = self.partial.length();
            if read == 0 && total.is_some_and(|total| have < total) {
                let total = total.unwrap_or_default();
                return Ok(End::Broken(format!("the connection ended at byte {have} of {total}")));
            }
            if self.partial.length() <= BEGINNING.len() as u64 {
                // The beginning may come in pieces.
                head.extend_from_slice(&buffer[..read.min(2 * BEGINNING.len())]);
                if !begins_well(&head, read == 0) {
                    self.start_over()?;
                    return Err(Miss::Never(self.wrong(&head)));
                }
            }
            if read == 0 {
                return Ok(End::Whole);
            }
            if self.partial.length() + read as u64 > self.most_bytes {
                return Err(Miss::Never(self.too_large()));
            }
            self.partial.append(&buffer[..read]).map_err(Miss::Never)?;
            progress.bytes(self.partial.length(), total);
        }
    }

    fn wrong(&self, head: &[u8]) -> FetchError {
        let begins = tame(String::from_utf8_lossy(&head[..head.len().min(40)]).trim());
        FetchError::new(
            self.url,
            format!(
                "the answer is not the {} but begins with \"{}\"",
                self.feed.what,
                self.client.without_key(&begins)
            ),
            "look at the proxy; the feed may have changed its shape",
        )
    }

    fn too_large(&self) -> FetchError {
        let mib = self.most_bytes / (1024 * 1024);
        FetchError::new(self.url, format!("the file is larger than {mib} MiB"), "--max-mib allows more")
    }
}

/// Whether a file begins as an offer file does, as far as it has come.
fn begins_well(head: &[u8], is_all: bool) -> bool {
    let head = head.strip_prefix(b"\"").unwrap_or(head);
    head.starts_with(BEGINNING) || (!is_all && BEGINNING.starts_with(head))
}

/// A validator that `If-Range` may carry: a strong entity tag, else the date of the last change.
fn validator(headers: &HeaderMap) -> Option<String> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    header("etag").filter(|tag| tag.starts_with('"')).or_else(|| header("last-modified"))
}

/// Begin and total of `Content-Range: bytes 5-9/10`; no begin in `bytes */10`.
fn content_range(headers: &HeaderMap) -> Option<(Option<u64>, Option<u64>)> {
    let text = headers.get("content-range")?.to_str().ok()?;
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let begin = range.split_once('-').and_then(|(begin, _)| begin.parse().ok());
    Some((begin, total.parse().ok()))
}
