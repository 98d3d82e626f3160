//! The view of the models and their limits.

super::table::words! {
    "methods";
    TITLE = "Methods";
    SUB = "Each model with its formulas, sources and limits, as this version computes. The text itself is in English.";
    CONTENTS = "Contents";
    FETCHING = "Fetching the text on methods…";
    FAILED = "The text on methods is not there: {why}";
    AGAIN = "Try again";
    UP = "Back to the contents";
}
