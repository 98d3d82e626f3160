//! Clocks that go wrong. No result hangs on them, and no plan either.

use anyhow::{Result, ensure};

use super::site::{brave, plan_file};
use super::table::{lost, record};

/// From the next page on the clock is so many years off.
fn years_off(years: i32) -> String {
    format!(
        "if (sessionStorage.getItem('off')) {{ const real = Date.now; const Real = Date; const off = {years} * 31556952000;\
           Date.now = () => real() + off;\
           window.Date = class extends Real {{ constructor(...how) {{ how.length ? super(...how) : super(real() + off); }}\
             static now() {{ return real() + off; }} }}; }}"
    )
}

#[tokio::test]
async fn a_clock_that_jumps_costs_no_plan() -> Result<()> {
    for (name, years) in [("clock-back", -10), ("clock-ahead", 30)] {
        brave(&years_off(years), async |site, page| {
            page.fill("platform.zones", "2").await?;
            let answers = page.answers().await?;
            let before = plan_file(page).await?;
            page.wait_until_stored("\"platform.zones\":\"2\"").await?;
            site.browser.run("sessionStorage.setItem('off', '1');").await?;
            page.reload().await?;
            let told = page.text("resumed").await?;
            page.answers_that("be the same under another clock", |now| *now == answers).await?;
            // Edits are saved as before.
            page.fill("database.storage_gib", "900").await?;
            page.wait_until_stored("900").await?;
            let after = plan_file(page).await?;
            record(name, &told, &lost(&before, &after))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_a_time_zone_the_plan_opens() -> Result<()> {
    let zoneless = "if (sessionStorage.getItem('off'))\
        Date.prototype.toLocaleString = () => { throw new RangeError('no time zone'); };";
    brave(zoneless, async |site, page| {
        page.fill("platform.zones", "2").await?;
        let before = plan_file(page).await?;
        page.wait_until_stored("\"platform.zones\":\"2\"").await?;
        site.browser.run("sessionStorage.setItem('off', '1');").await?;
        page.reload().await?;
        let told = page.text("resumed").await?;
        let is_told = "return !!document.querySelector('[data-testid=stray], [data-testid=crash]')";
        ensure!(site.browser.run(is_told).await? == false, "a time that cannot be said is no fault");
        record("clock-zone", &without_time(&told), &lost(&before, &plan_file(page).await?))
    })
    .await
}

/// What is told, with the moment that the page writes by itself left out.
fn without_time(told: &str) -> String {
    let (before, rest) = told.split_once("plan of ").unwrap_or((told, ""));
    let after = rest.split_once(" is open").map_or("", |(_, after)| after);
    format!("{before}plan of (time) is open{after}")
}
