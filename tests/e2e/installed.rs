//! The page is kept in the browser: it opens without its server, and changes to a newer version only
//! when it is asked to.

use anyhow::{Context, Result};
use page_driver::{Browser, Programs, Server, violations};
use std::fs;
use std::path::Path;

use crate::journey::named;
use crate::page::Page;

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

/// Puts another version of the page into a folder: one that differs in its index alone.
fn change_version(folder: &Path) -> Result<()> {
    let edit = |name: &str, from: &str, to: &str| -> Result<()> {
        let path = folder.join(name);
        let text = fs::read_to_string(&path)?;
        anyhow::ensure!(text.contains(from), "{name} has no {from}");
        Ok(fs::write(path, text.replace(from, to))?)
    };
    edit("index.html", "<html lang=\"en\"", "<html lang=\"en\" data-version=\"2\"")?;
    edit("service_worker.js", "const VERSION = \"", "const VERSION = \"2")
}

/// Waits until the browser has kept all files, and the kept page is in charge.
async fn wait_until_kept(browser: &Browser) -> Result<()> {
    let is_kept = "return !!navigator.serviceWorker.controller";
    browser.wait_for("the page to be kept in the browser", is_kept).await.map(drop)
}

/// How many versions of the page the browser keeps.
async fn versions(browser: &Browser) -> Result<u64> {
    browser
        .run("window.versions = null; caches.keys().then(names => { window.versions = names.length; });")
        .await?;
    let count = browser.wait_for("the kept versions", "return window.versions").await?;
    count.as_u64().context("a number of versions")
}

#[tokio::test]
async fn the_page_opens_without_its_server_and_changes_version_when_asked() -> Result<()> {
    let Some(dist) = named("ZONEPLAN_DIST") else { return Ok(()) };
    let folder = tempfile::TempDir::with_prefix("zoneplan-kept-")?;
    // Below a path of its own, as on hosts that serve many pages.
    let below = folder.path().join("tools/zoneplan");
    copy(&dist, &below)?;
    fs::write(folder.path().join("index.html"), "<title>Another page</title>")?;

    let browser = Browser::start(&Programs::from_env()?).await?;
    let server = Server::start(folder.path(), 0)?;
    let url = format!("{}tools/zoneplan/", server.url());
    let page = Page::new(&browser);
    browser.open(&url).await?;
    page.wait_for_answers().await?;
    let first = page.answers().await?;
    wait_until_kept(&browser).await?;

    assert!(browser.run("return document.documentElement.dataset.version").await?.is_null());

    change_version(&below)?;
    browser.open(&url).await?;
    page.wait_for_answers().await?;
    page.fill("platform.zones", "2").await?;
    let two =
        page.answers_that("follow the change to two zones", |answers| answers.cost != first.cost).await?;
    browser
        .wait_for("a newer version", "return document.querySelector('[data-testid=newer-version]') !== null")
        .await?;
    assert_eq!(versions(&browser).await?, 2, "the new one waits beside the one in use");
    browser.run("window.isBefore = true;").await?;
    page.click("change-version").await?;
    browser.wait_for("the page to load again", "return !window.isBefore").await?;
    page.wait_for_answers().await?;
    let is_alone =
        "caches.keys().then(names => { window.isAlone = names.length === 1; }); return window.isAlone";
    browser.wait_for("the old version to be removed", is_alone).await?;
    page.answers_that("be those of the plan that was open", |answers| answers.cost == two.cost).await?;

    // Connections stay open and nobody answers: as good as no network, and worse to wait for.
    drop(server);
    browser.open(&url).await?;
    page.wait_for_answers().await?;
    let kept = page.answers().await?;
    assert_eq!(browser.run("return document.documentElement.dataset.version").await?, "2");
    // Prices of a region that was not shown before.
    page.fill("platform.region", "us-east-1").await?;
    page.answers_that("follow the change of the region", |answers| answers.cost != kept.cost).await?;
    // The page says all of its policy itself: this server sent no header.
    let errors = browser.console_errors().await?;
    let violations = violations(&errors);
    anyhow::ensure!(violations.is_empty(), "the page broke its policy: {violations:?}");
    browser.close().await
}
