//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Capacity, cost, availability and effort of a self-hosted, highly available Kubernetes platform.
///
/// Without a plan, the reference plan is used: the vendor's cloud-native layout on AWS.
#[derive(Debug, Parser)]
#[command(name = "zoneplan", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 a target is missed or undecided (check), 2 bad input.")]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Plan a layout: size, cost, availability, setup and effort.
    #[command(after_help = "Examples:\n  zoneplan plan\n  zoneplan plan my.toml --format json\n  \
                            zoneplan init aws | zoneplan plan - --format csv")]
    Plan {
        /// Plan file in TOML or JSON; - reads standard input.
        plan: Option<PathBuf>,
        /// Form of the report.
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Judge a plan against its targets; exit 1 when one is missed or undecided.
    Check {
        /// Plan file in TOML or JSON; - reads standard input.
        plan: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write the reference plan of a provider, with comments.
    Init {
        /// Provider.
        provider: String,
        /// File to write; it must not exist. Default: standard output.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Solve a reliability model of your own exactly.
    #[command(after_help = "A model is JSON, for example:\n  \
        {\"kind\":\"node_tier\",\"zones\":[2,2,2],\"k_nodes\":4,\"min_zones_up\":2,\n   \
        \"node\":{\"mtbf_h\":4380,\"mttr_h\":0.5},\"zone\":{\"mtbf_h\":8760,\"mttr_h\":2}}\n\n\
        Kinds: node_tier, db_pair, db_single, series.")]
    Reliability {
        /// Model file; - reads standard input.
        model: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// Form of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ReportFormat {
    /// A page for people.
    Text,
    /// One JSON document.
    Json,
    /// One tidy table.
    Csv,
}

/// Form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}
