//! Price feeds downloaded from a server on this machine, in good and bad weather.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::text;
use crate::loopback::{Reply, Request, Server, reply};

const KEY: &str = "AIza-secret-of-a-test";

/// A run against a server, with short waits.
struct Run<'a> {
    server: &'a Server,
    out: &'a Path,
    arguments: &'a [&'a str],
    key: Option<&'a str>,
}

impl<'a> Run<'a> {
    fn aws(server: &'a Server, out: &'a TempDir) -> Self {
        Self {
            server,
            out: out.path(),
            arguments: &["--provider", "aws", "--region", "eu-central-1"],
            key: None,
        }
    }

    fn azure(server: &'a Server, out: &'a TempDir) -> Self {
        let arguments = &["--provider", "azure", "--region", "westeurope"];
        Self { server, out: out.path(), arguments, key: None }
    }

    fn gcp(server: &'a Server, out: &'a TempDir) -> Self {
        Self { server, out: out.path(), arguments: &["--provider", "gcp"], key: Some(KEY) }
    }

    fn output(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zoneplan"));
        command.args(["prices", "fetch", "--endpoint", &self.server.url(), "--backoff-ms", "1", "--out"]);
        command.arg(self.out).args(self.arguments).args(more).env_remove("ZONEPLAN_GCP_KEY");
        if let Some(key) = self.key {
            command.env("ZONEPLAN_GCP_KEY", key);
        }
        command.output().expect("it ends")
    }

    /// The answer as a document.
    #[track_caller]
    fn succeeds(&self, more: &[&str]) -> Value {
        let output = self.output(&[more, &["--format", "json"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(text(&output.stderr), "");
        serde_json::from_slice(&output.stdout).expect("one JSON document")
    }

    /// The one complaint.
    #[track_caller]
    fn fails(&self, more: &[&str]) -> String {
        let output = self.output(more);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
        assert!(output.stdout.is_empty());
        let complaint = text(&output.stderr);
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        complaint
    }
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

/// Names of the files that a reader of feeds would see.
fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

fn partials(folder: &TempDir) -> Vec<String> {
    names(folder).into_iter().filter(|name| name.contains(".partial")).collect()
}

/// An offer file of some length.
fn offer(rows: usize) -> Vec<u8> {
    let mut text = "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"x\"\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!("\"SKU{row:08}\",\"JRTCKXETXF\",\"{}\"\n", row * 31 % 977));
    }
    text.into_bytes()
}

/// An honest server of one file with one tag: parts are served when the tag is the right one.
fn file(request: &Request, body: &[u8], tag: &str) -> Reply {
    match request.begin() {
        Some(begin) if request.header("if-range") == Some(tag) => {
            let range = format!("bytes {begin}-{}/{}", body.len() - 1, body.len());
            reply(206, &body[begin..]).with("Content-Range", range).with("ETag", tag)
        }
        _ => reply(200, body).with("ETag", tag),
    }
}

const FIRST: &str = "aws-eu-central-1-AWSDataTransfer.csv";

#[test]
fn every_offer_of_a_region_becomes_a_file() {
    let body = offer(100);
    let served = body.clone();
    let server = Server::start(move |request, _| file(request, &served, "\"a\""));
    let out = folder();
    let run = Run::aws(&server, &out);
    let answer = run.succeeds(&[]);
    assert_eq!(answer["files"].as_array().map(Vec::len), Some(8));
    assert_eq!(answer["files"][0]["how"], "downloaded");
    assert_eq!(answer["files"][0]["bytes"], body.len());
    for offer in [
        "AWSDataTransfer",
        "AWSELB",
        "AmazonEC2",
        "AmazonEKS",
        "AmazonElastiCache",
        "AmazonRDS",
        "AmazonS3",
        "AmazonVPC",
    ] {
        let path = out.path().join(format!("aws-eu-central-1-{offer}.csv"));
        assert_eq!(fs::read(&path).expect("a file"), body);
        let asked = format!("/offers/v1.0/aws/{offer}/current/eu-central-1/index.csv");
        assert!(server.requests().iter().any(|request| request.path == asked), "{asked}");
    }
    assert_eq!(names(&out).len(), 8, "nothing else is left: {:?}", names(&out));
    let first = &server.requests()[0];
    assert!(first.header("range").is_none());
    assert!(first.header("user-agent").is_some_and(|agent| agent.starts_with("zoneplan/")));
    let again = run.succeeds(&[]);
    assert_eq!((&again["files"][7]["how"], server.requests().len()), (&"already-there".into(), 8));
    run.succeeds(&["--refresh"]);
    assert_eq!(server.requests().len(), 16);
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    let server = Server::start(|request, before| match before {
        0 => reply(429, "slow down").with("Retry-After", 1),
        1 | 2 => reply(503, ""),
        3 => reply(500, ""),
        _ => file(request, &offer(1), "\"a\""),
    });
    let out = folder();
    let begin = Instant::now();
    Run::aws(&server, &out).succeeds(&[]);
    assert!(begin.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.requests().len(), 8 + 4);
}

#[test]
fn a_server_that_stays_away_is_given_up_with_its_address_and_status() {
    let server = Server::start(|_, _| reply(503, ""));
    let out = folder();
    let complaint = Run::aws(&server, &out).fails(&[]);
    for part in [
        "/offers/v1.0/aws/AWSDataTransfer/current/eu-central-1/index.csv",
        "503",
        "6 times in a row",
        "0 of 8 files",
    ] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    assert_eq!((server.requests().len(), names(&out).len()), (6, 0));
    let asks_long = Server::start(|_, _| reply(429, "").with("Retry-After", 86400));
    let complaint = Run::aws(&asks_long, &out).fails(&[]);
    assert!(complaint.contains("asks to wait 86400 s"), "{complaint}");
    assert_eq!(asks_long.requests().len(), 1);
}

#[test]
fn a_broken_connection_is_gone_on_with_where_it_broke() {
    let body = offer(20_000);
    let served = body.clone();
    let server = Server::start(move |request, before| {
        let answer = file(request, &served, "\"a\"");
        match before {
            0 => answer.cut_at(200_000),
            1 => answer.cut_at(100_000),
            _ => answer,
        }
    });
    let out = folder();
    let answer = Run::aws(&server, &out).succeeds(&[]);
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), body);
    assert_eq!(answer["files"][0]["how"], "downloaded", "it was all one run");
    let requests = server.requests();
    assert_eq!((requests[1].begin(), requests[1].header("if-range")), (Some(200_000), Some("\"a\"")));
    assert_eq!(requests[2].begin(), Some(300_000));
    assert!(partials(&out).is_empty());
}

