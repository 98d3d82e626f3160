//! What can be typed of decisions: compare, optimise, sensitivity, sweep.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Format, ReportFormat};
use crate::cli::sweep::Shard;
use crate::engine::sensitivity::Output;

/// What to search.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct OptimiseArgs {
    /// Plan file in TOML or JSON; - reads standard input. Default: the reference plan.
    pub(in crate::cli) plan: Option<PathBuf>,
    /// A target, in place of the plan's own; may be given several times.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(in crate::cli) target: Vec<String>,
    /// Keys that the search may change although the plan sets them, such as platform.zones; or all.
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(in crate::cli) free: Vec<String>,
    /// Providers to choose from. Default: the plan's own.
    #[arg(long, value_delimiter = ',')]
    pub(in crate::cli) providers: Vec<String>,
    /// Regions to choose from. Default: the plan's own.
    #[arg(long, value_delimiter = ',')]
    pub(in crate::cli) regions: Vec<String>,
    /// Countries in which every region must lie, such as DE,FR.
    #[arg(long, value_delimiter = ',')]
    pub(in crate::cli) countries: Vec<String>,
    /// Providers on whose machines nothing may run.
    #[arg(long, value_delimiter = ',')]
    pub(in crate::cli) exclude_providers: Vec<String>,
    /// What is made least: bill, or bill-and-people.
    #[arg(long)]
    pub(in crate::cli) objective: Option<String>,
    /// Evaluations after which the search stops; the answer says what is left.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(in crate::cli) most: Option<u64>,
    /// File for the plan that was found; it must not exist.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) write: Option<PathBuf>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(in crate::cli) format: ReportFormat,
}

/// What to compare.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CompareArgs {
    /// Two to five plan files; - reads one of them from standard input.
    #[arg(required = true, value_name = "PLAN")]
    pub(in crate::cli) plans: Vec<PathBuf>,
    /// Position of the plan that the others are compared with; 1 is the first.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(in crate::cli) baseline: usize,
    /// Leave out what is the same for all plans.
    #[arg(long)]
    pub(in crate::cli) differences_only: bool,
    /// Form of the answer; json has every row.
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(in crate::cli) format: CompareFormat,
}

/// Form of a comparison.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum CompareFormat {
    /// A page for people.
    Text,
    /// One JSON document.
    Json,
    /// One tidy table.
    Csv,
    /// Markdown for a pull request, at most 65,000 characters.
    Md,
}

/// Which plans, and where their rows go.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SweepArgs {
    /// Grid file in TOML; - reads standard input.
    pub(in crate::cli) grid: PathBuf,
    /// The CSV file. FILE.state stands beside it until it is finished.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: PathBuf,
    /// Only piece i of n, 1/n to n/n.
    #[arg(long, value_name = "i/n", default_value = "1/1")]
    pub(in crate::cli) shard: Shard,
    /// Which pieces begin with the names of the columns.
    #[arg(long, value_enum, default_value_t = Header::First)]
    pub(in crate::cli) header: Header,
    /// Plans that are evaluated at the same time. Default: the cores of the machine.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) jobs: Option<u16>,
    /// Begin anew, whatever stands in the file.
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
}

/// Which pieces of a sweep begin with the names of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Header {
    /// The first alone, so that the pieces put together are the whole.
    First,
    /// Each, for readers that take the names from every file.
    Always,
}

impl Header {
    /// The word for it.
    pub(in crate::cli) const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Always => "always",
        }
    }
}

/// What results hang on.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SensitivityArgs {
    /// Plan file in TOML or JSON; - reads standard input.
    pub(in crate::cli) plan: Option<PathBuf>,
    /// Only this result; all that the plan has by default.
    #[arg(long, value_enum)]
    pub(in crate::cli) output: Option<OutputWord>,
    /// Inputs of each result, the widest first; 12 in text and all else by default.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) top: Option<u16>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(in crate::cli) format: ReportFormat,
}

/// A result of a plan.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum OutputWord {
    /// The bill of a month.
    Monthly,
    /// All bills of the horizon.
    Horizon,
    /// Mean minutes that a year is down.
    Downtime,
    /// Hours of the setup.
    Setup,
    /// The bill of a month and what its downtime costs; needs finance.downtime_usd_per_hour.
    CostWithDowntime,
}

impl From<OutputWord> for Output {
    fn from(word: OutputWord) -> Self {
        match word {
            OutputWord::Monthly => Self::Monthly,
            OutputWord::Horizon => Self::Horizon,
            OutputWord::Downtime => Self::Downtime,
            OutputWord::Setup => Self::Setup,
            OutputWord::CostWithDowntime => Self::CostWithDowntime,
        }
    }
}
