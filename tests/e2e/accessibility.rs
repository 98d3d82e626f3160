//! Every view held against the rules of WCAG 2.2 AA, in both colours, on both screens and on paper.

use anyhow::Result;
use page_driver::Viewport;

use crate::journey::travel;

const DESKTOP: Viewport = Viewport { width: 1280, height: 900, mobile: false, dark: false };
const PHONE: Viewport = Viewport { width: 390, height: 844, mobile: true, dark: false };

/// Looks at every view; all that is broken is told at once.
async fn every_view(medium: &str, viewport: Viewport) -> Result<()> {
    travel(async |page| {
        page.emulate(medium, viewport).await?;
        page.wait_for_answers().await?;
        let mut broken = Vec::new();
        for view in page.views().await? {
            page.press_key_on(&format!("tab-{view}"), "Enter").await?;
            page.wait_for_answers().await?;
            let what = format!("{view}, {medium}, {viewport:?}");
            broken.extend(page.check_accessibility(&what).await.err().map(|error| error.to_string()));
        }
        assert!(broken.is_empty(), "{}", broken.join("\n\n"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_view_on_a_desktop() -> Result<()> {
    every_view("screen", DESKTOP).await
}

#[tokio::test]
async fn every_view_on_a_desktop_in_the_dark() -> Result<()> {
    every_view("screen", Viewport { dark: true, ..DESKTOP }).await
}

#[tokio::test]
async fn every_view_on_a_phone() -> Result<()> {
    every_view("screen", PHONE).await
}

#[tokio::test]
async fn every_view_on_a_phone_in_the_dark() -> Result<()> {
    every_view("screen", Viewport { dark: true, ..PHONE }).await
}

#[tokio::test]
async fn every_view_on_paper() -> Result<()> {
    every_view("print", DESKTOP).await
}
