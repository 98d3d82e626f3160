//! Files of the page and of the user that are not what they should be. Damaged links are in `keep.rs`.

use anyhow::{Result, ensure};
use page_driver::Manner;
use std::fs;
use std::path::Path;

use super::site::{Site, brave, break_file, broken, damage, mend_file, plan_file};
use super::table::{lost, record};
use super::workers::{PATIENCE_MS, hold, hurry};
use crate::page::Page;

/// What a region of AWS reads, which the page does not carry.
const REGION: (&str, &str) = ("platform.region", "us-east-1");

/// Chooses a region whose file is broken, and goes back.
async fn chooses(name: &str, page: &Page<'_>) -> Result<()> {
    page.fill("platform.zones", "2").await?;
    let answers = page.answers().await?;
    let before = plan_file(page).await?;
    page.fill(REGION.0, REGION.1).await?;
    let told = page.text("trouble").await?;
    page.click("undo").await?;
    page.answers_that("be those from before", |now| *now == answers).await?;
    record(name, &told, &lost(&before, &plan_file(page).await?))
}

/// Changes the file of the region before the page is opened.
async fn data(name: &str, change: impl Fn(&Path) -> Result<()>) -> Result<()> {
    let how = |site: &Site| change(&site.file(&format!("data/prices/aws/{}", REGION.1), ".csv")?);
    broken(how, async |_, page| chooses(name, page).await).await
}

#[tokio::test]
async fn a_data_file_that_is_broken_leaves_the_answers_from_before() -> Result<()> {
    data("data-missing", |path| Ok(fs::remove_file(path)?)).await?;
    data("data-cut", |path| {
        let text = fs::read_to_string(path)?;
        let middle = text.len() / 2;
        let cut = text[..middle].rfind(',').unwrap_or(middle);
        Ok(fs::write(path, &text[..cut])?)
    })
    .await?;
    data("data-damaged", |path| {
        let text = fs::read_to_string(path)?;
        Ok(fs::write(path, text.replacen(",page,", ",pagf,", 1))?)
    })
    .await?;
    data("data-type", |path| Ok(fs::write(path, "<!doctype html><title>Sign in</title>\n")?)).await
}

#[tokio::test]
async fn words_that_are_not_there_leave_the_page_in_english() -> Result<()> {
    broken(
        |site| Ok(fs::remove_file(site.file("data/words/de", ".toml")?)?),
        async |_, page| {
            page.fill("platform.zones", "2").await?;
            let before = plan_file(page).await?;
            page.choose("language", "de").await?;
            let told = page.text("trouble").await?;
            record("words-missing", &told, &lost(&before, &plan_file(page).await?))
        },
    )
    .await
}

