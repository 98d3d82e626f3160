//! The page is left, brought back, closed and killed. That two tabs edit one plan is in `keep.rs`.

use anyhow::{Result, ensure};
use std::time::Duration;

use super::site::{brave, plan_file};
use super::table::{lost, record};

/// An edit, and nothing after it in the same turn of the browser.
const EDIT: &str = "const field = document.querySelector('[data-testid=\"field-platform.zones\"]');\
    field.value = '2'; field.dispatchEvent(new Event('change', { bubbles: true }));";

#[tokio::test]
async fn a_page_that_is_left_and_brought_back_has_the_edit() -> Result<()> {
    brave("", async |site, page| {
        page.wait_for_answers().await?;
        site.browser.run(&format!("{EDIT} location.href = 'manifest.webmanifest';")).await?;
        site.browser.wait_for("the other page", "return location.href.endsWith('webmanifest')").await?;
        site.browser.run("history.back();").await?;
        site.browser.wait_for("the page", "return !!document.querySelector('[data-testid=summary]')").await?;
        let after = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        let zones = "return document.querySelector('[data-testid=\"field-platform.zones\"]').value";
        let zones = site.browser.run(zones).await?;
        // Edits go on being saved.
        page.fill("database.storage_gib", "900").await?;
        page.wait_until_stored("900").await?;
        record("back-forward", &format!("The plan with the edit, zones: {zones}"), &lost("zones = 2", &after))
    })
    .await
}

#[tokio::test]
async fn a_tab_that_is_closed_right_after_an_edit_has_saved_it() -> Result<()> {
    brave("", async |site, page| {
        page.wait_for_answers().await?;
        let (this, other) = page.open_second_tab().await?;
        page.go_to_tab(&this).await?;
        site.browser
            .run(&format!("{EDIT} setTimeout(() => {{ location.href = 'about:blank'; }});"))
            .await
            .ok();
        page.go_to_tab(&other).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        let told = page.text("other-tab").await?;
        page.click("open-other").await?;
        record("closed", &format!("In another tab: {told}"), &lost("zones = 2", &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn a_tab_that_crashes_leaves_what_was_saved() -> Result<()> {
    brave("", async |site, page| {
        page.wait_for_answers().await?;
        let (this, other) = page.open_second_tab().await?;
        page.go_to_tab(&this).await?;
        page.fill("database.storage_gib", "900").await?;
        page.wait_until_stored("900").await?;
        let before = plan_file(page).await?;
        site.browser.run(EDIT).await?;
        // The command has no answer: its page is gone.
        let crash = site.browser.devtools("Page.crash", serde_json::json!({}));
        tokio::time::timeout(Duration::from_secs(3), crash).await.ok();
        page.go_to_tab(&other).await?;
        page.reload().await?;
        let told = page.text("resumed").await?;
        let after = plan_file(page).await?;
        ensure!(after.contains("storage_gib = 900"), "{after}");
        record("killed", &told, &lost(&before, &after))
    })
    .await
}
