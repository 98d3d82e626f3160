//! Makes the page's text on methods from docs/model.md.
//!
//! What is written is put together here from a short list of elements, with every text escaped: a
//! page that shows it shows nothing that this file does not know. Raw HTML is refused.

use crate::root::root;
use anyhow::{Context, Result, bail};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::path::Path;

/// Where the page fetches it, below the built page.
const PLACE: &str = "data/methods.html";

/// Writes the text into the built page.
pub fn write(dist: &Path) -> Result<()> {
    let source = root().join("docs/model.md");
    let markdown = std::fs::read_to_string(&source).with_context(|| source.display().to_string())?;
    let html = html(&markdown).context("docs/model.md")?;
    let path = dist.join(PLACE);
    std::fs::write(&path, html).with_context(|| path.display().to_string())
}

/// Markdown as HTML. The title of the whole is left out: the page has its own.
///
/// # Errors
/// What this does not know: raw HTML, pictures, addresses of another scheme.
fn html(markdown: &str) -> Result<String> {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        writer.take(event)?;
    }
    Ok(writer.out)
}

/// The head of a column before its text.
const EMPTY_HEAD: &str = "<th scope=\"col\">";

#[derive(Default)]
struct Writer {
    out: String,
    /// The text of the heading that is being read.
    heading: Option<String>,
    /// The title of the section.
    section: String,
    ids: BTreeSet<String>,
    /// Whether the title of the whole is being read.
    in_title: bool,
    /// The element of a table's cell.
    cell: &'static str,
    alignments: Vec<Alignment>,
    column: usize,
    tables: usize,
    /// The ends of the links around.
    links: Vec<&'static str>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(&text);
                } else {
                    self.out.push_str(&format!("<code>{}</code>", escaped(&text)));
                }
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Html(text) | Event::InlineHtml(text) => bail!("raw HTML is not allowed: {text}"),
            other => bail!("no form for {other:?}"),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match &mut self.heading {
            Some(heading) => heading.push_str(text),
            None if self.in_title => {}
            None => self.out.push_str(&escaped(text)),
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<()> {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => self.in_title = true,
            Tag::Heading { .. } => self.heading = Some(String::new()),
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>"),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
            }
            Tag::Link { dest_url, .. } => self.link(&dest_url)?,
            Tag::Table(alignments) => {
                self.tables += 1;
                self.alignments = alignments;
                let label = format!("{}, table {}", escaped(&self.section), self.tables);
                self.out.push_str(&format!(
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>\n"
                ));
            }
            Tag::TableHead => self.row("th scope=\"col\"", "<thead><tr>"),
            Tag::TableRow => self.row("td", "<tr>"),
            Tag::TableCell => {
                let is_number = self.alignments.get(self.column) == Some(&Alignment::Right);
                let class = if is_number { " class=\"num\"" } else { "" };
                self.column += 1;
                self.out.push_str(&format!("<{}{class}>", self.cell));
            }
            other => bail!("no form for {other:?}"),
        }
        Ok(())
    }

    fn row(&mut self, cell: &'static str, begin: &str) {
        (self.cell, self.column) = (cell, 0);
        self.out.push_str(begin);
    }

    /// A page elsewhere is linked; a file of the repository is no page, and only named.
    fn link(&mut self, address: &str) -> Result<()> {
        if address.starts_with("https://") {
            let address = escaped(address);
            self.out.push_str(&format!("<a href=\"{address}\" target=\"_blank\" rel=\"noreferrer\">"));
            self.links.push("</a>");
        } else if address.contains(':') || address.starts_with("//") {
            bail!("addresses begin with https://, or name a file: {address}");
        } else {
            self.links.push("");
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<()> {
        let end = match tag {
            TagEnd::Heading(HeadingLevel::H1) => {
                self.in_title = false;
                return Ok(());
            }
            TagEnd::Heading(level) => return self.end_heading(level),
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::Link => self.links.pop().unwrap_or_default(),
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => "</tr></thead><tbody>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.cell == "td" => "</td>",
            // A corner that says nothing heads nothing.
            TagEnd::TableCell if self.out.ends_with(EMPTY_HEAD) => {
                self.out.truncate(self.out.len() - EMPTY_HEAD.len());
                "<td></td>"
            }
            TagEnd::TableCell => "</th>",
            other => bail!("no form for {other:?}"),
        };
        self.out.push_str(end);
        Ok(())
    }

    fn end_heading(&mut self, level: HeadingLevel) -> Result<()> {
        let title = self.heading.take().unwrap_or_default();
        let id = self.id_of(&title);
        let title = escaped(&title);
        self.out.push_str(&format!("<{level} id=\"{id}\" tabindex=\"-1\">{title}</{level}>\n"));
        self.section = title;
        Ok(())
    }

    /// `method-` and the words of a title; a number after those of a title that was there before.
    fn id_of(&mut self, title: &str) -> String {
        let plain = title.to_lowercase();
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let own = format!("method-{}", words.collect::<Vec<_>>().join("-"));
        let more = (2..).map(|n| format!("{own}-{n}"));
        let id = std::iter::once(own.clone()).chain(more).find(|id| !self.ids.contains(id)).unwrap_or(own);
        self.ids.insert(id.clone());
        id
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections that the page links to (src/web/components/explain).
    const LINKED: [&str; 12] = [
        "method-placement",
        "method-cost",
        "method-failure-classes",
        "method-recovery",
        "method-backups",
        "method-setup-hours",
        "method-maintenance",
        "method-sensitivity",
        "method-durability",
        "method-second-site",
        "method-compare",
        "method-optimise",
    ];

    /// A part of a section that the page links to.
    const LINKED_PART: &str = "method-over-the-years";

    #[test]
    fn sections_have_anchors_of_their_own() -> Result<()> {
        let html = html("# All\n\n## A year's downtime\n\n*a* < **b**\n\n## Draws\n\n## Draws\n")?;
        assert_eq!(
            html,
            "<h2 id=\"method-a-year-s-downtime\" tabindex=\"-1\">A year's downtime</h2>\n\
             <p><em>a</em> &lt; <strong>b</strong></p>\n\
             <h2 id=\"method-draws\" tabindex=\"-1\">Draws</h2>\n\
             <h2 id=\"method-draws-2\" tabindex=\"-1\">Draws</h2>\n"
        );
        Ok(())
    }

    #[test]
    fn tables_scroll_by_themselves() -> Result<()> {
        let html = html("## T\n\n| | b |\n|---|--:|\n| `x` | 1 |\n")?;
        assert!(html.contains("<tr><td></td><th scope=\"col\" class=\"num\">b</th></tr>"), "{html}");
        assert!(html.contains("aria-label=\"T, table 1\"><table>"), "{html}");
        assert!(html.contains("<td><code>x</code></td><td class=\"num\">1</td>"), "{html}");
        Ok(())
    }

    #[test]
    fn what_could_run_is_refused() {
        for text in
            ["<script>a</script>", "a <b>c</b>", "[a](javascript:b)", "[a](//b.example)", "![a](b.png)"]
        {
            assert!(html(text).is_err(), "{text}");
        }
        let linked = html("[a](https://b.example/?c=\"d) and [e](f.md)").expect("two links");
        assert!(linked.contains("<a href=\"https://b.example/?c=&quot;d\""), "{linked}");
        assert!(linked.contains("and e</p>"), "{linked}");
    }

    #[test]
    fn the_model_is_told_whole() -> Result<()> {
        let html = html(include_str!("../../docs/model.md"))?;
        for id in LINKED {
            assert!(html.contains(&format!("<h2 id=\"{id}\"")), "{id}");
        }
        assert!(html.contains(&format!("<h3 id=\"{LINKED_PART}\"")));
        Ok(())
    }
}
