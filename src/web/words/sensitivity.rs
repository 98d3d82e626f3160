//! The view of what results hang on.

super::table::words! {
    "sensitivity";
    HOUR_COSTS = "An hour of downtime costs";
    NOT_SAID = "not said";
    HOUR_COSTS_HOW = "USD; a range as \"500 to 3000\". With it availability is money.";
    DOING = "Looking at what moves the results…";
    MONTHLY = "Bill of a month";
    HORIZON = "Bills of the horizon";
    DOWNTIME = "Mean downtime of a year";
    SETUP = "Work of the setup";
    WITH_DOWNTIME = "Bill of a month and what its downtime costs";
    /// `result` is one of the results above.
    CERTAIN = "{result}: nothing that moves it is uncertain";
    HANGS_ON = "{result} hangs most on {input}";
    HOW = "In {futures} futures, {unit}: P10 {p10}, P50 {p50}, P90 {p90}; {likely} with every input at its likely value.";
    INTERACTIONS = "{share} of the variance is what inputs do together.";
    CORRELATED = "Some inputs are correlated: their first-order indices overlap and are no shares.";
    KEY_BAND = "eight of ten, over all that the inputs may be";
    KEY_MEDIAN = "the median";
    KEY_LIKELY = "all inputs at their likely values";
    KEY_LOW = "one input at its low end";
    KEY_HIGH = "at its high end";
    INPUT = "Input";
    LOW_TO_HIGH = "Low to high";
    RESULT = "Result";
    RANK_CORRELATION = "Rank correlation";
    FIRST_ORDER = "First order";
    /// What is pointed at in the chart.
    A_BAR = "a bar";
    ALL_INPUTS = "All {count} inputs as a table";
    MEASURES = "Rank correlation: from −1, the result falls as the input rises, to 1, both rise. First order: the share of the variance that goes when the input is known.";
    ENDS = "{low} to {high} {unit}, likely {likely}";
    BAR = "{input}, {ends}: the result is {low} to {high} {unit}";
    TOGETHER = "All inputs together";
    TOGETHER_TOLD = "All inputs together: eight of ten from {low} to {high} {unit}, half below {middle}";
    AHEAD = "When buying ahead pays";
    AVAILABILITY = "When more availability pays";
    TARGETS = "Until where targets hold";
    BREAK_EVEN = "From where on a choice pays";
    BREAK_EVEN_HOW = "The same layout with one thing changed, at likely values.";
}
