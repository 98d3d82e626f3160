//! The page that is one file in Firefox, opened from disk, without a network. It runs where FIREFOX
//! and GECKODRIVER name the two programs.

use crate::journey::{assert_same_bytes, csv_of_command_line, named};
use crate::newcomer::{TWO_ZONES, goes_to_two_zones};
use crate::page::Page;
use anyhow::Result;
use page_driver::{Browser, Firefox};

#[tokio::test]
async fn one_file_plans_alike_in_firefox() -> Result<()> {
    let Some(file) = named("ZONEPLAN_OFFLINE") else { return Ok(()) };
    let Some(programs) = Firefox::from_env() else {
        eprintln!("left out: FIREFOX or GECKODRIVER names no program (`cargo xtask test` finds them)");
        return Ok(());
    };
    let browser = Browser::start_firefox(&programs).await?;
    browser.open_file(&file).await?;
    let page = Page::new(&browser);
    page.wait_for_answers().await?;
    let three_zones = page.answers().await?;
    assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(None)?);

    goes_to_two_zones(&page, &three_zones).await?;
    assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(TWO_ZONES))?);
    browser.close().await
}
