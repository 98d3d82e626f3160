//! Measures the engine, the size of the page and how fast the page answers.

use crate::build::build_quietly;
use crate::run::{cargo, run};
use crate::wasm_speed::{self, Simd};
use crate::{chromium, goals, peers, sizes, table};
use anyhow::{Context, Result, bail};
use page_driver::{Browser, Server};
use serde_json::{Value, json};
use std::path::Path;

/// Fresh loads of the page.
const LOADS: usize = 9;

/// Plans in wasm, in one go.
const PLANS: usize = 200;

/// Edits of one field.
const EDITS: usize = 20;

/// When the page had its first numbers, in milliseconds since the navigation began.
const FIRST_ANSWER: &str = "
    const mark = performance.getEntriesByName('zoneplan:first-answer')[0];
    return mark ? mark.startTime : null;";

/// The files that were loaded until then, as paths relative to the page.
const LOADED: &str = "
    const mark = performance.getEntriesByName('zoneplan:first-answer')[0].startTime;
    return performance.getEntriesByType('resource')
        .filter(entry => entry.startTime <= mark)
        .map(entry => new URL(entry.name).pathname.slice(1));";

/// How many edits the page has answered.
const EDITED_COUNT: &str = "return performance.getEntriesByName('zoneplan:plan').length";

/// How long the page says that it planned after each edit, in milliseconds.
const EDITED: &str = "
    return performance.getEntriesByName('zoneplan:plan').map(entry => entry.duration);";

/// How long reading and checking each data file took that was loaded on demand, in milliseconds.
const DATA: &str = "
    if (document.querySelector('[data-testid=load-regions]')) return false;
    return performance.getEntriesByName('zoneplan:data').map(entry => entry.duration);";

/// Pods of the manifests that the page is measured with.
const PODS: usize = 1000;

/// Plans of these manifests, in one go.
const POD_PLANS: usize = 20;

/// What was measured in the browser.
struct Measured {
    first_answer_ms: Vec<f64>,
    plan_ms: Vec<f64>,
    edit_ms: Vec<f64>,
    data_ms: Vec<f64>,
    pods_ms: Vec<f64>,
    loaded: Vec<String>,
}

/// What can be measured alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The engine, native
    Engine,
    /// The page in Chromium
    Page,
    /// The rows of the table in Chromium
    Wasm,
    /// Other tools on a common case and on draws of a bill, beside ours
    Peers,
    /// The table alone, native, in Chromium and beside other tools
    Table,
}

/// Measures all parts, or one of them, and prints a table of each; at the end the one table.
pub fn bench(only: Option<Part>) -> Result<()> {
    match only {
        Some(Part::Engine) => return engine(),
        Some(Part::Page) => return page(),
        Some(Part::Wasm) => return wasm_speed::bench(Simd::Without).map(drop),
        Some(Part::Peers) => return peers::bench().map(drop),
        Some(Part::Table) => {}
        None => {
            engine()?;
            page()?;
        }
    }
    // What cannot be measured here leaves a gap in the table and does not hide the rest of it.
    let chromium = [Simd::Without, Simd::With].map(wasm_speed::bench);
    let (peers, native) = (peers::bench(), goals::native());
    goals::print(&native, &chromium, &peers);
    native.map(drop)
}

/// Runs the native benchmarks.
fn engine() -> Result<()> {
    run(&mut cargo([
        "bench",
        "--bench",
        "plan",
        "--bench",
        "reliability",
        "--bench",
        "sizing",
        "--bench",
        "manifests",
        "--bench",
        "feeds",
    ]))
}

/// Measures the size of the page and how fast it answers.
fn page() -> Result<()> {
    let dist = build_quietly()?;
    let programs = chromium::find()?;
    println!("\nmeasuring the page in {}", programs.chromium.display());
    let Measured { first_answer_ms, plan_ms, edit_ms, data_ms, pods_ms, loaded } =
        tokio::runtime::Runtime::new()?.block_on(measure(&dist, &programs))?;

    let files = sizes::of(&dist)?;
    let select = |chosen: &dyn Fn(&str) -> bool| -> Vec<&sizes::FileSize> {
        files.iter().filter(|file| chosen(&file.name)).collect()
    };
    let is_page_wasm = |name: &str| name.starts_with("app-") && name.ends_with(".wasm");
    let is_worker_wasm = |name: &str| name.starts_with("worker-") && name.ends_with(".wasm");
    let is_loaded = |name: &str| name == "index.html" || loaded.iter().any(|path| path == name);
    println!();
    table::print(
        ["size", "bytes", "in brotli"],
        &[
            sizes::row("the page's wasm", &select(&is_page_wasm))?,
            sizes::row("the worker's wasm", &select(&is_worker_wasm))?,
            sizes::row("all that is loaded until the first answer", &select(&is_loaded))?,
        ],
    );
    println!();
    let row = |name: String, times: &[f64]| {
        let shown = |share| format!("{:.2}", quantile(times, share));
        [name, shown(0.5), shown(0.1), shown(0.9)]
    };
    table::print(
        ["time in Chromium, ms", "median", "P10", "P90"],
        &[
            row(format!("from navigation to the first answer, {LOADS} loads"), &first_answer_ms),
            row(format!("one whole plan in wasm, {PLANS} plans"), &plan_ms),
            row(format!("the plan after an edit, {EDITS} edits"), &edit_ms),
            row(format!("a plan of {PODS} pods, types and nodes chosen, {POD_PLANS} plans"), &pods_ms),
            row(format!("reading and checking a region's prices, {} regions", data_ms.len()), &data_ms),
        ],
    );
    Ok(())
}

