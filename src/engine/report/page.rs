//! The page of text that the report becomes.

/// Width of the page in columns.
const WIDTH: usize = 110;

/// Lines of text. Writing to a string cannot fail.
pub(super) struct Page(String);

impl Page {
    pub(super) const fn new() -> Self {
        Self(String::new())
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// One line. Marks that turn the direction of what stands around them are left out.
    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        self.0.extend(text.as_ref().trim_end().chars().filter(|c| !turns(*c)));
        self.0.push('\n');
    }

    pub(super) fn heading(&mut self, title: &str, remark: &str) {
        self.line("");
        if remark.is_empty() {
            self.line(title);
        } else {
            self.line(format!("{title} · {remark}"));
        }
        self.line("─".repeat(WIDTH));
    }

    /// A text in lines of the page's width, each indented.
    pub(super) fn wrapped(&mut self, mark: &str, text: &str) {
        let indent = mark.chars().count();
        let mut line = mark.to_owned();
        let mut length = indent;
        for word in text.split_whitespace() {
            let width = word.chars().count();
            if length + 1 + width > WIDTH && length > indent {
                self.line(&line);
                line = " ".repeat(indent);
                length = indent;
            }
            if length > indent {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += width;
        }
        self.line(line);
    }
}
