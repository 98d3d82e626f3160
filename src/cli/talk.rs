//! How much the program says beside its answer, and in which colours.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::Instant;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ColorChoice, ValueEnum};

use crate::engine::report::{Locale, write_as};

/// Options on what is said beside the answer; every command has them.
#[derive(Debug, clap::Args)]
pub(super) struct TalkArgs {
    /// Say nothing beside the answer but errors.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say on standard error which data is read and how long each step takes.
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
    /// Colour verdicts and help. auto: on terminals, unless NO_COLOR is set; CLICOLOR_FORCE colours
    /// in pipes too.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// How numbers and dates are written in text for people. JSON, CSV, XML, Markdown and plans stay
    /// as they are.
    #[arg(long, global = true, value_name = "TAG", default_value = Locale::REPORT.tag, value_parser = tags())]
    pub(super) locale: Locale,
}

/// The regions that can be chosen.
fn tags() -> impl TypedValueParser<Value = Locale> {
    PossibleValuesParser::new(Locale::ALL.map(|locale| locale.tag))
        .map(|tag| Locale::of_tag(&tag).unwrap_or(Locale::REPORT))
}

/// When text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On terminals.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What was asked for, for the whole run.
#[derive(Clone, Copy)]
struct Manner {
    quiet: bool,
    verbose: bool,
    is_coloured: bool,
    locale: Locale,
}

static MANNER: OnceLock<Manner> = OnceLock::new();

/// Speaks as the options say from now on; numbers and dates only where the answer `is_text`.
pub(super) fn begin(args: &TalkArgs, is_text: bool) {
    let locale = if is_text { args.locale } else { Locale::REPORT };
    write_as(locale);
    let is_coloured = is_coloured(args.color);
    // It is begun once.
    let _ = MANNER.set(Manner { quiet: args.quiet, verbose: args.verbose, is_coloured, locale });
}

fn manner() -> Manner {
    let plain = Manner { quiet: false, verbose: false, is_coloured: false, locale: Locale::REPORT };
    MANNER.get().copied().unwrap_or(plain)
}

/// The dates of an answer as the chosen region writes them.
pub(super) fn dated(text: &str) -> String {
    manner().locale.dates(text)
}

/// Says something on standard error that is no error.
pub(super) fn tell(text: &str) {
    if !manner().quiet {
        super::files::complain(text);
    }
}

/// Whether data and times are told.
pub(super) fn is_verbose() -> bool {
    manner().verbose
}

/// Whether progress is shown: on a terminal, or where it was asked to say more.
pub(super) fn shows_progress() -> bool {
    !manner().quiet && (io::stderr().is_terminal() || manner().verbose)
}

/// Whether progress may be one line that changes.
pub(super) fn shows_line() -> bool {
    !manner().quiet && io::stderr().is_terminal()
}

/// Does a step and tells how long it took, where times are told.
pub(super) fn timed<T>(step: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    tell_elapsed(step, begun);
    done
}

/// Tells the time since then, where times are told.
pub(super) fn tell_elapsed(step: &str, begun: Instant) {
    if is_verbose() {
        tell(&format!("elapsed_{step}_ms {:.1}", begun.elapsed().as_secs_f64() * 1000.0));
    }
}

/// Whether an answer is coloured, by <https://no-color.org> and <https://bixense.com/clicolors>.
fn is_coloured(color: Color) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_zero = |name: &str| env::var_os(name).is_some_and(|value| value == "0");
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is_set("NO_COLOR") => false,
        Color::Auto if is_set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE") => true,
        Color::Auto => {
            let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            io::stdout().is_terminal() && !is_dumb && !is_zero("CLICOLOR")
        }
    }
}

/// The choice of colour among arguments that are not parsed yet: help is printed while they are.
pub(super) fn choice_of_help(arguments: impl Iterator<Item = String>) -> ColorChoice {
    let mut wanted = ColorChoice::Auto;
    let mut is_next = false;
    for argument in arguments {
        let value = if is_next { Some(argument.as_str()) } else { argument.strip_prefix("--color=") };
        wanted = match value {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => wanted,
        };
        is_next = argument == "--color";
    }
    wanted
}

/// The verdict words of a text in colour, where that is wanted. They are words, so nothing is said
/// by colour alone. A word counts on lines that have `on`, which is the word itself where `on` is
/// empty; then it stands at the begin.
pub(super) fn painted(text: &str, on: &str, words: &[(&str, Paint)]) -> String {
    if !manner().is_coloured {
        return text.to_owned();
    }
    let line = |line: &str| {
        let found = words.iter().find_map(|(word, paint)| {
            let at = if on.is_empty() { line.starts_with(word).then_some(0) } else { line.find(word) };
            at.filter(|_| line.contains(on)).map(|at| (at, *word, *paint))
        });
        match found {
            Some((at, word, paint)) => {
                format!("{}{}{word}\u{1b}[0m{}", &line[..at], paint.code(), &line[at + word.len()..])
            }
            None => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// A colour of a terminal.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    Green,
    Red,
    Yellow,
}

impl Paint {
    const fn code(self) -> &'static str {
        match self {
            Self::Green => "\u{1b}[32m",
            Self::Red => "\u{1b}[1;31m",
            Self::Yellow => "\u{1b}[33m",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_knows_its_colour_before_arguments_are_parsed() {
        let choice = |text: &str| choice_of_help(text.split(' ').map(str::to_owned));
        assert_eq!(choice("plan --color=never"), ColorChoice::Never);
        assert_eq!(choice("--color always plan"), ColorChoice::Always);
        assert_eq!(choice("plan x.toml"), ColorChoice::Auto);
    }
}
