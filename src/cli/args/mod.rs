//! What can be typed.

mod decide;
mod prices;
mod size;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(super) use self::decide::{CompareArgs, CompareFormat, Header, OptimiseArgs, SensitivityArgs, SweepArgs};
pub(super) use self::prices::{FetchArgs, ImportArgs, Place, PricesCommand};
pub(super) use self::size::{Autoscaler, SizeArgs};
use super::check::{self, CheckArgs};
use super::export::ExportCommand;
use super::help;
use super::locked::LockArgs;
use super::record::RecordArgs;
use super::shell::{self, ManArgs};
use super::talk::TalkArgs;
use crate::bundled;
use crate::engine::scenario::Preset;

/// Capacity, cost, availability and effort of a self-hosted, highly available Kubernetes platform.
///
/// Without a plan, the reference plan is used: the vendor's cloud-native layout on AWS.
#[derive(Debug, Parser)]
#[command(name = "zoneplan", version, arg_required_else_help = true, max_term_width = 110)]
#[command(after_help = help::program())]
pub(super) struct Args {
    /// Price sheets of your own: a file, or a folder of them. Each of their items takes the
    /// place of the listed price of that name.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) prices: Option<PathBuf>,
    #[command(flatten)]
    pub(super) talk: TalkArgs,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// An example of each kind of model, one a line.
const MODELS: &str = r#"A model is JSON, in hours unless a name says otherwise. "zone":null means that zones do not fail.
Answered are availability, downtime and outages a year; repairs longer than the time between
failures are remarked on. One example of each kind:

nodes over zones; a list with the nodes of each zone:
  {"kind":"node_tier","zones":[2,2,2],"k_nodes":4,"min_zones_up":2,"node":{"mtbf_h":4380,"mttr_h":0.5},"zone":{"mtbf_h":8760,"mttr_h":2}}
k of n nodes with a shared cause; repair_crew is "unlimited" or a number:
  {"kind":"k_of_n_common_cause","n":6,"k":4,"node":{"mtbf_h":4380,"mttr_h":0.5},"beta":0.05,"repair_crew":1}
nodes that are created again in zones that are up:
  {"kind":"self_healing_nodes","zones":3,"target_nodes":6,"k_nodes":5,"node_mtbf_h":4380,"zone":{"mtbf_h":8760,"mttr_h":2},"replacement_mean_h":0.1}
a database with a standby, and without:
  {"kind":"db_pair","instance_mtbf_h":8760,"instance_mttr_h":1,"failover_mean_s":90,"failover_success_probability":0.98,"manual_recovery_mean_h":0.5,"both_down_recovery_mean_h":1}
  {"kind":"db_single","instance_mtbf_h":8760,"instance_mttr_h":1}
nodes and a database in the same zones:
  {"kind":"zone_coupled_nodes_and_db","zones":3,"nodes_per_zone":2,"k_nodes":4,"min_zones_up":2,"node":{"mtbf_h":4380,"mttr_h":0.5},"zone":{"mtbf_h":8760,"mttr_h":2},"db":{"primary_zone":1,"standby_zone":2,"mtbf_h":8760,"mttr_h":1,"failover_mean_s":90,"success":0.98,"manual_h":0.5}}
outages at random; duration is uniform (low, high), exponential (mean), pert (low, mode, high) or lognormal (P50, P95):
  {"kind":"outage_classes","classes":[{"name":"change","per_year":2,"duration":"pert","parameters_minutes":[5,15,60]}]}
parts that all must be up: any of the above, or two figures:
  {"kind":"series","tiers":[{"kind":"db_single","instance_mtbf_h":8760,"instance_mttr_h":1},{"name":"DNS","unavailability":1e-5,"outage_frequency_per_hour":1e-5}]}
hours of a setup, and of recurring work:
  {"kind":"setup","tasks":[{"name":"cluster","low_h":2,"mode_h":3,"high_h":4},{"name":"database","low_h":1,"mode_h":2,"high_h":4}],"engineers":1}
  {"kind":"maintenance","activities":[{"name":"review","per_year":52,"low_h":0.5,"mode_h":0.75,"high_h":1}]}
age of the data that a periodic backup brings back:
  {"kind":"backup_only","interval_h":24,"backup_duration_h":1,"backup_failure_probability":0.05}
how long any of several failures lasts:
  {"kind":"rto_mixture","classes":[{"name":"node","per_year":12,"low_min":1,"mode_min":2,"high_min":5}],"within_min":[5]}

Examples:
  zoneplan reliability model.json --within-minutes 1,5,30
  zoneplan reliability - --format json < model.json"#;

/// An example of a grid, and what to know of its rows.
const SWEEP: &str = r#"A grid is TOML: keys of the plan with tables, each with the values that it takes:

