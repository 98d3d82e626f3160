//! Questions for a first plan, and plans to start from.

use super::Word;

super::table::words! {
    "guide";
    OPEN = "Guide";
    OPEN_TITLE = "Six questions that lead to a first plan";
    START = "Start";
    QUESTIONS = "Six questions";
    PRESETS = "Presets";
    ASSUMED = "What is assumed";
    ASSUMED_COUNT = "What is assumed: {count}";
    SHEETS = "Parts of the guide";
    CLOSE = "Close";
    TITLE = "A first plan in six questions";
    INTRO = "Answer what you know. What you leave open, the tool takes as it is shown; all of it can be changed later, field by field.";
    MAKE = "Make this plan";
    CLEAR = "Clear the answers";
    LEAVE = "not known: {value}";
    LEAVE_OPEN = "not known: no target";
    WHERE = "Where does it run?";
    WHERE_WHY = "Platform and region decide prices, promises and how many zones there are.";
    PLATFORM = "Platform";
    HOST = "On the machines of";
    REGION = "Region";
    WHAT = "What runs?";
    WHAT_WHY = "A private chain has validators of its own, with disks and a quorum; a public chain needs neither and takes less.";
    PROFILE = "Platform and chain";
    LOAD = "How much load, and how fast does it grow?";
    LOAD_WHY = "Growth decides how long the layout lasts; data and traffic are billed, and data is what a restore brings back.";
    GROWTH = "Growth";
    STORAGE = "Database";
    EGRESS = "Traffic to the internet";
    DOWN = "How long may it be down, and how much data may be lost?";
    DOWN_WHY = "Every result is judged against these targets; without them nothing is called met or missed.";
    AVAILABILITY = "Down in a year, at most";
    RTO = "One outage, at most";
    RPO = "Data lost, at most";
    PCT_99_5 = "about 44 hours (99.5 %)";
    PCT_99_9 = "about 9 hours (99.9 %)";
    PCT_99_95 = "about 4 hours (99.95 %)";
    PCT_99_99 = "about an hour (99.99 %)";
    MIN_5 = "5 minutes";
    MIN_15 = "15 minutes";
    HOUR_1 = "an hour";
    HOURS_4 = "4 hours";
    DAY_1 = "a day";
    SECONDS_5 = "5 seconds";
    MIN_1 = "a minute";
    WHO = "Who runs it?";
    WHO_WHY = "Failures that need a person last until one answers; engineers decide how long the setup takes.";
    ENGINEERS = "Engineers";
    ON_CALL = "Outside working hours";
    COST = "What may it cost, and over which time?";
    COST_WHY = "The bill of a month is judged against it; the time decides what growth, upgrades and commitments add up to.";
    MONTHLY = "A month, at most";
    HORIZON = "The plan looks ahead";
    YEAR_1 = "one year";
    YEARS_3 = "three years";
    YEARS_5 = "five years";
    RESULT = "The plan that results";
    RESULT_LINE = "{nodes} nodes of {type} in {place}, {usd} USD a month at list prices.";
    RESULT_LINE_AT_LEAST = "{nodes} nodes of {type} in {place}, at least {usd} USD a month: some lines have no price.";
    RESULT_WAITS = "The prices of this region are being loaded.";
    RESULT_FAULTY = "An answer is to be mended first.";
    YOU_SET = "You set";
    NOTHING_SET = "Nothing yet: this is the vendor's reference plan.";
    TOOL_ASSUMES = "The tool assumes {count} values";
    ASSUMED_INTRO = "What the plan does not set and what bears on the results: first what the tool chose, then defaults. A value that you set is never changed.";
    FIGURES_TOO = "Figures of the model that no field shows are listed under Sources and limits.";
    PRESETS_INTRO = "Plans to start from. An edited plan stays as a scenario beside it, and Undo brings back what was there.";
    TAKE = "Start from this";
    START_FROM = "Start from: {title}";
    STEP_GUIDE = "Guide";
    STEP_PRESET = "Preset {name}";
    OPENED_GUIDE = "The plan of the guide is open; Undo brings back the one before.";
    OPENED_PRESET = "The preset “{title}” is open; Undo brings back the one before.";
    ALSO_GUIDE = "guide help newcomer wizard";
    ALSO_ASSUMED = "auto default open";
    ALSO_PRESET = "preset template new";
    MENU_PRESETS = "Start from a preset";
    ABOUT = "About {field}";
    MEANS_ALLOWED = "Allowed";
    MEANS_DEFAULT = "Default";
    MEANS_FROM = "It is";
    MEANS_KEY = "In plan files";
    ONE_OF = "one of: {choices}";
    ONE_OF_MANY = "one of the {count} in its list";
    NOTHING = "nothing";
    BY_TOOL = "chosen by the tool for this plan";
    BY_PROJECT = "chosen by this project; no source is named for it";
    BY_NOBODY = "open: nothing is assumed";
    STATED = "stated by the vendor: {source}, {date}";
    PAGE = "read from {source}, {date}";
    DERIVED = "calculated: {source}, {date}";
    JUDGED = "assumed: {source}, {date}";
    FEED = "from a price feed: {source}, {date}";
    UNDATED = "undated";
    AWS = "Vendor's reference on AWS";
    AWS_FOR = "The cloud-native layout that the vendor recommends for most deployments, on EKS with managed services in three zones.";
    AZURE = "Vendor's reference on Azure";
    AZURE_FOR = "The cloud-native layout that the vendor recommends for most deployments, on AKS with managed services in three zones.";
    GCP = "Vendor's reference on Google Cloud";
    GCP_FOR = "The cloud-native layout that the vendor recommends for most deployments, on GKE with managed services in three zones.";
    OPENSHIFT = "Vendor's reference on OpenShift";
    OPENSHIFT_FOR = "The cloud-native layout that the vendor recommends for most deployments, on OpenShift (OCP) across three failure domains, here on AWS.";
    MINIMUM = "Minimum";
    MINIMUM_FOR = "The smallest cluster that the vendor's prerequisites name, three nodes of 4 vCPU and 16 GB: to try the platform out.";
    PRIVATE = "Private chain";
    PRIVATE_FOR = "Own validators, six of them in place of the vendor's four, so that blocks go on when any one of three zones is lost.";
    PUBLIC = "Public chain";
    PUBLIC_FOR = "An external chain: no validators and no chain volumes of one's own, so that a smaller cluster does.";
    CHEAP = "Cost first";
    CHEAP_FOR = "What a month costs comes before how long an outage lasts: single database and cache, machines of either architecture, upgrades before extended support is billed, free amounts counted.";
    SAFE = "Availability first";
    SAFE_FOR = "Little downtime comes before what it costs: six validators, six engineers who take turns to be on call at every hour, and backups every hour, day and week.";
}

