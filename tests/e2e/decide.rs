//! Someone decides between plans: keeps some, compares them, asks what one hangs on.

use crate::journey::{travel, travel_offline};
use anyhow::Result;

#[tokio::test]
async fn two_plans_are_kept_and_compared() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("compare").await?;
        page.click("make-variant").await?;
        page.fill("platform.zones", "2").await?;
        let odds = page
            .text_that("odds-1", "tell of two plans that differ", |odds| {
                odds.contains("Plan 2 is ") && odds.contains("than Plan 1 ")
            })
            .await?;
        assert!(odds.contains(" by the month ") && odds.contains("less available than"), "{odds}");
        let figures = page.text("figures").await?;
        assert!(figures.contains("Down in a mean year") && figures.contains("▲"), "{figures}");
        let inputs = page.text("differing-inputs").await?;
        assert!(inputs.contains("platform.zones"), "{inputs}");

        // The other way round: what was dearer is cheaper.
        page.choose("baseline", "2").await?;
        page.text_that("odds-0", "compare with the other", |odds| odds.contains("than Plan 2 ")).await?;

        page.click("save-compare").await?;
        let saved = page.take_file().await?;
        assert_eq!(saved.name, "zoneplan-compare.csv");
        let text = String::from_utf8(saved.bytes)?;
        assert!(text.contains("beside,monthly_usd.p_less,0 Plan 1,"), "{}", &text[..200]);

        // The first plan is as it was.
        page.click("scenario-1").await?;
        page.text_that("answer-size", "be of three zones", |size| size.contains("3 zones")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn plans_are_kept_named_and_deleted_by_keyboard() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.press_key_on("keep-scenario", "Enter").await?;
        page.press_key_on("rename-scenario", " ").await?;
        page.name_with_keys("scenario-name", "Cheap").await?;
        page.text_that("scenario-2", "have its name", |name| name == "Cheap").await?;
        page.press_key_on("scenario-1", "Enter").await?;
        assert_eq!(page.attribute_of_focus("aria-pressed").await?, "true");
        page.press_key_on("delete-scenario", "Enter").await?;
        page.wait_for_absence("scenario-2").await?;
        page.press_key_on("tab-compare", "Enter").await?;
        let alone = page.text("compare").await?;
        assert!(alone.starts_with("One plan has nothing to be compared with"), "{alone}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_plan_with_a_fault_is_named() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.click("keep-scenario").await?;
        page.open_tab("compare").await?;
        page.fill("node_pools.0.nodes", "-3").await?;
        let faults = page.text("decide-faults").await?;
        assert!(
            faults.contains("Plan 2: node_pools[0].nodes: found -3") || faults.contains("Plan 2: node_pools"),
            "{faults}"
        );
        page.fill("node_pools.0.nodes", "9").await?;
        page.wait_for_absence("decide-faults").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_a_plan_hangs_on_is_shown() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("sensitivity").await?;
        let told = page.go_through("tornado", 1).await?;
        assert!(told.contains("the result is ") && told.contains("USD per month"), "{told}");
        let even = page.text("break-even").await?;
        assert!(even.contains("pays"), "{even}");
        page.choose("downtime-cost-field", "1000 to 4000").await?;
        page.click("output-cost-with-downtime").await?;
        page.text_that("hangs-on", "be of cost with downtime", |text| {
            text.starts_with("Bill of a month and what its downtime costs hangs most on ")
        })
        .await?;
        page.click("output-downtime").await?;
        page.text_that("hangs-on", "be of downtime", |text| text.starts_with("Mean downtime")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_search_finds_a_plan_and_it_is_used() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let before = page.answers().await?;
        page.open_tab("optimise").await?;
        page.choose("search-targets.availability_pct", "99.9").await?;
        page.choose("search-targets.rto_minutes", "15").await?;
        // A space that is soon searched.
        for key in [
            "platform.pattern",
            "node_pools.instance_type",
            "node_pools.zone_loss",
            "backup.tiers",
            "backup.off_region_copy",
            "team.on_call",
        ] {
            page.click(&format!("free-{key}")).await?;
        }
        page.press_key_on("search", "Enter").await?;
        let best = page.text_at_last("best").await?;
        assert!(
            best.starts_with("The best plan costs ") && best.contains("Availability, % 99.9: met"),
            "{best}"
        );
        assert!(page.text("proof").await?.starts_with("Proof: exact"), "{}", page.text("proof").await?);
        let told = page.go_through("front", 0).await?;
        assert!(told.contains(" USD a month, "), "{told}");
        page.press_key_on("use-best", "Enter").await?;
        let used = page.text("used-plan").await?;
        assert!(used.contains("is kept as a scenario"), "{used}");
        let after = page
            .answers_that("follow the plan that was found", |answers| answers.cost != before.cost)
            .await?;
        assert_ne!(after.size, before.size);
        // Back to the plan from before.
        page.click("scenario-1").await?;
        page.answers_that("be those from before", |answers| answers.cost == before.cost).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_search_is_stopped_and_says_so() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("optimise").await?;
        page.choose("search-targets.availability_pct", "99.99").await?;
        page.click("search").await?;
        page.text("search-progress").await?;
        page.click("stop-search").await?;
        let proof = page.text_at_last("proof").await?;
        assert!(proof.starts_with("Proof: not proven: stopped"), "{proof}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn plans_are_compared_without_a_server() -> Result<()> {
    travel_offline(async |page| {
        page.wait_for_answers().await?;
        page.click("keep-scenario").await?;
        page.fill("database.high_availability", "none").await?;
        page.open_tab("compare").await?;
        page.text_that("odds-1", "tell who is cheaper", |odds| odds.contains("Plan 2 is cheaper")).await?;
        Ok(())
    })
    .await
}