/// Loads the page afresh several times and has it plan many times.
async fn measure(dist: &Path, programs: &page_driver::Programs) -> Result<Measured> {
    let server = Server::start(dist, 0)?;
    let browser = Browser::start(programs).await?;
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setCacheDisabled", json!({"cacheDisabled": true})).await?;

    let mut first_answer_ms = Vec::new();
    for _ in 0..LOADS {
        browser.open("about:blank").await?;
        browser.open(&server.url()).await?;
        let mark = browser.wait_for("the mark zoneplan:first-answer", FIRST_ANSWER).await?;
        first_answer_ms.push(mark.as_f64().context("the mark zoneplan:first-answer has no time")?);
    }
    let loaded = serde_json::from_value(browser.run(LOADED).await?)?;

    browser.run("performance.clearMeasures()").await?;
    for edit in 0..EDITS {
        let zones = if edit % 2 == 0 { "2" } else { "3" };
        browser.fill("field-platform.zones", zones).await?;
    }
    let edited = format!("{EDITED_COUNT} >= {EDITS}");
    browser.wait_for("a measure zoneplan:plan for each edit", &edited).await?;
    let edit_ms = serde_json::from_value(browser.run(EDITED).await?)?;

    let times = plan_often(&browser, PLANS).await?;

    browser.click("tab-data").await?;
    browser.click("load-regions").await?;
    let data_ms = serde_json::from_value(browser.wait_for("every region of the platform", DATA).await?)?;

    // The list of regions is long, and the answers stay on top of the tabs.
    browser.run("scrollTo(0, 0)").await?;
    browser.click("tab-workload").await?;
    browser.wait_for_test_id("manifest-files").await?;
    browser.run(&pick_pods()).await?;
    browser.click("manifests-use").await?;
    browser.wait_for_test_id("manifests-in-use").await?;
    let pods = plan_often(&browser, POD_PLANS).await?;
    browser.close().await?;
    let (plan_ms, pods_ms) = (durations(&times)?, durations(&pods)?);
    Ok(Measured { first_answer_ms, plan_ms, edit_ms, data_ms, pods_ms, loaded })
}

/// Has the page plan so many times; the answer is its list of durations.
async fn plan_often(browser: &Browser, runs: usize) -> Result<Value> {
    let ask = format!(
        "delete document.documentElement.dataset.bench;\
         document.dispatchEvent(new CustomEvent('zoneplan-bench', {{ detail: {runs} }}));"
    );
    browser.run(&ask).await?;
    let answer = "return document.documentElement.dataset.bench || null;";
    browser.wait_for("the page's answer to zoneplan-bench", answer).await
}

/// Picks manifests of so many pods: deployments of ten, of 100 to 1,000 m CPU and four MiB for each m.
fn pick_pods() -> String {
    let deployments = PODS / 10;
    format!(
        "const one = i => 'apiVersion: apps/v1\\nkind: Deployment\\nmetadata: {{name: w' + i + '}}\\nspec: {{replicas: 10, \
         template: {{metadata: {{labels: {{app: w' + i + '}}}}, spec: {{containers: [{{name: c, image: c, resources: \
         {{requests: {{cpu: ' + 100 * (1 + i % 10) + 'm, memory: ' + 400 * (1 + i % 10) + 'Mi}}}}}}]}}}}}}\\n';\
         const text = Array.from({{ length: {deployments} }}, (_, i) => one(i)).join('---\\n');\
         const files = new DataTransfer();\
         files.items.add(new File([text], 'pods.yaml'));\
         const input = document.querySelector('[data-testid=manifest-files]');\
         input.files = files.files;\
         input.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    )
}

/// Reads the page's JSON list of durations in milliseconds.
fn durations(text: &Value) -> Result<Vec<f64>> {
    let text = text.as_str().unwrap_or_default();
    let times: Vec<f64> =
        serde_json::from_str(text).with_context(|| format!("the page measured no times: {text}"))?;
    if times.is_empty() {
        bail!("the page measured no plan");
    }
    Ok(times)
}

/// The value below which `share` of `values` lie (nearest rank).
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let place = (share * last as f64).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_taken_from_the_sorted_values() {
        let values = [5.0, 1.0, 3.0, 2.0, 4.0];
        assert!((quantile(&values, 0.5) - 3.0).abs() < 1e-12);
        assert!((quantile(&values, 0.9) - 5.0).abs() < 1e-12);
        assert!(quantile(&[], 0.5).is_nan());
    }
}
