//! The view of prices in use.

super::table::words! {
    "data";
    ASSUMED = "assumed";
    ASSUMED_HOW = "No published figure was found.";
    DERIVED = "derived";
    DERIVED_HOW = "Calculated from other figures; the source says which.";
    DAYS = "{count} days";
    DAYS_HOW = "Older than half a year when the plan is judged.";
    UNDATED = "undated";
    UNDATED_HOW = "Nobody dated this figure.";
    STAND_IN = "stand-in: {region}";
    STAND_IN_HOW = "Another region's price, as the plan allows";
    OWN_PRICE = "own";
    OWN_PRICE_HOW = "In place of a listed price";
    NO_PRICE = "no price";
    /// A unit whose price depends on how much is used.
    IN_TIERS = "{unit}, in tiers";
    PRICE = "Price";
    WHERE = "Where";
    DATE = "Date";
    SOURCE = "Source";
    NONE_FOUND = "none found";
    PRICED = "{priced} of {lines} lines have a price; {old} are older than {days} days on {date}, {undated} are undated.";
    IN_USE = "Prices in use";
    FOR = "For";
    SHEET_IN_USE = "{sheet} is in use: {prices}.";
    RESET = "Back to the list prices";
    READING = "Reading {name}…";
    OTHER_HOW = "A saved price feed of AWS, Azure or Google, or negotiated rates as CSV with the columns {columns}. Each item takes the place of the listed one, all tiers of it. The file stays on this machine.";
    OTHER = "Other prices";
    OPEN = "Open a price sheet or feed";
    SAVE_EMPTY = "Save an empty sheet";
    PRICES_ONE = "one price of its own";
    PRICES = "{count} prices of its own";
    REFUSED = "The sheet is not used; the prices stay as they were.";
    AND_MORE = "and {count} more";
    NOT_LISTED = "not listed";
    NOT_LOADED = "its list is not loaded";
    LISTED = "Listed";
    OWN = "Own";
    SHEET_HAS = "{sheet} has {prices}:";
    SHEET_HAS_ONE = "{sheet} has one price of its own:";
    ITEM = "Item";
    USE = "Use these prices";
    LEAVE = "Leave them";
    OF_LINES = "{priced} of {lines}";
    NO_LAYOUT = "no layout";
    NOTHING = "nothing";
    UNUSABLE = "declared unusable";
    LINES_PRICED = "Lines priced";
    LACKS = "Lacks";
    LOAD = "Load the others ({count} files)";
    COVERAGE = "What each region can price of this layout";
    COVERAGE_HOW = "A line without a price is never filled in with another region's unless the plan names one.";
    REGION = "Region";
}
