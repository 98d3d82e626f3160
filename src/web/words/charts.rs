//! What charts say.

super::table::words! {
    "charts";
    /// What can be pointed at; in German in the accusative: `einen Balken`.
    POINT = "Point at {what}, or go through them with the arrow keys.";
    /// What can be opened, said as above.
    PRESS = "Press {what} to open it, or go through them with the arrow keys and the enter key.";
    TODAY = "today";
    DAYS_SHORT = "{n} d";
    WEEKS_SHORT = "{n} wk";
    MONTHS_SHORT = "{n} mo";
    YEARS_SHORT = "{n} y";
    ONE_COPY = "{tier}: one copy, {age} old";
    COPIES_TODAY = "{tier}: {n} copies of the last 24 hours";
    COPIES_DAY_BEFORE = "{tier}: {n} copies of the day before";
    COPIES_DAYS_AGO = "{tier}: {n} copies of {days} days ago";
    COPIES_OF_DAYS = "{tier}: {n} copies, {from} to {to} days old";
    HOUR = "1 hour";
    HOURS = "{n} hours";
    DAY = "1 day";
    DAYS = "{n} days";
    FIRST_DAY = "day 1";
    SEVERAL = "{n} outages: {named}";
    SEVERAL_MORE = "{n} outages: {named}; and {more} more";
    USD_A_MONTH = "USD a month";
    MINUTES_A_YEAR = "minutes down a year";
    WEEK_SHORT = "wk {n}";
    SITE = "Site {n} · {covers}";
    ENGINEER = "Engineer {n}";
    MISSING = "{n} missing";
    ON_CALL = "Engineer {n}: on call in weeks {weeks}";
    ON_CALL_MISSING = "Engineer {n}, not in the team: on call in weeks {weeks}";
    ON_CALL_SITE = "Engineer {n} of site {site}: on call in weeks {weeks}";
    ON_CALL_SITE_MISSING = "Engineer {n} of site {site}, not in the team: on call in weeks {weeks}";
    WEEKS = "{n} weeks";
    WITHIN = "{share} % within {value} {unit}";
    A_POINT = "a point";
    A_COLUMN = "a column";
    DOTS = "{n} of {all}: {low} to {high} {unit}";
    DOTS_AT = "{n} of {all}: {value} {unit}";
    SHARE = "Share";
    AS_TABLE = "As a table";
    IN_WORDS = "All {n} in words";
    FROM_BELOW = "From the bottom up:";
}
