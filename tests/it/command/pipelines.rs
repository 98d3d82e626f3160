//! The workflows of docs/pipelines.md.

use granit_parser::{Event, Parser};

use super::root;

/// The blocks of the page that are YAML, each with the name of its file in the line before it.
fn blocks() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root("docs/pipelines.md")).expect("docs/pipelines.md");
    let mut blocks = Vec::new();
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once("```yaml\n") {
        let (yaml, left) = after.split_once("```").expect("the block ends");
        let name = before.trim_end().lines().last().unwrap_or_default().to_owned();
        blocks.push((name, yaml.to_owned()));
        rest = left;
    }
    blocks
}

#[test]
fn workflows_are_yaml_with_the_keys_that_their_readers_ask_for() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 3, "an action, a workflow and a GitLab job");
    let asked: [&[&str]; 3] = [
        &["name", "description", "runs", "using", "steps"],
        &["on", "permissions", "jobs", "runs-on", "steps"],
        &["script", "artifacts", "reports", "junit"],
    ];
    for ((name, yaml), asked) in blocks.iter().zip(asked) {
        let mut words = Vec::new();
        for event in Parser::new_from_str(yaml) {
            let (event, _) = event.unwrap_or_else(|error| panic!("{name}: {error}"));
            if let Event::Scalar(text, ..) = event {
                words.push(text.to_string());
            }
        }
        for key in asked {
            assert!(words.iter().any(|word| word == key), "{name} lacks {key}");
        }
    }
}

/// Every call of the program in the workflows is one that it takes.
#[test]
fn workflows_call_what_there_is() {
    let formats = ["junit", "sarif", "md", "text", "json"];
    let mut seen = 0;
    for (name, yaml) in blocks() {
        for line in
            yaml.lines().filter(|line| line.contains("zoneplan check") || line.contains("zoneplan compare"))
        {
            let mut words = line.split_whitespace().skip_while(|word| *word != "--format");
            if let Some(format) = words.nth(1) {
                assert!(formats.contains(&format), "{name}: {line}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 3, "{seen}");
}
