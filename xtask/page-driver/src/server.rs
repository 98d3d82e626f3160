//! A static file server on loopback.

use anyhow::{Result, anyhow};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tiny_http::{Header, Request, Response, StatusCode};

/// Serves one folder on 127.0.0.1 until it is dropped. A file that has a neighbour of its name and
/// `.br` is sent as that to browsers that take brotli.
pub struct Server {
    address: SocketAddr,
    http: Arc<tiny_http::Server>,
    thread: Option<JoinHandle<()>>,
    manner: Arc<Mutex<Manner>>,
}

/// How a host answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// With its files.
    #[default]
    Sound,
    /// Everything with 502 and a page that says so, as hosts in trouble do.
    Failing,
    /// With its files, and `index.html` with the way to the folder.
    Redirecting,
    /// With its files, and a page that ends in the middle.
    BreakingOff,
    /// With its files, but style sheets never.
    WithoutStyles,
    /// Everything with 200 and a page of somebody else, as networks do that ask for a name first.
    Foreign,
}

impl Server {
    /// Serves `folder` at `port`; port 0 takes any free one.
    ///
    /// Errors: the folder has no `index.html`, or the port is taken.
    pub fn start(folder: &Path, port: u16) -> Result<Self> {
        Self::start_with(folder, port, Vec::new())
    }

    /// The same; every answer carries these headers, names and values, as well.
    ///
    /// Errors: those of `start`, and a header that is no ASCII.
    pub fn start_with(folder: &Path, port: u16, headers: Vec<(String, String)>) -> Result<Self> {
        let more = headers.iter().map(|(name, value)| {
            Header::from_bytes(name.as_str(), value.as_str())
                .map_err(|()| anyhow!("{name}: {value} is no header"))
        });
        let more = more.collect::<Result<Vec<_>>>()?;
        let index = folder.join("index.html");
        if !index.is_file() {
            return Err(anyhow!("{} is missing: `cargo xtask build` makes it", index.display()));
        }
        let http = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port))
            .map_err(|error| anyhow!("cannot listen on 127.0.0.1:{port}: {error}"))?;
        let address = http.server_addr().to_ip().ok_or_else(|| anyhow!("the server has no IP address"))?;
        let http = Arc::new(http);
        let manner = Arc::new(Mutex::new(Manner::default()));
        let thread = std::thread::spawn({
            let (http, folder, manner) = (Arc::clone(&http), folder.to_owned(), Arc::clone(&manner));
            // `unblock` ends the iterator, and with it the thread.
            move || {
                let mut held = Vec::new();
                for request in http.incoming_requests() {
                    let manner = *manner.lock().unwrap_or_else(PoisonError::into_inner);
                    if manner == Manner::WithoutStyles && request.url().ends_with(".css") {
                        // It is answered by nobody, and lives as long as the server.
                        held.push(request);
                        continue;
                    }
                    answer_in(manner, request, &folder, &more);
                }
            }
        });
        Ok(Self { address, http, thread: Some(thread), manner })
    }

    /// Where the page is: `http://127.0.0.1:8080/`.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers in this manner from now on.
    pub fn answer_from_now_on(&self, manner: Manner) {
        *self.manner.lock().unwrap_or_else(PoisonError::into_inner) = manner;
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // The thread only ends by a panic, which it has reported itself.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers as a host does in this manner.
fn answer_in(manner: Manner, request: Request, folder: &Path, more: &[Header]) {
    let is_page = file_of(request.url(), folder).is_some_and(|path| path.ends_with("index.html"));
    match manner {
        Manner::Failing => send_page(request, 502, "<title>502 Bad Gateway</title>"),
        Manner::Foreign => {
            let page = "<!doctype html><html lang=\"en\"><title>Sign in</title><p>Who are you?</p></html>";
            send_page(request, 200, page);
        }
        Manner::BreakingOff if is_page => {
            let page = std::fs::read_to_string(folder.join("index.html")).unwrap_or_default();
            let half: String = page.chars().take(page.chars().count() / 2).collect();
            send_page(request, 200, &half);
        }
        Manner::Redirecting if request.url().ends_with("index.html") => {
            let way = Response::empty(StatusCode(308)).with_header(header("Location", "./"));
            // A browser that closed the connection needs no answer.
            drop(request.respond(way));
        }
        Manner::Sound | Manner::BreakingOff | Manner::Redirecting | Manner::WithoutStyles => {
            answer(request, folder, more);
        }
    }
}

/// Sends a page of this text.
fn send_page(request: Request, status: u16, text: &str) {
    let page = Response::from_string(text).with_status_code(StatusCode(status));
    // A browser that closed the connection needs no answer.
    drop(request.respond(page.with_header(header("Content-Type", "text/html"))));
}

/// Sends the file that `request` names, or a 404.
fn answer(request: Request, folder: &Path, more: &[Header]) {
    let file = file_of(request.url(), folder).and_then(|path| {
        let content_type = content_type(&path);
        let smaller = takes_brotli(&request).then(|| std::fs::read(brotli_of(&path)).ok()).flatten();
        let is_smaller = smaller.is_some();
        smaller.or_else(|| std::fs::read(&path).ok()).map(|bytes| (bytes, content_type, is_smaller))
    });
    let sent = match file {
        Some((bytes, content_type, is_brotli)) => {
            let mut response = Response::from_data(bytes)
                .with_header(header("Content-Type", content_type))
                .with_header(header("Cache-Control", "no-cache"));
            if is_brotli {
                response.add_header(header("Content-Encoding", "br"));
            }
            for header in more {
                response.add_header(header.clone());
            }
            request.respond(response)
        }
        None => request.respond(Response::from_string("not found").with_status_code(StatusCode(404))),
    };
    // A browser that closed the connection needs no answer.
    drop(sent);
}

/// The file that holds the same in brotli, where there is one.
pub fn brotli_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

fn takes_brotli(request: &Request) -> bool {
    let mut encodings = request.headers().iter().filter(|header| header.field.equiv("Accept-Encoding"));
    encodings.any(|header| header.value.as_str().split(',').any(|one| one.trim().starts_with("br")))
}

/// The file under `folder` that a request path names; nothing outside of the folder.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let is_folder = path.is_empty() || path.ends_with('/');
    let relative = if is_folder { format!("{path}index.html") } else { path.to_owned() };
    let relative = Path::new(&relative);
    relative.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(relative))
}

/// The media type that belongs to a file's extension.
fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

/// A header of plain ASCII text.
fn header(name: &'static str, value: &'static str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name}: {value} is ASCII"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_file_inside_the_folder() {
        let folder = Path::new("dist");
        assert_eq!(file_of("/", folder), Some(folder.join("index.html")));
        assert_eq!(file_of("/data/a.csv?v=1", folder), Some(folder.join("data").join("a.csv")));
        assert_eq!(file_of("/../Cargo.toml", folder), None);
        assert_eq!(file_of("/data/../../Cargo.toml", folder), None);
    }
}
