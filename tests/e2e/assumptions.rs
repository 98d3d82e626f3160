//! Someone who doubts a figure leaves the mouse alone: finds it, changes it, sees an answer move,
//! takes it back, and asks where an answer comes from.

use anyhow::Result;

use crate::journey::{assert_same_bytes, csv_of_command_line, travel};

/// The figure that is doubted, and the plan with another.
const ID: &str = "certificate_or_quota.per_year";
const OTHER: &str =
    "[platform]\nprovider = \"aws\"\n\n[assumptions]\n\"certificate_or_quota.per_year\" = 1\n";

#[tokio::test]
async fn a_figure_is_found_changed_and_taken_back_with_keys_alone() -> Result<()> {
    travel(async |page| {
        let before = page.answers().await?;
        page.press_key_on("tab-assumptions", "Enter").await?;
        page.press_key_on("constants-search", "Enter").await?;
        page.type_text("certificate quota often").await?;
        page.text_that("constants-found", "name one figure", |text| text.starts_with("1 of ")).await?;
        page.press_key_on(&format!("open-constant-{ID}"), "Enter").await?;
        assert_eq!(page.attribute_of_focus("aria-expanded").await?, "true");
        let moved =
            page.text_that(&format!("moved-{ID}"), "name downtime", |text| text.contains("Downtime")).await?;
        assert!(!moved.contains("Cost a month"), "{moved}");

        page.press_key_on(&format!("set-{ID}"), "Enter").await?;
        page.type_text("x").await?;
        page.text_that(&format!("error-field-constant-{ID}"), "say what is allowed", |text| {
            text.contains("Found \"x\"") && text.contains("a number from 0")
        })
        .await?;
        page.press_with("z", &["ctrlKey"]).await?;
        page.type_text("1").await?;
        page.text_that(&format!("value-{ID}"), "be set", |text| {
            text.starts_with('1') && text.contains("SET")
        })
        .await?;
        let after = page.answers_that("move", |answers| answers.availability != before.availability).await?;
        assert_eq!((&after.cost, &after.size), (&before.cost, &before.size));
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(OTHER))?);

        page.press_with("z", &["ctrlKey"]).await?;
        page.answers_that("be as before", |answers| *answers == before).await?;
        page.text_that(&format!("value-{ID}"), "be the data's", |text| text.contains("likely 0.2")).await?;

        page.press_key_on("explain-cost", "Enter").await?;
        page.wait_for_focus_on("explanation-close").await?;
        let told = page.text("explanation").await?;
        for part in ["Formula", "USD at list price", "Inputs", "stated", "Left out", "Worker nodes"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        page.check_accessibility("an explanation").await?;
        page.escape().await?;
        page.wait_for_focus_on("explain-cost").await
    })
    .await
}

#[tokio::test]
async fn an_answer_leads_to_its_method() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        for answer in ["size", "cost", "availability", "recovery", "setup", "effort"] {
            page.press_key_on(&format!("explain-{answer}"), "Enter").await?;
            page.text_that("explanation", "have inputs", |text| text.contains("Inputs")).await?;
            page.escape().await?;
            page.wait_for_focus_on(&format!("explain-{answer}")).await?;
        }
        page.press_key_on("explain-recovery", "Enter").await?;
        page.press_key_on("explain-also", "Enter").await?;
        page.text_that("explanation", "be on data", |text| text.starts_with("Data lost")).await?;
        page.press_key_on("explanation-method", "Enter").await?;
        page.text_that("methods", "have the text", |text| {
            text.contains("In English") || text.contains("Velero")
        })
        .await?;
        page.wait_for_focus_on_id("method-backups").await?;
        page.press_key_on("to-method-cost", "Enter").await?;
        page.wait_for_focus_on_id("method-cost").await
    })
    .await
}
