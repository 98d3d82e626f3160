//! A copy of the built page that can be broken, in a browser that can be.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use page_driver::{Browser, Programs, Server};
use serde_json::json;
use tempfile::TempDir;

use crate::installed::copy;
use crate::journey::named;
use crate::page::Page;

/// The built page in a folder of its own, served on loopback, and a browser.
pub struct Site {
    folder: TempDir,
    pub server: Option<Server>,
    pub browser: Browser,
}

/// Runs a journey on a copy of the built page, with this script before everything else on each page;
/// `open` says whether the page is opened first. What the console says is not looked at: faults are
/// said there as well.
pub async fn brave(script: &str, journey: impl AsyncFnOnce(&Site, &Page<'_>) -> Result<()>) -> Result<()> {
    let Some(site) = Site::new().await? else { return Ok(()) };
    site.inject(script).await?;
    site.open().await?;
    let page = Page::new(&site.browser);
    journey(&site, &page).await
}

/// The same on a page that is broken before it is opened for the first time.
pub async fn broken(
    how: impl FnOnce(&Site) -> Result<()>,
    journey: impl AsyncFnOnce(&Site, &Page<'_>) -> Result<()>,
) -> Result<()> {
    let Some(site) = Site::new().await? else { return Ok(()) };
    how(&site)?;
    site.open().await?;
    let page = Page::new(&site.browser);
    journey(&site, &page).await
}

impl Site {
    /// A copy of the page, and a browser that has not opened it.
    pub async fn new() -> Result<Option<Self>> {
        let Some(dist) = named("ZONEPLAN_DIST") else { return Ok(None) };
        let folder = TempDir::with_prefix("zoneplan-broken-")?;
        copy(&dist, folder.path())?;
        let server = Server::start(folder.path(), 0)?;
        let browser = Browser::start(&Programs::from_env()?).await?;
        Ok(Some(Self { folder, server: Some(server), browser }))
    }

    /// Runs a script before everything else on each page from now on.
    pub async fn inject(&self, script: &str) -> Result<()> {
        let script = json!({ "source": script });
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)
    }

    /// Opens the page.
    pub async fn open(&self) -> Result<()> {
        self.browser.open(&self.server()?.url()).await
    }

    /// The host.
    pub fn server(&self) -> Result<&Server> {
        self.server.as_ref().context("no server")
    }

    /// Clicks a link that loads the page, and waits until another page is there.
    pub async fn go_on_with(&self, test_id: &str) -> Result<()> {
        self.browser.run("window.isOld = true;").await?;
        self.browser.click(test_id).await?;
        self.browser.wait_for("the next page", "return !window.isOld").await.map(drop)
    }

    /// A file of the page by how its path begins and ends.
    pub fn file(&self, begin: &str, end: &str) -> Result<PathBuf> {
        let begin = self.folder.path().join(begin);
        let (folder, name) = (begin.parent().context("a folder")?, begin.file_name().unwrap_or_default());
        let name = name.to_string_lossy();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let found = path.file_name().unwrap_or_default().to_string_lossy();
            if found.starts_with(&*name) && found.ends_with(end) {
                return Ok(path.clone());
            }
        }
        anyhow::bail!("the page has no {} … {end}", begin.display())
    }
}

/// The plan of the page as a plan file.
pub async fn plan_file(page: &Page<'_>) -> Result<String> {
    page.wait_for_answers().await?;
    page.click("plan-menu").await?;
    page.click("save-plan").await?;
    Ok(String::from_utf8(page.take_file().await?.bytes)?)
}

/// How the copy of a file ends that is whole.
const WHOLE: &str = ".whole";

/// Breaks a file, and keeps what it was beside it.
pub fn break_file(path: &Path, how: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    fs::copy(path, format!("{}{WHOLE}", path.display()))?;
    how(path)
}

/// Puts what a file was in its place again.
pub fn mend_file(site: &Site, begin: &str, end: &str) -> Result<()> {
    let whole = site.file(begin, &format!("{end}{WHOLE}"))?;
    Ok(fs::rename(&whole, whole.with_extension(""))?)
}

/// Writes another byte in the middle of a file.
pub fn damage(path: &Path) -> Result<()> {
    let mut bytes = fs::read(path)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    Ok(fs::write(path, bytes)?)
}
