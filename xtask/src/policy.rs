//! Seals the page's Content Security Policy: of scripts that stand in the page only those run that
//! the build put there, by their hash.

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What the policy of the source says of scripts in the page; the hashes take its place.
const OPEN: &str = "'unsafe-inline'";

/// The page with the hash of each of its scripts in the policy.
pub fn sealed(html: &str) -> Result<String> {
    let hashes: Vec<String> = inline_scripts(html)?.into_iter().map(hash).collect();
    if hashes.is_empty() {
        bail!("the page has no script of its own: there is nothing to seal");
    }
    let begin = html.find("script-src ").context("the page's policy says nothing of scripts")?;
    let end = begin + html[begin..].find([';', '"']).context("the page's policy has no end")?;
    let said = &html[begin..end];
    if !said.contains(OPEN) {
        bail!("the policy of scripts must say {OPEN} for the build to replace, found {said}");
    }
    Ok([&html[..begin], &said.replace(OPEN, &hashes.join(" ")), &html[end..]].concat())
}

/// Where index.html has the script with the page's policy of Trusted Types.
const TRUSTED_TYPES: &str = "<script id=\"trusted-types\"></script>";

/// The page with its policy of Trusted Types in it, before every other script.
pub fn with_trusted_types(html: &str) -> Result<String> {
    let script = include_str!("../../public/trusted_types.js");
    let (before, after) =
        html.split_once(TRUSTED_TYPES).with_context(|| format!("index.html must hold {TRUSTED_TYPES}"))?;
    Ok(format!("{before}<script>\n{script}</script>{after}"))
}

/// What browsers hash: the text between the tags, with the algorithm's name.
pub fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())))
}

/// The text of each script that stands in the page and is run; elements that hold data are not.
fn inline_scripts(html: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some(begin) = rest.find("<script") {
        let (tag, after) = rest[begin..].split_once('>').context("a script's tag has no end")?;
        let (text, next) = after.split_once("</script>").context("a script has no end")?;
        if !tag.contains("src=") && !tag.contains("application/json") {
            scripts.push(text);
        }
        rest = next;
    }
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_hashed_and_data_is_not() -> Result<()> {
        let html = "<meta content=\"default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'\">\
                    <script type=\"application/json\">{}</script><script src=\"a.js\"></script>\
                    <script>alert('Hello, world.');</script>";
        // The hash of this script is the example of the policy's specification (CSP Level 3, 8.3).
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        let sealed = sealed(html)?;
        assert!(sealed.contains(&format!("script-src 'self' {hash}; style-src 'unsafe-inline'")), "{sealed}");
        Ok(())
    }

    #[test]
    fn a_page_that_cannot_be_sealed_is_refused() {
        assert!(sealed("<meta content=\"script-src 'unsafe-inline'\">").is_err(), "no script");
        assert!(sealed("<meta content=\"script-src 'self'\"><script>1</script>").is_err(), "no place");
        assert!(sealed("<script>1</script>").is_err(), "no policy");
    }
}