#[test]
fn a_file_in_chunks_is_whole_when_its_last_chunk_came() {
    let body = offer(500);
    let served = body.clone();
    let server = Server::start(move |_, before| {
        let answer = reply(200, served.clone()).chunked();
        match before {
            0 => answer.cut_at(2_500),
            // Between two chunks.
            1 => answer.cut_at(2 * 1_007),
            _ => answer,
        }
    });
    let out = folder();
    Run::aws(&server, &out).succeeds(&[]);
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), body);
    assert_eq!(server.requests().len(), 8 + 2);
}

#[test]
fn a_server_that_falls_silent_is_asked_for_the_rest() {
    let body = offer(1_000);
    let served = body.clone();
    let server = Server::start(move |request, before| {
        let answer = file(request, &served, "\"a\"");
        if before == 0 { answer.silent_at(9_000) } else { answer }
    });
    let out = folder();
    Run::aws(&server, &out).succeeds(&["--silence-ms", "300"]);
    assert_eq!(server.requests()[1].begin(), Some(9_000));
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), body);
}

#[test]
fn a_position_that_the_server_forgot_starts_the_list_over() {
    let out = folder();
    let marker = out.path().join(".second-run");
    let seen = marker.clone();
    let server =
        Server::start(move |request, _| match (request.path.contains("pageToken=old"), seen.exists()) {
            (false, false) => gcp_page("old"),
            (true, false) => reply(503, ""),
            (true, true) => reply(400, "{\"error\":{\"message\":\"page token has expired\"}}"),
            (false, true) => gcp_page(""),
        });
    let run = Run::gcp(&server, &out);
    assert!(run.fails(&[]).contains("what has arrived is kept"));
    fs::write(&marker, "").expect("written");
    let answer = run.succeeds(&[]);
    assert_eq!(answer["files"][0]["how"], "downloaded");
    assert_eq!(lines(out.path().join("gcp-cloud-sql.ndjson")).len(), 1);
}

