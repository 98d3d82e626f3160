//! The view of what happens after a failure.

super::table::words! {
    "recovery";
    SUB = "The vendor states RTO {rto}, RPO {rpo}, RTT {rtt}. RTT is total recovery time, verification included; never network latency. Open a line for its steps, its data and whether what is stated holds.";
    /// A group of failures and how many there are.
    STOPS = "Stops writing or blocks: {n}";
    DEGRADES = "Degrades, or is borne: {n}";
    TITLE = "{automatic} of {n} failures mend themselves";
    FAILURE = "Failure";
    HOW_OFTEN = "How often";
    READ = "Read";
    WRITE = "Write";
    SETTLE = "Settle";
    WHO_ACTS = "Who acts";
    DATA_LOST_P50_P90 = "Data lost, P50 · P90";
    MIXTURE = "Of {n} failures a year that stop writes or blocks, each as often as it happens, half are over within {p50} minutes, nine of ten within {p90}, 99 of a hundred within {p99}.";
    WITHIN_STATED = "{pct} % are over within the {minutes} minutes that the vendor states.";
    BY_ITSELF = "by itself: {who}";
    WAITS_FOR = "waits for: {who}";
    DATA_LOST = "Data lost";
    WORKS = "✓ works";
    DEGRADED = "◐ degraded";
    STOPPED = "✕ stopped";
    /// No data are lost.
    NONE = "none";
    /// All of some data are lost.
    ALL_OF_IT = "all of it";
    ODDS = "What brings it back works with odds of {pct} %.";
    COUNTED_IN_BOTH = "Counted in the availability above and in the mixture of failures below.";
    COUNTED_IN_AVAILABILITY = "Counted in the availability above.";
    COUNTED_IN_MIXTURE = "Counted in the mixture of failures below; not in the availability.";
    COUNTED_NOWHERE = "Counted in no figure of the whole.";
    TIMES_A_YEAR = "{n} times a year, from {low} to {high}.";
    STEPS = "Steps";
    LOST_OF_EACH = "What is lost of each kind of data";
    VENDOR_STATES = "What the vendor states";
    MEANS = "Means: {steps}";
    MEAN = "Mean";
    STEP = "Step";
    /// Where the times of a step are from.
    FROM = "From";
    SUPPORTS = "✓ This layout supports it";
    SUPPORTS_PARTLY = "◐ This layout supports it in part";
    SUPPORTS_NOT = "✕ This layout does not support it";
    ROWS_READ = "{n} rows that it reads";
}
