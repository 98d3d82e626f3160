//! Makes the built page one HTML file that opens without a server.
//!
//! A file that was opened from disk may not fetch its neighbours, so everything moves inside: style
//! and icon, the page's script and wasm, the workers as blobs, and the data files as script
//! elements `<script type="application/json" data-file="data/…">` that hold the text of the file
//! as one JSON string.

use crate::build::build_quietly;
use crate::root::{shown, target};
use crate::stamp::WORKERS;
use crate::{policy, sizes, table};
use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::path::{Path, PathBuf};

/// Builds the page and writes it as one file. Gives back where.
pub fn offline() -> Result<PathBuf> {
    write(&build_quietly()?)
}

/// Where the page is as one file.
pub fn file() -> PathBuf {
    target().join("zoneplan-offline.html")
}

/// Writes the page that is built in `dist` as one file. Gives back where.
pub fn write(dist: &Path) -> Result<PathBuf> {
    let html = inlined(dist)?;
    let path = file();
    std::fs::write(&path, &html).with_context(|| path.display().to_string())?;
    println!("\n{}: {} bytes", shown(&path), table::grouped(html.len() as u64));
    Ok(path)
}

/// What sees to it that browsers keep the page of many files.
const INSTALL: &str = "<script type=\"module\" async src=\"install.js\"></script>";

/// Nothing but what is in the file may run or be shown; nothing may be loaded.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; \
    style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:";

/// The text of index.html with everything that it refers to inside.
fn inlined(dist: &Path) -> Result<String> {
    let built = Built { dist };
    let mut html = built.text("index.html")?;

    let style = built.text(&attribute(&html, "rel=\"stylesheet\"", "href")?)?;
    if style.to_ascii_lowercase().contains("</style") {
        bail!("the style sheet ends its own element: it cannot be inlined");
    }
    html = replace_tag(&html, "rel=\"stylesheet\"", &format!("<style>\n{style}</style>"))?;

    let icon = built.base64(&attribute(&html, "rel=\"icon\"", "href")?)?;
    let icon =
        format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\">");
    html = replace_tag(&html, "rel=\"icon\"", &icon)?;

    while html.contains("rel=\"modulepreload\"") {
        html = replace_tag(&html, "rel=\"modulepreload\"", "")?;
    }
    // One file needs nothing that keeps a page of many files.
    for mark in ["rel=\"preload\"", "rel=\"manifest\"", "rel=\"apple-touch-icon\""] {
        html = replace_tag(&html, mark, "")?;
    }
    let (before, after) = html.split_once(INSTALL).with_context(|| format!("index.html has no {INSTALL}"))?;
    html = [before, after].concat();
    html = replace_tag(
        &html,
        "http-equiv=\"Content-Security-Policy\"",
        &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"),
    )?;

    let mut workers = String::new();
    for worker in WORKERS {
        workers.push_str(&built.worker_script(&html, worker)?);
    }
    let (before, after) = around_module_script(&html)?;
    policy::sealed(&format!("{before}{}{workers}{}{after}", built.data_elements()?, built.page_script()?))
}

/// The files of the built page.
struct Built<'a> {
    dist: &'a Path,
}

