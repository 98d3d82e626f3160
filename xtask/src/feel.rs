//! Measures the page as its users feel it: how soon it is there, how it answers edits, what it
//! takes of memory.

use crate::build::build_quietly;
use crate::chromium;
use crate::root::target;
use crate::run::output;
use crate::sizes::{self, brotli};
use crate::table;
use crate::tools;
use anyhow::{Context, Result};
use page_driver::{Browser, Server, Viewport, brotli_of};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const DESKTOP: Viewport = Viewport { width: 1440, height: 900, mobile: false, dark: false };

/// Edits of the session that is timed, and of the one after which memory is looked at.
const TIMED: usize = 200;
const MANY: usize = 1000;

/// The fields that are typed into.
const FIELDS: [&str; 4] = [
    "network.egress_gib_per_month",
    "database.storage_gib",
    "workload.growth_pct_per_year",
    "team.hours_per_day",
];

/// Collects what the browser tells of interactions and of long tasks, and when edits were answered.
const WATCH: &str = "
    window.felt = { interactions: {}, tasks: [] };
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            if (!entry.interactionId) continue;
            const known = window.felt.interactions[entry.interactionId] ?? 0;
            window.felt.interactions[entry.interactionId] = Math.max(known, entry.duration);
        }
    }).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver(list => window.felt.tasks.push(...list.getEntries().map(task => task.duration)))
        .observe({ type: 'longtask' });
    performance.clearMeasures();";

/// What was collected.
const TELL: &str = "return {
    interactions: Object.values(window.felt.interactions),
    tasks: window.felt.tasks,
    answers: performance.getEntriesByName('zoneplan:plan').map(entry => entry.duration),
};";

/// Measures and prints one table.
pub fn feel() -> Result<()> {
    let dist = compressed(&build_quietly()?)?;
    let mut rows = tokio::runtime::Runtime::new()?.block_on(session(&dist))?;
    rows.extend(lighthouse(&dist)?);
    println!();
    table::print(["of the page", "figure"], &rows);
    Ok(())
}

/// A copy of the page with every file in brotli beside it, as a server has it.
fn compressed(dist: &Path) -> Result<PathBuf> {
    let copy = target().join("feel");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    for path in sizes::files(dist)? {
        let to = copy.join(path.strip_prefix(dist)?);
        std::fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        let bytes = std::fs::read(&path)?;
        std::fs::write(brotli_of(&to), brotli(&bytes)?)?;
        std::fs::write(to, bytes)?;
    }
    Ok(copy)
}

async fn session(dist: &Path) -> Result<Vec<[String; 2]>> {
    let server = Server::start(dist, 0)?;
    let browser = Browser::start(&chromium::find()?).await?;
    browser.set_viewport(DESKTOP).await?;
    browser.open(&server.url()).await?;
    settle(&browser).await?;
    for field in FIELDS {
        let open = format!("document.getElementById('field-{field}').closest('details').open = true;");
        browser.run(&open).await?;
    }
    browser.run(WATCH).await?;
    edit(&browser, TIMED).await?;
    // What the browser tells of the last edit comes after it.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let felt = browser.run(TELL).await?;
    let (interactions, tasks, answers) =
        (numbers(&felt["interactions"]), numbers(&felt["tasks"]), numbers(&felt["answers"]));

    let before = memory(&browser).await?;
    edit(&browser, MANY).await?;
    settle(&browser).await?;
    let after = memory(&browser).await?;
    browser.close().await?;

    let ms = |value: f64| format!("{value:.0} ms");
    Ok(vec![
        [
            format!("interaction to next paint, {TIMED} edits, 98th percentile"),
            ms(quantile(&interactions, 0.98)),
        ],
        ["edit to point values, median".to_owned(), ms(quantile(&answers, 0.5))],
        ["edit to point values, 95th percentile".to_owned(), ms(quantile(&answers, 0.95))],
        ["tasks over 50 ms".to_owned(), tasks.len().to_string()],
        ["the longest of them".to_owned(), ms(tasks.iter().copied().fold(0.0, f64::max))],
        ["memory before and after 1,000 more edits".to_owned(), format!("{before:.1} and {after:.1} MB")],
    ])
}

async fn settle(browser: &Browser) -> Result<()> {
    let settled = "return document.querySelector('[data-testid=summary][aria-busy=false]') !== null";
    browser.wait_for("the answers to settle", settled).await.map(drop)
}

/// Types so many digits, or takes them back, one field after the other, as fast as someone types.
async fn edit(browser: &Browser, edits: usize) -> Result<()> {
    for i in 0..edits {
        if i % 20 == 0 {
            let field = FIELDS[i / 20 % FIELDS.len()];
            browser.run(&format!("document.getElementById('field-{field}').focus();")).await?;
        }
        let (key, code, text) = if i % 2 == 0 { ("3", 51, "3") } else { ("Backspace", 8, "") };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "text": text });
            browser.devtools("Input.dispatchKeyEvent", event).await?;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// What the page holds after its garbage is collected, its program's memory included, in megabytes.
async fn memory(browser: &Browser) -> Result<f64> {
    browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let usage = browser.devtools("Runtime.getHeapUsage", json!({})).await?;
    let bytes = ["usedSize", "embedderHeapUsedSize", "backingStorageSize"];
    Ok(bytes.iter().filter_map(|name| usage[name].as_f64()).sum::<f64>() / 1e6)
}

fn numbers(list: &Value) -> Vec<f64> {
    let mut numbers: Vec<f64> = list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// A quantile of sorted numbers, none of which are skipped; 0 of none.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = (sorted.len() as f64 * p).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// What Lighthouse says of the page on a phone that is throttled.
fn lighthouse(dist: &Path) -> Result<Vec<[String; 2]>> {
    let server = Server::start(dist, 0)?;
    let report = output(
        Command::new(tools::lighthouse()?)
            .arg(server.url())
            .args(["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"])
            .env("CHROME_PATH", chromium::find()?.chromium),
    )?;
    let report: Value = serde_json::from_slice(&report).context("what Lighthouse says is no JSON")?;
    let mut rows = Vec::new();
    for (_, category) in report["categories"].as_object().into_iter().flatten() {
        let title = category["title"].as_str().unwrap_or_default();
        let score = category["score"].as_f64().unwrap_or(0.0) * 100.0;
        rows.push([format!("Lighthouse, {title}"), format!("{score:.0} of 100")]);
    }
    for audit in [
        "first-contentful-paint",
        "largest-contentful-paint",
        "interactive",
        "total-blocking-time",
        "total-byte-weight",
    ] {
        let audit = &report["audits"][audit];
        let text = |key: &str| audit[key].as_str().unwrap_or("unknown").replace('\u{a0}', " ");
        rows.push([format!("Lighthouse, {}", text("title")), text("displayValue")]);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn a_quantile_is_one_of_the_numbers() {
        let numbers: Vec<f64> = (1..=200).map(f64::from).collect();
        let whole = |p| quantile(&numbers, p) as u32;
        assert_eq!([0.5, 0.95, 0.98, 1.0].map(whole), [100, 190, 196, 200]);
        assert_eq!(quantile(&[], 0.5) as u32, 0);
    }
}
