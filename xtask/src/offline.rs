//! Makes the built page one HTML file that opens without a server.
//!
//! A file that was opened from disk may not fetch its neighbours, so everything moves inside: style
//! and icon, the page's script and wasm, the workers as blobs, and the data files as script
//! elements `<script type="application/json" data-file="data/…">`. Wasm and data are written as
//! base64 of their bytes in the zlib format (RFC 1950), which browsers unpack on their own
//! (`DecompressionStream`) and a third of the size is left.

use crate::build::build_quietly;
use crate::root::{shown, target};
use crate::split::{LATER, replaced};
use crate::stamp::{END, START, WORKERS};
use crate::{integrity, policy, sizes, table};
use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec_zlib;
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

/// How hard wasm and data are packed, of 10.
const LEVEL: u8 = 10;

/// Nothing but what is in the file may run or be shown; nothing may be loaded. `style` is the hash of
/// the style sheet; the hashes of the scripts take the place of 'unsafe-inline'.
fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src {style}; img-src data:; \
         worker-src blob:; base-uri 'none'; form-action 'none'; trusted-types default; \
         require-trusted-types-for 'script'"
    )
}

/// A function that gives the bytes of a module as a browser fetches them.
const UNPACKED: &str = "const unpacked = (letters) =>
  new Response(
    new Blob([Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))])
      .stream().pipeThrough(new DecompressionStream(\"deflate\")),
    { headers: { \"Content-Type\": \"application/wasm\" } },
  );\n";

/// What a browser says that cannot unpack.
const TOO_OLD: &str = "This browser is too old for the page in one file: it needs Chrome or Edge 103, \
    Firefox 113, Safari 16.4 or newer. The page on a server opens in older ones.";

/// The text of index.html with everything that it refers to inside.
fn inlined(dist: &Path) -> Result<String> {
    let built = Built { dist };
    let mut html = built.text("index.html")?;

    let style = built.text(&attribute(&html, "rel=\"stylesheet\"", "href")?)?;
    if style.to_ascii_lowercase().contains("</style") {
        bail!("the style sheet ends its own element: it cannot be inlined");
    }
    // What is hashed is what stands between the tags.
    let style = format!("\n{style}");
    html = replace_tag(&html, "rel=\"stylesheet\"", &format!("<style>{style}</style>"))?;

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
    for mark in ["src=\"install-", "type=\"importmap\""] {
        html = without_script(&html, mark)?;
    }
    let policy = policy(&policy::hash(&style));
    html = replace_tag(
        &html,
        "http-equiv=\"Content-Security-Policy\"",
        &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
    )?;

    let mut workers = String::new();
    for worker in WORKERS {
        workers.push_str(&built.worker_script(&html, worker)?);
    }
    let (before, after) = around_module_script(&html)?;
    policy::sealed(&format!("{before}{}{workers}{}{after}", built.data_elements()?, built.page_scripts()?))
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

    /// A file, packed.
    fn packed(&self, name: &str) -> Result<String> {
        Ok(STANDARD.encode(compress_to_vec_zlib(&self.bytes(name)?, LEVEL)))
    }

    /// Every data file as an element that holds it.
    fn data_elements(&self) -> Result<String> {
        let mut elements = String::new();
        for path in sizes::files(&self.dist.join("data"))? {
            let name = path.strip_prefix(self.dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let text = self.packed(&name)?;
            elements.push_str(&format!(
                "<script type=\"application/json\" data-file=\"{name}\">{text}</script>\n"
            ));
        }
        Ok(elements)
    }

    /// An element that holds the page's wasm, and a module with the page's script that starts it.
    fn page_scripts(&self) -> Result<String> {
        let later = sizes::named(self.dist, "later-", ".wasm")?;
        let fetched = integrity::fetched_beside(&later, &self.bytes(&later)?);
        let script = self.text(&sizes::named(self.dist, "app-", ".js")?)?;
        let script = replaced(&script, &fetched, &unpacked_element(LATER))?;
        if script.lines().any(|line| line.starts_with("import ")) {
            bail!("the page's script imports other files: they would have to be inlined as well");
        }
        // An element may not hold its own end tag.
        if script.to_ascii_lowercase().contains("</script") {
            bail!("the page's script holds an end tag: it cannot be inlined");
        }
        let wasm = self.packed(&sizes::named(self.dist, "app-", "_bg.wasm")?)?;
        let later = self.packed(&later)?;
        Ok(format!(
            "<script type=\"application/json\" id=\"wasm\">{wasm}</script>\n\
             <script type=\"application/json\" id=\"{LATER}\">{later}</script>\n\
             <script type=\"module\">\n{script}\n{UNPACKED}\
             if (\"DecompressionStream\" in self) {{\n\
             await __wbg_init({{ module_or_path: unpacked(document.getElementById(\"wasm\").textContent) }});\n\
             }} else {{\n\
             document.getElementById(\"boot\").prepend(\"{TOO_OLD}\");\n\
             }}\n\
             </script>"
        ))
    }

    /// A script that makes a blob of the worker and tells the page its address.
    fn worker_script(&self, html: &str, worker: &str) -> Result<String> {
        let name = format!("data-{worker}");
        let loader = attribute(html, &format!("{name}="), &name)?;
        let wasm = self.packed(&format!("{}_bg.wasm", loader.trim_end_matches("_loader.js")))?;
        // The worker's script as it is served, with the bytes in the place of their address.
        let script = self.text(&loader)?;
        let (script, _) = script.rsplit_once(START).with_context(|| format!("{loader} starts nothing"))?;
        let script = format!("{UNPACKED}{script}{START}unpacked(\"{wasm}\"){END}");
        let blob = for_script(&serde_json::to_string(&script)?);
        Ok(format!(
            "<script>\ndocument.documentElement.dataset.{worker} = URL.createObjectURL(\n\
             new Blob([{blob}], {{ type: \"text/javascript\" }}));\n</script>\n"
        ))
    }
}

/// The bytes of the program in this element, as the page's script fetches them elsewhere.
fn unpacked_element(id: &str) -> String {
    format!("Promise.resolve(unpacked(document.getElementById(\"{id}\").textContent))")
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

/// `html` without the script element whose tag contains `mark`.
fn without_script(html: &str, mark: &str) -> Result<String> {
    const END: &str = "</script>";
    let tag = tag(html, mark)?;
    let end = html[tag.end..].find(END).with_context(|| format!("the script of {mark} has no end"))?;
    Ok([&html[..tag.start], &html[tag.end + end + END.len()..]].concat())
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
    fn a_script_is_left_out_with_its_text() -> Result<()> {
        let html = without_script(HTML, "type=\"module\"")?;
        assert_eq!(html, "<html data-worker=\"w_loader.js\"><link rel=\"icon\" href=\"./i.svg\"/></html>");
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
