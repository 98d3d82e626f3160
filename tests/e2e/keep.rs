//! Someone edits, goes wrong, goes away and comes back, and sends a plan to somebody else:
//! nothing is lost.

use crate::faults::table::record;
use crate::journey::{assert_same_bytes, csv_of_command_line, travel, travel_offline};
use anyhow::Result;
use std::time::Duration;

#[tokio::test]
async fn edits_are_taken_back_and_done_again() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.fill("database.storage_gib", "1200").await?;
        let both = page.answers_that("follow both edits", |answers| answers.cost != first.cost).await?;
        page.text_that("undo", "name the storage", |text| text == "Undo Storage").await?;
        // Four letters were typed: one step. The focus is where no text is.
        page.press_key_on("tab-layout", "Enter").await?;
        page.press_with("z", &["ctrlKey"]).await?;
        page.text_that("undo", "name the zones", |text| text == "Undo Zones").await?;
        page.press_with("z", &["metaKey"]).await?;
        page.answers_that("be the first ones", |answers| *answers == first).await?;
        page.press_with("Z", &["ctrlKey", "shiftKey"]).await?;
        page.press_with("y", &["ctrlKey"]).await?;
        page.answers_that("be those of both edits", |answers| *answers == both).await?;

        // A pattern that is taken, and a plan that is deleted, come back too.
        page.open_tab("patterns").await?;
        page.click("choose-hot-warm").await?;
        page.text_that("undo", "name the pattern", |text| text == "Undo Pattern").await?;
        page.press_key_on("undo", "Enter").await?;
        page.answers_that("be those from before the pattern", |answers| *answers == both).await?;
        page.click("keep-scenario").await?;
        page.click("delete-scenario").await?;
        page.wait_for_absence("scenario-2").await?;
        page.click("undo").await?;
        page.text_that("scenario-2", "be back", |text| text == "Plan 2").await?;

        // In a text of its own the keys are the browser's.
        page.click("rename-scenario").await?;
        page.wait_for_focus_on("scenario-name").await?;
        page.press_with("z", &["ctrlKey"]).await?;
        page.text_that("scenario-2", "stay", |text| text == "Plan 2").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_plan_is_there_at_the_next_visit() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        let edited = page.answers_that("follow", |answers| answers.cost != first.cost).await?;
        page.click("keep-scenario").await?;
        // At once: what was edited last is saved when the page is left.
        page.reload().await?;
        page.answers_that("be those of the saved plan", |answers| *answers == edited).await?;
        let told = page.text("resumed").await?;
        assert!(told.starts_with("Your plan of ") && told.contains("Start fresh"), "{told}");
        assert_eq!(page.text("scenario-2").await?, "Plan 2");
        page.press_key_on("start-fresh", "Enter").await?;
        page.answers_that("be those of the reference plan", |answers| *answers == first).await?;
        page.click("undo").await?;
        page.answers_that("be back", |answers| *answers == edited).await?;
        page.click("redo").await?;
        page.answers_that("be the reference plan's", |answers| *answers == first).await?;
        page.reload().await?;
        page.wait_for_answers().await?;
        page.wait_for_absence("resumed").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_plan_that_cannot_be_read_is_named_and_kept() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.store("zoneplan.plans.v1", "{\"version\":7,\"plans\":\"of tomorrow\"}").await?;
        page.reload().await?;
        let told = page.text("unread").await?;
        assert!(told.contains("found plans of version 7, and this page reads version 1"), "{told}");
        page.answers_that("be those of the reference plan", |answers| *answers == first).await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow", |answers| answers.cost != first.cost).await?;
        page.click("save-unread").await?;
        assert_eq!(page.take_file().await?.bytes, b"{\"version\":7,\"plans\":\"of tomorrow\"}");
        // The file is what stood there, to the byte.
        record("storage-future", &told, "nothing")?;
        page.reload().await?;
        assert!(page.text("unread").await?.contains("version 7"), "it stays until it is forgotten");
        assert!(page.text("resumed").await?.starts_with("Your plan of "));
        page.click("forget-unread").await?;
        page.wait_for_absence("unread").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn storage_that_is_full_is_told_once_and_the_page_works_on() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.refuse_storage().await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow", |answers| answers.cost != first.cost).await?;
        let told = page.text("unkept").await?;
        assert!(told.starts_with("Your plan is not saved here: the browser's storage"), "{told}");
        page.click("undo").await?;
        page.answers_that("be the first ones", |answers| *answers == first).await?;
        record("storage-full", &told, "nothing")?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.fill("platform.zones", "2").await?;
        let here = page.answers().await?;
        let (this, other) = page.open_second_tab().await?;
        assert!(page.text("resumed").await?.starts_with("Your plan of "));
        page.fill("platform.zones", "1").await?;
        let there = page.answers_that("be those of one zone", |answers| answers.cost != here.cost).await?;
        page.wait_until_stored("\"platform.zones\":\"1\"").await?;

        // The first tab says so, and saves nothing until someone chooses.
        page.go_to_tab(&this).await?;
        let told = page.text("other-tab").await?;
        assert!(told.starts_with("Another tab saved its plan on "), "{told}");
        page.fill("database.storage_gib", "900").await?;
        tokio::time::sleep(Duration::from_millis(800)).await;
        let stored = page.stored().await?;
        assert!(stored.contains("\"platform.zones\":\"1\"") && !stored.contains("900"), "{stored}");
        page.click("open-other").await?;
        page.answers_that("be those of the other tab", |answers| *answers == there).await?;
        page.wait_for_absence("other-tab").await?;
        // What was only here is one step back; going on with it is said in the other tab.
        page.click("undo").await?;
        page.wait_until_stored("900").await?;
        page.go_to_tab(&other).await?;
        page.text("other-tab").await?;
        page.click("keep-mine").await?;
        page.wait_until_stored("\"platform.zones\":\"1\"").await?;
        // Each tab has had both plans, one after the other.
        record("two-tabs", &told, "nothing")
    })
    .await
}

