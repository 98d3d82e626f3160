//! Someone opens the page for the first time, tries two zones instead of three, and takes the
//! plan along as CSV.

use crate::journey::{assert_same_bytes, csv_of_command_line, travel};
use anyhow::Result;

/// The edit of this journey, as a plan file says it.
const TWO_ZONES: &str = "[platform]\nprovider = \"aws\"\nzones = 2\n";

#[tokio::test]
async fn a_newcomer_reads_edits_and_saves_the_plan() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let three_zones = page.answers().await?;
        let (first, present) = page.first_and_present_view().await?;
        assert!(first.lines().count() > 20, "the build wrote no answers: {first:?}");
        assert_eq!(first, present, "the build and the page answer alike");
        for (name, text) in three_zones.named() {
            assert!(text.contains(|letter: char| letter.is_ascii_digit()), "no number in {name}: {text:?}");
        }

        page.fill("platform.zones", "2").await?;
        page.answers_that("follow the change to two zones", |answers| {
            answers.size != three_zones.size
                && answers.cost != three_zones.cost
                && answers.availability != three_zones.availability
        })
        .await?;

        page.fill("platform.zones", "3").await?;
        page.answers_that("return with the third zone", |answers| *answers == three_zones).await?;
        let saved = page.save_csv().await?;
        assert!(saved.name.ends_with(".csv"), "saved as {}", saved.name);
        assert_same_bytes(&saved.bytes, &csv_of_command_line(None)?);

        page.fill("platform.zones", "2").await?;
        page.answers_that("follow the change to two zones", |answers| answers.cost != three_zones.cost)
            .await?;
        let saved = page.save_csv().await?;
        assert_same_bytes(&saved.bytes, &csv_of_command_line(Some(TWO_ZONES))?);
        Ok(())
    })
    .await
}
