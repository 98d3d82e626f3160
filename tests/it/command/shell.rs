//! Completions, manual pages and exit codes.

use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::root;
use crate::cli::{text, zoneplan};

/// Every command that `help` lists below these words, and those below them.
fn commands(words: &[&str]) -> Vec<Vec<String>> {
    let output = zoneplan(&[words, &["--help"]].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{words:?}");
    let help = text(&output.stdout);
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return Vec::new() };
    let names = list.lines().take_while(|line| !line.is_empty()).filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "help").then_some(name)
    });
    names
        .flat_map(|name| {
            let words = [words, &[name]].concat();
            let own = words.iter().map(|word| (*word).to_owned()).collect();
            [vec![own], commands(&words)].concat()
        })
        .collect()
}

/// The long options that the help of a command lists.
fn options(words: &[String]) -> Vec<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let help = text(&zoneplan(&[&words[..], &["--help"]].concat(), "").stdout);
    let (_, list) = help.split_once("\nOptions:\n").expect("options");
    list.lines()
        .filter_map(|line| {
            let line = line.trim_start();
            let line = line
                .split_once(", ")
                .map_or(line, |(short, long)| if short.len() == 2 { long } else { line });
            let name = line.strip_prefix("--")?.split([' ', '=', '.']).next()?;
            Some(format!("--{name}"))
        })
        .collect()
}

#[test]
fn every_command_has_a_page_that_names_every_option() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("man1").display().to_string();
    let output = zoneplan(&["man", "--out", &out, "--format", "json"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let written: Vec<String> = serde_json::from_slice(&output.stdout).expect("JSON");
    let commands = commands(&[]);
    assert!(commands.len() > 20, "{commands:?}");
    // One for each command and the program's own.
    assert_eq!(written.len(), commands.len() + 1);
    for words in &commands {
        let name = format!("{out}/zoneplan-{}.1", words.join("-"));
        let page = std::fs::read_to_string(&name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(".TH "), "{name}");
        // In a page a hyphen is \-.
        let page = page.replace("\\-", "-");
        let options = options(words);
        assert!(options.contains(&"--help".to_owned()), "{words:?}: {options:?}");
        for option in options.iter().filter(|option| *option != "--help") {
            assert!(page.contains(option.as_str()), "{name} lacks {option}");
        }
    }
    let own = text(&zoneplan(&["man"], "").stdout);
    assert_eq!(own, std::fs::read_to_string(format!("{out}/zoneplan.1")).expect("a page"));
}

#[test]
fn shells_get_completions_that_bash_can_read() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = zoneplan(&["completions", shell], "");
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = text(&output.stdout);
        for word in ["optimise", "differences-only", "exit-codes"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("zoneplan.bash");
    std::fs::write(&file, zoneplan(&["completions", "bash"], "").stdout).expect("a file");
    // Where there is no bash, nobody sources it.
    let Ok(checked) = Command::new("bash").arg("-n").arg(&file).output() else { return };
    assert!(checked.status.success(), "{}", text(&checked.stderr));
    let script = format!(
        "source '{}'; COMP_WORDS=(zoneplan che); COMP_CWORD=1; _zoneplan zoneplan che zoneplan; echo \"${{COMPREPLY[@]}}\"",
        file.display()
    );
    let completed = Command::new("bash").args(["--norc", "-c", &script]).output().expect("bash");
    assert_eq!(text(&completed.stdout).trim(), "check", "{}", text(&completed.stderr));
}

#[test]
fn exit_codes_are_those_of_the_readme() {
    let answer = zoneplan(&["exit-codes", "--format", "json"], "");
    let codes: Vec<Value> = serde_json::from_slice(&answer.stdout).expect("JSON");
    let rows: Vec<String> = codes
        .iter()
        .map(|code| format!("| {} | {} |", code["code"], code["meaning"].as_str().expect("a text")))
        .collect();
    let readme = std::fs::read_to_string(root("README.md")).expect("README.md");
    let wanted = format!("| exit code | meaning |\n|---|---|\n{}\n", rows.join("\n"));
    assert!(readme.contains(&wanted), "README.md lacks:\n{wanted}");
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for arguments in [&["help", "exit-codes"][..], &["--help"], &["exit-codes"]] {
        let help = squeezed(&text(&zoneplan(arguments, "").stdout));
        for code in &codes {
            let line = format!("{} {}", code["code"], code["meaning"].as_str().expect("a text"));
            assert!(help.contains(&squeezed(&line)), "{arguments:?} lacks {line}");
        }
    }
}

#[test]
fn help_wraps() {
    let width = |arguments: &[&str]| {
        let help = text(&zoneplan(arguments, "").stdout);
        // A model is JSON on one line: it is copied.
        let lines = help.lines().filter(|line| !line.trim_start().starts_with('{'));
        lines.map(|line| line.chars().count()).max().expect("lines")
    };
    for words in [vec![]].into_iter().chain(commands(&[])) {
        let words: Vec<&str> = words.iter().map(String::as_str).chain(["--help"]).collect();
        assert!(width(&words) <= 110, "{words:?}: {}", width(&words));
    }
}
