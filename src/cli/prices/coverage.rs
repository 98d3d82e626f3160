//! `prices coverage`: how many lines of a layout each region prices.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::table::{Side, table};
use crate::cli::args::Format;
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::locked::Opened;
use crate::cli::run::{catalogue, json};
use crate::engine::catalogue::RegionState;
use crate::engine::plan::coverage;

#[derive(Serialize)]
struct Answer {
    plan: String,
    platform: String,
    regions: Vec<Region>,
}

#[derive(Serialize)]
struct Region {
    region: String,
    name: String,
    usable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    priced_lines: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<usize>,
    missing: Vec<String>,
}

pub(super) fn run(path: Option<&Path>, own: Option<&Path>, format: Format) -> Result<ExitCode, CliError> {
    let catalogue = catalogue(own)?;
    let opened = Opened::read(path, &catalogue)?;
    let plan = opened.plan()?;
    let regions = coverage(&plan, &opened.catalogue).into_iter().map(|region| Region {
        region: region.region,
        name: region.title,
        usable: region.state == RegionState::Open,
        priced_lines: region.priced,
        lines: region.priced.map(|_| region.lines),
        missing: region.missing,
    });
    let answer =
        Answer { plan: plan.name.clone(), platform: plan.platform.title(), regions: regions.collect() };
    files::print(&match format {
        Format::Text => text(&answer),
        Format::Json => json(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text(answer: &Answer) -> String {
    if answer.regions.is_empty() {
        return format!("{}: {} has no regions\n", answer.plan, answer.platform);
    }
    let lines: Vec<[String; 4]> = answer
        .regions
        .iter()
        .map(|region| {
            let priced = region.priced_lines.zip(region.lines);
            let mut lacks = region.missing.join(", ");
            if !region.usable {
                lacks = format!("declared unusable by its provider; {lacks}");
            }
            [
                region.region.clone(),
                region.name.clone(),
                priced.map_or_else(|| "no layout".to_owned(), |(priced, of)| format!("{priced} of {of}")),
                if lacks.is_empty() { "nothing".to_owned() } else { lacks },
            ]
        })
        .collect();
    let columns =
        [("region", Side::Left), ("name", Side::Left), ("lines priced", Side::Right), ("lacks", Side::Left)];
    format!("{} on {}\n\n{}", answer.plan, answer.platform, table(columns, &lines, "  "))
}
