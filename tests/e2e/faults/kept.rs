//! What keeps the page in the browser fails, or keeps something broken.

use anyhow::{Result, ensure};
use page_driver::Manner;

use super::site::{Site, brave, broken, plan_file};
use super::table::{lost, record};
use crate::installed::wait_until_kept;
use crate::page::Page;

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
        wait_until_kept(&site.browser).await?;
        site.server()?.answer_from_now_on(Manner::Failing);
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

/// Opens the page while its host answers in this manner, with a plan from before.
async fn opens(name: &str, manner: Manner, site: &Site, page: &Page<'_>) -> Result<()> {
    page.fill("platform.zones", "2").await?;
    let (answers, before) = (page.answers().await?, plan_file(page).await?);
    page.wait_until_stored("\"platform.zones\":\"2\"").await?;
    wait_until_kept(&site.browser).await?;
    site.server()?.answer_from_now_on(manner);
    site.open().await?;
    let told = page.text_that("resumed", "tell of the plan", |told| told.contains("is open")).await?;
    page.answers_that("be those from before", |now| *now == answers).await?;
    record(name, &told, &lost(&before, &plan_file(page).await?))
}

#[tokio::test]
async fn a_page_that_is_not_ours_or_not_whole_leaves_the_kept_one() -> Result<()> {
    brave("", async |site, page| opens("index-cut", Manner::BreakingOff, site, page).await).await?;
    brave("", async |site, page| opens("index-foreign", Manner::Foreign, site, page).await).await
}

#[tokio::test]
async fn a_host_that_redirects_to_the_folder_leaves_a_page_that_opens() -> Result<()> {
    let redirects = |site: &Site| {
        site.server()?.answer_from_now_on(Manner::Redirecting);
        Ok(())
    };
    broken(redirects, async |site, page| opens("index-redirected", Manner::Failing, site, page).await).await
}

/// Puts something else in the place of the program in what is kept.
async fn damage_kept_program(site: &Site) -> Result<()> {
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
    Ok(())
}

#[tokio::test]
async fn a_kept_program_that_is_broken_is_mended() -> Result<()> {
    brave("", async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        wait_until_kept(&site.browser).await?;
        damage_kept_program(site).await?;
        site.open().await?;
        let told = page.text_that("unstarted", "offer to load again", |told| told.contains("Load")).await?;
        site.open().await?;
        page.text("resumed").await?;
        page.wait_for_absence("unstarted").await?;
        record("kept-broken", &told, &lost(&before, &plan_file(page).await?))?;
        // It is kept again: the page opens where the host is not.
        site.server()?.answer_from_now_on(Manner::Failing);
        site.open().await?;
        page.text_that("resumed", "tell of the plan", |told| told.contains("is open")).await?;
        ensure!(plan_file(page).await? == before);
        // Nothing that is whole goes for what is broken, when nobody can send it.
        damage_kept_program(site).await?;
        site.server()?.answer_from_now_on(Manner::Foreign);
        site.open().await?;
        let told = page.text_that("unstarted", "offer to load again", |told| told.contains("Load")).await?;
        site.server()?.answer_from_now_on(Manner::Sound);
        site.open().await?;
        page.text_that("resumed", "tell of the plan", |told| told.contains("is open")).await?;
        record("kept-broken-portal", &told, &lost(&before, &plan_file(page).await?))
    })
    .await
}
