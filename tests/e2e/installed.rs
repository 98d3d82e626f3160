//! The page is kept in the browser: it opens without its server, and changes to a newer version only
//! when it is asked to.

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use page_driver::{Browser, Manner, Programs, Server, violations};
use sha2::{Digest, Sha384};
use std::fs;
use std::path::Path;

use crate::faults::plan_file;
use crate::faults::table::{lost, record};
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

/// Puts `to` in the place of `from` in a file.
fn edit(folder: &Path, name: &str, from: &str, to: &str) -> Result<()> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path)?;
    anyhow::ensure!(text.contains(from), "{name} has no {from}");
    Ok(fs::write(path, text.replace(from, to))?)
}

/// Puts a later version of the page into a folder: this digit begins what it is called.
fn change_version(folder: &Path, digit: u8) -> Result<()> {
    edit(folder, "index.html", "data-version=\"", &format!("data-version=\"{digit}"))?;
    edit(folder, "service_worker.js", "const VERSION = \"", &format!("const VERSION = \"{digit}"))
}

/// Gives the worker that decides between plans another name, as if it had changed.
fn rename_decider(folder: &Path) -> Result<()> {
    const NEW: &str = "0123456789abcdef";
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: Vec<String> = names.collect::<Result<_>>()?;
    let loader = names.iter().find(|name| name.starts_with("decider-") && name.ends_with("_loader.js"));
    let loader = loader.context("the page has no decider")?;
    let old = &loader["decider-".len()..][..NEW.len()];
    let integrity = |name: &str| -> Result<String> {
        Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(fs::read(folder.join(name))?))))
    };
    let before = integrity(loader)?;
    for name in ["index.html", "service_worker.js", loader] {
        edit(folder, name, old, NEW)?;
    }
    edit(folder, "service_worker.js", &before, &integrity(loader)?)?;
    for name in names.iter().filter(|name| name.contains(old)) {
        fs::rename(folder.join(name), folder.join(name.replace(old, NEW)))?;
    }
    Ok(())
}

/// A price sheet in which everything costs twice as much.
fn twice_as_dear(sheet: &str) -> String {
    let column = |line: &str| line.split(',').position(|name| name == "usd_per_unit");
    let Some(price) = sheet.lines().next().and_then(column) else { return sheet.to_owned() };
    let dearer = |line: &str| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if let Some(cell) = cells.get_mut(price)
            && let Ok(usd) = cell.parse::<f64>()
        {
            *cell = format!("{}", usd * 2.0);
        }
        format!("{}\n", cells.join(","))
    };
    sheet.lines().map(dearer).collect()
}

/// Waits until the browser has kept all files, and the kept page is in charge.
pub async fn wait_until_kept(browser: &Browser) -> Result<()> {
    let is_kept = "return !!navigator.serviceWorker.controller";
    browser.wait_for("the page to be kept in the browser", is_kept).await.map(drop)
}

/// Waits until this holds for `kept`, the caches by name, and no version waits to take over.
async fn wait_for_kept(browser: &Browser, what: &str, holds: &str) -> Result<()> {
    let script = format!(
        "Promise.all([caches.keys(), navigator.serviceWorker.getRegistration()])\
           .then(([kept, {{ installing, waiting }}]) => {{ window.keeps = !installing && !waiting && ({holds}); }});\
         return window.keeps"
    );
    browser.run("window.keeps = false;").await?;
    browser.wait_for(what, &script).await.map(drop)
}

/// The version that a tab runs.
async fn version(browser: &Browser) -> Result<String> {
    let version = browser.run("return document.documentElement.dataset.version").await?;
    Ok(version.as_str().context("the page has no version")?.to_owned())
}