#[test]
fn what_is_finished_stays_and_the_next_run_goes_on_with_the_rest() {
    let body = offer(2_000);
    let served = body.clone();
    let bad = Server::start(move |request, before| match before {
        0 => file(request, &served, "\"a\""),
        1 => file(request, &served, "\"a\"").cut_at(10_000),
        _ => reply(503, ""),
    });
    let out = folder();
    let address = bad.url();
    let complaint = Run::aws(&bad, &out).fails(&[]);
    for part in
        ["AWSELB", "what has arrived is kept in", "aws-eu-central-1-AWSELB.csv.partial", "1 of 8 files"]
    {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), body);
    assert_eq!(partials(&out).len(), 2);
    drop(bad);
    let served = body.clone();
    let good = Server::start(move |request, _| file(request, &served, "\"a\""));
    // The same address in the eyes of the state beside the file.
    let state = out.path().join("aws-eu-central-1-AWSELB.csv.partial.json");
    let text = fs::read_to_string(&state).expect("a state");
    assert!(text.contains("\"validator\":\"\\\"a\\\"\""), "{text}");
    fs::write(&state, text.replace(&address, &good.url())).expect("written");
    let answer = Run::aws(&good, &out).succeeds(&[]);
    assert_eq!(
        (&answer["files"][0]["how"], &answer["files"][1]["how"]),
        (&"already-there".into(), &"resumed".into())
    );
    assert_eq!(good.requests()[0].begin(), Some(10_000));
    assert_eq!(fs::read(out.path().join("aws-eu-central-1-AWSELB.csv")).expect("a file"), body);
}

#[test]
fn a_file_that_changed_on_the_way_is_started_over() {
    let (old, new) = (offer(1_000), offer(1_500));
    let expected = new.clone();
    let server = Server::start(move |request, before| match before {
        0 => file(request, &old, "\"old\"").cut_at(9_000),
        _ => file(request, &new, "\"new\""),
    });
    let out = folder();
    Run::aws(&server, &out).succeeds(&[]);
    assert_eq!(server.requests()[1].header("if-range"), Some("\"old\""));
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), expected);
}

#[test]
fn a_part_of_another_version_is_not_appended() {
    let body = offer(1_000);
    let served = body.clone();
    let server = Server::start(move |request, before| {
        let part = |begin: usize, tag: &str, told: usize| {
            let range = format!("bytes {told}-{}/{}", served.len() - 1, served.len());
            reply(206, &served[begin..]).with("Content-Range", range).with("ETag", tag)
        };
        match before {
            0 => file(request, &served, "\"a\"").cut_at(9_000),
            1 => part(9_000, "\"b\"", 9_000),
            2 => file(request, &served, "\"a\"").cut_at(5_000),
            3 => part(4_000, "\"a\"", 4_000),
            4 => file(request, &served, "\"a\"").cut_at(5_000),
            5 => reply(416, "").with("Content-Range", "bytes */77"),
            _ => file(request, &served, "\"a\""),
        }
    });
    let out = folder();
    Run::aws(&server, &out).fails(&[]);
    Run::aws(&server, &out).succeeds(&[]);
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), body);
}

#[test]
fn without_a_tag_a_broken_download_starts_over() {
    let body = offer(1_000);
    let served = body.clone();
    let server = Server::start(move |_, before| {
        let answer = reply(200, served.clone()).with("ETag", "W/\"weak\"");
        if before == 0 { answer.cut_at(5_000) } else { answer }
    });
    let out = folder();
    Run::aws(&server, &out).succeeds(&[]);
    assert!(server.requests().iter().all(|request| request.header("range").is_none()));
    assert_eq!(fs::read(out.path().join(FIRST)).expect("a file"), body);
}

