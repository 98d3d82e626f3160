//! Gives the worker's files names that change with their content.
//!
//! Trunk does so for the page's own files but not for a worker's, because the page spawns the
//! worker by name. Without it a browser could pair a new page with an old worker from its cache.
//! The page reads the name from the attribute `data-worker` of `<html>`.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The attribute as index.html has it.
const PLAIN: &str = r#"data-worker="worker_loader.js""#;

/// Renames the worker's files in `dist` and tells the page.
pub fn stamp_worker(dist: &Path) -> Result<()> {
    let read =
        |name: &str| std::fs::read(dist.join(name)).with_context(|| format!("the build made no {name}"));
    let (script, wasm) = (read("worker.js")?, read("worker_bg.wasm")?);
    let id = short_hash(&[&script, &wasm]);

    let page = dist.join("index.html");
    let html = std::fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    if !html.contains(PLAIN) {
        bail!("index.html must say {PLAIN} in its <html> tag, so that the page finds its worker");
    }
    let html = html.replace(PLAIN, &format!(r#"data-worker="worker-{id}_loader.js""#));
    let loader = format!(
        "importScripts(\"./worker-{id}.js\");\n\
         wasm_bindgen({{ module_or_path: \"./worker-{id}_bg.wasm\" }});\n"
    );

    std::fs::write(dist.join(format!("worker-{id}_loader.js")), loader)?;
    std::fs::rename(dist.join("worker.js"), dist.join(format!("worker-{id}.js")))?;
    std::fs::rename(dist.join("worker_bg.wasm"), dist.join(format!("worker-{id}_bg.wasm")))?;
    std::fs::remove_file(dist.join("worker_loader.js"))?;
    std::fs::write(page, html)?;
    Ok(())
}

/// Sixteen hexadecimal digits that stand for the content.
fn short_hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
