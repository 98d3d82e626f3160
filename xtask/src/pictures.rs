//! Takes the pictures that the documentation shows.

use crate::build::build_quietly;
use crate::chromium;
use crate::root::{root, shown};
use crate::run::{cargo, output};
use anyhow::{Context, Result};
use page_driver::{Browser, Server, Viewport};
use std::path::Path;

const DESKTOP: Viewport = Viewport { width: 1440, height: 900, mobile: false, dark: false };
const PHONE: Viewport = Viewport { width: 390, height: 844, mobile: true, dark: false };

const PICTURES: &[(&str, Viewport)] = &[
    ("page-desktop.png", DESKTOP),
    ("page-desktop-dark.png", Viewport { dark: true, ..DESKTOP }),
    ("page-phone.png", PHONE),
];

/// Screens on which every view is taken, as long as it is.
const SCREENS: &[(&str, Viewport)] = &[
    ("desktop", DESKTOP),
    ("desktop-dark", Viewport { dark: true, ..DESKTOP }),
    ("phone", PHONE),
    ("phone-dark", Viewport { dark: true, ..PHONE }),
];

/// The short names of the views.
const VIEWS: &str = "return [...document.querySelectorAll('[role=tab]')].map(tab => tab.id.slice(4))";

/// True once the first answer is on the page and nothing moves or loads any more.
const SETTLED: &str = "
    if (!document.querySelector('[data-testid=summary][aria-busy=false]')) return false;
    if (document.querySelector('.view [aria-busy=true]')) return false;
    if (document.fonts.status !== 'loaded') return false;
    return document.getAnimations().every(animation => animation.playState !== 'running');";

/// Writes the pictures of the page, of each of its views, and the text of the command line's plan to docs/pictures.
pub fn pictures() -> Result<()> {
    let dist = build_quietly()?;
    let folder = root().join("docs").join("pictures");
    std::fs::create_dir_all(&folder)?;

    println!("writing {}", shown(&folder.join("plan.txt")));
    let plan = output(&mut cargo(["run", "--release", "--quiet", "--", "plan"]))?;
    std::fs::write(folder.join("plan.txt"), plan)?;

    tokio::runtime::Runtime::new()?.block_on(take(&dist, &folder))
}

/// Takes each picture of a page that was opened at that size.
async fn take(dist: &Path, folder: &Path) -> Result<()> {
    let server = Server::start(dist, 0)?;
    let browser = Browser::start(&chromium::find()?).await?;
    for (name, viewport) in PICTURES {
        let path = folder.join(name);
        println!("taking {}", shown(&path));
        browser.set_viewport(*viewport).await?;
        browser.open(&server.url()).await?;
        browser.wait_for("the first answer", SETTLED).await?;
        let picture = browser.picture().await?;
        std::fs::write(&path, picture).with_context(|| path.display().to_string())?;
    }
    let views = folder.join("views");
    std::fs::create_dir_all(&views)?;
    for (screen, viewport) in SCREENS {
        browser.set_viewport(*viewport).await?;
        browser.open(&server.url()).await?;
        browser.wait_for("the first answer", SETTLED).await?;
        let names = browser.run(VIEWS).await?;
        for view in names.as_array().into_iter().flatten().filter_map(|name| name.as_str()) {
            let path = views.join(format!("{view}-{screen}.webp"));
            println!("taking {}", shown(&path));
            // Opened by script: a phone's bar may lie over the tab.
            browser.run(&format!("document.getElementById('tab-{view}').click()")).await?;
            browser.wait_for("the view", SETTLED).await?;
            let picture = browser.whole_picture().await?;
            std::fs::write(&path, picture).with_context(|| path.display().to_string())?;
        }
    }
    browser.close().await
}
