//! How figures of layouts beside each other come about.

use super::{Explanation, Input, NAMED, computed, kind, left_out, of_plan};
use crate::engine::report::{PatternEntry, Report};
use crate::web::components::part_name;
use crate::web::state::Doc;
use crate::web::words::{
    Word, amount, compare as compare_words, digits, dollars, explain as words, local, t,
};

/// The five patterns side by side.
pub(super) fn patterns(report: &Report) -> Explanation {
    let saving = report.patterns.iter().filter_map(|entry| {
        let against = entry.figures.as_ref()?.against_own?;
        Some((entry, against, against.usd_per_minute_saved?))
    });
    let saving = saving.map(|(entry, against, usd)| {
        t!(
            words::OF_MINUTE,
            pattern = entry.title,
            bill = dollars(against.monthly_more_usd.dollars()),
            work = dollars(against.labour_more_usd.dollars()),
            minutes = digits(against.minutes_saved_per_year),
            usd = amount(usd, 0)
        )
    });
    let formula = std::iter::once(t!(words::OF_PATTERNS).to_owned()).chain(saving);
    let holds = report.pattern.holds.iter().take(NAMED).map(|entry| Input {
        name: t!(words::HELD, part = t!(part_name(entry.part))),
        value: String::new(),
        kind: t!(kind(entry.method)).to_owned(),
        source: entry.source.clone(),
    });
    Explanation {
        formula: formula.collect(),
        inputs: report.patterns.iter().map(of_pattern).chain(holds).collect(),
        others: report.pattern.holds.len().saturating_sub(NAMED),
        left_out: left_out(report, |topic, _| topic == "patterns"),
        view: "patterns",
        method: "method-second-site",
    }
}

fn of_pattern(entry: &PatternEntry) -> Input {
    let value = entry.figures.as_ref().map_or_else(
        || t!(words::UNKNOWN).to_owned(),
        |figures| {
            t!(
                words::PATTERN_VALUE,
                bill = dollars(figures.monthly_usd.dollars()),
                work = dollars(figures.labour_monthly_usd.dollars()),
                minutes = digits(figures.downtime_minutes_per_year)
            )
        },
    );
    let kind = t!(words::COMPUTED).to_owned();
    Input { name: entry.title.to_owned(), value, kind, source: entry.note.clone().unwrap_or_default() }
}

/// Differences that have odds, and what they are of.
const ODDS: [(&str, Word, Word); 6] = [
    ("monthly_usd", compare_words::MONTHLY, words::ODDS_USD),
    ("horizon_usd", compare_words::HORIZON, words::ODDS_USD),
    ("total_usd", compare_words::TOTAL, words::ODDS_USD),
    ("downtime_minutes", compare_words::DOWNTIME, words::ODDS_MINUTES),
    ("setup_hours", compare_words::SETUP, words::ODDS_HOURS),
    ("work_hours", compare_words::WORK, words::ODDS_HOURS),
];

/// Plans in the same futures.
pub(super) fn compare(report: &Report, doc: Doc<'_>) -> Explanation {
    let futures = amount(doc.number("futures").unwrap_or_default(), 0);
    let formula = vec![t!(words::OF_COMPARE, futures = futures), t!(words::OF_OVERTAKEN).to_owned()];
    let plans = doc.list("plans");
    let name = |place: usize| plans.get(place).map_or("", |plan| plan.text("name"));
    let of_plans = plans.iter().map(|plan| Input {
        name: plan.text("name").to_owned(),
        value: plan.text("place").to_owned(),
        kind: t!(words::OF_PLAN).to_owned(),
        source: t!(
            words::DIGESTS,
            plan = plan.text("plan_digest"),
            catalogue = plan.text("catalogue_digest")
        ),
    });
    let beside = doc.list("beside");
    let differences = beside.iter().flat_map(|entry| {
        let own = name(entry.place("plan"));
        ODDS.iter().filter(|(key, ..)| entry.at(key).is_there()).map(move |(key, what, value)| {
            let it = entry.at(key);
            let of = |key: &str| it.number(key).unwrap_or_default();
            Input {
                name: format!("{own}: {}", t!(*what)),
                value: t!(
                    *value,
                    mean = digits(of("mean")),
                    p10 = digits(of("p10")),
                    p90 = digits(of("p90")),
                    error = digits(100.0 * of("standard_error"))
                ),
                kind: t!(words::COMPUTED).to_owned(),
                source: String::new(),
            }
        })
    });
    let seed = of_plan(words::SEED, local(&digits(doc.number("seed").unwrap_or_default())));
    Explanation {
        formula,
        inputs: of_plans.chain(differences).chain([seed]).collect(),
        others: 0,
        left_out: left_out(report, |topic, _| topic == "cost" || topic == "availability"),
        view: "compare",
        method: "method-compare",
    }
}

/// What was excluded, and why.
const EXCLUDED: [(&str, Word); 7] = [
    ("candidates", words::CANDIDATES),
    ("evaluated", words::EVALUATED),
    ("refused", words::REFUSED),
    ("unfit", words::UNFIT),
    ("dearer", words::DEARER),
    ("alike", words::ALIKE),
    ("by_bound", words::BY_BOUND),
];

/// The cheapest plan that was found.
pub(super) fn optimise(report: &Report, doc: Doc<'_>) -> Explanation {
    let counts = doc.at("counts");
    let of = |key: &str| counts.number(key).unwrap_or_default();
    let best = doc.at("best").number("monthly_usd").map_or_else(|| t!(words::UNKNOWN).to_owned(), dollars);
    let formula = t!(
        words::OF_OPTIMISE,
        candidates = amount(of("candidates"), 0),
        evaluated = amount(of("evaluated"), 0),
        excluded = amount(of("excluded"), 0),
        best = best
    );
    let proof = Input {
        name: t!(words::PROOF).to_owned(),
        value: doc.at("proof").text("kind").to_owned(),
        kind: t!(words::COMPUTED).to_owned(),
        source: doc.at("proof").text("text").to_owned(),
    };
    let excluded = EXCLUDED.iter().filter(|(key, _)| counts.number(key).is_some());
    let excluded = excluded.map(|(key, name)| computed(*name, amount(of(key), 0)));
    let axes = doc.list("axes");
    let axes = axes.iter().map(|axis| Input {
        name: axis.text("key").to_owned(),
        value: axis
            .number("options")
            .map_or_else(|| axis.text("text").to_owned(), |n| t!(words::FREE, n = digits(n))),
        kind: t!(words::OF_PLAN).to_owned(),
        source: String::new(),
    });
    Explanation {
        formula: vec![formula],
        inputs: std::iter::once(proof).chain(excluded).chain(axes).collect(),
        others: 0,
        left_out: left_out(report, |topic, _| ["cost", "availability", "patterns"].contains(&topic)),
        view: "optimise",
        method: "method-optimise",
    }
}
