//! Has every page say what its policy refuses.

use serde_json::{Value, json};

/// Begins what is said of each violation.
const MARK: &str = "policy violation: ";

/// What a page runs before anything of its own. What it says goes to the console, which outlives the
/// page, and which the browser keeps for us.
pub(crate) fn listener() -> Value {
    let source = format!(
        "addEventListener('securitypolicyviolation', (event) => console.error('{MARK}' + \
         [event.effectiveDirective, event.disposition, event.blockedURI, event.sample, \
         event.sourceFile + ':' + event.lineNumber].join(' | ')));"
    );
    json!({ "source": source })
}

/// The errors of a console that tell of a violation.
pub fn violations(errors: &[String]) -> Vec<&str> {
    errors.iter().map(String::as_str).filter(|error| error.contains(MARK)).collect()
}