#[tokio::test]
async fn a_file_of_the_wrong_kind_changes_nothing() -> Result<()> {
    brave("", async |_, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.drop_file("photo.jpg", "\u{fffd}\u{fffd}JFIF").await?;
        let told = page.text("manifests-refused").await?;
        record("file-wrong", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn without_a_network_the_page_goes_on() -> Result<()> {
    // Without the kept copy: what is not there yet cannot be had.
    let unkept = "Object.defineProperty(navigator, 'serviceWorker', { value: undefined });";
    brave(unkept, async |site, page| {
        page.fill("platform.zones", "2").await?;
        let answers = page.answers().await?;
        let before = plan_file(page).await?;
        let off = serde_json::json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        site.browser.devtools("Network.enable", serde_json::json!({})).await?;
        site.browser.devtools("Network.emulateNetworkConditions", off).await?;
        page.fill("platform.zones", "3").await?;
        page.answers_that("follow without a network", |now| now.cost != answers.cost).await?;
        page.fill("platform.zones", "2").await?;
        page.fill(REGION.0, REGION.1).await?;
        let told = page.text("trouble").await?;
        page.click("undo").await?;
        page.answers_that("be those from before", |now| *now == answers).await?;
        let after = plan_file(page).await?;
        ensure!(after.contains("zones = 2"), "{after}");
        record("offline", &told, &lost(&before, &after))
    })
    .await
}

/// Opens a page whose style sheet is broken, and once more when it is whole.
async fn plain(name: &str, how: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let breaks = |site: &Site| break_file(&site.file("zoneplan-", ".css")?, how);
    broken(breaks, async |site, page| {
        let told = page.text_that("unstyled", "offer to load again", |told| told.contains("Load")).await?;
        page.wait_for_absence("unstarted").await?;
        // It works all the same.
        let answers = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow", |now| now.cost != answers.cost).await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        mend_file(site, "zoneplan-", ".css")?;
        site.go_on_with("unstyled-reload").await?;
        page.wait_for_absence("unstyled").await?;
        record(name, &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn a_page_without_its_style_sheet_says_so_and_works() -> Result<()> {
    plain("style-missing", |path| Ok(fs::remove_file(path)?)).await?;
    plain("style-damaged", damage).await
}

#[tokio::test]
async fn a_style_sheet_that_never_comes_is_given_up() -> Result<()> {
    let Some(site) = Site::new().await? else { return Ok(()) };
    site.inject(&hurry(PATIENCE_MS)).await?;
    site.server()?.answer_from_now_on(Manner::WithoutStyles);
    site.open().await?;
    let page = Page::new(&site.browser);
    let told = page.text_that("unstyled", "offer to load again", |told| told.contains("Load")).await?;
    let answers = page.answers().await?;
    page.fill("platform.zones", "2").await?;
    page.answers_that("follow", |now| now.cost != answers.cost).await?;
    record("style-slow", &told, &lost("zones = 2", &plan_file(&page).await?))
}

/// Opens a view whose program is broken, and once more when it is whole.
async fn fetches(name: &str, how: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let breaks = |site: &Site| break_file(&site.file("later-", ".wasm")?, how);
    broken(breaks, async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.open_tab("cost").await?;
        let told = page.text("view-not-fetched").await?;
        // What needs the program says so as well, and the page goes on.
        page.click("open-guide").await?;
        ensure!(!page.text("trouble").await?.is_empty());
        mend_file(site, "later-", ".wasm")?;
        page.click("fetch-again").await?;
        page.wait_for("the view", "return document.querySelector('#panel table') !== null").await?;
        record(name, &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn a_view_that_cannot_be_fetched_says_so_and_is_fetched_again() -> Result<()> {
    fetches("later-missing", |path| Ok(fs::remove_file(path)?)).await?;
    fetches("later-damaged", damage).await?;
    fetches("later-cut", |path| {
        let bytes = fs::read(path)?;
        Ok(fs::write(path, &bytes[..bytes.len() / 2])?)
    })
    .await
}

#[tokio::test]
async fn what_is_asked_for_before_its_program_has_come_is_done_then() -> Result<()> {
    brave(&hold("later-"), async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.open_tab("cost").await?;
        let told = page.text("view-awaited").await?;
        // Asked for twice, it is done once.
        page.click("save-csv").await?;
        page.text("part-awaited").await?;
        page.click("save-csv").await?;
        site.browser.run("window.come();").await?;
        page.wait_for("the view", "return document.querySelector('#panel table') !== null").await?;
        let file = page.take_file().await?;
        ensure!(file.name.ends_with(".csv"), "{}", file.name);
        record("later-slow", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn a_host_that_does_not_know_wasm_serves_every_view() -> Result<()> {
    let unknown = "const real = window.fetch;\
        window.fetch = async (...asked) => {\
          const { body, status, url } = await real(...asked);\
          const type = url.endsWith('.wasm') ? 'application/octet-stream' : 'text/plain';\
          return new Response(body, { status, headers: { 'content-type': type } });\
        };";
    brave(unknown, async |_, page| {
        page.wait_for_answers().await?;
        page.open_tab("recovery").await?;
        let modes = page.text_at_last("failure-modes").await?;
        ensure!(!modes.trim().is_empty(), "a view without its table");
        Ok(())
    })
    .await
}