impl Built<'_> {
    fn bytes(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.dist.join(name.trim_start_matches("./"));
        std::fs::read(&path).with_context(|| path.display().to_string())
    }

    fn text(&self, name: &str) -> Result<String> {
        String::from_utf8(self.bytes(name)?).with_context(|| format!("{name} is not UTF-8"))
    }

    fn base64(&self, name: &str) -> Result<String> {
        Ok(STANDARD.encode(self.bytes(name)?))
    }

    /// The one file whose name begins and ends like this.
    fn named(&self, begin: &str, end: &str) -> Result<String> {
        let names: Vec<String> = sizes::files(self.dist)?
            .iter()
            .filter_map(|path| path.strip_prefix(self.dist).ok()?.to_str().map(str::to_owned))
            .filter(|name| name.starts_with(begin) && name.ends_with(end))
            .collect();
        match <[String; 1]>::try_from(names) {
            Ok([name]) => Ok(name),
            Err(names) => bail!("expected one file {begin}…{end} in the built page, found {names:?}"),
        }
    }

    /// Every data file as an element that holds its text.
    fn data_elements(&self) -> Result<String> {
        let mut elements = String::new();
        for path in sizes::files(&self.dist.join("data"))? {
            let name = path.strip_prefix(self.dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let text = for_script(&serde_json::to_string(&self.text(&name)?)?);
            elements.push_str(&format!(
                "<script type=\"application/json\" data-file=\"{name}\">{text}</script>\n"
            ));
        }
        Ok(elements)
    }

    /// A module that holds the page's script and starts it with the wasm that is written into it.
    fn page_script(&self) -> Result<String> {
        let script = self.text(&self.named("app-", ".js")?)?;
        if script.lines().any(|line| line.starts_with("import ")) {
            bail!("the page's script imports other files: they would have to be inlined as well");
        }
        // An element may not hold its own end tag.
        if script.to_ascii_lowercase().contains("</script") {
            bail!("the page's script holds an end tag: it cannot be inlined");
        }
        let wasm = self.base64(&self.named("app-", "_bg.wasm")?)?;
        Ok(format!(
            "<script type=\"module\">\n{script}\n\
             await __wbg_init({{ module_or_path: Uint8Array.from(atob(\"{wasm}\"), c => c.charCodeAt(0)) }});\n\
             </script>"
        ))
    }

    /// A script that makes a blob of the worker and tells the page its address.
    fn worker_script(&self, html: &str, worker: &str) -> Result<String> {
        let name = format!("data-{worker}");
        let loader = attribute(html, &format!("{name}="), &name)?;
        let base = loader.trim_end_matches("_loader.js");
        let script = self.text(&format!("{base}.js"))?;
        let wasm = self.base64(&format!("{base}_bg.wasm"))?;
        let start = format!(
            "\nwasm_bindgen({{ module_or_path: Uint8Array.from(atob(\"{wasm}\"), c => c.charCodeAt(0)) }});\n"
        );
        let blob = for_script(&serde_json::to_string(&(script + &start))?);
        Ok(format!(
            "<script>\ndocument.documentElement.dataset.{worker} = URL.createObjectURL(\n\
             new Blob([{blob}], {{ type: \"text/javascript\" }}));\n</script>\n"
        ))
    }
}

/// JSON that cannot end the script element around it.
fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The whole tag that contains `mark`, as its place in `html`.
fn tag(html: &str, mark: &str) -> Result<std::ops::Range<usize>> {
    let place = html.find(mark).with_context(|| format!("index.html has no {mark}"))?;
    let begin = html[..place].rfind('<').with_context(|| format!("{mark} is in no tag"))?;
    let end = html[place..].find('>').with_context(|| format!("the tag of {mark} has no end"))?;
    Ok(begin..place + end + 1)
}

/// `html` with another text in the place of the tag that contains `mark`.
fn replace_tag(html: &str, mark: &str, with: &str) -> Result<String> {
    let tag = tag(html, mark)?;
    Ok([&html[..tag.start], with, &html[tag.end..]].concat())
}

/// The value of an attribute of the tag that contains `mark`.
fn attribute(html: &str, mark: &str, name: &str) -> Result<String> {
    let tag = &html[tag(html, mark)?];
    let value = tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    let (value, _) = value.with_context(|| format!("{tag} has no {name}"))?;
    Ok(value.to_owned())
}

/// What stands before and after the script that starts the page.
fn around_module_script(html: &str) -> Result<(&str, &str)> {
    let missing = "index.html has no script that starts the page";
    let (before, rest) = html.split_once("<script type=\"module\"").context(missing)?;
    let (_, after) = rest.split_once("</script>").context(missing)?;
    Ok((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<html data-worker=\"w_loader.js\"><link rel=\"icon\" href=\"./i.svg\"/>\
                        <script type=\"module\">go()</script></html>";

    #[test]
    fn attributes_are_read_from_the_tag_with_the_mark() -> Result<()> {
        assert_eq!(attribute(HTML, "rel=\"icon\"", "href")?, "./i.svg");
        assert_eq!(attribute(HTML, "data-worker=", "data-worker")?, "w_loader.js");
        assert!(attribute(HTML, "rel=\"stylesheet\"", "href").is_err());
        Ok(())
    }

    #[test]
    fn the_tag_with_the_mark_is_replaced_and_no_other() -> Result<()> {
        let html = replace_tag(HTML, "rel=\"icon\"", "")?;
        assert_eq!(html, "<html data-worker=\"w_loader.js\"><script type=\"module\">go()</script></html>");
        Ok(())
    }

    #[test]
    fn the_starting_script_is_cut_out() -> Result<()> {
        let (before, after) = around_module_script(HTML)?;
        assert!(before.ends_with("/>"));
        assert_eq!(after, "</html>");
        Ok(())
    }
}
