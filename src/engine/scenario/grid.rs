//! A grid of plans: one plan, and several values for some of its keys.

use super::Fault;
use super::document::{Document, Node, Setting, Value, steps};
use super::section::Section;

/// A grid of plans: every combination of the values of its axes, put into one plan.
#[derive(Clone, Debug)]
pub struct Grid {
    /// File of the plan, from where the grid lies; none for the reference plan.
    pub plan: Option<String>,
    /// Whether laws and verdicts are computed for each plan.
    pub laws: bool,
    /// The axes in the order of their lines.
    pub axes: Vec<Axis>,
}

/// A key of the plan and the values that it takes.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The line on which it stands.
    pub line: Option<u32>,
    /// The key with its tables, as the grid has it.
    pub path: String,
    /// The values, at least one.
    pub values: Vec<Setting>,
}

/// What an axis may be.
const VALUES: &str = "a list of at least one value, such as [2, 3]";

impl Grid {
    /// Reads TOML.
    ///
    /// # Errors
    /// Every fault, in the order of the text. Whether the plan has the keys, and whether their
    /// values are of the right kind, is known only with the plan.
    pub fn from_toml(text: &str) -> Result<Self, Vec<Fault>> {
        let document = Document::from_toml(text)
            .map_err(|fault| vec![Fault { allowed: "a grid in TOML".to_owned(), ..fault }])?;
        let mut faults = Vec::new();
        let root = Section::open("", &document.root, &["schema", "plan", "laws", "grid"], &mut faults);
        root.whole("schema", 1..=1, 1, &mut faults);
        let plan = root.text("plan", &mut faults);
        let laws = root.flag("laws", false, &mut faults);
        let mut axes = Vec::new();
        match root.get("grid") {
            Some(Node { value: Value::Table(entries), .. }) if !entries.is_empty() => {
                lists("", entries, &mut axes, &mut faults);
            }
            _ => faults.push(root.fault("grid", "a table of keys of the plan, each with a list of values")),
        }
        axes.sort_by_key(|axis| axis.line);
        faults.extend(twice(&axes));
        faults.sort_by_key(|fault| fault.line);
        if faults.is_empty() { Ok(Self { plan, laws, axes }) } else { Err(faults) }
    }
}

/// Every list below a table; a key without quotes, such as `platform.zones`, is a table too.
fn lists(above: &str, entries: &[(String, Node)], axes: &mut Vec<Axis>, faults: &mut Vec<Fault>) {
    for (key, node) in entries {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match &node.value {
            Value::Table(entries) if !entries.is_empty() => lists(&path, entries, axes, faults),
            Value::List(list) if !list.is_empty() => {
                let values = list.iter().cloned().map(Setting).collect();
                axes.push(Axis { line: node.line, path, values });
            }
            _ => faults.push(Fault {
                line: node.line,
                path: format!("grid.{path}"),
                found: node.found(),
                allowed: VALUES.to_owned(),
            }),
        }
    }
}

/// Axes that set what an earlier one sets.
fn twice(axes: &[Axis]) -> Vec<Fault> {
    let clash = |(at, axis): (usize, &Axis)| {
        let other = axes[..at].iter().find(|other| other.covers(&axis.path) || axis.covers(&other.path))?;
        Some(axis.fault(format!("a key that the axis {} sets too", other.path), "each key once"))
    };
    axes.iter().enumerate().filter_map(clash).collect()
}

impl Axis {
    /// Whether it sets what stands at a path.
    pub fn covers(&self, path: &str) -> bool {
        steps(path).starts_with(&steps(&self.path))
    }

    /// A fault of the axis.
    pub fn fault(&self, found: impl Into<String>, allowed: impl Into<String>) -> Fault {
        Fault {
            line: self.line,
            path: format!("grid.{}", self.path),
            found: found.into(),
            allowed: allowed.into(),
        }
    }

