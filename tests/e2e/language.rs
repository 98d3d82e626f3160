//! A reader of German: the page speaks, writes numbers, and remembers.

use anyhow::Result;

use crate::journey::travel;

#[tokio::test]
async fn the_page_speaks_german_and_stays_so() -> Result<()> {
    travel(async |page| {
        let english = page.answers().await?;
        page.choose("language", "de").await?;
        page.text_that("tab-cost", "be German", |text| text == "Kosten").await?;
        page.choose("region", "de-DE").await?;
        let with_points = english.cost.replace(',', ".");
        let told = page.text_that("answer-cost", "have points", |text| text.contains('.')).await?;
        let figure = with_points.lines().find(|line| line.contains("USD")).unwrap_or_default();
        assert!(!figure.is_empty() && told.contains(figure), "{told:?} has no {figure:?}");
        page.check_accessibility("the page in German").await?;
        page.reload().await?;
        page.wait_for_answers().await?;
        page.text_that("tab-cost", "be German still", |text| text == "Kosten").await?;
        page.choose("region", "en-US").await?;
        page.choose("language", "en").await?;
        page.text_that("tab-cost", "be English again", |text| text == "Cost").await?;
        assert_eq!(page.answers().await?, english);
        Ok(())
    })
    .await
}
