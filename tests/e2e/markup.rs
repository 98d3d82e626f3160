//! What a user types, opens or is sent is never markup: it stands on the page as text.

use crate::journey::travel;
use crate::page::Page;
use anyhow::{Result, ensure};

/// A text that would be an element, and would run, if it were markup.
const HOSTILE: &str = "<img src=x onerror=\"window.isBroken=1\">";

/// The same in a name that files may have.
const HOSTILE_FILE: &str = "<img src=x onerror=window.isBroken=1>.yaml";

/// A plan with the text in every name that a plan file may give.
fn plan() -> String {
    let name = HOSTILE.replace('"', "\\\"");
    format!(
        "name = \"{name}\"\n[platform]\nprovider = \"aws\"\n\
         [[node_pools]]\nname = \"{name}\"\n\
         [[backup.tiers]]\nname = \"{name}\"\nsurface = \"config\"\nevery_hours = 24\nkeep_days = 30\n"
    )
}

/// Fails where the text has become an element on what is shown.
async fn assert_is_text(page: &Page<'_>, place: &str) -> Result<()> {
    let look = "return [document.querySelectorAll('img, [onerror], [src=x]').length, 'isBroken' in window]";
    let found = page.run(look).await?;
    ensure!(found == serde_json::json!([0, false]), "{place}: the text has become markup: {found}");
    Ok(())
}

/// Waits until the plan is open whose tier of backups has the text as its name.
async fn shows_the_tier(page: &Page<'_>) -> Result<()> {
    page.open_tab("backups").await?;
    let is_shown = "return document.body.innerText.includes('<img src=x')";
    page.wait_for("the name of the tier", is_shown).await.map(drop)
}

/// Goes through all views; gives back on how many the text is seen.
async fn walk(page: &Page<'_>) -> Result<usize> {
    let mut seen = 0;
    for view in page.views().await? {
        page.show_view(&view).await?;
        assert_is_text(page, &view).await?;
        let is_seen = page.run("return document.body.innerText.includes('<img src=x')").await?;
        seen += usize::from(is_seen == serde_json::Value::Bool(true));
    }
    Ok(seen)
}

#[tokio::test]
async fn names_in_a_plan_are_text_on_every_view_and_on_paper() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.pick_plan("hostile.toml", &plan()).await?;
        shows_the_tier(page).await?;
        ensure!(walk(page).await? >= 1, "the name of the tier is seen as text");

        page.click("keep-scenario").await?;
        page.click("rename-scenario").await?;
        page.name_with_keys("scenario-name", HOSTILE).await?;
        ensure!(walk(page).await? > 10, "and that of the scenario on every view");
        page.open_tab("compare").await?;
        page.text("figures").await?;
        assert_is_text(page, "compare").await?;

        let screen = page_driver::Viewport { width: 1200, height: 900, mobile: false, dark: false };
        page.emulate("print", screen).await?;
        assert_is_text(page, "paper").await
    })
    .await
}

#[tokio::test]
async fn a_link_and_files_that_are_refused_or_used_are_text() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        // The link that the page itself makes of such a plan.
        page.pick_plan("hostile.toml", &plan()).await?;
        shows_the_tier(page).await?;
        page.refuse_clipboard().await?;
        page.click("copy-link").await?;
        let link = page.value("link-field").await?;
        page.forget_all().await?;
        page.visit(&link).await?;
        page.wait_for_answers().await?;
        shows_the_tier(page).await?;
        assert_is_text(page, "a link").await?;

        page.pick_manifests(HOSTILE_FILE, &manifest()).await?;
        page.wait_for(
            "the file",
            "return document.body.innerText.includes('onerror=window.isBroken=1>.yaml')",
        )
        .await?;
        assert_is_text(page, "manifests").await?;

        page.open_tab("data").await?;
        let name = HOSTILE_FILE.replace(".yaml", ".csv");
        page.pick_prices(&name, &format!("provider,{HOSTILE}\n{HOSTILE},1\n")).await?;
        let refused = page.text("own-refused").await?;
        ensure!(refused.contains("<img src=x"), "the refusal names it as text: {refused}");
        assert_is_text(page, "a price sheet").await
    })
    .await
}

/// A workload whose names are no names that Kubernetes takes.
fn manifest() -> String {
    let name = HOSTILE.replace('"', "\\\"");
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: \"{name}\", namespace: \"{name}\" }}\n\
         spec:\n  replicas: 2\n  selector: {{ matchLabels: {{ app: a }} }}\n  template:\n    metadata: {{ labels: {{ app: a }} }}\n\
         \x20   spec:\n      containers:\n        - {{ name: \"{name}\", image: \"{name}\", resources: {{ requests: {{ cpu: 100m, memory: 64Mi }} }} }}\n"
    )
}
