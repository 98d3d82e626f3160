//! What the help adds to lists of options.

use super::exit;

/// Below the help of the program: how to go on, environment and exit codes.
pub(super) fn program() -> String {
    format!(
        "Examples:\n  zoneplan plan\n  zoneplan init aws > plan.toml\n  zoneplan check plan.toml\n  \
         zoneplan compare a.toml b.toml\n\n\
         Environment:\n  NO_COLOR, CLICOLOR, CLICOLOR_FORCE  whether text is coloured where --color does not say it\n  \
         ZONEPLAN_GCP_KEY                    API key of prices fetch for Google's feed\n\n{}",
        exit::help()
    )
}

/// Below the help of `prices`.
pub(super) const PRICES: &str = "Examples:\n  zoneplan prices list --region eu-central-1 --service eks\n  \
    zoneplan prices age --max-days 400";

/// Below the help of `exit-codes`, which is also `zoneplan help exit-codes`.
pub(super) fn exit_codes() -> String {
    format!("{}\n\nExamples:\n  zoneplan exit-codes\n  zoneplan help exit-codes", exit::help())
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use crate::cli::args::Args;

    /// Calls a function with every command that can be typed, and its words.
    fn each(command: &Command, words: &str, visit: &mut impl FnMut(&Command, &str)) {
        visit(command, words);
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            each(below, &format!("{words} {}", below.get_name()), visit);
        }
    }

    /// The examples in the help of a command.
    fn examples(command: &Command) -> Vec<String> {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let (_, examples) = help.split_once("Examples:\n").unwrap_or_default();
        let lines = examples.lines().take_while(|line| line.starts_with("  "));
        lines.map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn every_command_has_examples_that_it_takes() {
        let mut seen = 0;
        each(&Args::command(), "zoneplan", &mut |command, words| {
            let examples = examples(command);
            assert!(!examples.is_empty(), "{words} has no examples");
            for example in examples {
                // What a shell would take for itself is not the program's.
                for part in example.split(" | ").filter(|part| part.starts_with("zoneplan ")) {
                    let typed = part.split(" > ").next().unwrap_or(part);
                    let typed =
                        typed.split(" >> ").next().unwrap_or(typed).split(" < ").next().unwrap_or(typed);
                    let typed: Vec<&str> = typed.split_whitespace().collect();
                    let is_help = typed.get(1) == Some(&"help");
                    let parsed = Args::command().try_get_matches_from(&typed);
                    assert!(
                        parsed.is_ok() || is_help,
                        "{part}: {:?}",
                        parsed.err().map(|error| error.to_string())
                    );
                    seen += 1;
                }
            }
        });
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_option_is_explained() {
        each(&Args::command(), "zoneplan", &mut |command, words| {
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                assert!(argument.get_help().is_some(), "{words} {}", argument.get_id());
            }
        });
    }
}
