//! Someone types a number that cannot be, reads why, and corrects it.

use crate::journey::travel;
use anyhow::Result;

#[tokio::test]
async fn a_mistake_is_explained_and_changes_no_answer() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        let before = page.answers().await?;

        page.fill("team.engineers", "0").await?;
        let message = page.error_at("team.engineers").await?;
        assert_eq!(message, "Found 0; allowed is a whole number from 1 to 100");
        assert_eq!(page.answers().await?, before);

        page.fill("team.engineers", "2").await?;
        page.wait_for_no_error_at("team.engineers").await?;
        Ok(())
    })
    .await
}
