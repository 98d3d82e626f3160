//! A browser that starts no workers: the page does their work itself, in turns.

use anyhow::Result;

use crate::faults::table::record;
use crate::journey::{assert_same_bytes, csv_of_command_line, travel};

#[tokio::test]
async fn without_workers_the_report_is_the_same_to_the_byte() -> Result<()> {
    travel(async |page| {
        page.refuse_workers().await?;
        page.reload().await?;
        page.wait_for_answers().await?;
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(None)?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_workers_what_needs_one_says_so() -> Result<()> {
    travel(async |page| {
        page.refuse_workers().await?;
        page.reload().await?;
        page.wait_for_answers().await?;
        page.show_view("sensitivity").await?;
        let told = page.text("decide-faults").await?;
        assert!(told.contains("starts no worker here") && told.contains("zoneplan"), "{told}");
        record("laws-refused", &told, "nothing")
    })
    .await
}

/// A budget for the slowest stretch on a machine that other work shares. The page aims at 50 ms.
const LONGEST_MS: f64 = 400.0;
/// Loads of the page. What the machine does beside makes a stretch longer, and none shorter: the quickest
/// load says what the page does.
const LOADS: usize = 3;

#[tokio::test]
async fn without_workers_the_page_answers_while_it_computes() -> Result<()> {
    travel(async |page| {
        page.refuse_workers().await?;
        let mut loads = Vec::new();
        for _ in 0..LOADS {
            page.reload().await?;
            page.wait_for_answers().await?;
            loads.push(page.long_tasks().await?);
        }
        let answers = |tasks: &Vec<f64>| tasks.iter().all(|ms| *ms < LONGEST_MS);
        assert!(loads.iter().any(answers), "{loads:?}");
        Ok(())
    })
    .await
}
