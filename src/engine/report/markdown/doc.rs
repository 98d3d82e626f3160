//! A Markdown document: blocks with an empty line between them, and text that stays text.
//!
//! The dialect is `CommonMark` with the tables of GitHub's.

/// Characters of a text that are shown.
const MOST: usize = 1500;
/// Characters of a title.
const MOST_OF_TITLE: usize = 120;

/// Blocks of Markdown.
pub(super) struct Doc(String);

impl Doc {
    /// A document with a heading of its own.
    pub(super) fn titled(title: &str) -> Self {
        Self(format!("# {}\n", said(&clean(title, MOST_OF_TITLE))))
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn block(&mut self, text: &str) {
        self.0.push('\n');
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A heading of a section.
    pub(super) fn heading(&mut self, title: &str) {
        self.block(&format!("## {title}"));
    }

    /// A heading within a section.
    pub(super) fn subheading(&mut self, title: &str) {
        self.block(&format!("### {title}"));
    }

    /// A paragraph. Whatever is not the program's own word must have gone through [`said`].
    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(text);
    }

    /// A list with marks; nothing where it is empty.
    pub(super) fn list(&mut self, items: &[String]) {
        if !items.is_empty() {
            self.block(&items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
        }
    }

    /// A table; `>` before the title of a column puts its cells to the right. Nothing where there
    /// are no rows.
    pub(super) fn table<const N: usize>(&mut self, titles: [&str; N], rows: &[[String; N]]) {
        if rows.is_empty() {
            return;
        }
        let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let heads = titles.map(|title| title.trim_start_matches('>').to_owned());
        let rule = titles.map(|title| if title.starts_with('>') { "---:" } else { "---" }.to_owned());
        let mut lines = vec![line(&heads), line(&rule)];
        lines.extend(rows.iter().map(|row| line(row)));
        self.block(&lines.join("\n"));
    }

    /// Lines that stand as they are.
    pub(super) fn picture(&mut self, lines: &[String]) {
        let lines: Vec<String> = lines.iter().map(|line| clean(line, usize::MAX).replace('`', "'")).collect();
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        self.block(&format!("```text\n{}\n```", lines.join("\n")));
    }
}

/// A text as Markdown shows it word for word: no mark, cell, tag or formula begins in it, and it
/// stays on its line.
pub(super) fn said(text: &str) -> String {
    let clean = clean(text, MOST);
    let mut said = String::with_capacity(clean.len() + 8);
    let mut before = ' ';
    let mut chars = clean.chars().peekable();
    while let Some(c) = chars.next() {
        let within_word = before.is_alphanumeric() && chars.peek().is_some_and(|next| next.is_alphanumeric());
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '$' => true,
            // Between letters it is a part of a name.
            '_' => !within_word,
            _ => false,
        };
        if is_mark {
            said.push('\\');
        }
        if c == '@' {
            // A name after it would be told somebody.
            said.push_str("&#64;");
        } else {
            said.push(c);
        }
        before = c;
    }
    said
}

/// A name of a key or of a row, in the type of programs.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", clean(text, MOST).replace('`', "'").replace('|', "\\|"))
}

/// A text on one line, without what turns the direction of writing, cut where it is very long.
fn clean(text: &str, most: usize) -> String {
    let mut clean = String::with_capacity(text.len().min(4 * MOST));
    for (n, c) in text.chars().enumerate() {
        if n == most {
            clean.push('…');
            break;
        }
        match c {
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{2028}' | '\u{2029}' => clean.push(' '),
            c if c.is_control() => clean.push(' '),
            c => clean.push(c),
        }
    }
    clean.trim_matches(|c: char| c == '\n' || c == '\r').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text_on_one_line() {
        for (text, shown) in [
            ("a|b", "a\\|b"),
            ("two\nlines\r\n# head", "two lines  \\# head"),
            ("`x` *y* __z__", "\\`x\\` \\*y\\* \\_\\_z\\_\\_"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("right\u{202e}to\u{2066}left", "righttoleft"),
            ("backup.daily_change_pct", "backup.daily_change_pct"),
            ("$5 & 6", "\\$5 \\& 6"),
        ] {
            assert_eq!(said(text), shown);
        }
        assert_eq!(said(&"x".repeat(10_000)).chars().count(), MOST + 1);
        assert_eq!(code("a`b|c"), "`a'b\\|c`");
    }

    #[test]
    fn blocks_have_an_empty_line_before_them() {
        let mut doc = Doc::titled("T");
        doc.table(["a", ">b"], &[["1".to_owned(), "2".to_owned()]]);
        doc.table(["none"], &[]);
        doc.list(&["x".to_owned()]);
        doc.picture(&["``` ".to_owned()]);
        let text = "# T\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n- x\n\n```text\n'''\n```\n";
        assert_eq!(doc.finish(), text);
    }
}
