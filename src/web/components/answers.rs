//! The answers of the report in the words and numbers of the page.

use crate::engine::report::{Answer, VerdictLine};
use crate::web::words::{Word, fill, local, summary as words, t, unfill};

/// What is asked, by the answer's id.
const QUESTIONS: [(&str, Word); 6] = [
    ("size", words::SIZE),
    ("cost", words::COST),
    ("availability", words::AVAILABILITY),
    ("recovery", words::RECOVERY),
    ("setup", words::SETUP),
    ("effort", words::EFFORT),
];

/// What an answer says of itself, where it needs words: its parts, with places for what is
/// between them.
const SAYINGS: [Word; 25] = [
    words::NODES,
    words::DAYS,
    words::DOES_NOT_FIT,
    words::NO_ZONE_TO_SPARE,
    words::CHAIN_STOPS,
    words::QUORUM_LOST,
    words::ANY_ZONE,
    words::LIST,
    words::LIST_LESS,
    words::LIST_AND_OWN,
    words::LIST_AND_OWN_LESS,
    words::PEOPLE,
    words::MINUTES_MEDIAN,
    words::MINUTES,
    words::BY_ITSELF,
    words::STATED,
    words::TASKS,
    words::HOURS_A_MONTH,
    words::RESERVE,
    words::MET_ODDS,
    words::MET,
    words::MISSED_ODDS,
    words::MISSED,
    words::UNDECIDED_ODDS,
    words::UNDECIDED,
];

/// What a target means, in the words of the report.
const TITLES: [Word; 2] = [words::TARGET_RTO, words::TARGET_RPO];

/// What stands between the parts of a remark.
const BETWEEN: &str = " · ";

/// An answer of the report as the page says it.
pub fn in_words(answer: Answer) -> Answer {
    let question = QUESTIONS.iter().find(|(id, _)| *id == answer.id);
    let verdict = |line: VerdictLine| VerdictLine {
        text: said(&line.text),
        title: TITLES.iter().find(|word| word.english == line.title).map_or(line.title, |word| t!(*word)),
        ..line
    };
    Answer {
        question: question.map_or(answer.question, |(_, word)| t!(*word)),
        value: said(&answer.value),
        unit: SAYINGS.iter().find(|word| word.english == answer.unit).map_or(answer.unit, |word| t!(*word)),
        remark: said(&answer.remark),
        more: said(&answer.more),
        verdicts: answer.verdicts.into_iter().map(verdict).collect(),
        ..answer
    }
}

/// A remark, part by part. What is none of the sayings is a name, or stays as the report has it.
fn said(remark: &str) -> String {
    let part = |part: &str| {
        let known = SAYINGS.iter().find_map(|word| Some((word, unfill(word.english, part)?)));
        let Some((word, values)) = known else { return local(part) };
        let values: Vec<(&str, String)> =
            values.into_iter().map(|(place, value)| (place, with_unit(value))).collect();
        let values: Vec<(&str, &dyn std::fmt::Display)> =
            values.iter().map(|(place, value)| (*place, value as &dyn std::fmt::Display)).collect();
        fill(t!(*word), &values)
    };
    remark.split(BETWEEN).map(part).collect::<Vec<_>>().join(BETWEEN)
}

/// A value with its unit in the language that is chosen.
fn with_unit(value: &str) -> String {
    match value.strip_suffix(words::DAYS.english) {
        Some(number) if !number.is_empty() => format!("{}{}", local(number), t!(words::DAYS)),
        _ => local(value),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::GetUntracked;

    use super::*;
    use crate::engine::report::answers;
    use crate::web::state::Planner;
    use crate::web::words::{Language, speak, speak_english};

    fn of_plan(set: &[(&str, &str)]) -> Vec<Answer> {
        let planner = Planner::new().expect("the data has no faults");
        for (path, text) in set {
            planner.set(path, text);
        }
        planner.recompute();
        if set.is_empty() {
            // They take long in a test: one plan has them.
            planner.compute_laws_here();
        }
        answers(&planner.computed.get_untracked().expect("it can be planned").report)
    }

    fn plans() -> [Vec<Answer>; 3] {
        [
            of_plan(&[]),
            of_plan(&[("platform.zones", "1"), ("targets.availability_pct", "99.95")]),
            of_plan(&[("targets.rto_minutes", "60"), ("targets.fte", "0.1"), ("team.engineers", "3")]),
        ]
    }

    #[test]
    fn in_english_answers_read_as_in_the_report() {
        for answer in plans().into_iter().flatten() {
            assert_eq!(in_words(answer.clone()), answer);
        }
    }

    #[test]
    fn every_question_and_every_remark_has_words() {
        for answer in plans().into_iter().flatten() {
            assert!(QUESTIONS.iter().any(|(id, word)| *id == answer.id && word.english == answer.question));
            // The first part of a remark may be a name: a type, or who acts.
            let parts =
                answer.remark.split(BETWEEN).skip(usize::from(["size", "recovery"].contains(&answer.id)));
            let verdicts = answer.verdicts.iter().map(|line| line.text.as_str());
            for part in parts.chain(verdicts).filter(|part| !part.is_empty()) {
                assert!(SAYINGS.iter().any(|word| unfill(word.english, part).is_some()), "{part}");
            }
        }
    }

    #[test]
    fn answers_speak_german() {
        speak(Language::German, include_str!("../../../public/words/de.toml")).expect("a table of texts");
        let answers: Vec<Answer> = of_plan(&[]).into_iter().map(in_words).collect();
        speak_english();
        assert_eq!((answers[0].question, answers[0].unit), ("Größe", "Knoten"));
        assert!(answers[2].remark.contains(" min im Jahr"), "{}", answers[2].remark);
    }
}
