//! A newcomer who leaves the mouse alone: questions first, then a preset, and what a field means.

use anyhow::Result;

use crate::journey::travel;

#[tokio::test]
async fn six_questions_lead_to_a_plan_that_is_taken_back_with_keys_alone() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.press_key_on("open-guide", "Enter").await?;
        page.wait_for_focus_on("guide-title").await?;
        page.text_that("guide-result", "name nodes and money", |text| text.contains("USD a month")).await?;
        assert!(page.text("guide-set").await?.contains("reference plan"));
        page.check_accessibility("the questions").await?;

        // A choice, a number, and a number that is refused.
        page.choose_with_keys("guide-workload.profile", 2).await?;
        page.text_that("guide-set", "name the chain", |text| text.contains("public chain")).await?;
        page.type_into("guide-team.engineers", "none").await?;
        page.text_that("guide-error-team.engineers", "say what is allowed", |text| {
            text.contains("allowed is a whole number from 1 to 100")
        })
        .await?;
        page.type_into("guide-team.engineers", "3").await?;
        page.wait_for_absence("guide-error-team.engineers").await?;
        let assumes = page.text("guide-assumes").await?;
        assert!(assumes.contains(|letter: char| letter.is_ascii_digit()), "{assumes}");
        page.press_key_on("guide-make", "Enter").await?;
        page.wait_for_focus_on_view().await?;
        page.answers_that("follow the guide", |answers| {
            answers.cost != first.cost && answers.setup != first.setup
        })
        .await?;
        page.text_that("undo", "name the guide", |text| text == "Undo Guide").await?;
        page.press_with("z", &["ctrlKey"]).await?;
        page.answers_that("be the first ones", |answers| *answers == first).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_preset_stands_beside_a_plan_that_was_edited() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.press_key_on("start-presets", "Enter").await?;
        page.wait_for_focus_on("guide-title").await?;
        page.check_accessibility("the presets").await?;
        page.press_key_on("preset-cost-first", "Enter").await?;
        let cheap = page.answers_that("follow the preset", |answers| answers.cost != first.cost).await?;
        page.text_that("undo", "name the preset", |text| text == "Undo Preset Cost first").await?;
        page.wait_for_absence("scenario-2").await?;

        // Now something is set: it stays as a scenario.
        page.press_key_on("start-presets", "Enter").await?;
        page.press_key_on("preset-azure", "Enter").await?;
        page.text_that("scenario-2", "be the preset", |text| text == "Vendor's reference on Azure").await?;
        page.answers_that("follow Azure", |answers| answers.cost != cheap.cost).await?;
        page.press_key_on("undo", "Enter").await?;
        page.answers_that("be those of the cheap plan", |answers| *answers == cheap).await?;
        page.wait_for_absence("scenario-2").await
    })
    .await
}

#[tokio::test]
async fn a_field_says_what_it_means_and_a_plan_what_it_assumes() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.press_key_on("about-team.engineers", "Enter").await?;
        page.wait_for_focus_on("about-field").await?;
        let told = page.text("about-field").await?;
        for part in ["a whole number from 1 to 100", "stated by the vendor", "docs.settlemint.com"] {
            assert!(told.contains(part), "{part} is not in {told}");
        }
        page.check_accessibility("what a field means").await?;
        page.escape().await?;
        page.wait_for_focus_on("about-team.engineers").await?;

        page.press_key_on("start-assumed", "Enter").await?;
        page.wait_for_focus_on("guide-title").await?;
        let told = page.text("guide").await?;
        assert!(told.contains("chosen by the tool for this plan"), "{told}");
        page.check_accessibility("what is assumed").await?;
        page.press_key_on("assumed-network.egress_gib_per_month", "Enter").await?;
        page.wait_for_focus_on("field-network.egress_gib_per_month").await
    })
    .await
}