/// Whether a tab is offered a newer version.
const IS_OFFERED: &str = "return document.querySelector('[data-testid=newer-version]') !== null";

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

    let begun_with = version(&browser).await?;

    change_version(&below, 2)?;
    rename_decider(&below)?;
    // Another price of the largest line, in a region that was not shown before.
    let sheet = "data/prices/aws/us-east-1.csv";
    let prices = fs::read_to_string(below.join(sheet))?;
    fs::write(below.join(sheet), twice_as_dear(&prices))?;
    page.fill("platform.zones", "2").await?;
    let two =
        page.answers_that("follow the change to two zones", |answers| answers.cost != first.cost).await?;
    page.wait_until_stored("\"platform.zones\":\"2\"").await?;
    // Another tab is loaded from the server: it has the newer version, and there is nothing to offer.
    let (this, other) = page.open_second_tab().await?;
    wait_for_kept(&browser, "both versions to be kept", "kept.length === 2").await?;
    assert_eq!(version(&browser).await?, format!("2{begun_with}"));
    assert_eq!(browser.run(IS_OFFERED).await?, false, "it runs already");

    // The tab from before is offered it, and goes on with its own files: the server has them no more.
    page.go_to_tab(&this).await?;
    browser.wait_for("a newer version", IS_OFFERED).await?;
    let told = page.text("newer-version").await?;
    let before = plan_file(&page).await?;
    assert_eq!(version(&browser).await?, begun_with);
    page.open_tab("sensitivity").await?;
    page.text_that("hangs-on", "be computed", |text| text.contains("hangs most on ")).await?;
    // So do the prices that it reads: those of its own version.
    page.fill("platform.region", "us-east-1").await?;
    let old = page.answers_that("follow the change of the region", |now| now.cost != two.cost).await?;
    page.click("undo").await?;
    page.answers_that("be those from before", |now| now.cost == two.cost).await?;
    page.go_to_tab(&other).await?;
    page.fill("platform.region", "us-east-1").await?;
    let new = page.answers_that("follow the change of the region", |now| now.cost != two.cost).await?;
    assert_ne!(old.cost, new.cost, "prices of two versions");
    page.click("undo").await?;
    page.answers_that("be those from before", |now| now.cost == two.cost).await?;
    page.go_to_tab(&this).await?;
    browser.run("window.isBefore = true;").await?;
    page.click("change-version").await?;
    browser.wait_for("the page to load again", "return !window.isBefore").await?;
    page.answers_that("be those of the plan that was open", |answers| answers.cost == two.cost).await?;
    record("version-replaced", &told, &lost(&before, &plan_file(&page).await?))?;
    assert_eq!(version(&browser).await?, format!("2{begun_with}"));
    wait_for_kept(&browser, "the version that no tab runs to be removed", "kept.length === 1").await?;
    page.go_to_tab(&other).await?;
    page.answers_that("be the same in the other tab", |answers| answers.cost == two.cost).await?;

    // The version before last is not kept.
    change_version(&below, 3)?;
    browser.open(&url).await?;
    page.wait_for_answers().await?;
    let newest = version(&browser).await?;
    assert_eq!(newest, format!("32{begun_with}"));
    let kept = format!("kept.length === 2 && kept.every(name => !name.endsWith(\" {begun_with}\"))");
    wait_for_kept(&browser, "the oldest version to be removed", &kept).await?;

    // Connections stay open and nobody answers: as good as no network, and worse to wait for.
    drop(server);
    browser.open(&url).await?;
    page.wait_for_answers().await?;
    let kept = page.answers().await?;
    assert_eq!(version(&browser).await?, newest);
    // Prices of a region that was not shown before.
    page.fill("platform.region", "us-east-1").await?;
    page.answers_that("follow the change of the region", |answers| answers.cost != kept.cost).await?;
    // The page says all of its policy itself: this server sent no header.
    let errors = browser.console_errors().await?;
    let violations = violations(&errors);
    anyhow::ensure!(violations.is_empty(), "the page broke its policy: {violations:?}");
    browser.close().await
}

/// Has the browser look for a newer version, and says what became of it. A version that cannot be kept
/// may be given up before `update` has said that there is one: it is followed from where it is found.
async fn look_for_newer(browser: &Browser) -> Result<String> {
    let look = "window.became = null;\
        navigator.serviceWorker.getRegistration().then((registration) => {\
          const follow = (worker) => worker?.addEventListener('statechange', () => { window.became = worker.state; });\
          registration.addEventListener('updatefound', () => follow(registration.installing));\
          follow(registration.installing);\
          registration.update().catch(() => {});\
        });";
    browser.run(look).await?;
    let became = browser.wait_for("what becomes of a newer version", "return window.became").await?;
    Ok(became.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_version_of_which_a_half_is_there_is_not_kept() -> Result<()> {
    let Some(dist) = named("ZONEPLAN_DIST") else { return Ok(()) };
    let folder = tempfile::TempDir::with_prefix("zoneplan-half-")?;
    copy(&dist, folder.path())?;
    let browser = Browser::start(&Programs::from_env()?).await?;
    let server = Server::start(folder.path(), 0)?;
    let url = server.url();
    let page = Page::new(&browser);
    browser.open(&url).await?;
    let reference = page.answers().await?;
    page.fill("platform.zones", "2").await?;
    let answers = page.answers_that("follow", |answers| answers.cost != reference.cost).await?;
    let before = plan_file(&page).await?;
    page.wait_until_stored("\"platform.zones\":\"2\"").await?;
    wait_until_kept(&browser).await?;
    let begun_with = version(&browser).await?;

    let index = fs::read_to_string(folder.path().join("index.html"))?;
    change_version(folder.path(), 2)?;
    fs::write(folder.path().join("index.html"), index)?;
    assert_eq!(look_for_newer(&browser).await?, "redundant", "its page is not there yet");
    assert_eq!(browser.run(IS_OFFERED).await?, false, "half of a version is offered to nobody");
    server.answer_from_now_on(Manner::Failing);
    browser.open(&url).await?;
    let told = page.text_that("resumed", "tell of the plan", |told| told.contains("is open")).await?;
    page.answers_that("be those of the plan that was open", |now| *now == answers).await?;
    assert_eq!(version(&browser).await?, begun_with);
    record("version-half", &told, &lost(&before, &plan_file(&page).await?))?;

    server.answer_from_now_on(Manner::Sound);
    edit(folder.path(), "index.html", "data-version=\"", "data-version=\"2")?;
    assert_eq!(look_for_newer(&browser).await?, "installed");
    browser.wait_for("a newer version", IS_OFFERED).await?;
    page.click("change-version").await?;
    let is_newer = format!("return document.documentElement.dataset.version === '2{begun_with}'");
    page.wait_for("the newer version", &is_newer).await?;
    browser.close().await
}
