//! Someone reads the bill: what it is for, how a line comes about, in which currency, and what a
//! change does to it.

use crate::journey::{assert_same_bytes, csv_of_command_line, pack_of_command_line, travel};
use anyhow::Result;

/// The edits of these journeys, as a plan file says them.
const MONEY: &str = "[platform]\nprovider = \"aws\"\n\n[finance]\nhorizon_months = 24\ncurrency = \"EUR\"\n\
                     rate = 0.92\nrate_date = \"2026-09-01\"\ntenants = 12\n\n[assumptions]\n\
                     \"finance.discount_rate_pct_per_year\" = 4\n";

#[tokio::test]
async fn the_bill_is_sorted_closed_and_opened() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("cost").await?;
        let as_billed = page.text("bill").await?;
        page.click("order-name").await?;
        page.text_that("bill", "be sorted by name", |bill| {
            let at = |group: &str| bill.find(group);
            at("Backup") < at("Compute") && at("Compute") < at("Database and cache")
        })
        .await?;
        page.click("order-group").await?;
        page.text_that("bill", "be as it was", |bill| bill == as_billed).await?;

        page.click("group-compute").await?;
        page.wait_for_absence("line-worker-nodes").await?;
        page.click("all-groups").await?;
        page.click("line-worker-nodes").await?;
        let line = page.text("opened-line").await?;
        for part in ["Formula", " USD = ", "Quantity", "Source: ", "days old"] {
            assert!(line.contains(part), "{part}: {line}");
        }

        // Another tab and back: what was opened is still open.
        page.open_tab("layout").await?;
        page.open_tab("cost").await?;
        assert_eq!(page.text("opened-line").await?, line);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn money_over_time_is_set_in_another_currency() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("cost").await?;
        page.open_section("money-over-time").await?;
        page.fill("finance.currency", "EUR").await?;
        let fault = page.error_at("finance.rate").await?;
        assert!(fault.contains("EUR"), "{fault}");
        page.fill("finance.rate", "0.92").await?;
        page.fill("finance.rate_date", "2026-09-01").await?;
        page.wait_for_no_error_at("finance.rate").await?;
        page.text_that("bill-title", "be in both currencies", |title| {
            title.contains("USD") && title.contains("EUR")
        })
        .await?;
        page.fill("finance.horizon_months", "24").await?;
        page.fill("finance.tenants", "12").await?;
        page.fill("assumptions.finance.discount_rate_pct_per_year", "4").await?;
        page.wait_for_answers().await?;
        let years = page.text("by-year").await?;
        assert!(years.contains("year 2") && !years.contains("year 3") && years.contains("EUR"), "{years}");
        assert!(page.text("bill-per-unit").await?.contains("USD a tenant"));
        let told = page.go_through("money", 3).await?;
        assert!(told.starts_with("2027-04: bills ") && told.contains("P90"), "{told}");
        let told = page.go_through("tornado", 1).await?;
        assert!(told.contains("the month costs "), "{told}");
        assert_same_bytes(&page.save_csv().await?.bytes, &csv_of_command_line(Some(MONEY))?);
        let pack = page.save_pack().await?;
        assert_eq!(pack.name, "reference-aws.zip");
        assert_same_bytes(&pack.bytes, &pack_of_command_line(MONEY)?);

        page.fill("finance.horizon_months", "0").await?;
        assert!(page.error_at("finance.horizon_months").await?.contains("Found 0"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_change_is_read_against_the_baseline_by_keyboard() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("cost").await?;
        page.press_key_on("keep-baseline", "Enter").await?;
        page.text_that("changes-title", "say that nothing differs", |text| text.starts_with("The same"))
            .await?;
        page.fill("database.high_availability", "none").await?;
        let title = page
            .text_that("changes-title", "say that it is less", |text| text.contains(" less than"))
            .await?;
        assert!(title.contains("USD a month"), "{title}");
        let changes = page.text("changes").await?;
        assert!(changes.contains("PostgreSQL") && changes.contains("Present value"), "{changes}");
        assert!(page.text("baseline-difference").await?.contains("less than baseline"));
        page.press_key_on("group-storage", "Enter").await?;
        assert_eq!(page.attribute_of_focus("aria-expanded").await?, "false");
        page.press_key_on("group-storage", " ").await?;
        assert_eq!(page.attribute_of_focus("aria-expanded").await?, "true");
        page.press_key_on("order-amount", "Enter").await?;
        assert_eq!(page.attribute_of_focus("aria-pressed").await?, "true");

        // The bill is drawn anew and the focus stays where it was.
        page.press_key_on("group-storage", "Enter").await?;
        page.change_without_focus("database.high_availability", "zone-redundant").await?;
        page.text_that("changes-title", "say that nothing differs", |text| text.starts_with("The same"))
            .await?;
        page.wait_for_answers().await?;
        assert_eq!(page.attribute_of_focus("data-testid").await?, "group-storage");
        page.change_without_focus("database.high_availability", "none").await?;
        page.text_that("changes-title", "say that it is less", |text| text.contains(" less than")).await?;
        page.wait_for_answers().await?;
        assert_eq!(page.attribute_of_focus("data-testid").await?, "group-storage");

        page.press_key_on("forget-baseline", "Enter").await?;
        page.wait_for_absence("changes").await?;
        page.wait_for_absence("baseline-difference").await?;
        assert_eq!(page.attribute_of_focus("data-testid").await?, "keep-baseline");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_discount_is_a_line_of_its_own_and_is_turned_off() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.open_tab("cost").await?;
        let list = page.text("bill-total").await?;
        page.open_section("purchase").await?;
        page.fill("finance.negotiated_pct.*", "10").await?;
        page.text_that("bill", "show what is negotiated", |bill| {
            bill.contains("Negotiated") && bill.contains("finance.negotiated_pct") && bill.contains(&list)
        })
        .await?;
        page.text_that("bill-total", "be less", |total| total != list).await?;
        page.click("discount-off").await?;
        page.text_that("bill-total", "be the list price", |total| total == list).await?;
        Ok(())
    })
    .await
}
