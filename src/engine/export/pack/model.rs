//! Tables on what the figures rest on and how they are judged.

use super::sheet::{Cell, Sheet, row, word};
use crate::engine::catalogue::{Catalogue, Method, Provenance};
use crate::engine::plan::Met;
use crate::engine::report::Report;
use crate::engine::scenario::{Plan, SetBy, constants};

/// Every figure of the model that a plan may set.
pub(super) fn assumptions(plan: &Plan, catalogue: &Catalogue) -> Sheet {
    let rows = constants(catalogue, plan).into_iter().map(|constant| {
        let (value, listed) = (constant.value, constant.listed);
        row![
            &constant.id,
            &constant.meaning,
            &constant.unit,
            value.low(),
            value.likely(),
            value.high(),
            word(&value.shape()),
            word(&value.ends()),
            match constant.set_by {
                SetBy::Data => "data",
                SetBy::Plan => "SET",
                SetBy::History => "history",
            },
            listed.map(|listed| listed.low()),
            listed.map(|listed| listed.likely()),
            listed.map(|listed| listed.high()),
            constant.provenance.map(Provenance::as_of_text),
            constant.provenance.map(|from| from.method).map(Method::word),
            constant.provenance.map(|from| &from.source),
        ]
    });
    Sheet {
        file: "assumptions.csv",
        about: "every figure of the model that a plan may set, one row each",
        columns: &[
            ("id", "key below assumptions in a plan"),
            ("meaning", "what it is"),
            ("unit", "its unit"),
            ("low", "low end in use"),
            ("likely", "likely value in use"),
            ("high", "high end in use"),
            ("shape", "how probability is spread between the ends"),
            ("ends", "what the ends are: bounds, or p5-p95: percentiles"),
            ("set_by", "data; SET: by the plan; history: by the plan's own incidents"),
            ("data_low", "low end of the data"),
            ("data_likely", "likely value of the data"),
            ("data_high", "high end of the data"),
            ("data_as_of", "date of the data: a day, a month or a year"),
            ("data_method", "how it was had: feed, page, derived, assumed or stated"),
            ("data_source", "where it comes from"),
        ],
        rows: rows.collect(),
    }
}

/// Targets and whether they are met.
pub(super) fn verdicts(report: &Report) -> Sheet {
    let rows = report.verdicts.iter().map(|verdict| {
        row![
            verdict.target,
            verdict.unit,
            verdict.asked,
            verdict.value,
            verdict.probability_met,
            verdict.standard_error,
            verdict.confidence,
            match verdict.met {
                Met::Yes => "met",
                Met::No => "missed",
                Met::Undecided => "undecided",
            },
        ]
    });
    Sheet {
        file: "verdicts.csv",
        about: "targets that the plan sets, one row each; no rows where it sets none",
        columns: &[
            ("target", "key below targets in the plan"),
            ("unit", "unit of asked and value"),
            ("asked", "what the plan asks for"),
            ("value", "what it gives; empty where that is not known"),
            ("probability_met", "probability of meeting it"),
            ("standard_error", "of the probability, where draws gave it"),
            ("confidence", "probability with which the plan wants it met"),
            ("verdict", "met, missed or undecided"),
        ],
        rows: rows.collect(),
    }
}

/// What the reader should know.
pub(super) fn warnings(report: &Report) -> Sheet {
    let rows = report.warnings.iter().map(|warning| row![warning.code, &warning.path, &warning.message]);
    Sheet {
        file: "warnings.csv",
        about: "what the reader should know, one row each",
        columns: &[("code", "kind"), ("plan_key", "key of the plan"), ("message", "in words")],
        rows: rows.collect::<Vec<Vec<Cell>>>(),
    }
}
