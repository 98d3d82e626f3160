//! Requests to the one host, with redirects, time limits and reasons to try again.

use std::io;
use std::time::Duration;

use ureq::http::{Response, Uri};
use ureq::{Agent, Body, Error};

use super::error::{FetchError, tame};
use super::progress::Progress;
use super::retry::{LONGEST_ASKED, Patience, Tries, asked};
use super::site::Site;

/// Redirects that one request follows.
const MOST_REDIRECTS: usize = 5;
/// Longest that one answer may take; what has arrived by then is gone on from.
const LONGEST_ANSWER: Duration = Duration::from_secs(3600);

/// Talks to one site.
pub(super) struct Client {
    agent: Agent,
    site: Site,
    key: Option<String>,
    patience: Patience,
}

/// Why there is no answer.
pub(super) enum Miss {
    /// It may come at another try, perhaps after the time that the server asks for.
    Later { why: String, asked: Option<Duration> },
    /// It will not come.
    Never(FetchError),
}

impl Client {
    /// A client that gives an answer up after so long a silence.
    pub(super) fn new(site: Site, key: Option<String>, patience: Patience, silence: Duration) -> Self {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .https_only(!site.is_loopback())
            .user_agent(concat!("zoneplan/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .timeout_connect(Some(silence))
            .timeout_recv_response(Some(silence * 2))
            .timeout_per_read(Some(silence))
            .timeout_per_write(Some(silence))
            .timeout_recv_body(Some(LONGEST_ANSWER));
        if site.is_loopback() {
            config = config.proxy(None);
        }
        Self { agent: config.build().new_agent(), site, key, patience }
    }

    pub(super) const fn site(&self) -> &Site {
        &self.site
    }

    /// Begins to count tries.
    pub(super) const fn tries(&self) -> Tries {
        self.patience.tries()
    }

    /// A text without the key, should a server repeat it.
    pub(super) fn without_key(&self, text: &str) -> String {
        match &self.key {
            Some(key) if text.contains(key.as_str()) => text.replace(key.as_str(), "(the key)"),
            _ => text.to_owned(),
        }
    }

    /// Asks once. The answer is 200, 206 or 416.
    pub(super) fn ask(&self, url: &Uri, headers: &[(&str, &str)]) -> Result<Response<Body>, Miss> {
        let mut at = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let mut request = self.agent.get(&at);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            if let Some(key) = &self.key {
                request = request.header("x-goog-api-key", key);
            }
            let response = request.call().map_err(|error| self.missed(&at, error))?;
            let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
            match (response.status().as_u16(), header("location")) {
                (200 | 206 | 416, _) => return Ok(response),
                (301 | 302 | 303 | 307 | 308, Some(link)) => {
                    at = self.site.follow(&at, &self.without_key(link)).map_err(Miss::Never)?;
                }
                (429 | 500..=599, _) => {
                    let asked = header("retry-after").and_then(|text| asked(text, header("date")));
                    let why = status(&response);
                    return Err(match asked {
                        Some(wait) if wait > LONGEST_ASKED => Miss::Never(FetchError::new(
                            &at,
                            format!("{why} and asks to wait {} s", wait.as_secs()),
                            "run it again after that time",
                        )),
                        asked => Miss::Later { why, asked },
                    });
                }
                _ => return Err(Miss::Never(self.refused(&at, response))),
            }
        }
        Err(Miss::Never(FetchError::new(url, "redirects without end", "the feed may have moved")))
    }

    /// Waits before the next try, or says why there is none.
    pub(super) fn wait(
        &self,
        url: &Uri,
        tries: &mut Tries,
        why: &str,
        asked: Option<Duration>,
        progress: &mut Progress,
    ) -> Result<(), FetchError> {
        let Some(wait) = tries.fail(asked) else {
            let problem = format!("{why}, {} times in a row", tries.failed());
            return Err(FetchError::new(url, problem, "look at the connection and run it again later"));
        };
        progress.waits(wait, why);
        std::thread::sleep(wait);
        Ok(())
    }

    /// What a failed request means.
    fn missed(&self, at: &Uri, error: Error) -> Miss {
        match error {
            Error::Io(_)
            | Error::Timeout(_)
            | Error::HostNotFound
            | Error::ConnectionFailed
            | Error::BodyStalled => Miss::Later { why: self.without_key(&broken(&error)), asked: None },
            // A proxy that is down may come back.
            Error::ConnectProxyFailed(_) => Miss::Later { why: tame(&error.to_string()), asked: None },
            error => Miss::Never(FetchError::new(
                at,
                self.without_key(&tame(&error.to_string())),
                "what answers is not the feed; look at the proxy and the clock of this machine",
            )),
        }
    }

    /// An answer that another try will not better.
    fn refused(&self, at: &Uri, response: Response<Body>) -> FetchError {
        let code = response.status().as_u16();
        let status = status(&response);
        let said = match said(response) {
            Some(said) => format!("{status}: \"{}\"", tame(&self.without_key(&said))),
            None => status,
        };
        let advice = match (code, &self.key) {
            (400 | 401 | 403, Some(_)) => {
                "the key may be wrong, or the Cloud Billing API not enabled in its project"
            }
            (403 | 404, None) => "the provider has no such file: look at --region",
            _ => "the feed may have changed its shape",
        };
        FetchError::new(at, said, advice)
    }
}

fn status(response: &Response<Body>) -> String {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or_default();
    format!("the server answers {} {reason}", status.as_u16()).trim_end().to_owned()
}

/// A connection that did not come about or broke.
pub(super) fn broken(error: &dyn std::fmt::Display) -> String {
    format!("the connection failed: {}", tame(&error.to_string()))
}

/// The message of an answer that is a JSON error of Google or Azure.
fn said(response: Response<Body>) -> Option<String> {
    const MOST: u64 = 64 * 1024;
    let body = response.into_body().into_with_config().limit(MOST).read_to_string().ok()?;
    let json: serde_json::Value = serde_json::from_str(&body).ok()?;
    ["/error/message", "/Error/Message", "/message"]
        .into_iter()
        .find_map(|path| json.pointer(path)?.as_str().map(str::to_owned))
}

/// Whether a reader failed at its own limit rather than on the way.
pub(super) fn is_limit(error: &io::Error) -> bool {
    error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Error>())
        .is_some_and(|error| matches!(error, Error::BodyExceedsLimit(_)))
}
