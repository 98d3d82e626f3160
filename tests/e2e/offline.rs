//! Someone opens the page that is one file, on a machine without a network.

use crate::journey::travel_offline;
use anyhow::Result;

#[tokio::test]
async fn the_page_plans_without_a_server() -> Result<()> {
    travel_offline(async |page| {
        page.wait_for_answers().await?;
        let three_zones = page.answers().await?;
        page.fill("platform.zones", "2").await?;
        page.answers_that("follow the change to two zones", |answers| answers.cost != three_zones.cost)
            .await?;
        Ok(())
    })
    .await
}
