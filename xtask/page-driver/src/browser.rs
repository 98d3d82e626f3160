//! One headless Chromium with a fresh profile.

use crate::Programs;
use crate::driver::Driver;
use crate::violations::listener;
use anyhow::{Context, Result, anyhow, bail};
use base64::Engine as _;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, Locator, WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long the page may take before a wait gives up.
const PATIENCE: Duration = Duration::from_secs(45);

/// How often a wait looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(25);
/// How long what is drawn anew may take.
const SETTLED: Duration = Duration::from_millis(250);
/// How often something is done with an element that is drawn anew each time.
const MOST_TRIES: u32 = 8;

/// The arguments that the tests in wasm use as well.
const WEBDRIVER_JSON: &str = include_str!("../../../webdriver.json");

/// The key Tab in WebDriver's code: leaving a field commits what was typed.
const TAB: &str = "\u{E004}";

/// A browser with one window. Call [`Browser::close`] at the end; dropping it closes it too.
pub struct Browser {
    client: Client,
    // Dropped in this order: the driver closes the browser, then its folders can go.
    _driver: Driver,
    _profile: TempDir,
    downloads: TempDir,
}

/// The part of the page that is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Whether it is a phone: touch, and the page's viewport tag counts.
    pub mobile: bool,
    /// Whether the reader prefers a dark page.
    pub dark: bool,
}

/// A file that the page handed to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The name the page gave it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Whether an element went while something was done with it, as its part of the page was drawn anew.
fn was_drawn_anew(error: &CmdError) -> bool {
    error.is_stale_element_reference() || error.is_element_not_interactable()
}

/// The most dots that WebP has in one direction.
const MOST_DOTS: f64 = 16_383.0;

