//! The frame of the page: header, tabs, footer.

super::table::words! {
    "frame";
    SKIP = "Skip to the results";
    PLACE_LABEL = "Plan or results";
    THEME_TITLE = "Colours of the page";
    THEME_AUTO = "Theme: auto";
    THEME_LIGHT = "Theme: light";
    THEME_DARK = "Theme: dark";
    SAVE_CSV = "Save CSV";
    DROP = "Drop manifests to see what is understood of them";
    RESULTS = "Results";
    EDIT = "Edit the plan";
    PLAN = "Plan";
    LOCAL = "Nothing leaves this page: it computes in your browser.";
    PRICES = "Prices are list prices with source and date; open a line to see them.";
    REPORT_STAYS = "What comes from the report and its sources is in English, as in its files.";
    DATA_FAULTY = "The data of this page has faults: {fault}";
    TYPED = "Fields take numbers as plan files have them: a point before decimals, nothing between thousands, ranges as \"2 to 5\".";
    TO_MEND = "to mend";
    TAB_LAYOUT = "Layout";
    TAB_WORKLOAD = "Workload";
    TAB_COST = "Cost";
    TAB_AVAILABILITY = "Availability";
    TAB_RECOVERY = "Recovery";
    TAB_BACKUPS = "Backups";
    TAB_EFFORT = "Effort";
    TAB_PATTERNS = "Patterns";
    TAB_COMPARE = "Compare";
    TAB_SENSITIVITY = "Sensitivity";
    TAB_OPTIMISE = "Optimise";
    TAB_DATA = "Data";
    TAB_NOTES = "Sources and limits";
    TAB_ASSUMPTIONS = "Assumptions";
    TAB_METHODS = "Methods";
    GROUP_RESULTS = "Results";
    GROUP_DECIDE = "Decide";
    GROUP_BEHIND = "What it rests on";
    LANGUAGE = "Language";
    REGION = "Numbers and dates";
    AWAITED = "This view is being fetched.";
    PART_AWAITED = "This part of the page is being fetched.";
    NOT_FETCHED = "This part of the page could not be loaded; is the network there?";
    FETCH_AGAIN = "Try again";
    NOT_SPOKEN = "The texts of this language could not be read: {why}";
}