#[tokio::test]
async fn a_link_opens_the_plan_that_it_holds() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.fill("team.engineers", "3").await?;
        let sent = page.answers_that("follow", |answers| answers.cost != first.cost).await?;
        page.refuse_clipboard().await?;
        page.click("copy-link").await?;
        let told = page.text("link-told").await?;
        assert!(told.contains("letters that hold the plan; no server keeps it"), "{told}");
        let link = page.value("link-field").await?;
        assert!(link.contains("#plan=v1.") && link.len() < 250, "{link}");

        // Somebody else opens it: the reference plan is not worth a question.
        page.forget_all().await?;
        page.visit(&link).await?;
        page.answers_that("be those of the link", |answers| *answers == sent).await?;
        assert!(page.text("opened").await?.starts_with("The plan of the link is open"));

        // On a plan of one's own it is looked at first.
        page.fill("platform.zones", "1").await?;
        let own = page.answers_that("follow", |answers| answers.cost != sent.cost).await?;
        page.visit(&link).await?;
        let told = page.text("incoming").await?;
        assert!(told.contains("It sets 2 fields:") && told.contains("Zones: 2"), "{told}");
        assert_eq!(page.answers().await?, own);
        page.press_key_on("open-beside", "Enter").await?;
        page.answers_that("be those of the link", |answers| *answers == sent).await?;
        page.click("scenario-1").await?;
        page.answers_that("be one's own", |answers| *answers == own).await?;

        // What is wrong with a link is said, and nothing changes.
        let cut = &link[..link.len() - 5];
        for (bad, why) in [
            (cut, "cut short"),
            (&link.replace("v1.", "v9."), "its form is \"v9\"; this page reads v1"),
            (&format!("{link}%"), "allowed are A to Z"),
        ] {
            page.visit(bad).await?;
            page.text_that("plan-refused", why, |told| told.contains(why)).await?;
            assert_eq!(page.answers().await?, own);
        }
        page.visit(cut).await?;
        let told = page.text_that("plan-refused", "cut short", |told| told.contains("cut short")).await?;
        record("link-damaged", &told, "nothing")
    })
    .await
}

#[tokio::test]
async fn a_plan_file_is_saved_and_opened() -> Result<()> {
    travel(async |page| {
        let first = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.fill("database.storage_gib", "100 to 400").await?;
        let edited = page.answers_that("follow", |answers| answers.cost != first.cost).await?;
        page.click("plan-menu").await?;
        page.click("save-plan").await?;
        let toml = page.take_file().await?;
        assert_eq!(toml.name, "zoneplan-plan.toml");
        let toml = String::from_utf8(toml.bytes)?;
        // The terminal reads the same plan out of it.
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(&toml))?);
        page.click("plan-menu").await?;
        page.click("save-plan-json").await?;
        let json = String::from_utf8(page.take_file().await?.bytes)?;
        page.click("plan-menu").await?;
        page.click("start-fresh-menu").await?;
        page.answers_that("be the reference plan's", |answers| *answers == first).await?;
        page.pick_plan("plan.json", &json).await?;
        page.answers_that("be those of the file", |answers| *answers == edited).await?;
        page.pick_plan("pools.toml", "[[node_pools]]\nnodes = 3\n[[node_pools]]\nnodes = 4\n").await?;
        let told = page.text("plan-refused").await?;
        assert!(told.starts_with("The plan of pools.toml is not opened: node_pools holds more"), "{told}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn steps_go_back_without_a_server() -> Result<()> {
    travel_offline(async |page| {
        let first = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow", |answers| answers.cost != first.cost).await?;
        page.click("undo").await?;
        page.answers_that("be the first ones", |answers| *answers == first).await?;
        Ok(())
    })
    .await
}
