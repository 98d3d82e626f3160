//! Someone opens the page for the first time, tries two zones instead of three, and takes the
//! plan along as CSV: from a server, and from one file without a network.

use crate::journey::{assert_same_bytes, csv_of_command_line, pack_of_command_line, travel, travel_offline};
use crate::page::{Answers, Page};
use anyhow::Result;

/// The edit of this journey, as a plan file says it.
pub const TWO_ZONES: &str = "[platform]\nprovider = \"aws\"\nzones = 2\n";

#[tokio::test]
async fn a_newcomer_reads_edits_and_saves_the_plan() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let (first, present) = page.first_and_present_view().await?;
        assert!(first.lines().count() > 20, "the build wrote no answers: {first:?}");
        assert_eq!(first, present, "the build and the page answer alike");
        reads_edits_and_saves(page).await
    })
    .await
}

#[tokio::test]
async fn a_newcomer_does_so_in_one_file_without_a_network() -> Result<()> {
    travel_offline(async |page| {
        reads_edits_and_saves(page).await?;
        // The whole report, table by table. The plan of the page writes out what it was asked.
        assert_same_bytes(&page.save_pack().await?.bytes, &pack_of_command_line(TWO_ZONES)?);
        // Prices of a region that are in the file and were not read before.
        let frankfurt = page.answers().await?;
        page.fill("platform.region", "us-east-1").await?;
        page.answers_that("follow the region", |answers| answers.cost != frankfurt.cost).await?;
        let plan = TWO_ZONES.to_owned() + "region = \"us-east-1\"\n";
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(&plan))?);
        // Text and workers are in it too.
        page.open_tab("methods").await?;
        page.text_that("methods", "show the methods", |text| text.len() > 10_000).await?;
        Ok(())
    })
    .await
}

/// Takes one zone away, which changes size, cost and availability.
pub async fn goes_to_two_zones(page: &Page<'_>, three_zones: &Answers) -> Result<()> {
    page.fill("platform.zones", "2").await?;
    page.answers_that("follow the change to two zones", |answers| {
        answers.size != three_zones.size
            && answers.cost != three_zones.cost
            && answers.availability != three_zones.availability
    })
    .await
    .map(drop)
}

/// The journey itself.
async fn reads_edits_and_saves(page: &Page<'_>) -> Result<()> {
    page.wait_for_answers().await?;
    let three_zones = page.answers().await?;
    for (name, text) in three_zones.named() {
        assert!(text.contains(|letter: char| letter.is_ascii_digit()), "no number in {name}: {text:?}");
    }

    goes_to_two_zones(page, &three_zones).await?;

    page.fill("platform.zones", "3").await?;
    page.answers_that("return with the third zone", |answers| *answers == three_zones).await?;
    let saved = page.save_csv().await?;
    assert!(saved.name.ends_with(".csv"), "saved as {}", saved.name);
    assert_same_bytes(&saved.bytes, &csv_of_command_line(None)?);

    page.fill("platform.zones", "2").await?;
    page.answers_that("follow the change to two zones", |answers| answers.cost != three_zones.cost).await?;
    let saved = page.save_csv().await?;
    assert_same_bytes(&saved.bytes, &csv_of_command_line(Some(TWO_ZONES))?);
    Ok(())
}
