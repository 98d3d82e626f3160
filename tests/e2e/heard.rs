//! What someone hears who does not see the page: what an edit changed, once it has settled, and
//! how figures come about.

use std::time::Duration;

use anyhow::Result;

use crate::journey::travel;

/// Longer than the page waits before it says what has changed.
const SETTLED: Duration = Duration::from_millis(2500);

#[tokio::test]
async fn what_an_edit_changed_is_said_once_and_in_one_sentence() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        tokio::time::sleep(SETTLED).await;
        assert_eq!(page.said().await?, "", "what the page begins with is not said");
        page.fill("platform.zones", "2").await?;
        let two = page.wait_until_said().await?;
        assert!(two.starts_with("Cost ") && two.ends_with('.'), "{two}");
        assert!(two.contains(" USD a month") && two.contains("; availability "), "{two}");
        // A target moves no total: the verdict alone is new.
        page.open_section("targets").await?;
        page.fill("targets.monthly_cost_usd", "1").await?;
        tokio::time::sleep(SETTLED).await;
        assert_eq!(page.said().await?, "targets missed: 1 of 1.");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn figures_beyond_the_summary_open_how_they_come_about() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        for (view, asked, word) in [
            ("cost", "horizon", "Present value"),
            ("cost", "per-unit", "By node"),
            ("backups", "durability", "Σ r × p"),
            ("patterns", "patterns", "The same workload"),
        ] {
            page.show_view(view).await?;
            page.press_key_on(&format!("how-{asked}"), "Enter").await?;
            let told = page.text("explanation").await?;
            assert!(told.contains(word) && told.contains("Left out"), "{asked}: {told}");
            page.escape().await?;
        }
        page.show_view("availability").await?;
        let point = page.go_through("downtime", 9).await?;
        assert!(point.starts_with("90 % within ") && point.ends_with("minutes down in a year"), "{point}");
        Ok(())
    })
    .await
}
