//! The script that loads the second program, as a part of the page's script.
//!
//! Each of the two imports the other, and an import map would have to name both. In one script they
//! import nothing.

use anyhow::{Context, Result, bail};

/// What the second program is called, in `src/web/later.rs` and among the files of the page.
pub const LATER: &str = "later";
/// The page's script, as the loading script imports it.
pub const PAGE: &str = "./app.js";
/// The loading script, as the page's script imports it.
pub const LOADER: &str = "./__wasm_split.js";
/// How the page's script calls what it imports.
const IMPORTED: &str = "import1";
/// What begins each function that loads a program.
const LOAD: &str = "__wasm_split_load_";

/// The page's script with the loading script in it, which fetches the second program by this call.
pub fn joined(page: &str, loader: &str, fetched: &str) -> Result<String> {
    let page = without(page, &format!("import * as {IMPORTED} from \"{LOADER}\""))?;
    let loader = without(loader, &format!("import {{ initSync }} from \"{PAGE}\";"))?;
    let load = format!("{LOAD}{LATER}");
    let loader = replaced(&loader, &format!("export const {load} ="), &format!("const {load} ="))?;
    let plain = format!("fetch(new URL(\"./split_{LATER}.wasm\", import.meta.url))");
    let loader = replaced(&loader, &plain, fetched)?;
    if page.lines().chain(loader.lines()).any(|line| line.starts_with("import ")) {
        bail!("the page's script imports more than the script that loads its second program");
    }
    Ok(format!("{page}\n{loader}\nconst {IMPORTED} = {{ {load} }};\n"))
}

/// A text without a line that must be in it once.
fn without(text: &str, line: &str) -> Result<String> {
    replaced(text, &format!("{line}\n"), "")
}

/// A text with another in the place of a part that must be in it once.
pub fn replaced(text: &str, part: &str, with: &str) -> Result<String> {
    if text.matches(part).count() != 1 {
        bail!("the script must say this once: {part}");
    }
    let (before, after) = text.split_once(part).context("it is there")?;
    Ok([before, with, after].concat())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub const PAGE_SCRIPT: &str = "import * as import1 from \"./__wasm_split.js\"\n\
        const imports = { \"./__wasm_split.js\": import1 };\nnew URL('app_bg.wasm', import.meta.url);\n\
        export { initSync };\n";
    pub const LOADER_SCRIPT: &str = "import { initSync } from \"./app.js\";\n\n\
        export const __wasm_split_load_later = wrapAsyncCb(makeLoad(() => {\n    \
        const src = fetch(new URL(\"./split_later.wasm\", import.meta.url));\n}, []));\n";

    #[test]
    fn the_two_scripts_become_one_that_imports_nothing() -> Result<()> {
        let script = joined(PAGE_SCRIPT, LOADER_SCRIPT, "fetch(\"later-1.wasm\")")?;
        assert!(!script.lines().any(|line| line.starts_with("import ")), "{script}");
        assert!(script.contains("const src = fetch(\"later-1.wasm\");"), "{script}");
        assert!(script.ends_with("const import1 = { __wasm_split_load_later };\n"), "{script}");
        Ok(())
    }

    #[test]
    fn scripts_of_another_form_are_refused() {
        assert!(joined("", LOADER_SCRIPT, "fetch()").is_err(), "a page that imports nothing");
        assert!(joined(PAGE_SCRIPT, "", "fetch()").is_err(), "no loader");
        let more = format!("import * as import2 from \"./other.js\"\n{PAGE_SCRIPT}");
        assert!(joined(&more, LOADER_SCRIPT, "fetch()").is_err(), "a page that imports more");
    }
}
