//! Looks at what a host sends of the page.

use crate::installable::{self, WORKER};
use crate::table;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use ureq::ResponseExt;

/// What a host sent.
struct Sent {
    headers: BTreeMap<String, String>,
    bytes: Vec<u8>,
    /// Whether it came from another address than was asked.
    is_redirected: bool,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Headers that the page cannot say of itself, and what they must hold.
const HEADERS: [(&str, &str); 4] = [
    ("content-security-policy", "frame-ancestors"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=()"),
];

/// Types that browsers insist on, by the ending of the name.
const TYPES: [(&str, &[&str]); 4] = [
    (".html", &["text/html"]),
    (".js", &["text/javascript", "application/javascript"]),
    (".css", &["text/css"]),
    (".wasm", &["application/wasm"]),
];

/// Files that are a quarter as large when they are sent compressed.
const COMPRESSED: [&str; 4] = [".html", ".js", ".css", ".wasm"];

/// Fetches every file of the page at `url`; prints what is amiss. Fails where the page would not
/// work or is not of one build; headers that are missing are told and do not fail.
pub fn check(url: &str) -> Result<()> {
    let base = url.trim_end_matches("index.html").trim_end_matches('/');
    let index = fetch(&format!("{base}/"))?;
    let html = String::from_utf8(index.bytes.clone()).context("the page is not UTF-8")?;
    if !html.contains("data-worker=") {
        bail!("{base}/ is not Zoneplan's page");
    }
    let script = String::from_utf8(fetch(&format!("{base}/{WORKER}"))?.bytes)?;
    let listed = installable::listed(&script)?;

    let (mut wrong, mut files, mut redirected) = (Vec::new(), BTreeMap::new(), Vec::new());
    for name in &listed.files {
        match fetch(&format!("{base}/{name}")) {
            Ok(sent) => {
                wrong.extend(wrong_type(name, sent.header("content-type")));
                let cache = sent.header("cache-control");
                if !installable::is_hashed(name) && cache.contains("immutable") {
                    wrong.push(format!("{name} may change, but is sent as immutable"));
                }
                redirected.extend(sent.is_redirected.then_some(name.as_str()));
                files.insert(name.clone(), sent.bytes);
            }
            Err(error) => wrong.push(format!("{error:#}")),
        }
    }
    if files.len() == listed.files.len() && installable::version(&files) != listed.version {
        wrong.push("the files are not those of one build: upload all of dist/ again".to_owned());
    }
    let row = |what: String, is_there: bool, found: &str| {
        [what, if is_there { "sent" } else { "MISSING" }.to_owned(), found.to_owned()]
    };
    let mut told: Vec<[String; 3]> = HEADERS
        .iter()
        .map(|(name, holds)| row((*name).to_owned(), index.header(name).contains(holds), index.header(name)))
        .collect();
    // One file of each kind stands for all: they are sent by the same rule.
    for ending in COMPRESSED {
        let Some(name) = listed.files.iter().rev().find(|name| name.ends_with(ending)) else { continue };
        let headers = headers(&format!("{base}/{name}"))?;
        let found = headers.get("content-encoding").map_or("", String::as_str);
        told.push(row(format!("{ending} compressed"), !found.is_empty(), found));
        if installable::is_hashed(name) {
            let found = headers.get("cache-control").map_or("", String::as_str);
            told.push(row(format!("{ending} with a hash kept"), found.contains("immutable"), found));
        }
    }
    told.push(row("files at their own addresses".to_owned(), redirected.is_empty(), &redirects(&redirected)));
    println!("{base}/: {} files\n", listed.files.len());
    table::print(["what is asked of a host", "", "what it sends"], &told);
    if !wrong.is_empty() {
        bail!("{} faults:\n  {}", wrong.len(), wrong.join("\n  "));
    }
    println!("\nevery file is there, of its type, and of one build");
    Ok(())
}

/// What is told of files that a host redirects from.
fn redirects(names: &[&str]) -> String {
    if names.is_empty() { String::new() } else { format!("redirected from: {}", names.join(", ")) }
}

/// What is wrong with the type that a file was sent with.
fn wrong_type(name: &str, sent: &str) -> Option<String> {
    let (_, allowed) = TYPES.iter().find(|(ending, _)| name.ends_with(ending))?;
    let is_allowed = allowed.iter().any(|allowed| sent.starts_with(allowed));
    (!is_allowed).then(|| format!("{name} is sent as \"{sent}\", allowed is {}", allowed.join(" or ")))
}

/// The headers that a browser gets with a file.
fn headers(url: &str) -> Result<BTreeMap<String, String>> {
    let asked = ureq::head(url).header("Accept-Encoding", "br, gzip, zstd");
    Ok(texts(asked.call().with_context(|| url.to_owned())?.headers()))
}

fn texts(headers: &ureq::http::HeaderMap) -> BTreeMap<String, String> {
    let text = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    headers.iter().map(text).collect()
}

fn fetch(url: &str) -> Result<Sent> {
    const MOST_BYTES: u64 = 64 * 1024 * 1024;
    let mut response = ureq::get(url).call().with_context(|| url.to_owned())?;
    let is_redirected = *response.get_uri() != *url;
    let headers = texts(response.headers());
    let bytes =
        response.body_mut().with_config().limit(MOST_BYTES).read_to_vec().with_context(|| url.to_owned())?;
    Ok(Sent { headers, bytes, is_redirected })
}

#[cfg(test)]
mod tests {
    use super::*;
    use page_driver::{Manner, Server};
    use std::path::Path;

    /// A page of three files, as the build writes it.
    fn write_page(folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder.join("data"))?;
        std::fs::write(folder.join("index.html"), "<html data-version=\"\" data-worker=\"w.js\"></html>")?;
        std::fs::write(folder.join("app-3c49cb319fffc03e.js"), "1")?;
        std::fs::write(folder.join("data/a.csv"), "a")?;
        std::fs::write(folder.join(WORKER), include_str!("../../public/service_worker.js"))?;
        installable::write(folder)
    }

    #[test]
    fn a_whole_site_passes_and_one_of_two_builds_does_not() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-site-{}", std::process::id()));
        write_page(&folder)?;
        let server = Server::start(&folder, 0)?;
        let whole = check(&server.url());
        std::fs::write(folder.join("data/a.csv"), "b")?;
        let mixed = check(&server.url()).expect_err("a file of another build").to_string();
        std::fs::remove_file(folder.join("data/a.csv"))?;
        let torn = check(&server.url()).expect_err("a file that is missing").to_string();
        drop(server);
        std::fs::remove_dir_all(&folder)?;
        whole?;
        assert!(mixed.contains("not those of one build"), "{mixed}");
        assert!(torn.contains("data/a.csv"), "{torn}");
        Ok(())
    }

    #[test]
    fn a_file_that_a_host_redirects_from_is_known() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-way-{}", std::process::id()));
        write_page(&folder)?;
        let server = Server::start(&folder, 0)?;
        let address = format!("{}index.html", server.url());
        let direct = fetch(&address);
        server.answer_from_now_on(Manner::Redirecting);
        let (redirected, whole) = (fetch(&address), check(&server.url()));
        drop(server);
        std::fs::remove_dir_all(&folder)?;
        assert!(!direct?.is_redirected && redirected?.is_redirected);
        whole?;
        assert_eq!(redirects(&["index.html"]), "redirected from: index.html");
        Ok(())
    }

    #[test]
    fn types_that_browsers_refuse_are_named() {
        assert_eq!(wrong_type("a.wasm", "application/wasm"), None);
        assert_eq!(wrong_type("a.js", "text/javascript; charset=utf-8"), None);
        assert_eq!(wrong_type("a.csv", "anything"), None);
        assert!(
            wrong_type("a.wasm", "application/octet-stream")
                .is_some_and(|told| told.contains("application/wasm"))
        );
    }
}
