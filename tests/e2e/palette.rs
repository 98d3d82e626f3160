//! An architect who knows the names and leaves the mouse alone.

use anyhow::Result;

use crate::journey::travel;

#[tokio::test]
async fn views_and_fields_are_found_by_name_with_keys_alone() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.press_with("k", &["ctrlKey"]).await?;
        page.wait_for_focus_on("command-search").await?;
        page.type_text("bill").await?;
        page.text_that("command-0", "be the view of the bill", |text| text.contains("Cost")).await?;
        page.press_key_on("command-search", "Enter").await?;
        page.wait_for_focus_on_view().await?;
        assert!(page.text("bill-title").await?.contains("USD a month"));

        page.press_with("k", &["ctrlKey"]).await?;
        page.wait_for_focus_on("command-search").await?;
        page.type_text("platform: zones").await?;
        page.text_that("command-0", "be a field", |text| text.contains("Field")).await?;
        page.press_key_on("command-search", "Enter").await?;
        page.wait_for_focus_on("field-platform.zones").await?;

        page.press_with("k", &["ctrlKey"]).await?;
        page.wait_for_focus_on("command-search").await?;
        page.type_text("nobody is called this").await?;
        page.text_that("palette", "say so", |text| text.contains("Nothing is called")).await?;
        page.escape().await?;
        page.wait_for_focus_on("field-platform.zones").await
    })
    .await
}

#[tokio::test]
async fn the_keys_are_shown_and_the_dialog_is_free_of_faults() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        page.press_key_on("tab-cost", "Enter").await?;
        page.press("?").await?;
        page.wait_for_focus_on("close-keys").await?;
        assert!(page.text("palette").await?.contains("Ctrl K"));
        page.check_accessibility("the sheet of keys").await?;
        page.press_key_on("close-keys", "Enter").await?;
        page.wait_for_focus_on("tab-cost").await?;
        page.press_key_on("open-commands", "Enter").await?;
        page.wait_for_focus_on("command-search").await?;
        page.check_accessibility("the dialog of commands").await
    })
    .await
}