/// The plans to start from: name of the file, title, and what it is for.
pub const STARTS: [(&str, Word, Word); 9] = [
    ("aws", AWS, AWS_FOR),
    ("azure", AZURE, AZURE_FOR),
    ("gcp", GCP, GCP_FOR),
    ("openshift", OPENSHIFT, OPENSHIFT_FOR),
    ("minimum", MINIMUM, MINIMUM_FOR),
    ("private-chain", PRIVATE, PRIVATE_FOR),
    ("public-chain", PUBLIC, PUBLIC_FOR),
    ("cost-first", CHEAP, CHEAP_FOR),
    ("availability-first", SAFE, SAFE_FOR),
];

#[cfg(test)]
mod tests {
    use super::STARTS;
    use crate::bundled::PRESET_LIST;
    use crate::engine::scenario::Preset;

    #[test]
    fn plans_to_start_from_are_those_of_the_data() {
        let list = Preset::list(PRESET_LIST).expect("sound");
        let listed: Vec<_> =
            list.iter().map(|it| (it.name.as_str(), it.title.as_str(), it.purpose.as_str())).collect();
        let said: Vec<_> =
            STARTS.iter().map(|(name, title, purpose)| (*name, title.english, purpose.english)).collect();
        assert_eq!(said, listed);
    }
}