  schema = 1
  plan = "plan.toml"     # from where the grid lies; without it the reference plan
  laws = false           # true: percentiles and the odds of each target too; slower
  [grid]
  "platform.zones" = [2, 3]
  "node_pools.instance_type" = ["m6i.xlarge", "m6i.2xlarge"]
  "platform.region" = ["eu-central-1", "eu-west-1"]
  "backup.daily_change_pct" = ["2 to 4", { low = 2, likely = 3, high = 5 }]

Every combination is a row; the last axis changes fastest. A combination that the plan's check
refuses is a row too, with status refused and the reason. A run that was stopped goes on with the
same command; pieces of --shard 1/n to n/n, put one after the other, are the whole file, byte for
byte. docs/sweep.md says more, zoneplan help exit-codes what the exit codes mean.

Examples:
  zoneplan sweep grid.toml --out results.csv
  zoneplan sweep grid.toml --out results-3.csv --shard 3/10"#;

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Plan a layout: size, cost, availability, setup and effort.
    #[command(after_help = "Examples:\n  zoneplan plan\n  zoneplan plan my.toml --format json\n  \
                            zoneplan init aws | zoneplan plan - --format csv\n  \
                            zoneplan plan my.toml --format md > report.md\n  \
                            zoneplan plan my.toml --summary > one-page.md")]
    Plan {
        /// Plan file in TOML or JSON; - reads standard input.
        plan: Option<PathBuf>,
        /// Form of the report. Default: text.
        #[arg(long, value_enum)]
        format: Option<PlanFormat>,
        /// One page of Markdown for people who decide, in place of the whole report.
        #[arg(long)]
        summary: bool,
    },
    /// Size manifests of your own: nodes for each zone on which they survive the loss of one.
    #[command(
        after_help = "MANIFESTS are files of helm template or kubectl get -o yaml|json, folders of them, or - \
                            for standard input.\n\n\
                            Examples:\n  helm template shop ./chart | zoneplan size - --provider aws\n  \
                            zoneplan size rendered.yaml --provider gcp --zones 3 --format json\n  \
                            zoneplan size k8s/ --provider azure --instance-type Standard_D8as_v5 --zone-loss elastic\n\n\
                            What is sound in manifests with faults is sized all the same; zoneplan help exit-codes says what the exit \
                            codes mean."
    )]
    Size(SizeArgs),
    /// Put plans side by side: figures, and how likely one does better in the same futures.
    #[command(
        after_help = "Every input is drawn by its name, so that in each future what plans share is the same for \
                            all of them, and what is left is the difference of the plans.\n\n\
                            Examples:\n  zoneplan compare today.toml spot.toml\n  \
                            zoneplan compare a.toml b.toml c.toml --baseline 2 --differences-only\n  \
                            zoneplan compare main.toml branch.toml --differences-only --format md > comment.md\n  \
                            zoneplan init azure | zoneplan compare aws.toml - --format csv"
    )]
    Compare(CompareArgs),
    /// Evaluate a grid of plans on all cores, one row of a CSV file each.
    #[command(after_help = SWEEP)]
    Sweep(SweepArgs),
    /// Say what results hang on and where choices break even.
    #[command(
        after_help = "Each input at its low and high end, one at a time; rank correlations and first-order\n\
        indices over futures in which all vary, with standard errors; from when on commitments pay,\n\
        what an hour of downtime must cost for a step of availability to pay, and at which values of\n\
        inputs targets are just met.\n\n\
        Examples:\n  zoneplan sensitivity\n  zoneplan sensitivity my.toml --output downtime --top 5\n  \
        zoneplan sensitivity my.toml --format csv"
    )]
    Sensitivity(SensitivityArgs),
    /// Judge plans against their targets; exit 1 when one is missed or undecided.
    #[command(after_help = check::HELP)]
    Check(CheckArgs),
    /// Find the cheapest plan that meets the targets, and what nothing beats; exit 1 when none does.
    #[command(
        after_help = "What the plan sets by hand stays; --free frees it. What it leaves to the model is chosen: zones,\n\
                            pattern, nodes, purchase, classes, standbys, copies, on-call.\n\n\
                            Examples:\n  zoneplan optimise --target availability_pct=99.95 --target rto_minutes=15\n  \
                            zoneplan optimise my.toml --free all --write best.toml\n  \
                            zoneplan optimise my.toml --providers aws,azure,gcp --countries DE,FR --format json"
    )]
    Optimise(OptimiseArgs),
    /// Write a plan to start from: the reference plan of a provider, with comments, or another preset.
    #[command(after_help = presets())]
    Init {
        /// Provider: its reference plan.
        #[arg(required_unless_present = "preset")]
        provider: Option<String>,
        /// Preset by its name, in place of a provider.
        #[arg(long, value_name = "NAME", conflicts_with = "provider")]
        preset: Option<String>,
        /// File to write; it must not exist. Default: standard output.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Solve a reliability model of your own exactly.
    #[command(after_help = MODELS)]
    Reliability {
        /// Model file; - reads standard input.
        model: PathBuf,
        /// Minutes, such as 1,5,30: adds the probability that one year's downtime stays within each.
        #[arg(long, value_delimiter = ',', value_parser = minutes)]
        within_minutes: Vec<f64>,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Run the platform of a plan, or a reliability model of your own, over many years.
    #[command(
        after_help = "The answer stands beside the exact one, with standard errors. The same seed gives\n\
        the same run, in one part or several; only the fields with elapsed in their name differ.\n\
        Ctrl-C ends the run early: what has been seen until then is printed.\n\n\
        Examples:\n  zoneplan simulate plan.toml --years 10000\n  \
        zoneplan simulate model.json --seed 7 --rare --format json"
    )]
    Simulate {
        /// Plan file, or model file as of reliability; - reads standard input.
        #[arg(value_name = "PLAN|MODEL")]
        model: PathBuf,
        /// Years to run.
        #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
        years: u64,
        /// Seed of the random numbers.
        #[arg(long, default_value_t = 42)]
        seed: u64,
        /// Makes rare outages less rare, and counts them by their likelihood: share of time down only.
        #[arg(long)]
        rare: bool,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write a plan's results as files for other programs.
    #[command(
        after_help = "Examples:\n  zoneplan export csv my.toml --out pack\n  zoneplan export tfvars my.toml --module eks\n  zoneplan export helm-values my.toml --out deploy"
    )]
    Export {
        #[command(subcommand)]
        command: ExportCommand,
    },
    /// Print the JSON Schema of plan files or of the report, for editors and checkers.
    #[command(after_help = "Examples:\n  zoneplan schema plan > plan-1.json\n  zoneplan schema report")]
    Schema {
        /// What to describe.
        #[arg(value_enum)]
        of: Described,
        /// Form of the answer: a schema is JSON in either.
        #[arg(long, value_enum, default_value_t = Format::Json)]
        format: Format,
    },
    /// Write a plan with the prices that it used, so that it gives the same report years later.
    #[command(
        after_help = "The locked plan is the plan, the digests of all data that it read, and the rows of its prices.\n\
                            Every command opens it with these prices, and says what else is not as it was; the \
                            report has what\ntoday's prices would change. --prices with a locked plan are prices of \
                            today.\n\nExamples:\n  zoneplan lock my.toml --out locked.toml\n  \
                            zoneplan plan locked.toml"
    )]
    Lock(LockArgs),
    /// Write a decision record: question, decision, layouts refused and why, and lines to sign.
    #[command(after_help = "Examples:\n  zoneplan record chosen.toml > decision.md\n  \
                            zoneplan record chosen.toml --alternatives small.toml spot.toml --out decision.md")]
    Record(RecordArgs),
    /// List, judge, compare and renew the prices.
    #[command(after_help = help::PRICES)]
    Prices {
        #[command(subcommand)]
        command: PricesCommand,
    },
    /// Print what completes commands and options in a shell.
    #[command(after_help = shell::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one for every command.
    #[command(after_help = shell::MAN)]
    Man(ManArgs),
    /// Print what the exit codes mean.
    #[command(after_help = help::exit_codes())]
    ExitCodes {
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

impl Command {
    /// Whether the answer is text for people, and no file.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::Plan { format, summary, .. } => !summary && matches!(format, None | Some(PlanFormat::Text)),
            Self::Size(args) => args.format == Format::Text,
            Self::Compare(args) => matches!(args.format, CompareFormat::Text),
            Self::Sensitivity(args) => matches!(args.format, ReportFormat::Text),
            Self::Check(args) => args.is_text(),
            Self::Optimise(args) => matches!(args.format, ReportFormat::Text),
            Self::Reliability { format, .. } | Self::Simulate { format, .. } => *format == Format::Text,
            Self::Prices { command } => command.is_text(),
            Self::Sweep(_)
            | Self::Init { .. }
            | Self::Export { .. }
            | Self::Schema { .. }
            | Self::Lock(_)
            | Self::Record(_)
            | Self::Completions { .. }
            | Self::Man(_)
            | Self::ExitCodes { .. } => false,
        }
    }
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Described {
    /// The plan file.
    Plan,
    /// The report.
    Report,
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

/// Form of the report of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanFormat {
    /// A page for people.
    Text,
    /// One JSON document.
    Json,
    /// One tidy table.
    Csv,
    /// A Markdown document to read, print and pass on.
    Md,
}

/// Form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// Minutes of downtime: a number from 0 up.
fn minutes(text: &str) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| format!("found {text}, allowed are numbers of at least 0, such as 1,5,30"))
}

/// The plans to start from, as the help lists them.
fn presets() -> String {
    let presets = Preset::list(bundled::PRESET_LIST).unwrap_or_default();
    let rows = presets.iter().map(|preset| format!("\n  {:<19} {}", preset.name, preset.purpose));
    let examples =
        "Examples:\n  zoneplan init aws > plan.toml\n  zoneplan init --preset cost-first --out plan.toml";
    format!("Presets:{}\n\n{examples}", rows.collect::<String>())
}
