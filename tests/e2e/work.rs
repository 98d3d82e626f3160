//! Someone says who sets the platform up and when, who answers pages, and which copies are kept.

use crate::journey::{assert_same_bytes, csv_of_command_line, travel};
use anyhow::Result;

/// The edits of these journeys, as plan files say them.
const TEAM: &str = "[platform]\nprovider = \"aws\"\n\n[team]\nengineers = 2\nstart_date = \"2027-03-01\"\n\
                    holidays = [\"2027-03-02\", \"2027-03-26\"]\nskills = { helm = \"none\" }\n\
                    on_call = \"rota-24x7\"\nrota = { one_week_in = 4 }\n";
const COPIES: &str = "[platform]\nprovider = \"aws\"\nsecond_region = \"eu-west-1\"\n\n[backup]\n\
                      tiers = \"vendor-three-tier\"\noff_region_copy = true\n\
                      last_drill = { date = \"2026-08-01\", restore_minutes = 95 }\n";

#[tokio::test]
async fn a_team_is_planned_with_its_days_off_and_its_rota() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let alone = page.answers().await?;
        page.fill("team.engineers", "2").await?;
        page.fill("team.start_date", "2027-03-01").await?;
        page.fill("team.holidays", "2027-03-02, 2027-03-26").await?;
        page.open_section("skills").await?;
        page.fill("team.skills.helm", "none").await?;
        page.open_section("on-call").await?;
        page.fill("team.on_call", "rota-24x7").await?;
        page.fill("team.rota.one_week_in", "4").await?;
        page.answers_that("follow the second engineer", |answers| answers.setup != alone.setup).await?;
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(TEAM))?);

        page.fill("team.holidays", "2027-13-01").await?;
        let fault = page.error_at("team.holidays").await?;
        assert!(fault.contains("2027-13-01") && fault.contains("YYYY-MM-DD"), "{fault}");
        page.fill("team.holidays", "2027-03-02").await?;
        page.wait_for_no_error_at("team.holidays").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn copies_are_planned_with_their_tiers_and_the_last_drill() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let daily = page.answers().await?;
        page.fill("backup.tiers", "vendor-three-tier").await?;
        page.fill("platform.second_region", "eu-west-1").await?;
        page.fill("backup.off_region_copy", "true").await?;
        page.fill("backup.last_drill.date", "2026-08-01").await?;
        page.fill("backup.last_drill.restore_minutes", "95").await?;
        page.answers_that("follow the tiers", |answers| answers.cost != daily.cost).await?;
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(COPIES))?);
        Ok(())
    })
    .await
}
