//! The view of sources and limits.

super::table::words! {
    "notes";
    TRY_AGAIN = "Try again";
    FETCHING = "Fetching the prices of the region…";
    DROPPED = "With the platform these went back to their defaults: {fields}.";
    FAULTY_FIELD = "One field is not as the plan allows.";
    FAULTY_FIELDS = "{count} fields are not as the plan allows.";
    LAST_GOOD = "The results below, and a saved CSV, are the last good ones.";
    OF_REFERENCE = "This plan has no results yet: all answers and figures of this page, and a saved CSV, are those of the reference plan.";
    OF_OTHER = "This plan has no results yet: all answers and figures of this page, and a saved CSV, are those of {name}.";
    OF_BEFORE = "This plan has no results yet: all answers and figures of this page, and a saved CSV, are those of the plan that stood here before.";
    UNMARKED = "{key} has no field here: {fault}.";
    STATED = "What the vendor's page states";
    ACTIVITY = "Hours each time: {what}";
    CYCLE = "How often: {what}";
    TASK = "Hours of setup: {what}";
    TEAM = "Team, {what}";
    TYPICAL = "Typical {what}";
    ON_PROVIDER = "On {what}";
    MONTHLY_EFFORT = "Work of a month";
    SETUP_TEAM = "Team for the setup";
    SETUP = "Setup";
    STATED_HOW = "Word for word. {source}";
    GAPS = "What this version does not cover";
    GAPS_HOW = "Left out on purpose, and named in every report.";
    WARNINGS = "Warnings";
    DATA = "Which data was read";
    DATA_HOW = "The same plan and data give the same report, in the terminal and here.";
    CATALOGUE = "Catalogue";
    OLDEST = "Oldest price";
    JUDGED_ON = "Judged on";
    PLAN = "Plan";
    ENGINE = "Engine";
}