#[test]
fn an_answer_that_is_no_feed_is_not_kept() {
    for (answer, part) in [
        (reply(200, "<html>\u{1b}[31mLog in</html>"), "begins with \"<html> [31mLog in"),
        (reply(200, ""), "begins with \"\""),
        (reply(200, vec![0x1f, 0x8b, 8, 0]), "is not the offer AWSDataTransfer of eu-central-1"),
        (reply(200, offer(3)).without_length(), "does not say how long"),
        (reply(200, offer(3)).with("Content-Length", 99_999_999), "Content-Length"),
    ] {
        let out = folder();
        let server = Server::start(move |_, _| answer.clone());
        let complaint = Run::aws(&server, &out).fails(&[]);
        assert!(complaint.to_lowercase().contains(&part.to_lowercase()), "{part}: {complaint}");
        assert!(!complaint.contains('\u{1b}'));
        assert!(names(&out).is_empty(), "{:?}", names(&out));
    }
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let server = Server::start(|_, _| reply(200, offer(100_000)));
    let out = folder();
    let complaint = Run::aws(&server, &out).fails(&["--max-mib", "1"]);
    assert!(complaint.contains("larger than 1 MiB; --max-mib allows more"), "{complaint}");
    assert!(names(&out).is_empty());
}

#[test]
fn a_region_that_the_provider_does_not_have_is_named() {
    let server = Server::start(|_, _| reply(404, "no"));
    let out = folder();
    let run = Run::aws(&server, &out);
    let complaint = run.fails(&[]);
    for part in ["AWSDataTransfer/current/eu-central-1", "404 Not Found", "look at --region"] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    assert_eq!(server.requests().len(), 1, "it is not asked again");
    let unknown = Run { arguments: &["--provider", "aws", "--region", "eu-centrl-1"], ..run };
    assert!(unknown.fails(&[]).contains("the nearest is eu-central-1"));
    let path = Run { arguments: &["--provider", "azure", "--region", "../up"], ..unknown };
    assert!(path.fails(&[]).contains("small letters"));
    let none = Run { arguments: &["--provider", "aws"], ..path };
    assert!(none.fails(&[]).contains("one region or more"));
    let other = Run { arguments: &["--provider", "openshift"], ..none };
    assert!(other.fails(&[]).contains("allowed is aws | azure | gcp"));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn redirects_are_followed_on_the_same_host_only() {
    let server = Server::start(|request, _| match request.path.strip_prefix("/moved") {
        None => reply(302, "").with("Location", format!("/moved{}", request.path)),
        Some(_) => file(request, &offer(1), "\"a\""),
    });
    let out = folder();
    Run::aws(&server, &out).succeeds(&[]);
    for (link, part) in [
        ("https://other.example/offers", "no other host"),
        ("http://pricing.us-east-1.amazonaws.com/x", "no other host"),
        ("/again", "redirects without end"),
    ] {
        let server = Server::start(move |_, _| reply(301, "").with("Location", link));
        let out = folder();
        let complaint = Run::aws(&server, &out).fails(&[]);
        assert!(complaint.contains(part), "{complaint}");
    }
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let out = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_zoneplan"))
        .args(["prices", "fetch", "--provider", "aws", "--region", "eu-central-1", "--out"])
        .arg(out.path().join("feeds"))
        .args(["--endpoint", "http://mirror.example"])
        .output()
        .expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("--endpoint: found \"http://mirror.example\", allowed is https://HOST")
    );
    assert!(names(&out).is_empty());
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let server = Server::start(|_, _| reply(500, ""));
    let out = folder();
    let lock = fs::File::create(out.path().join(".zoneplan-fetch.lock")).expect("a file");
    lock.try_lock().expect("locked");
    assert!(Run::aws(&server, &out).fails(&[]).contains("another run is downloading"));
    assert!(server.requests().is_empty());
}

/// A page of Azure's list.
fn azure_page(items: usize, next: Option<String>) -> Reply {
    let item = json!({ "currencyCode": "USD", "retailPrice": 0.1, "armRegionName": "westeurope" });
    let page = json!({
        "BillingCurrency": "USD", "CustomerEntityId": "Default", "CustomerEntityType": "Retail",
        "Items": vec![item; items], "NextPageLink": next, "Count": items,
    });
    reply(200, serde_json::to_string_pretty(&page).expect("JSON"))
}

