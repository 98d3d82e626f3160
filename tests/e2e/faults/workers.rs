//! Workers that die, are not there, or say something else.

use anyhow::Result;
use std::fs;

use super::site::{brave, broken, plan_file};
use super::table::{lost, record};
use crate::page::Page;

/// Breaks the first so many workers whose script is named like this. `panics` sends the worker bytes that
/// it cannot read, which its program answers with a panic; a script that is missing is a blob that is gone,
/// as the page starts no script by another address than its own.
fn sabotage(name: &str, how: &str, times: u32) -> String {
    format!(
        "const Real = Worker; let left = {times};\
         const gone = URL.createObjectURL(new Blob([])); URL.revokeObjectURL(gone);\
         window.Worker = class extends Real {{\
           constructor(address, options) {{\
             const hit = left > 0 && String(address).includes('{name}');\
             super(hit && '{how}' === 'missing' ? gone : address, options);\
             if (!hit) {{ if (left === 0) window.isSound = true; return; }}\
             left -= 1;\
             const first = run => this.addEventListener('message', run, {{ once: true }});\
             if ('{how}' === 'panics') first(() => super.postMessage('garbage'));\
             if ('{how}' === 'dies') first(() => this.terminate());\
             if ('{how}' === 'silent') this.postMessage = () => {{}};\
             if ('{how}' === 'garbled')\
               first(() => this.dispatchEvent(new MessageEvent('message', {{ data: 'garbage' }})));\
           }}\
         }};"
    )
}

/// Waits of several seconds and of minutes.
const LONG_MS: u32 = 4000;
/// Waits of minutes alone: other workers answer in their own time.
const MINUTES_MS: u32 = 100_000;

/// Until a sound worker starts, waits of so many milliseconds or more pass ten times as fast: what is
/// waited for never comes.
pub fn hurry(least_ms: u32) -> String {
    format!(
        "const wait = window.setTimeout;\
         window.setTimeout = (run, ms, ...more) =>\
           wait(run, ms >= {least_ms} && !window.isSound ? ms / 10 : ms, ...more);"
    )
}

/// How long the page waits for its program, and for its style sheet, before it says so.
pub const PATIENCE_MS: u32 = 30_000;

/// Holds back what is fetched from addresses like this until `window.come()`.
pub fn hold(address: &str) -> String {
    format!(
        "const real = window.fetch;\
         const until = new Promise((come) => {{ window.come = come; }});\
         window.fetch = async (...asked) => {{\
           if (/{address}/.test(String(asked[0].url ?? asked[0]))) await until;\
           return real(...asked);\
         }};"
    )
}

/// Breaks the worker that computes downtime, edits, and reads what is told.
async fn laws(name: &str, how: &str, times: u32, before: &str) -> Result<()> {
    let script = format!("{before}{}", sabotage("worker-", how, times));
    brave(&script, async |_, page| edited(name, page).await).await
}

/// Edits the plan and records what is told of the worker; the answers come all the same.
async fn edited(name: &str, page: &Page<'_>) -> Result<()> {
    let is_again = name == "laws-panics-again" || name.starts_with("laws-missing") || name == "laws-wasm";
    page.fill("platform.zones", "2").await?;
    let before = plan_file(page).await?;
    let what = "tell of the worker";
    let told = page.text_that("worker-stopped", what, |told| !is_again || told.contains("again")).await?;
    page.wait_for_answers().await?;
    record(name, &told, &lost(&before, &plan_file(page).await?))
}

#[tokio::test]
async fn the_worker_of_downtime_that_panics_is_started_anew_once() -> Result<()> {
    laws("laws-panics", "panics", 1, "").await?;
    laws("laws-panics-again", "panics", 9, "").await
}

#[tokio::test]
async fn the_worker_of_downtime_that_is_gone_is_found_out() -> Result<()> {
    laws("laws-dies", "dies", 1, &hurry(LONG_MS)).await?;
    laws("laws-silent", "silent", 1, &hurry(LONG_MS)).await?;
    laws("laws-garbled", "garbled", 1, "").await?;
    laws("laws-missing", "missing", 9, "").await
}

#[tokio::test]
async fn the_worker_of_downtime_without_its_program_is_left_out() -> Result<()> {
    broken(
        |site| Ok(fs::remove_file(site.file("worker-", "_bg.wasm")?)?),
        async |_, page| edited("laws-wasm", page).await,
    )
    .await
}

/// Opens the view of a decision under a broken decider.
async fn decides(name: &str, how: &str, times: u32, before: &str) -> Result<()> {
    let script = format!("{before}{}", sabotage("decider-", how, times));
    brave(&script, async |_, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.open_tab("sensitivity").await?;
        let is_last = times > 1;
        let told = page.text_at_last("worker-stopped").await?;
        let told = if is_last {
            page.text_that("worker-stopped", "give up", |told| told.contains("again")).await?
        } else {
            // The question is answered by the next one.
            page.text_at_last("save-sensitivity").await?;
            told
        };
        record(name, &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn the_worker_that_decides_is_started_anew_once() -> Result<()> {
    decides("decider-panics", "panics", 1, "").await?;
    decides("decider-panics-again", "panics", 9, "").await
}

#[tokio::test]
async fn the_worker_that_decides_is_found_out_when_it_is_gone() -> Result<()> {
    decides("decider-missing", "missing", 9, "").await?;
    decides("decider-garbled", "garbled", 1, "").await?;
    decides("decider-silent", "silent", 1, &hurry(MINUTES_MS)).await
}

/// Manifests with one pod.
const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: { name: one }\nspec: { containers: [{ name: a, \
    image: a, resources: { requests: { cpu: 100m, memory: 1Gi } } }] }\n";

/// Picks a file under a broken reader, and once more under a sound one.
async fn reads(name: &str, how: &str, before: &str) -> Result<()> {
    let script = format!("{before}{}", sabotage("importer-", how, 1));
    brave(&script, async |_, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.pick_manifests("pods.yaml", POD).await?;
        let told = page.text("manifests-refused").await?;
        page.pick_manifests("pods.yaml", POD).await?;
        page.text("manifests-preview").await?;
        record(name, &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn the_worker_that_reads_files_can_be_asked_again() -> Result<()> {
    reads("importer-panics", "panics", "").await?;
    reads("importer-missing", "missing", "").await
}

#[tokio::test]
async fn the_worker_that_reads_files_is_found_out_when_it_is_gone() -> Result<()> {
    reads("importer-garbled", "garbled", "").await?;
    reads("importer-silent", "silent", &hurry(MINUTES_MS)).await
}