impl Browser {
    /// Starts chromedriver and, through it, Chromium.
    pub async fn start(programs: &Programs) -> Result<Self> {
        let driver = Driver::chromedriver(&programs.chromedriver)?;
        let profile = TempDir::with_prefix("zoneplan-profile-")?;
        let downloads = TempDir::with_prefix("zoneplan-downloads-")?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(programs, profile.path(), downloads.path())?)
            .connect(&driver.url())
            .await
            .with_context(|| {
                format!("{} did not open {}", programs.chromedriver.display(), programs.chromium.display())
            })?;
        let browser = Self::of(client, driver, profile, downloads);
        browser.listen_to_violations().await?;
        Ok(browser)
    }

    /// A browser that has been started.
    pub(crate) fn of(client: Client, driver: Driver, profile: TempDir, downloads: TempDir) -> Self {
        Self { client, _driver: driver, _profile: profile, downloads }
    }

    /// Has every page of this tab tell the console what its policy refuses.
    async fn listen_to_violations(&self) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", listener()).await.map(drop)
    }

    /// Closes the window and ends the browser.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }

    /// Opens a file of this machine, as a double click on it would.
    pub async fn open_file(&self, path: &Path) -> Result<()> {
        let url = url::Url::from_file_path(path)
            .map_err(|()| anyhow!("{} is not an absolute path", path.display()))?;
        self.open(url.as_str()).await
    }

    /// Opens `url` and waits until its document has loaded.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.client.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Opens another tab on `url` and goes there. Gives back the names of the tab from before and
    /// of the new one.
    pub async fn open_tab(&self, url: &str) -> Result<(String, String)> {
        let before: String = self.client.window().await?.into();
        let tab = self.client.new_window(true).await.context("the browser opens no tab")?;
        let tab: String = tab.handle.into();
        self.go_to_tab(&tab).await?;
        self.listen_to_violations().await?;
        self.open(url).await?;
        Ok((before, tab))
    }

    /// Goes to a tab.
    pub async fn go_to_tab(&self, tab: &str) -> Result<()> {
        let handle = WindowHandle::try_from(tab).with_context(|| format!("{tab:?} is no tab"))?;
        self.client.switch_to_window(handle).await.with_context(|| format!("there is no tab {tab}"))
    }

    /// Runs the body of a JavaScript function in the page; gives back what it returns.
    pub async fn run(&self, script: &str) -> Result<Value> {
        self.client
            .execute(script, Vec::new())
            .await
            .with_context(|| format!("the page cannot run: {script}"))
    }

    /// Waits until the script returns something other than null, false or undefined.
    pub async fn wait_for(&self, what: &str, script: &str) -> Result<Value> {
        let begun = Instant::now();
        loop {
            match self.run(script).await? {
                Value::Null | Value::Bool(false) if begun.elapsed() > PATIENCE => {
                    bail!("waited {} s in vain for {what}", PATIENCE.as_secs())
                }
                Value::Null | Value::Bool(false) => tokio::time::sleep(LOOK_AGAIN).await,
                found => return Ok(found),
            }
        }
    }

    /// Waits until an element with this test id is on the page.
    pub async fn wait_for_test_id(&self, test_id: &str) -> Result<()> {
        self.element(test_id).await.map(drop)
    }

    /// Waits until no element with this test id is on the page.
    pub async fn wait_for_absence(&self, test_id: &str) -> Result<()> {
        let script = format!("return !document.querySelector({})", json!(selector(test_id)));
        self.wait_for(&format!("{test_id} to go"), &script).await.map(drop)
    }

    /// The text of the element with this test id, as a reader sees it; read once more where it was drawn
    /// anew in between.
    pub async fn text(&self, test_id: &str) -> Result<String> {
        let text = match self.element(test_id).await?.text().await {
            Err(error) if was_drawn_anew(&error) => {
                tokio::time::sleep(SETTLED).await;
                self.element(test_id).await?.text().await
            }
            done => done,
        };
        Ok(text?.trim().to_owned())
    }

    /// Clicks the element with this test id; again where it was drawn anew in between.
    pub async fn click(&self, test_id: &str) -> Result<()> {
        let mut tries = 1;
        loop {
            match self.element(test_id).await?.click().await {
                Err(error) if was_drawn_anew(&error) && tries < MOST_TRIES => tries += 1,
                done => return done.with_context(|| format!("cannot click {test_id}")),
            }
            tokio::time::sleep(SETTLED).await;
        }
    }

    /// Gives the select or input with this test id a value, as a reader would, and leaves it; once more
    /// where it was drawn anew in between.
    pub async fn fill(&self, test_id: &str, value: &str) -> Result<()> {
        match self.fill_once(test_id, value).await {
            Err(error) if error.downcast_ref().is_some_and(was_drawn_anew) => {
                tokio::time::sleep(SETTLED).await;
                self.fill_once(test_id, value).await
            }
            done => done,
        }
    }

    async fn fill_once(&self, test_id: &str, value: &str) -> Result<()> {
        let element = self.element(test_id).await?;
        if element.tag_name().await? == "select" {
            element.select_by_value(value).await
        } else {
            // What is selected is replaced by what is typed, without an empty field between.
            let select = "arguments[0].focus(); arguments[0].select();";
            self.client.execute(select, vec![serde_json::to_value(&element)?]).await?;
            element.send_keys(&format!("{value}{TAB}")).await
        }
        .with_context(|| format!("cannot set {test_id} to {value}"))
    }

    /// Waits for a file that the page hands over, and takes it away.
    pub async fn take_download(&self) -> Result<Download> {
        let begun = Instant::now();
        loop {
            if let Some(path) = complete_file(self.downloads.path())? {
                let name =
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let bytes = std::fs::read(&path)?;
                std::fs::remove_file(&path)?;
                return Ok(Download { name, bytes });
            }
            if begun.elapsed() > PATIENCE {
                bail!("waited {} s in vain for a download", PATIENCE.as_secs());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// The errors that the page has put into the browser's console since the last call.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.log("browser").await?;
        Ok(entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect())
    }

    /// The addresses that the page has requested over the network since the last call.
    pub async fn requested_urls(&self) -> Result<Vec<String>> {
        let mut urls = Vec::new();
        for entry in self.log("performance").await? {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("null"))?;
            let message = &message["message"];
            let url = match message["method"].as_str() {
                Some("Network.requestWillBeSent") => message["params"]["request"]["url"].as_str(),
                Some("Network.webSocketCreated") => message["params"]["url"].as_str(),
                _ => None,
            };
            urls.extend(
                url.filter(|url| url.starts_with("http") || url.starts_with("ws")).map(str::to_owned),
            );
        }
        Ok(urls)
    }

    /// Shows the page at this size and in this colour scheme from now on.
    pub async fn set_viewport(&self, viewport: Viewport) -> Result<()> {
        let Viewport { width, height, mobile, dark } = viewport;
        let size = json!({"width": width, "height": height, "deviceScaleFactor": if mobile { 2 } else { 1 }, "mobile": mobile});
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = json!({"name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" }});
        self.devtools("Emulation.setEmulatedMedia", json!({"features": [scheme]})).await?;
        Ok(())
    }

    /// A picture of what the viewport shows, as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.capture(json!({"format": "png"})).await
    }

    /// A picture of the whole page as WebP with one dot for a CSS pixel: of a page that is longer
    /// than such a picture may be, the top.
    pub async fn whole_picture(&self) -> Result<Vec<u8>> {
        let size = self.run(
            "const page = document.documentElement;\
             return [page.clientWidth, page.scrollHeight, window.devicePixelRatio];",
        );
        let size = size.await?;
        let number = |i: usize| size[i].as_f64().context("the page has no size");
        let clip = json!({
            "x": 0, "y": 0, "width": number(0)?, "height": number(1)?.min(MOST_DOTS), "scale": 1.0 / number(2)?,
        });
        let how = json!({"format": "webp", "quality": 40, "captureBeyondViewport": true, "clip": clip});
        self.capture(how).await
    }

    async fn capture(&self, how: Value) -> Result<Vec<u8>> {
        let answer = self.devtools("Page.captureScreenshot", how).await?;
        let data = answer["data"].as_str().context("Chromium sent no picture")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(data)?)
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &'static str, params: Value) -> Result<Value> {
        self.client
            .issue_cmd(Extension::Devtools { method, params })
            .await
            .with_context(|| format!("Chromium refused {method}"))
    }

    /// Waits for the element with this test id.
    async fn element(&self, test_id: &str) -> Result<Element> {
        self.client
            .wait()
            .at_most(PATIENCE)
            .every(LOOK_AGAIN)
            .for_element(Locator::Css(&selector(test_id)))
            .await
            .map_err(|error| anyhow!("the page shows no {test_id}: {error}"))
    }

    /// One of the browser's logs, since the last call.
    async fn log(&self, kind: &'static str) -> Result<Vec<Value>> {
        match self.client.issue_cmd(Extension::Log { kind }).await? {
            Value::Array(entries) => Ok(entries),
            other => bail!("the {kind} log is not a list: {other}"),
        }
    }
}

