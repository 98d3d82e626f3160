//! The program itself fails.

use anyhow::{Result, ensure};
use std::fs;

use super::site::{Site, brave, break_file, broken, damage, mend_file, plan_file};
use super::table::{lost, record};
use super::workers::{PATIENCE_MS, hold, hurry};

/// From now on what the page draws with throws, which the program answers with a panic.
const BREAK: &str = "Node.prototype.cloneNode = () => { throw new Error('injected'); };";

/// The same at each start that opens a saved plan.
const BREAK_WITH_PLAN: &str = "const clone = Node.prototype.cloneNode;\
     Node.prototype.cloneNode = function (...how) {\
       if (localStorage.getItem('zoneplan.plans.v1') && sessionStorage.getItem('break')) throw new Error('injected');\
       return clone.apply(this, how);\
     };";

/// An edit, with no time to save it before what it draws fails.
const EDIT: &str = "const field = document.querySelector('[data-testid=\"field-platform.zones\"]');\
    field.value = '2'; field.dispatchEvent(new Event('change', { bubbles: true }));";

#[tokio::test]
async fn a_panic_keeps_an_edit_that_was_not_saved() -> Result<()> {
    brave("", async |site, page| {
        page.fill("database.storage_gib", "900").await?;
        let before = plan_file(page).await?.replace("[database]", "[platform]\nzones = 2\n\n[database]");
        site.browser.run(&format!("{BREAK}{EDIT}")).await?;
        page.open_tab("cost").await.ok();
        let told = page.text("crash-told").await?;
        page.wait_for_focus_on_id("crash-title").await?;
        page.check_accessibility("the dialog after a fault").await?;
        page.unfold("crash-details").await?;
        let what = page.text("crash-what").await?;
        ensure!(what.contains("Zoneplan") && what.contains("injected"), "{what}");
        page.click("crash-save").await?;
        let file = page.take_file().await?;
        ensure!(file.name == "zoneplan-plan.toml", "{}", file.name);
        let saved = String::from_utf8(file.bytes)?;
        ensure!(saved.contains("zones = 2") && saved.contains("storage_gib = 900"), "{saved}");
        site.go_on_with("restart").await?;
        page.text("resumed").await?;
        let after = plan_file(page).await?;
        ensure!(lost(&saved, &after) == "nothing", "{saved}\n{after}");
        record("panic", &told, &lost(&before, &after))
    })
    .await
}

#[tokio::test]
async fn a_plan_that_fails_at_every_start_is_set_aside() -> Result<()> {
    brave(BREAK_WITH_PLAN, async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        site.browser.run("sessionStorage.setItem('break', '1'); location.reload();").await?;
        page.text("crash-told").await?;
        site.go_on_with("restart").await?;
        page.text("crash-told").await?;
        site.go_on_with("restart").await?;
        // The third start takes the reference plan by itself.
        let is_told = |told: &str| !told.trim().is_empty();
        let told = page.text_that("aside", "tell of the plan", is_told).await?;
        page.wait_for_answers().await?;
        site.browser.run("sessionStorage.removeItem('break');").await?;
        page.click("open-aside").await?;
        let after = plan_file(page).await?;
        record("panic-again", &told, &lost(&before, &after))?;
        page.click("forget-aside").await?;
        page.wait_for_absence("aside").await?;

        // The same, asked for.
        site.browser.run(&format!("{BREAK}{}", EDIT.replace("'2'", "'1'"))).await?;
        page.open_tab("cost").await.ok();
        page.text("crash-told").await?;
        site.go_on_with("restart-reference").await?;
        page.text("aside").await?;
        page.click("open-aside").await?;
        ensure!(plan_file(page).await?.contains("zones = 1"), "the plan from before the fault");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_panic_where_nothing_is_kept_hands_the_plan_out() -> Result<()> {
    let blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });";
    brave(blocked, async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        site.browser.run(BREAK).await?;
        page.open_tab("cost").await.ok();
        let told = page.text("crash-told").await?;
        page.click("crash-save").await?;
        let after = String::from_utf8(page.take_file().await?.bytes)?;
        record("panic-storage", &told, &lost(&before, &after))
    })
    .await
}

/// The driver's own scripts are foreign to the page, which hears of their errors without what they say:
/// the events are those that the browser makes of an error in a script of the page.
#[tokio::test]
async fn errors_that_nobody_catches_are_told_and_the_page_goes_on() -> Result<()> {
    for (name, how) in [
        (
            "error",
            "dispatchEvent(new ErrorEvent('error', { message: 'Uncaught Error: injected', error: new Error('injected') }));",
        ),
        (
            "rejection",
            "dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: new Error('injected') }));",
        ),
    ] {
        brave("", async |site, page| {
            page.fill("platform.zones", "2").await?;
            let before = plan_file(page).await?;
            site.browser.run(how).await?;
            let told = page.text("stray").await?;
            page.click("stray-away").await?;
            page.wait_for_absence("stray").await?;
            record(name, &told, &lost(&before, &plan_file(page).await?))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_program_that_is_not_there_is_told() -> Result<()> {
    broken(
        |site| Ok(fs::remove_file(site.file("app-", "_bg.wasm")?)?),
        async |site, page| {
            let told = page.text("unstarted").await?;
            let kept = site.browser.run("return localStorage.length").await?;
            ensure!(kept == 0, "nothing was touched: {kept}");
            record("app-missing", &told, "nothing")
        },
    )
    .await?;
    let damaged = |site: &Site| break_file(&site.file("app-", "_bg.wasm")?, damage);
    let without_all = |site: &Site| {
        fs::remove_file(site.file("install-", ".js")?)?;
        Ok(fs::remove_file(site.file("app-", "_bg.wasm")?)?)
    };
    broken(without_all, async |_, page| record("all-missing", &page.text("unstarted").await?, "nothing"))
        .await?;
    let slow = hurry(PATIENCE_MS) + &hold("app-[0-9a-f]+_bg");
    brave(&slow, async |site, page| {
        let told = page.text_that("awaited", "offer to load again", |told| told.contains("Load")).await?;
        site.browser.run("window.come();").await?;
        page.wait_for_answers().await?;
        page.wait_for_absence("awaited").await?;
        record("app-slow", &told, "nothing")
    })
    .await?;
    broken(damaged, async |site, page| {
        let told = page.text_that("unstarted", "offer to load again", |told| told.contains("Load")).await?;
        mend_file(site, "app-", "_bg.wasm")?;
        site.open().await?;
        page.wait_for_answers().await?;
        record("app-damaged", &told, "nothing")
    })
    .await
}
