//! The view of plans side by side.

super::table::words! {
    "compare";
    DOING = "Comparing the plans…";
    ALONE = "One plan has nothing to be compared with";
    ALONE_HOW = "Keep this plan, change the copy that you go on with, and both stand here side by side: every figure, how likely one is cheaper, more available or less work than the other, and which inputs differ. At most five.";
    MAKE_VARIANT = "Keep this plan and make a variant";
    COMPARED_WITH = "Compared with";
    DIFFERENCES_ONLY = "Differences only";
    FIGURES = "Figures";
    SAVE_CSV = "Save as CSV";
    NO_INPUT = "No input differs yet";
    NO_INPUT_HOW = "Change the plan: what differs is listed here, and figures follow.";
    INPUT = "1 input differs";
    INPUT_HOW = "As plan files have it, with defaults.";
    INPUTS = "{count} inputs differ";
    INPUTS_HOW = "As plan files have them, with defaults.";
    KEY = "Key";
    MONTHLY = "bill of a month";
    MONTHLY_LESS = "cheaper by the month";
    MONTHLY_MORE = "dearer by the month";
    HORIZON = "bills of the horizon";
    HORIZON_LESS = "cheaper over the horizon";
    HORIZON_MORE = "dearer over the horizon";
    TOTAL = "bills, people and setup of the horizon";
    TOTAL_LESS = "cheaper with people and setup";
    TOTAL_MORE = "dearer with people and setup";
    DOWNTIME = "minutes down a year";
    DOWNTIME_LESS = "more available";
    DOWNTIME_MORE = "less available";
    SETUP = "hours of setup";
    SETUP_LESS = "less work to set up";
    SETUP_MORE = "more work to set up";
    WORK = "planned work of a year";
    WORK_LESS = "less work to keep";
    WORK_MORE = "more work to keep";
    BESIDE = "{own} beside {base}";
    BESIDE_HOW = "In the same {futures} futures: what both plans share is the same in each. Chance within a year is not in these odds.";
    OVERTAKEN_LESS = "Since the start {own} has cost less than {base} after month {months}, people and setup in it.";
    OVERTAKEN_MORE = "Since the start {own} has cost more than {base} after month {months}, people and setup in it.";
    PER_MINUTE = "{own} pays {usd} USD of bill and planned work for each minute less a year.";
    MONEY_NOTE = "Money: {note}.";
    /// `what` is one of the figures above.
    SAME_IN_EVERY = "{own} and {base} have the same {what} in every future.";
    /// `word` is one of the comparisons above.
    IN_EVERY = "{own} is {word} than {base} in every future: {mean} {unit} in the mean, {p10} to {p90} in eight cases of ten.";
    WITH_ODDS = "{own} is {word} than {base} with probability {p}: {mean} {unit} in the mean, {p10} to {p90} in eight cases of ten.";
    BASELINE = "BASELINE";
    NO_FIGURE = "No figure differs.";
    FIGURES_OF = "Figures of the plans";
    FIGURE = "Figure";
    LEFT_PLAN = "Plan of the left column";
    RIGHT_PLAN = "Plan of the right column";
    THE_SAME = "the same";
    /// `change` is a number with its arrow and sign.
    BETTER = "{change} better";
    WORSE = "{change} worse";
    /// What a table is called that has no name.
    ANY_TABLE = "Table";
}
