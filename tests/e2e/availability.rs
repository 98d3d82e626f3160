//! Someone asks how available the layout is, why, and whether that can be believed.

use crate::journey::travel;
use anyhow::Result;

#[tokio::test]
async fn a_target_is_drawn_and_a_class_says_what_it_rests_on() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_section("targets").await?;
        page.fill("targets.availability_pct", "99.9").await?;
        page.open_tab("availability").await?;
        // 0.1 % of 525,600 minutes.
        let target =
            page.text_that("target", "name the minutes", |text| text.contains("526 minutes")).await?;
        assert!(target.contains("99.9 %") && target.contains("probability"), "{target}");

        page.unfold("class-zone").await?;
        let class = page.text("class-zone").await?;
        assert!(class.contains("az_full_loss") && class.contains("per AZ-year"), "{class}");

        let told = page.go_through("tornado", 1).await?;
        assert!(told.contains("the mean of a year is from"), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_decade_is_told_and_an_outage_opened_by_keyboard() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("availability").await?;
        let says = |text: &str| text.contains(" outages, ") && text.contains("the worst took");
        let first = page.text_that("decade-summary", "tell a decade", says).await?;

        let told = page.go_through("decade", 2).await?;
        assert!(told.contains("year 1, day "), "the outage that has the focus: {told}");
        page.press("Enter").await?;
        let outage = page.text("outage").await?;
        assert!(outage.contains("Outage ") || outage.contains("close together"), "{outage}");
        if outage.contains("close together") {
            page.go_through("decade", 0).await?;
            page.press("Enter").await?;
        }
        page.click("close-outage").await?;
        page.wait_for_absence("outage").await?;

        page.click("play-decade").await?;
        page.text_that("decade-now", "move on", |text| text.starts_with("year 2")).await?;
        page.click("another-decade").await?;
        let other = |text: &str| says(text) && text != first;
        page.text_that("decade-summary", "tell another decade", other).await?;
        assert_eq!(page.text("decade-seed").await?, "seed 43");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_run_stands_beside_the_exact_answer_and_can_be_stopped() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("availability").await?;
        page.click("start-run").await?;
        page.text_that("run-progress", "show years so far", |text| text.contains("years a second")).await?;
        let figures = page.text("run-figures").await?;
        assert!(figures.contains("Outages a year") && figures.contains("±"), "{figures}");
        page.click("cancel-run").await?;
        let is_stopped = |text: &str| text.starts_with("Stopped after");
        page.text_that("run-progress", "say that it was stopped", is_stopped).await?;

        page.click("start-run").await?;
        let is_done = |text: &str| text.starts_with("100,000 years in");
        page.text_that("run-progress", "come to an end", is_done).await?;
        let figures = page.text("run-figures").await?;
        assert!(!figures.contains("they differ"), "{figures}");

        // Another layout: what was run says nothing about it.
        page.fill("platform.zones", "2").await?;
        page.wait_for_absence("run-progress").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn somebody_is_put_on_call_at_night() -> Result<()> {
    travel(async |page| {
        let alone = page.answers().await?;
        page.open_tab("availability").await?;
        let waits = page.text("waits").await?;
        assert!(waits.contains("outside business hours"), "{waits}");
        page.click("use-rota").await?;
        page.wait_for_absence("waits").await?;
        page.answers_that("say that less is down", |answers| answers.availability != alone.availability)
            .await?;
        Ok(())
    })
    .await
}
