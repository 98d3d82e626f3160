//! One headless Firefox with a fresh profile and without a network.

use crate::driver::Driver;
use crate::{Browser, Firefox};
use anyhow::{Context, Result};
use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

impl Browser {
    /// Starts geckodriver and, through it, Firefox: for what the WebDriver standard has, without logs
    /// and without what belongs to Chromium alone. Every request goes to a proxy that is not there.
    pub async fn start_firefox(programs: &Firefox) -> Result<Self> {
        let mut driver = Driver::geckodriver(&programs.geckodriver)?;
        // Firefox makes a profile of its own in here.
        let profile = TempDir::with_prefix("zoneplan-profile-")?;
        let downloads = TempDir::with_prefix("zoneplan-downloads-")?;
        let options = json!({
            "binary": programs.firefox,
            "args": ["-headless"],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": downloads.path(),
                "browser.download.alwaysOpenPanel": false,
                "browser.download.always_ask_before_handling_new_types": false,
                "network.proxy.type": 1,
                "network.proxy.http": "127.0.0.1",
                "network.proxy.http_port": 9,
                "network.proxy.ssl": "127.0.0.1",
                "network.proxy.ssl_port": 9,
            },
        });
        let capabilities = Capabilities::from_iter([("moz:firefoxOptions".to_owned(), options)]);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await
            .with_context(|| {
                format!("{} did not open {}", programs.geckodriver.display(), programs.firefox.display())
            })?;
        if let Some(session) = client.session_id().await? {
            driver.closes_session(&session);
        }
        Ok(Self::of(client, driver, profile, downloads))
    }
}
