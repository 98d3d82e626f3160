//! What the files that the page names must hold, so that a browser runs no other.
//!
//! Trunk says so of the style sheet and of what is fetched ahead, which browsers check for scripts and
//! styles alone. The module that starts the page imports the page's script by name, and such an import
//! is checked where an import map says how; wasm is checked where it is fetched with what it must hold.

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// The integrity of a file, as elements and import maps name it.
pub fn of(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The call that fetches a file of the page and takes nothing but these bytes.
pub fn fetched(name: &str, bytes: &[u8]) -> String {
    format!("fetch(\"./{name}\", {{ integrity: \"{}\" }})", of(bytes))
}

/// The same for a program beside the script that fetches it. What loads it takes no other type than that
/// of wasm, which some hosts do not know.
pub fn fetched_beside(name: &str, bytes: &[u8]) -> String {
    format!(
        "fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{}\" }}).then(({{ body, status }}) => \
         new Response(body, {{ status, headers: {{ \"content-type\": \"application/wasm\" }} }}))",
        of(bytes)
    )
}

/// The page with a starting script that takes nothing but these bytes as its wasm.
pub fn with_checked_wasm(html: &str, name: &str, bytes: &[u8]) -> Result<String> {
    let plain = format!("module_or_path: './{name}'");
    if !html.contains(&plain) {
        bail!("the page's starting script must say {plain}");
    }
    Ok(html.replace(&plain, &format!("module_or_path: {}", fetched(name, bytes))))
}

/// What stands before the script that starts the page: an import map must come before every module
/// that imports by it.
const START: &str = "<script type=\"module\">";

/// The page with a map of what the imported script must hold.
pub fn with_import_map(html: &str, name: &str, bytes: &[u8]) -> Result<String> {
    let import = format!("from './{name}'");
    if !html.contains(&import) {
        bail!("the page's starting script must import {import}");
    }
    let (before, after) = html.split_once(START).with_context(|| format!("the page has no {START}"))?;
    let map = serde_json::json!({ "integrity": { (format!("./{name}")): of(bytes) } });
    Ok(format!("{before}<script type=\"importmap\">{map}</script>\n{START}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integrity_is_that_of_the_specification() {
        // The example of Subresource Integrity, 1.2.1: the script "alert('Hello, world.');".
        assert_eq!(
            of(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn wasm_is_fetched_with_what_it_must_hold() -> Result<()> {
        let html =
            with_checked_wasm("await init({ module_or_path: './app-1_bg.wasm' });", "app-1_bg.wasm", b"1")?;
        assert_eq!(html, format!("await init({{ module_or_path: {} }});", fetched("app-1_bg.wasm", b"1")));
        assert!(with_checked_wasm("await init();", "app-1_bg.wasm", b"1").is_err());
        Ok(())
    }

    #[test]
    fn the_map_stands_before_the_script_that_imports_by_it() -> Result<()> {
        let html = "<script type=\"module\">\nimport init from './app-1.js';</script>";
        let mapped = with_import_map(html, "app-1.js", b"1")?;
        let map = mapped.find("importmap").context("a map")?;
        assert!(map < mapped.find("import init").context("the import")?, "{mapped}");
        assert!(with_import_map("<p></p>", "app-1.js", b"1").is_err());
        Ok(())
    }
}
