//! What the browser keeps is refused, damaged or taken away. That storage is full, and that a plan is of
//! a future version, is in `keep.rs`.

use anyhow::{Result, ensure};

use super::site::{brave, plan_file};
use super::table::{lost, record};

const KEY: &str = "zoneplan.plans.v1";

#[tokio::test]
async fn without_storage_the_page_works_and_says_so() -> Result<()> {
    let blocked = "for (const name of ['localStorage', 'sessionStorage'])\
        Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });";
    brave(blocked, async |_, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        let told = page.text("unkept").await?;
        record("storage-blocked", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn saved_plans_that_are_damaged_are_told_and_kept() -> Result<()> {
    for (name, damaged) in [
        ("storage-damaged", "zones: two"),
        ("storage-cut", "{\"version\":1,\"tab\":\"a\",\"saved_ms\":1,\"work\":{\"active\":0,\"pla"),
        ("storage-shape", "{\"version\":1,\"plans\":{\"first\":\"aws\"}}"),
    ] {
        brave("", async |_, page| {
            page.wait_for_answers().await?;
            page.store(KEY, damaged).await?;
            page.reload().await?;
            let told = page.text("unread").await?;
            // An edit takes its place; what was found can be had all the same.
            page.fill("platform.zones", "2").await?;
            page.wait_until_stored("\"platform.zones\":\"2\"").await?;
            page.click("save-unread").await?;
            let found = String::from_utf8(page.take_file().await?.bytes)?;
            record(name, &told, &lost(damaged, &found))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_saved_plan_with_an_unknown_key_names_it_and_whose_answers_are_shown() -> Result<()> {
    brave("", async |_, page| {
        page.wait_for_answers().await?;
        let plan = serde_json::json!({ "version": 1, "tab": "x", "saved_ms": 1.8e12, "work": { "active": 0, "plans": [
            { "name": "Plan 1", "fields": { "database.future_option": "x", "platform.zones": "2" } },
        ] } });
        page.store(KEY, &plan.to_string()).await?;
        page.reload().await?;
        let told = page.text("unmarked").await?;
        ensure!(told.starts_with("database.future_option has no field here"), "{told}");
        let whose = page.text("foreign").await?;
        ensure!(whose.contains("the reference plan's"), "{whose}");
        ensure!(page.text("stale").await?.contains("has no results yet"));
        page.check_accessibility("a plan with an unknown key").await?;
        page.click("take-out").await?;
        page.wait_for_absence("unmarked").await?;
        page.wait_for_absence("foreign").await?;
        let after = plan_file(page).await?;
        record("storage-unknown", &told, &lost("zones = 2", &after))?;
        // A step back brings the key again, beside the answers that the plan has without it.
        page.click("undo").await?;
        ensure!(page.text("unmarked").await?.starts_with("database.future_option"));
        page.wait_until_stored("\"database.future_option\":\"x\"").await
    })
    .await
}

#[tokio::test]
async fn a_damaged_plan_that_was_forgotten_is_gone() -> Result<()> {
    brave("", async |_, page| {
        page.wait_for_answers().await?;
        page.store(KEY, "zones: two").await?;
        page.reload().await?;
        page.click("forget-unread").await?;
        page.wait_for_absence("unread").await?;
        page.reload().await?;
        page.wait_for_answers().await?;
        page.wait_for_absence("unread").await
    })
    .await
}

#[tokio::test]
async fn several_plans_that_are_damaged_are_all_kept() -> Result<()> {
    brave("", async |_, page| {
        page.wait_for_answers().await?;
        for (damaged, zones) in [("zones: two", "2"), ("zones: three", "1")] {
            page.store(KEY, damaged).await?;
            page.reload().await?;
            page.text("unread").await?;
            page.fill("platform.zones", zones).await?;
            page.wait_until_stored(&format!("\"platform.zones\":\"{zones}\"")).await?;
        }
        let told = page.text("unread").await?;
        page.click("save-unread").await?;
        let found = String::from_utf8(page.take_file().await?.bytes)?;
        record("storage-damaged-twice", &told, &lost("zones: two\nzones: three", &found))
    })
    .await
}

#[tokio::test]
async fn a_damaged_plan_without_room_beside_it_stays_where_it_is() -> Result<()> {
    let full = "if (sessionStorage.getItem('is-full'))\
        Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";
    let damaged = "zones: two";
    brave(full, async |site, page| {
        page.wait_for_answers().await?;
        page.store(KEY, damaged).await?;
        site.browser.run("sessionStorage.setItem('is-full', 'yes');").await?;
        page.reload().await?;
        let told = page.text("unread").await?;
        let before = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow", |answers| answers.cost != before.cost).await?;
        page.click("save-unread").await?;
        let found = String::from_utf8(page.take_file().await?.bytes)?;
        ensure!(found == damaged, "{found}");
        page.reload().await?;
        page.text("unread").await?;
        record("storage-damaged-full", &told, &lost(damaged, &page.stored().await?))
    })
    .await
}

#[tokio::test]
async fn a_damaged_plan_that_was_set_aside_can_be_had() -> Result<()> {
    let damaged = "zones: two";
    brave("", async |_, page| {
        page.wait_for_answers().await?;
        page.store("zoneplan.aside.v1", damaged).await?;
        page.reload().await?;
        page.click("open-aside").await?;
        let told = page.text_that("aside", "tell why", |told| told.contains("cannot be read")).await?;
        page.click("save-aside").await?;
        let found = String::from_utf8(page.take_file().await?.bytes)?;
        ensure!(found == damaged, "{found}");
        // It stays until it is said that it can go, and what else cannot be read stays then.
        page.store("zoneplan.unread", "[\"zones: three\"]").await?;
        page.reload().await?;
        page.text("unread").await?;
        page.click("forget-aside").await?;
        page.wait_for_absence("aside").await?;
        page.click("save-unread").await?;
        let other = String::from_utf8(page.take_file().await?.bytes)?;
        ensure!(other == "zones: three", "{other}");
        record("storage-aside", &told, &lost(damaged, &found))
    })
    .await
}

#[tokio::test]
async fn storage_that_is_cleared_is_told_and_the_plan_stays() -> Result<()> {
    brave("", async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        site.browser.run("localStorage.clear();").await?;
        page.fill("database.storage_gib", "900").await?;
        let told = page.text("other-tab").await?;
        page.click("keep-mine").await?;
        page.wait_until_stored("900").await?;
        record("storage-cleared", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn saving_that_is_interrupted_leaves_what_was_saved() -> Result<()> {
    brave("", async |_, page| {
        page.fill("platform.zones", "2").await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        let before = page.stored().await?;
        page.refuse_storage().await?;
        page.fill("database.storage_gib", "900").await?;
        let told = page.text("unkept").await?;
        ensure!(page.stored().await? == before, "what was saved is still there");
        page.reload().await?;
        page.text("resumed").await?;
        ensure!(plan_file(page).await?.contains("zones = 2"), "it opens again");
        record("storage-interrupted", &told, &lost(&before, &page.stored().await?))
    })
    .await
}
