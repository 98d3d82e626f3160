//! Someone looks at what the loss of a zone does, and then brings manifests of their own.

use crate::journey::{assert_same_bytes, csv_with_manifests, travel};
use anyhow::Result;

const KINDS: (&str, &str) = ("kinds.yaml", include_str!("../manifests/kinds.yaml"));
const PLAN: &str = "[platform]\nprovider = \"aws\"\n[workload]\nmanifests = \"kinds.yaml\"\n";

#[tokio::test]
async fn the_loss_of_a_zone_is_told_and_advice_can_be_taken() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let before = page.answers().await?;
        page.click("lose-a").await?;
        let lost = page.text("what-happens").await?;
        assert!(lost.starts_with("Without zone a ") && lost.contains(" pods move to "), "{lost}");
        assert!(lost.contains("b-1") || lost.contains("c-1"), "they move to zones that are left: {lost}");
        assert!(!lost.contains("a-1"), "{lost}");
        // The vendor's four validators over three zones: the zone with two stops the chain.
        assert!(lost.contains("besu-validator keeps 2 of 4 and needs 3: no block is sealed"), "{lost}");
        page.click("use-besu-validator").await?;
        page.answers_that("follow the advice", |answers| answers.cost != before.cost).await?;
        let lost = page.text("what-happens").await?;
        assert!(!lost.contains("no block is sealed"), "{lost}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn manifests_are_looked_at_before_they_are_the_workload() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let reference = page.answers().await?;

        page.drop_file("template.yaml", include_str!("../manifests/hostile/template.yaml")).await?;
        let notes = page.text("manifest-notes").await?;
        assert!(notes.contains("template.yaml, document 1"), "{notes}");
        // A plan that is dropped is offered as one; nothing but the reference plan is replaced unasked.
        page.drop_file("a\u{202e}plan.toml", "name = \"2027\"\n[platform]\nprovider = \"aws\"\n").await?;
        let opened = page.text("opened").await?;
        assert!(opened.starts_with("The plan of a plan.toml is open"), "{opened:?}");
        page.click("undo").await?;
        page.drop_file("plan.json", "{\"platform\":{\"provider\":\"aws\",\"zones\":3}}").await?;
        page.text_that("opened", "name the other file", |told| told.contains("plan.json")).await?;
        page.click("undo").await?;
        page.answers_that("be those of the reference plan", |answers| *answers == reference).await?;

        page.drop_file("notes.txt", "no manifest").await?;
        let refused = page.text("manifests-refused").await?;
        assert!(refused.contains("notes.txt: allowed are .yaml, .yml and .json"), "{refused}");
        assert_eq!(page.answers().await?, reference, "bad files change nothing");

        page.pick_manifests(KINDS.0, KINDS.1).await?;
        let preview = page.text("manifests-preview").await?;
        assert!(preview.starts_with("kinds.yaml: ") && preview.contains("8 groups"), "{preview}");
        let kinds = page.text("manifest-kinds").await?;
        assert!(
            kinds.contains("counted 8 CronJob, DaemonSet, Deployment")
                && kinds.contains("runs no pods 2 ConfigMap, Service"),
            "{kinds}"
        );
        assert_eq!(page.answers().await?, reference, "nothing is used until it is accepted");

        page.click("manifests-use").await?;
        page.answers_that("follow the manifests", |answers| answers.cost != reference.cost).await?;
        let in_use = page.text("manifests-in-use").await?;
        assert!(in_use.starts_with("kinds.yaml in use"), "{in_use}");
        page.click("plan-menu").await?;
        page.click("save-plan").await?;
        page.take_file().await?;
        let told = page.text("link-told").await?;
        assert!(told.contains("zoneplan-plan.toml is saved. What runs is read from kinds.yaml"), "{told}");
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_with_manifests(PLAN, KINDS)?);
        page.open_tab("layout").await?;
        let findings = page.text("findings").await?;
        assert!(findings.contains("alone"), "a pod that nothing makes anew: {findings}");
        page.click("lose-a").await?;
        let lost = page.text("what-happens").await?;
        assert!(lost.starts_with("Without zone a "), "{lost}");

        page.open_tab("workload").await?;
        page.click("manifests-leave").await?;
        page.answers_that("return to the profile", |answers| *answers == reference).await?;
        Ok(())
    })
    .await
}