/// What chromedriver is asked for: these programs, these folders, and its logs.
fn capabilities(programs: &Programs, profile: &Path, downloads: &Path) -> Result<Capabilities> {
    let mut capabilities: Capabilities = serde_json::from_str(WEBDRIVER_JSON).context("webdriver.json")?;
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({"browser": "ALL", "performance": "ALL"}));
    let options =
        capabilities.get_mut("goog:chromeOptions").context("webdriver.json has no goog:chromeOptions")?;
    options["binary"] = json!(programs.chromium);
    options["prefs"] = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
        "profile.default_content_setting_values.automatic_downloads": 1,
    });
    options["args"]
        .as_array_mut()
        .context("webdriver.json has no arguments")?
        .push(json!(format!("--user-data-dir={}", profile.display())));
    Ok(capabilities)
}

/// The CSS selector of a test id.
fn selector(test_id: &str) -> String {
    format!("[data-testid={}]", json!(test_id))
}

/// A file in `folder` that the browser has finished writing. An empty one is a name that it has put
/// aside for a file that it still writes elsewhere.
fn complete_file(folder: &Path) -> Result<Option<PathBuf>> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let in_progress =
            [".crdownload", ".part"].iter().any(|end| name.ends_with(end)) || name.starts_with('.');
        // One that is gone by now was such a name.
        let is_empty = entry.metadata().map_or(true, |data| data.len() == 0);
        if !in_progress && !is_empty {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// What chromedriver offers beyond the WebDriver standard.
#[derive(Debug)]
enum Extension {
    Log { kind: &'static str },
    Devtools { method: &'static str, params: Value },
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&match self {
            Self::Log { .. } => format!("session/{session}/se/log"),
            Self::Devtools { .. } => format!("session/{session}/goog/cdp/execute"),
        })
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = match self {
            Self::Log { kind } => json!({"type": kind}),
            Self::Devtools { method, params } => json!({"cmd": method, "params": params}),
        };
        (http::Method::POST, Some(body.to_string()))
    }
}