    /// What is wrong with the axis whatever the other keys of the plan are, judged by a fault
    /// that the plan has with one of its values: a key that is not known, or a value of a kind
    /// that the key never takes. None where another plan may take the value.
    pub fn never(&self, value: &Setting, fault: &Fault) -> Option<Fault> {
        let (own, at) = (steps(&self.path), steps(&fault.path));
        let is_unknown = matches!(fault.found.as_str(), "an unknown key" | "an unknown id");
        let never = if at == own {
            is_unknown || !takes(&fault.allowed, &value.0.value)
        } else if at.starts_with(&own) {
            is_unknown
        } else {
            own.starts_with(&at)
                && (is_unknown || fault.found == "a table" || fault.found.starts_with("a list of"))
        };
        let path = if at.starts_with(&own) { fault.path.clone() } else { self.path.clone() };
        never.then(|| Fault {
            line: self.line,
            path: format!("grid.{path}"),
            found: fault.found.clone(),
            allowed: fault.allowed.clone(),
        })
    }
}

/// Whether a key that refused a value with these words may take others of its kind.
fn takes(allowed: &str, value: &Value) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| allowed.starts_with(word));
    let has = |words: &[&str]| words.iter().any(|word| allowed.contains(word));
    // A range whose ends are in the wrong order is one everywhere.
    if starts(&["low at most likely"]) {
        return false;
    }
    match value {
        Value::Whole(_) | Value::Number(_) => {
            has(&["number", "at least", "at most", " above "])
                || starts(&["1", "2", "3", "4", "5", "6", "7", "8", "9"])
        }
        Value::Flag(_) => has(&["true", "false"]),
        Value::Text(text) => {
            let is_range = has(&["low to high"]) && in_order(text);
            is_range
                || !(starts(&["a number", "a whole number", "a table", "a list"])
                    || allowed == "true or false")
        }
        Value::Table(_) => has(&["table", "{"]),
        Value::List(_) => has(&["list", "tiers", "days as"]),
        Value::Null => false,
    }
}

/// Whether a text is a range such as `"4 to 8"`.
fn in_order(text: &str) -> bool {
    let ends = text.split_once(" to ").map(|(low, high)| (low.trim().parse::<f64>(), high.trim().parse()));
    matches!(ends, Some((Ok(low), Ok(high))) if low <= high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        Grid::from_toml(text).expect_err("faults").iter().map(Fault::to_string).collect()
    }

    #[test]
    fn axes_come_in_the_order_of_their_lines() {
        let text =
            "[grid]\n\"platform.zones\" = [2, 3]\nnode_pools.nodes = [6]\n\"cache.engine\" = [\"valkey\"]\n";
        let grid = Grid::from_toml(text).expect("a grid");
        let paths: Vec<&str> = grid.axes.iter().map(|axis| axis.path.as_str()).collect();
        assert_eq!(paths, ["platform.zones", "node_pools.nodes", "cache.engine"]);
        assert_eq!((grid.plan, grid.laws), (None, false));
    }

    #[test]
    fn faults_of_a_grid_name_their_place() {
        assert_eq!(faults("lawss = true\n[grid]\nname = [\"a\"]\n").len(), 1);
        assert_eq!(
            faults("[grid]\nname = []\n"),
            ["line 2, grid.name: found a list of 0, allowed is a list of at least one value, such as [2, 3]"]
        );
        assert_eq!(faults("schema = 1\n").len(), 1);
        let twice = "[grid]\n\"node_pools.nodes\" = [6]\n\"node_pools.0.nodes\" = [7]\n";
        assert_eq!(
            faults(twice),
            [
                "line 3, grid.node_pools.0.nodes: found a key that the axis node_pools.nodes sets too, allowed is each key once"
            ]
        );
        assert!(
            faults("[grid]\nname = [\"a\"]\nname = [\"b\"]\n")[0].starts_with("line 3, found duplicate key")
        );
    }
}
