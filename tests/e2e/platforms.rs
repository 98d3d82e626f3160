//! Someone compares platforms, and then brings prices of their own.

use crate::journey::{assert_same_bytes, csv_of_command_line, csv_with_prices, pack_of_command_line, travel};
use anyhow::Result;

const AZURE: &str = "[platform]\nprovider = \"azure\"\n";
const ROSA: &str = "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"rosa-hcp\" }\n";
const HEAD: &str =
    "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n";
const OWN: &str = "aws,eu-central-1,ec2,m6a.xlarge,hour,,,,0.15,2026-08,page,our agreement\n";

#[tokio::test]
async fn every_platform_is_planned_as_the_command_line_plans_it() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let aws = page.answers().await?;
        page.fill("node_pools.0.instance_type", "m6i.xlarge").await?;
        page.answers_that("take the type", |answers| answers.cost != aws.cost).await?;

        page.fill("platform.provider", "azure").await?;
        let dropped = page.text("dropped").await?;
        assert!(dropped.contains("node_pools.0.instance_type"), "{dropped}");
        page.answers_that("follow to Azure", |answers| answers.size.contains("Standard_")).await?;
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(AZURE))?);

        page.fill("platform.provider", "openshift").await?;
        page.answers_that("follow to OpenShift", |answers| answers.size.contains("m6a.xlarge")).await?;
        let ocp = page.answers().await?;
        page.fill("platform.openshift.flavour", "rosa-hcp").await?;
        page.answers_that("follow to ROSA", |answers| answers.cost != ocp.cost).await?;
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(ROSA))?);
        assert_same_bytes(&page.save_pack().await?.bytes, &pack_of_command_line(ROSA)?);

        page.fill("platform.provider", "aws").await?;
        page.answers_that("return", |answers| *answers == aws).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn own_prices_are_looked_at_before_they_are_used() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let listed = page.answers().await?;
        page.open_tab("data").await?;

        page.pick_prices("wrong.csv", "provider,price\naws,1\n").await?;
        let refused = page.text("own-refused").await?;
        assert!(refused.contains("wrong.csv, line 1: the columns must be provider,region"), "{refused}");
        page.pick_prices("minus.csv", &format!("{HEAD}{}", OWN.replace("0.15", "-1"))).await?;
        page.answers_that("stay as they were", |answers| *answers == listed).await?;

        let sheet = format!("{HEAD}{OWN}");
        page.pick_prices("ours.csv", &sheet).await?;
        let preview = page.text("own-preview").await?;
        assert!(preview.contains("ours.csv has one price of its own"), "{preview}");
        assert_eq!(page.answers().await?, listed, "nothing is used until it is accepted");
        page.click("own-use").await?;
        page.answers_that("follow the own price", |answers| answers.cost != listed.cost).await?;
        let expected = csv_with_prices(None, Some(("ours.csv", &sheet)))?;
        assert_same_bytes(&page.save_csv().await?.bytes, &expected);

        page.click("own-reset").await?;
        page.answers_that("return to the list prices", |answers| *answers == listed).await?;
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(None)?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_saved_price_feed_is_read_in_the_browser() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let listed = page.answers().await?;
        page.open_tab("data").await?;
        page.pick_prices("index.csv", include_str!("../feeds/aws/ec2-linux.csv")).await?;
        let notes = page.text("own-notes").await?;
        assert!(notes.contains("records gave"), "{notes}");
        let preview = page.text("own-preview").await?;
        assert!(preview.starts_with("index.csv has"), "{preview}");
        assert_eq!(page.answers().await?, listed, "nothing is used until it is accepted");
        page.click("own-use").await?;
        let in_use = page.text("own-in-use").await?;
        assert!(in_use.contains("index.csv is in use"), "{in_use}");

        page.pick_prices("broken.json", include_str!("../feeds/hostile/truncated.json")).await?;
        let refused = page.text("own-refused").await?;
        assert!(refused.contains("broken.json"), "{refused}");
        Ok(())
    })
    .await
}
