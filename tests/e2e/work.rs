//! Someone plans the work: who sets the platform up and when, which backups are kept, which
//! pattern it is.

use crate::journey::{assert_same_bytes, csv_of_command_line, travel};
use anyhow::Result;

/// The edits of these journeys, as plan files say them.
const TEAM: &str = "[platform]\nprovider = \"aws\"\n\n[team]\nengineers = 2\nstart_date = \"2027-03-01\"\n\
                    holidays = [\"2027-03-02\", \"2027-03-26\"]\non_call = \"rota-24x7\"\n";
const TIERS: &str = "[platform]\nprovider = \"aws\"\n\n[backup]\ntiers = \"vendor-three-tier\"\n\
                     last_drill = { date = \"2026-08-01\", restore_minutes = 95 }\n";

#[tokio::test]
async fn a_team_is_planned_with_its_days_off_and_its_rota() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("effort").await?;
        let alone = page.text("chart-gantt").await?;
        page.fill("team.engineers", "2").await?;
        page.fill("team.start_date", "2027-03-01").await?;
        page.fill("team.holidays", "2027-03-02, 2027-03-26").await?;
        page.open_section("on-call").await?;
        page.fill("team.on_call", "rota-24x7").await?;
        page.wait_for_answers().await?;
        let together = page.text("chart-gantt").await?;
        assert!(together.contains("Mon 1 Mar") && together != alone, "{together}");

        let told = page.go_through("gantt", 2).await?;
        assert!(told.contains(" h of "), "the task that has the focus: {told}");
        assert_eq!(page.text("pointed-gantt").await?, told, "what is read out is seen as well");

        let rota = page.text("chart-rota").await?;
        assert!(rota.contains("3 missing"), "six take turns and two are there: {rota}");
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(TEAM))?);

        page.fill("team.holidays", "2027-13-01").await?;
        let fault = page.error_at("team.holidays").await?;
        assert!(fault.contains("2027-13-01"), "{fault}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn copies_are_seen_on_any_day() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("backups").await?;
        let untested = page.text("backup-findings").await?;
        page.fill("backup.tiers", "vendor-three-tier").await?;
        page.fill("backup.last_drill.date", "2026-08-01").await?;
        page.fill("backup.last_drill.restore_minutes", "95").await?;
        page.wait_for_answers().await?;
        assert_ne!(page.text("backup-findings").await?, untested, "a drill is a finding less");

        let end = page.text("copies-title").await?;
        // 48 hourly copies, 7 daily ones, 4 or 5 weekly ones and 3 of telemetry.
        assert!(end.contains("62 copies") || end.contains("63 copies"), "{end}");
        page.slide("copies-day", 0).await?;
        let begin = page.text("copies-title").await?;
        assert!(begin.contains("2027-01-01"), "{begin}");
        let told = page.go_through("copies", 1).await?;
        assert!(told.contains("copies") || told.contains("one copy"), "{told}");
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(TIERS))?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn patterns_are_compared_and_one_is_taken() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let single = page.answers().await?;
        page.open_tab("patterns").await?;
        page.click("sort-cost").await?;
        let rising = page.text("patterns").await?;
        page.click("sort-cost").await?;
        assert_ne!(page.text("patterns").await?, rising, "the order is the other way round");
        assert!(page.text("build-or-buy").await?.contains("Hosted"));

        page.click("choose-hot-warm").await?;
        page.answers_that("follow to two regions", |answers| answers.cost != single.cost).await?;
        page.open_tab("patterns").await?;
        let own = page.text("pattern-hot-warm").await?;
        assert!(own.contains("THE PLAN'S"), "{own}");
        Ok(())
    })
    .await
}
