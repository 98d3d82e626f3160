//! Splits the page's program in two: what a visitor sees at once, and what `src/web/later.rs` names,
//! which the page fetches once it runs.
//!
//! Trunk compiles the program. `build.rs` has the linker leave in it which function needs which; by
//! that it is cut here, goes through wasm-bindgen and wasm-opt again, and takes the place of what
//! trunk made of the whole. The script that loads the second program joins the page's own script, so
//! that the page has no more scripts than before.

mod script;

pub use script::{LATER, replaced};

use crate::root::target;
use crate::run::run;
use crate::sizes;
use crate::stamp::short_hash;
use crate::tools::{Tools, WASM};
use crate::{integrity, split::script::joined};
use anyhow::{Context, Result, anyhow, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What wasm-opt may use; index.html says the same of the workers.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What the cut leaves: two programs and what loads the second.
struct Parts {
    first: PathBuf,
    second: PathBuf,
    loader: String,
}

/// Splits the program that trunk compiled and puts both parts into `dist`, in the place of the whole.
pub fn split(tools: &Tools, dist: &Path) -> Result<()> {
    let work = target().join("split");
    if work.exists() {
        std::fs::remove_dir_all(&work).with_context(|| work.display().to_string())?;
    }
    std::fs::create_dir_all(&work).with_context(|| work.display().to_string())?;
    let parts = cut(&work)?;
    run(Command::new(tools.find("wasm-bindgen")?)
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "app", "--out-dir"])
        .arg(&work)
        .arg(&parts.first))?;
    let first = optimised(tools, &work.join("app_bg.wasm"))?;
    let second = optimised(tools, &parts.second)?;
    let script = std::fs::read_to_string(work.join("app.js")).context("the script of wasm-bindgen")?;
    put(dist, &script, &parts.loader, &first, &second)
}

/// Cuts the program that trunk compiled.
fn cut(work: &Path) -> Result<Parts> {
    let whole = target().join(WASM).join("app").join("app.wasm");
    let whole = std::fs::read(&whole).with_context(|| whole.display().to_string())?;
    let first = work.join("first.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = work;
    options.main_out_path = &first;
    options.main_module = script::PAGE;
    options.link_name = script::LOADER;
    let made = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:?}"))?;
    let [second] = made.split_modules.as_slice() else {
        bail!(
            "the page's program must fall into two parts, found {} beside the first",
            made.split_modules.len()
        );
    };
    let loader =
        std::fs::read_to_string(work.join(script::LOADER)).context("the script that loads a part")?;
    Ok(Parts { first, second: second.clone(), loader })
}

/// The bytes of a program, as small as can be.
fn optimised(tools: &Tools, program: &Path) -> Result<Vec<u8>> {
    let small = program.with_extension("small");
    run(Command::new(tools.find("wasm-opt")?).arg("-Oz").args(FEATURES).arg(program).arg("-o").arg(&small))?;
    std::fs::read(&small).with_context(|| small.display().to_string())
}

/// Puts both parts and their script into `dist`, under names that change with what is in them, and has
/// the page name them.
fn put(dist: &Path, script: &str, loader: &str, first: &[u8], second: &[u8]) -> Result<()> {
    let later = format!("{LATER}-{}.wasm", short_hash(&[second]));
    let script = joined(script, loader, &integrity::fetched_beside(&later, second))?;
    let id = short_hash(&[script.as_bytes(), first]);
    let script = script.replace("app_bg.wasm", &format!("app-{id}_bg.wasm"));
    let page = dist.join("index.html");
    let mut html = std::fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    for (end, bytes) in [(".js", script.as_bytes()), ("_bg.wasm", first)] {
        let old = sizes::named(dist, "app-", end)?;
        let was = std::fs::read(dist.join(&old)).with_context(|| old.clone())?;
        let name = format!("app-{id}{end}");
        html = html.replace(&old, &name).replace(&integrity::of(&was), &integrity::of(bytes));
        std::fs::remove_file(dist.join(&old)).with_context(|| old.clone())?;
        std::fs::write(dist.join(&name), bytes).with_context(|| name.clone())?;
    }
    std::fs::write(dist.join(&later), second).with_context(|| later.clone())?;
    std::fs::write(&page, html).with_context(|| page.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_take_the_place_of_the_whole() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-split-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let [script, wasm] = ["app-1.js", "app-1_bg.wasm"];
        std::fs::write(folder.join(script), "old script")?;
        std::fs::write(folder.join(wasm), "old wasm")?;
        let link = |name: &str, bytes: &str| {
            format!("<link href=\"./{name}\" integrity=\"{}\">", integrity::of(bytes.as_bytes()))
        };
        let html = format!(
            "{}{}import init from './{script}'; './{wasm}'",
            link(script, "old script"),
            link(wasm, "old wasm")
        );
        std::fs::write(folder.join("index.html"), html)?;
        put(&folder, script::tests::PAGE_SCRIPT, script::tests::LOADER_SCRIPT, b"first", b"second")?;
        let html = std::fs::read_to_string(folder.join("index.html"))?;
        let names = [sizes::named(&folder, "app-", ".js")?, sizes::named(&folder, "app-", "_bg.wasm")?];
        let later = sizes::named(&folder, "later-", ".wasm")?;
        let said = std::fs::read_to_string(folder.join(&names[0]))?;
        std::fs::remove_dir_all(&folder)?;
        for name in &names {
            assert!(crate::installable::is_hashed(name), "{name}");
            assert_eq!(html.matches(name.as_str()).count(), 2, "{name} in {html}");
        }
        assert!(crate::installable::is_hashed(&later), "{later}");
        assert!(
            html.contains(&integrity::of(b"first")) && html.contains(&integrity::of(said.as_bytes())),
            "{html}"
        );
        assert!(!html.contains("app-1"), "{html}");
        assert!(said.contains(&integrity::of(b"second")) && said.contains(&later), "{said}");
        Ok(())
    }
}
