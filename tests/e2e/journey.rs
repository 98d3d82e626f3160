//! What a journey stands on: the served page in a browser, and the command line to compare with.

use crate::page::Page;
use anyhow::{Context, Result, bail, ensure};
use page_driver::{Browser, Programs, Server, violations};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `journey` on the built page, served on loopback with the headers that docs/deploy.md names
/// and the page's policy as one of them, so that it holds for the workers as well.
///
/// Afterwards the browser's console must hold no error and no violation of the policy, and every
/// request must have gone to the page's own server. Without ZONEPLAN_DIST it says that it does nothing, and does nothing.
pub async fn travel(journey: impl AsyncFnOnce(&Page<'_>) -> Result<()>) -> Result<()> {
    let Some(dist) = named("ZONEPLAN_DIST") else {
        return Ok(());
    };
    let server = Server::start_with(&dist, 0, strict_headers(&dist)?)?;
    let browser = Browser::start(&Programs::from_env()?).await?;
    browser.open(&server.url()).await?;
    let urls = arrive(browser, journey).await?;
    if urls.is_empty() {
        bail!("the browser reports no request at all, not even the page's own");
    }
    let elsewhere: Vec<&String> = urls.iter().filter(|url| !url.starts_with(&server.url())).collect();
    if !elsewhere.is_empty() {
        bail!("the page asked other hosts: {elsewhere:?}");
    }
    Ok(())
}

/// Runs `journey` on the page that is one file, opened from disk.
///
/// The network is cut. Afterwards the browser's console must hold no error and no violation of the
/// policy, and there must have been no request at all. Without ZONEPLAN_OFFLINE it says that it does nothing, and does nothing.
pub async fn travel_offline(journey: impl AsyncFnOnce(&Page<'_>) -> Result<()>) -> Result<()> {
    let Some(file) = named("ZONEPLAN_OFFLINE") else {
        return Ok(());
    };
    let browser = Browser::start(&Programs::from_env()?).await?;
    let cut = json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.emulateNetworkConditions", cut).await?;
    browser.open_file(&file).await?;
    let urls = arrive(browser, journey).await?;
    if !urls.is_empty() {
        bail!("the page asked for {urls:?}");
    }
    Ok(())
}

/// The headers that docs/deploy.md names, and the page's own policy as a header.
pub fn strict_headers(dist: &Path) -> Result<Vec<(String, String)>> {
    const DEPLOY: &str = include_str!("../../docs/deploy.md");
    let quoted = |cell: &str| cell.trim().strip_prefix('`')?.strip_suffix('`').map(str::to_owned);
    let rows = DEPLOY.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.split('|');
        Some((quoted(cells.next()?)?, quoted(cells.next()?)?))
    });
    let mut headers: Vec<(String, String)> = rows.filter(|(name, _)| name.contains('-')).collect();
    ensure!(headers.len() > 3, "docs/deploy.md names no headers: {headers:?}");
    headers.push(("Content-Security-Policy".to_owned(), policy_of(&dist.join("index.html"))?));
    Ok(headers)
}

/// The policy that stands in a page.
pub fn policy_of(page: &Path) -> Result<String> {
    let html = std::fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let after = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"").map(|(_, after)| after);
    let policy = after.and_then(|after| after.split('"').next()).context("the page has no policy")?;
    Ok(policy.to_owned())
}

/// The path that an environment variable of `cargo xtask test` names.
pub fn named(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        eprintln!("left out: {variable} names no built page (`cargo xtask test` does)");
    }
    path
}

/// Makes the journey, closes the browser, and gives back the addresses that were requested.
async fn arrive(browser: Browser, journey: impl AsyncFnOnce(&Page<'_>) -> Result<()>) -> Result<Vec<String>> {
    let arrived = journey(&Page::new(&browser)).await;
    let errors = browser.console_errors().await?;
    let urls = browser.requested_urls().await?;
    browser.close().await?;
    if !errors.is_empty() {
        eprintln!("the console says:\n{}", errors.join("\n"));
    }
    arrived?;
    let violations = violations(&errors);
    if !violations.is_empty() {
        bail!("the page broke its policy {} times: {violations:?}", violations.len());
    }
    if !errors.is_empty() {
        bail!("the page wrote {} errors to the console", errors.len());
    }
    Ok(urls)
}

/// What `zoneplan plan --format csv` prints for the plan file with this text, or for the
/// reference plan.
pub fn csv_of_command_line(plan: Option<&str>) -> Result<Vec<u8>> {
    csv_with_prices(plan, None)
}

/// The same with a price sheet of one's own: its name and its text.
pub fn csv_with_prices(plan: Option<&str>, sheet: Option<(&str, &str)>) -> Result<Vec<u8>> {
    csv(plan, sheet, None)
}

/// The same with a file of manifests that the plan names: its name and its text.
pub fn csv_with_manifests(plan: &str, manifests: (&str, &str)) -> Result<Vec<u8>> {
    csv(Some(plan), None, Some(manifests))
}

/// The archive that `zoneplan export csv --zip` makes of the plan file with this text.
pub fn pack_of_command_line(plan: &str) -> Result<Vec<u8>> {
    let folder = tempfile::TempDir::with_prefix("zoneplan-plan-")?;
    let path = folder.path().join("plan.toml");
    std::fs::write(&path, plan)?;
    let output =
        Command::new(env!("CARGO_BIN_EXE_zoneplan")).args(["export", "csv", "--zip"]).arg(path).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

fn csv(plan: Option<&str>, sheet: Option<(&str, &str)>, beside: Option<(&str, &str)>) -> Result<Vec<u8>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zoneplan"));
    command.arg("plan");
    let folder = tempfile::TempDir::with_prefix("zoneplan-plan-")?;
    if let Some(text) = plan {
        let path = folder.path().join("plan.toml");
        std::fs::write(&path, text)?;
        command.arg(path);
    }
    if let Some((name, text)) = beside {
        std::fs::write(folder.path().join(name), text)?;
    }
    if let Some((name, text)) = sheet {
        let path = folder.path().join(name);
        std::fs::write(&path, text)?;
        command.arg("--prices").arg(path);
    }
    let output = command.args(["--format", "csv"]).output().context("cannot start zoneplan")?;
    if !output.status.success() {
        bail!("zoneplan failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

/// Fails at the first line in which page and command line differ.
#[track_caller]
pub fn assert_same_bytes(page: &[u8], command_line: &[u8]) {
    if page == command_line {
        return;
    }
    let lines = |bytes| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (page, command_line): (Vec<String>, Vec<String>) = (lines(page), lines(command_line));
    let same = page.iter().zip(&command_line).take_while(|(left, right)| left == right).count();
    let end = "(nothing more, or another line end)".to_owned();
    panic!(
        "page and command line differ in line {}:\npage         {}\ncommand line {}",
        same + 1,
        page.get(same).unwrap_or(&end),
        command_line.get(same).unwrap_or(&end),
    );
}
