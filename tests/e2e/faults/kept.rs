//! What keeps the page in the browser fails, or keeps something broken.

use anyhow::{Context, Result, ensure};

use super::site::{brave, plan_file};
use super::table::{lost, record};

#[tokio::test]
async fn a_browser_that_keeps_no_page_runs_it_all_the_same() -> Result<()> {
    let refused = "ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('refused'));";
    brave(refused, async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        page.reload().await?;
        let told = page.text("resumed").await?;
        let is_told = "return !!document.querySelector('[data-testid=stray], [data-testid=unstarted]')";
        ensure!(site.browser.run(is_told).await? == false, "the page works, and has nothing to tell");
        record("kept-refused", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn a_host_in_trouble_leaves_the_kept_page() -> Result<()> {
    brave("", async |site, page| {
        page.fill("platform.zones", "2").await?;
        let (answers, before) = (page.answers().await?, plan_file(page).await?);
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        let is_kept = "return !!navigator.serviceWorker.controller";
        site.browser.wait_for("the page to be kept in the browser", is_kept).await?;
        site.server.as_ref().context("no server")?.fail();
        site.open().await?;
        let told = page.text_that("resumed", "tell of the plan", |told| told.contains("is open")).await?;
        page.answers_that("be those from before", |now| *now == answers).await?;
        // Prices that were never opened come from what is kept.
        page.fill("platform.region", "us-east-1").await?;
        page.answers_that("follow to another region", |now| now.cost != answers.cost).await?;
        page.click("undo").await?;
        page.answers_that("be those from before again", |now| *now == answers).await?;
        record("host-fails", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}

#[tokio::test]
async fn a_kept_program_that_is_broken_is_forgotten() -> Result<()> {
    brave("", async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        let is_kept = "return !!navigator.serviceWorker.controller";
        site.browser.wait_for("the page to be kept in the browser", is_kept).await?;
        let damage = "window.isDamaged = false;\
            (async () => {\
              for (const name of await caches.keys()) {\
                const cache = await caches.open(name);\
                for (const request of await cache.keys())\
                  if (/app-[0-9a-f]+_bg\\.wasm$/.test(request.url))\
                    await cache.put(request, new Response('no program', { headers: { 'Content-Type': 'application/wasm' } }));\
              }\
              window.isDamaged = true;\
            })();";
        site.browser.run(damage).await?;
        site.browser.wait_for("the damage", "return window.isDamaged").await?;
        site.open().await?;
        let told = page.text_that("unstarted", "offer to load again", |told| told.contains("Load")).await?;
        site.open().await?;
        page.text("resumed").await?;
        record("kept-broken", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}
