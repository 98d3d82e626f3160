//! After a session the browser keeps what the page says it keeps, and nothing else.

use crate::journey::travel;
use crate::page::Page;
use anyhow::Result;
use serde_json::json;

/// Asks the browser for the names of what it keeps for the page.
const ASK: &str = "window.kept = null;
    Promise.all([caches.keys(), indexedDB.databases()]).then(([caches, databases]) => {
        window.kept = {
            cookie: document.cookie,
            local: Object.keys(localStorage).sort(),
            session: Object.keys(sessionStorage),
            databases: databases.map((database) => database.name),
            caches: caches.map((name) => name.replace(/ [0-9a-f]{16}$/, ' VERSION')),
        };
    });";

async fn kept(page: &Page<'_>) -> Result<serde_json::Value> {
    page.run(ASK).await?;
    page.wait_for("what is kept", "return window.kept").await
}

#[tokio::test]
async fn nothing_but_plans_language_and_the_page_itself_is_kept() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.wait_for("the page to be kept", "return !!navigator.serviceWorker.controller").await?;
        let before = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow", |answers| answers.cost != before.cost).await?;
        page.click("keep-scenario").await?;
        page.wait_until_stored("Plan 2").await?;
        page.choose("language", "de").await?;
        page.wait_for("German", "return document.documentElement.lang === 'de'").await?;
        for view in page.views().await? {
            page.show_view(&view).await?;
        }
        let expected = json!({
            "cookie": "",
            "local": ["zoneplan.language.v1", "zoneplan.plans.v1"],
            "session": [],
            "databases": [],
            "caches": ["zoneplan / VERSION"],
        });
        assert_eq!(kept(page).await?, expected);
        Ok(())
    })
    .await
}