const MACHINES: &str = "azure-westeurope-virtual-machines.ndjson";

fn lines(path: PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a file");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_page_of_azure_is_a_line_and_links_are_followed() {
    let server = Server::start(|request, _| {
        let is_machines = request.path.contains("serviceName%20eq%20'Virtual%20Machines'");
        match (is_machines, request.path.contains("$skip=")) {
            (true, false) => {
                // The official feed names its own host, with a port.
                azure_page(3, Some(format!("https://prices.azure.com:443{}&$skip=3", request.path)))
            }
            (true, true) => azure_page(2, None),
            _ => azure_page(0, None),
        }
    });
    let out = folder();
    let answer = Run::azure(&server, &out).succeeds(&[]);
    assert_eq!(answer["files"].as_array().map(Vec::len), Some(19));
    let pages = lines(out.path().join(MACHINES));
    let counts: Vec<usize> =
        pages.iter().map(|page| page["Items"].as_array().expect("items").len()).collect();
    assert_eq!(counts, [3, 2]);
    let asked = server.requests().into_iter().find(|request| request.path.contains("Virtual%20Machines"));
    let asked = asked.expect("asked").path;
    for part in ["/api/retail/prices?", "armRegionName%20eq%20'westeurope'", "$filter=", "currencyCode='USD'"]
    {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    assert!(server.requests().iter().any(|request| request.path.contains("armRegionName%20eq%20'Global'")));
}

#[test]
fn a_link_that_asks_for_nothing_is_mended() {
    let server = Server::start(|request, _| {
        if request.path.contains("$skip=100") {
            let is_mended = request.path.contains("$top=1000") && !request.path.contains("$top=0");
            if is_mended { azure_page(1, None) } else { reply(400, "{}") }
        } else {
            azure_page(1, Some(format!("{}&$top=0&$skip=100", request.path)))
        }
    });
    let out = folder();
    Run::azure(&server, &out).succeeds(&[]);
    assert_eq!(lines(out.path().join(MACHINES)).len(), 2);
}

#[test]
fn a_list_without_an_end_is_given_up() {
    let server = Server::start(|_, before| azure_page(1, Some(format!("/api/retail/prices?$skip={before}"))));
    let out = folder();
    let complaint = Run::azure(&server, &out).fails(&["--max-pages", "20"]);
    assert!(complaint.contains("more than 20 pages without an end"), "{complaint}");
    assert_eq!((server.requests().len(), names(&out).len()), (20, 0));
    let circle = Server::start(|_, _| azure_page(1, Some("/api/retail/prices?$skip=1".to_owned())));
    let complaint = Run::azure(&circle, &out).fails(&[]);
    assert!(complaint.contains("leads back to itself"), "{complaint}");
    assert_eq!(circle.requests().len(), 2);
}

#[test]
fn a_page_that_broke_off_or_is_none_is_not_saved() {
    let server = Server::start(|_, before| {
        let page = azure_page(2, None);
        if before == 0 { page.cut_at(50) } else { page }
    });
    let out = folder();
    Run::azure(&server, &out).succeeds(&[]);
    assert_eq!(lines(out.path().join("azure-westeurope-application-gateway.ndjson")).len(), 1);
    for (body, part) in [
        ("<html>sign in</html>", "but begins with \"<html>sign in</html>\""),
        ("{\"Items\":[{\"a\":1}", "a JSON object with Items"),
        ("{\"Items\":7}", "a JSON object with Items"),
        ("[]", "a JSON object with Items"),
    ] {
        let server = Server::start(move |_, _| reply(200, body));
        let out = folder();
        let complaint = Run::azure(&server, &out).fails(&[]);
        assert!(complaint.contains(part), "{part}: {complaint}");
        assert!(names(&out).is_empty());
    }
    let elsewhere = Server::start(|_, _| azure_page(1, Some("https://prices.example/api".to_owned())));
    let out = folder();
    assert!(Run::azure(&elsewhere, &out).fails(&[]).contains("no other host"));
    let nothing = Server::start(|_, _| azure_page(0, None));
    let complaint = Run::azure(&nothing, &out).fails(&[]);
    assert!(
        complaint.contains("no price for Virtual Machines of westeurope; look at --region"),
        "{complaint}"
    );
}

#[test]
fn a_list_goes_on_at_the_page_where_it_ended_on_the_same_day_only() {
    for (day, how) in [("Tue, 24 Nov 2026", "resumed"), ("Wed, 25 Nov 2026", "downloaded")] {
        let out = folder();
        // One server for both runs: it fails until the file says otherwise.
        let marker = out.path().join(".second-run");
        let seen = marker.clone();
        let server = Server::start(move |request, _| {
            let is_second = seen.exists();
            let is_first_file = request.path.contains("Application%20Gateway");
            let today = if is_second { day } else { "Tue, 24 Nov 2026" };
            let page = match (is_first_file, request.path.contains("$skip=1")) {
                (true, false) => azure_page(1, Some(format!("{}&$skip=1", request.path))),
                (true, true) if !is_second => reply(503, ""),
                _ => azure_page(1, None),
            };
            page.with("Date", format!("{today} 10:00:00 GMT"))
        });
        let complaint = Run::azure(&server, &out).fails(&[]);
        assert!(complaint.contains("application-gateway.ndjson.partial and the next run"), "{complaint}");
        fs::write(&marker, "").expect("written");
        let before = server.requests().len();
        let answer = Run::azure(&server, &out).succeeds(&[]);
        assert_eq!(answer["files"][0]["how"], how);
        assert!(server.requests()[before].path.contains("$skip=1"));
        assert_eq!(lines(out.path().join("azure-westeurope-application-gateway.ndjson")).len(), 2);
    }
}

/// A page of Google's list.
fn gcp_page(next: &str) -> Reply {
    let page = json!({ "skus": [{ "skuId": "A", "description": "one\nline" }], "nextPageToken": next });
    reply(200, serde_json::to_string_pretty(&page).expect("JSON"))
}

#[test]
fn without_a_key_googles_feed_is_not_asked() {
    let server = Server::start(|_, _| gcp_page(""));
    let out = folder();
    let run = Run { key: None, ..Run::gcp(&server, &out) };
    let complaint = run.fails(&[]);
    for part in ["cannot be read without an API key", "--gcp-key", "ZONEPLAN_GCP_KEY", "Cloud Billing API"] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    assert!(run.fails(&["--gcp-key", "a\nb"]).contains("characters that no key has"));
    assert!(server.requests().is_empty());
}

#[test]
fn the_key_is_sent_and_shown_nowhere() {
    let server = Server::start(|request, _| {
        if request.path.contains("pageToken=a%2Fb") {
            // A server that repeats the key.
            reply(200, format!("{{\"skus\":[{{\"skuId\":\"{KEY}\"}}],\"nextPageToken\":\"\"}}"))
        } else {
            gcp_page("a/b")
        }
    });
    let out = folder();
    let run = Run::gcp(&server, &out);
    let output = run.output(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("the files hold every region"));
    let requests = server.requests();
    assert_eq!(requests.len(), 14);
    assert!(requests.iter().all(|request| request.header("x-goog-api-key") == Some(KEY)));
    assert!(requests.iter().all(|request| !request.path.contains(KEY)));
    assert!(
        requests[0].path.starts_with("/v1/services/9662-B51E-5089/skus?currencyCode=USD"),
        "{:?}",
        requests[0]
    );
    assert_eq!(lines(out.path().join("gcp-compute-engine.ndjson")).len(), 2);
    for name in names(&out) {
        assert!(!fs::read_to_string(out.path().join(&name)).expect("a file").contains(KEY), "{name}");
    }
    let message = format!("{{\"error\":{{\"code\":400,\"message\":\"API key {KEY} not valid\"}}}}");
    let refusing = Server::start(move |_, _| reply(400, message.clone()));
    let out = folder();
    let complaint = Run { key: None, ..Run::gcp(&refusing, &out) }.fails(&["--gcp-key", KEY]);
    assert!(complaint.contains("\"API key (the key) not valid\"; the key may be wrong"), "{complaint}");
    assert!(!complaint.contains(KEY));
}
