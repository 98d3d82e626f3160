//! The answers and the warnings.

super::table::words! {
    "summary";
    ANSWERS = "Answers";
    OF_REFERENCE = "Not this plan's answers: they are the reference plan's, until what is named below is mended.";
    OF_OTHER = "Not this plan's answers: they are those of {name}, until what is named below is mended.";
    OF_BEFORE = "Not this plan's answers: they are those of the plan before, until what is named below is mended.";
    MORE = "▲ {usd} more than baseline";
    LESS = "▼ {usd} less than baseline";
    AS_BASELINE = "= as the baseline";
    SIZE = "Size";
    COST = "Cost a month";
    AVAILABILITY = "Availability";
    /// The longest time after the loss of a zone.
    RECOVERY = "Worst zone lost";
    SETUP = "Set up";
    EFFORT = "Keep running";
    NODES = "nodes";
    DAYS = "days";
    DOES_NOT_FIT = "does not fit";
    NO_ZONE_TO_SPARE = "no zone to spare";
    CHAIN_STOPS = "fits, chain stops";
    QUORUM_LOST = "fits, a quorum is lost";
    ANY_ZONE = "any zone may go";
    LIST = "list price";
    LIST_LESS = "list price less discounts";
    LIST_AND_OWN = "list and own prices";
    LIST_AND_OWN_LESS = "list and own prices less discounts";
    PEOPLE = "people {usd}";
    MINUTES_MEDIAN = "{mean} min a year, median {p50}";
    MINUTES = "{mean} min a year";
    BY_ITSELF = "by itself";
    /// What the vendor states.
    STATED = "stated {what}";
    TASKS = "{hours} h of tasks";
    HOURS_A_MONTH = "{hours} h a month";
    RESERVE = "reserve {fte}";
    /// A target that is met, with the odds in percent; the mark is ✓, ✕ or ◐.
    MET_ODDS = "{mark} {asked} met, {odds} %";
    MET = "{mark} {asked} met";
    MISSED_ODDS = "{mark} {asked} missed, {odds} %";
    MISSED = "{mark} {asked} missed";
    UNDECIDED_ODDS = "{mark} {asked} undecided, {odds} %";
    UNDECIDED = "{mark} {asked} undecided";
    TARGET_RTO = "One outage of a failure that mends itself, by how often each occurs";
    TARGET_RPO = "Data of the database that the loss of a zone costs";
    /// What an edit changed, for who hears the page: parts of one sentence.
    SPOKEN_COST = "Cost {usd} USD a month";
    SPOKEN_COST_AT_LEAST = "Cost at least {usd} USD a month";
    SPOKEN_NODES = "nodes: {nodes}";
    SPOKEN_AVAILABILITY = "availability {pct} %";
    SPOKEN_NO_TARGETS = "no targets";
    SPOKEN_TARGETS = "targets missed: {missed} of {all}";
    SPOKEN_TARGETS_OPEN = "targets missed: {missed} of {all}, undecided: {open}";
}
