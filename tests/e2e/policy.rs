//! The page's policy: what is refused is reported, a changed file is not run, markup stays text.

use crate::journey::{named, policy_of, strict_headers, travel};
use anyhow::{Context, Result, ensure};
use page_driver::{Browser, Programs, Server, violations};
use std::path::Path;

/// Texts that would do something if they were markup.
const HOSTILE: [&str; 12] = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    "<p onclick=alert(1)>x</p>",
    "<p title=x\" onclick=alert(1) \">x</p>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\"></p>",
    "<p style=\"position:fixed\">x</p>",
    "<!--<b title=\"--><img src=x onerror=alert(1)>\">-->",
    "<!<b title=\"><img src=x onerror=alert(1)>\">>",
];

/// What the page itself makes.
const OWN: [&str; 4] = [
    "<span aria-hidden=\"true\">i</span>",
    "<svg viewBox=\"0 0 9 9\"><text x=\"1\" aria-label=\"a &lt;b> c\">&lt;img src=x onerror=y></text></svg>",
    "<a href=\"https://kubernetes.io/\" target=\"_blank\" rel=\"noopener\">x</a>",
    "<p>a<!>b<br/></p>",
];

#[test]
fn scripts_and_styles_are_those_of_the_build() -> Result<()> {
    for variable in ["ZONEPLAN_DIST", "ZONEPLAN_OFFLINE"] {
        let Some(page) = named(variable) else { continue };
        let page = if page.is_dir() { page.join("index.html") } else { page };
        let policy = policy_of(&page)?;
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{policy}");
        for said in ["default-src 'none'", "script-src ", "require-trusted-types-for 'script'"] {
            assert!(policy.contains(said), "{variable} does not say {said}: {policy}");
        }
    }
    Ok(())
}

/// Without this a journey that sees no violation would prove nothing.
#[tokio::test]
async fn what_the_policy_refuses_is_reported() -> Result<()> {
    let Some(dist) = named("ZONEPLAN_DIST") else { return Ok(()) };
    // Somebody on the way writes a script into the page,
    let folder = tempfile::TempDir::with_prefix("zoneplan-injected-")?;
    crate::installed::copy(&dist, folder.path())?;
    let index = folder.path().join("index.html");
    let html = std::fs::read_to_string(&index)?;
    std::fs::write(&index, html.replace("</body>", "<script>window.isBroken = true</script></body>"))?;
    let server = Server::start_with(folder.path(), 0, strict_headers(&dist)?)?;
    let browser = Browser::start(&Programs::from_env()?).await?;
    browser.open(&server.url()).await?;
    // and in it a text is to be run, an element is to be styled, and another host to be asked.
    let inject = "try { setTimeout('window.isBroken = true'); } catch {}\
        document.body.setAttribute('style', 'color: red');\
        const image = document.createElement('img');\
        image.src = 'https://example.com/a.png';\
        document.body.append(image);";
    browser.run(inject).await?;
    let expected = ["script-src-elem", "require-trusted-types-for", "style-src-attr", "img-src"];
    let mut errors = Vec::new();
    let begun = std::time::Instant::now();
    let is_told = |errors: &[String], directive: &str| {
        violations(errors).iter().any(|told| told.contains(&format!("violation: {directive} | enforce")))
    };
    while begun.elapsed().as_secs() < 10 && !expected.iter().all(|it| is_told(&errors, it)) {
        errors.extend(browser.console_errors().await?);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let is_broken = browser.run("return window.isBroken ?? false").await?;
    browser.close().await?;
    assert_eq!(is_broken, false, "nothing of it ran");
    for directive in expected {
        assert!(is_told(&errors, directive), "{directive} is not reported: {errors:?}");
    }
    Ok(())
}

#[tokio::test]
async fn only_what_the_page_makes_becomes_markup() -> Result<()> {
    travel(async |page| {
        page.wait_for_answers().await?;
        // The policy says what it refuses in the console, which ends a journey: it is asked quietly.
        let ask = |texts: &[&str]| -> Result<String> {
            Ok(format!(
                "const loud = console.error; console.error = () => {{}};\
                 const made = {}.map((html) => String(trustedTypes.defaultPolicy.createHTML(html)));\
                 console.error = loud; return made;",
                serde_json::to_string(texts)?
            ))
        };
        let made = page.run(&ask(&HOSTILE)?).await?;
        for (at, hostile) in HOSTILE.iter().enumerate() {
            let text = made[at].as_str().context("a text")?;
            assert!(!text.contains('<'), "{hostile} becomes {text}");
        }
        assert_eq!(page.run(&ask(&OWN)?).await?, serde_json::json!(OWN), "the page's own stays as it is");
        let started = "const policy = trustedTypes.defaultPolicy;\
            return ['https://example.com/a.js', 'data:text/javascript,1', 'other.js', document.documentElement.dataset.worker]\
                .map((address) => String(policy.createScriptURL(address)) !== '');";
        assert_eq!(page.run(started).await?, serde_json::json!([false, false, false, true]));
        Ok(())
    })
    .await
}

/// Changes a letter of a file of the page.
fn spoil(folder: &Path, begin: &str, end: &str) -> Result<()> {
    let entries = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let file = entries.into_iter().map(|entry| entry.path()).find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(begin) && name.ends_with(end)
    });
    let file = file.with_context(|| format!("the page has no {begin}…{end}"))?;
    let mut bytes = std::fs::read(&file)?;
    *bytes.last_mut().context("an empty file")? ^= 1;
    Ok(std::fs::write(file, bytes)?)
}

#[tokio::test]
async fn a_file_that_was_changed_is_not_run() -> Result<()> {
    let Some(dist) = named("ZONEPLAN_DIST") else { return Ok(()) };
    let files = [
        ("app-", ".js"),
        ("app-", "_bg.wasm"),
        ("later-", ".wasm"),
        ("zoneplan-", ".css"),
        ("install-", ".js"),
    ];
    for (begin, end) in files {
        let folder = tempfile::TempDir::with_prefix("zoneplan-spoilt-")?;
        crate::installed::copy(&dist, folder.path())?;
        spoil(folder.path(), begin, end)?;
        let server = Server::start(folder.path(), 0)?;
        let browser = Browser::start(&Programs::from_env()?).await?;
        browser.open(&server.url()).await?;
        let told = wait_for_error(&browser, "integrity").await;
        browser.close().await?;
        told.with_context(|| format!("{begin}…{end} was changed"))?;
    }
    Ok(())
}

/// Waits for an error in the console that says this.
async fn wait_for_error(browser: &Browser, says: &str) -> Result<()> {
    let mut errors = Vec::new();
    for _ in 0..100 {
        errors.extend(browser.console_errors().await?);
        if errors.iter().any(|error| error.contains(says)) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    ensure!(errors.is_empty(), "{errors:?}");
    anyhow::bail!("the browser says nothing")
}
