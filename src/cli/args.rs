//! What can be typed.

use std::fmt;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::check::{self, CheckArgs};
use super::export::ExportCommand;
use super::help;
use super::locked::LockArgs;
use super::record::RecordArgs;
use super::shell::{self, ManArgs};
use super::sweep::Shard;
use super::talk::TalkArgs;
use crate::bundled;
use crate::engine::scenario::Preset;
use crate::engine::sensitivity::Output;

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

impl PricesCommand {
    /// Whether the answer is text for people.
    fn is_text(&self) -> bool {
        match self {
            Self::List { format, .. } => matches!(format, ReportFormat::Text),
            Self::Coverage { format, .. } | Self::Age { format, .. } | Self::Diff { format, .. } => {
                *format == Format::Text
            }
            Self::Fetch(_) | Self::Import(_) => false,
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

/// What to search.
#[derive(Debug, clap::Args)]
pub(super) struct OptimiseArgs {
    /// Plan file in TOML or JSON; - reads standard input. Default: the reference plan.
    pub(super) plan: Option<PathBuf>,
    /// A target, in place of the plan's own; may be given several times.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(super) target: Vec<String>,
    /// Keys that the search may change although the plan sets them, such as platform.zones; or all.
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(super) free: Vec<String>,
    /// Providers to choose from. Default: the plan's own.
    #[arg(long, value_delimiter = ',')]
    pub(super) providers: Vec<String>,
    /// Regions to choose from. Default: the plan's own.
    #[arg(long, value_delimiter = ',')]
    pub(super) regions: Vec<String>,
    /// Countries in which every region must lie, such as DE,FR.
    #[arg(long, value_delimiter = ',')]
    pub(super) countries: Vec<String>,
    /// Providers on whose machines nothing may run.
    #[arg(long, value_delimiter = ',')]
    pub(super) exclude_providers: Vec<String>,
    /// What is made least: bill, or bill-and-people.
    #[arg(long)]
    pub(super) objective: Option<String>,
    /// Evaluations after which the search stops; the answer says what is left.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) most: Option<u64>,
    /// File for the plan that was found; it must not exist.
    #[arg(long, value_name = "FILE")]
    pub(super) write: Option<PathBuf>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

/// What to compare.
#[derive(Debug, clap::Args)]
pub(super) struct CompareArgs {
    /// Two to five plan files; - reads one of them from standard input.
    #[arg(required = true, value_name = "PLAN")]
    pub(super) plans: Vec<PathBuf>,
    /// Position of the plan that the others are compared with; 1 is the first.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) baseline: usize,
    /// Leave out what is the same for all plans.
    #[arg(long)]
    pub(super) differences_only: bool,
    /// Form of the answer; json has every row.
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(super) format: CompareFormat,
}

/// Form of a comparison.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum CompareFormat {
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
pub(super) struct SweepArgs {
    /// Grid file in TOML; - reads standard input.
    pub(super) grid: PathBuf,
    /// The CSV file. FILE.state stands beside it until it is finished.
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// Only piece i of n, 1/n to n/n.
    #[arg(long, value_name = "i/n", default_value = "1/1")]
    pub(super) shard: Shard,
    /// Which pieces begin with the names of the columns.
    #[arg(long, value_enum, default_value_t = Header::First)]
    pub(super) header: Header,
    /// Plans that are evaluated at the same time. Default: the cores of the machine.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Begin anew, whatever stands in the file.
    #[arg(long)]
    pub(super) force: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// Which pieces of a sweep begin with the names of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Header {
    /// The first alone, so that the pieces put together are the whole.
    First,
    /// Each, for readers that take the names from every file.
    Always,
}

impl Header {
    /// The word for it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Always => "always",
        }
    }
}

/// What to size, and where.
#[derive(Debug, clap::Args)]
pub(super) struct SizeArgs {
    /// Manifest file, folder of them, or - for standard input.
    #[arg(required = true, value_name = "MANIFESTS")]
    pub(super) manifests: Vec<PathBuf>,
    /// Provider: aws, azure, gcp or openshift.
    #[arg(long)]
    pub(super) provider: String,
    /// Region. Default: the provider's in its reference plan.
    #[arg(long)]
    pub(super) region: Option<String>,
    /// Zones.
    #[arg(long, value_name = "N")]
    pub(super) zones: Option<u32>,
    /// Instance type. Default: the cheapest that does.
    #[arg(long, value_name = "TYPE")]
    pub(super) instance_type: Option<String>,
    /// Nodes over all zones. Default: the fewest that do.
    #[arg(long, value_name = "N")]
    pub(super) nodes: Option<u32>,
    /// What must hold when a zone is lost: static, elastic, degraded or none.
    #[arg(long, value_name = "MODE")]
    pub(super) zone_loss: Option<String>,
    /// Architecture of the nodes: amd64, arm64 or any.
    #[arg(long, value_name = "ARCH")]
    pub(super) architecture: Option<String>,
    /// Kubernetes version, such as 1.33.
    #[arg(long, value_name = "VERSION")]
    pub(super) kubernetes_version: Option<String>,
    /// Pod network, such as vpc-cni-prefix.
    #[arg(long, value_name = "NETWORK")]
    pub(super) pod_network: Option<String>,
    /// Distribution of OpenShift: ocp, okd, rosa-hcp, rosa-classic or aro.
    #[arg(long)]
    pub(super) flavour: Option<String>,
    /// Host of OpenShift: aws, azure, gcp or on-prem.
    #[arg(long)]
    pub(super) host: Option<String>,
    /// Growth of what the pods ask for, percent a year.
    #[arg(long, value_name = "PCT", allow_negative_numbers = true)]
    pub(super) growth: Option<f64>,
    /// Where in their range autoscalers are taken to stand.
    #[arg(long, value_enum, default_value_t = Autoscaler::Least)]
    pub(super) autoscaler: Autoscaler,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// Where in its range an autoscaler is taken to stand.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Autoscaler {
    /// At the fewest replicas.
    Least,
    /// At the most.
    Most,
}

/// What to do with prices.
#[derive(Debug, Subcommand)]
pub(super) enum PricesCommand {
    /// Count how many lines of a layout each region can price.
    #[command(
        after_help = "Examples:\n  zoneplan prices coverage\n  zoneplan prices coverage plan.toml --format json"
    )]
    Coverage {
        /// Plan file in TOML or JSON; - reads standard input. Default: the reference plan.
        plan: Option<PathBuf>,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// List the prices of the catalogue, each with its date, method and source.
    #[command(after_help = "Examples:\n  zoneplan prices list --region eu-central-1 --service eks\n  \
                            zoneplan prices list --provider aws --format csv > aws.csv")]
    List {
        #[command(flatten)]
        place: Place,
        /// Only this service, such as rds-postgresql.
        #[arg(long)]
        service: Option<String>,
        /// Form of the answer; csv is a price sheet.
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Say how old the prices of each region are; with --max-days, exit 1 when one is older.
    #[command(after_help = "There is no clock here: ages count to --as-of, or to the newest date of the \
                            catalogue, and the answer names the day. A date without a day or month counts \
                            as its first day. An undated price counts as older than any limit.\n\n\
                            Examples:\n  zoneplan prices age\n  \
                            zoneplan prices age --region eu-central-1 --as-of 2026-09-29 --max-days 400")]
    Age {
        /// The day that ages count to, YYYY-MM-DD. Default: the newest date of the catalogue.
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
        /// Days that a price may be old; exit 1 when one is older or undated.
        #[arg(long, value_name = "N")]
        max_days: Option<u32>,
        #[command(flatten)]
        place: Place,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Compare two sets of price sheets: what is new, gone and changed, by how much.
    #[command(
        after_help = "OLD and NEW are price sheets, folders of them, or the word bundled. A price sheet is CSV \
                            with the columns\n  provider,region,service,item,unit,tiering,tier_from,tier_to,\
                            usd_per_unit,as_of,method,source\n\n\
                            Examples:\n  zoneplan prices diff bundled sheets\n  \
                            zoneplan prices diff old.csv new.csv --format json"
    )]
    Diff {
        /// Price sheet, folder of price sheets, or bundled.
        old: PathBuf,
        /// Price sheet, folder of price sheets, or bundled.
        new: PathBuf,
        /// Form of the answer.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Download the official price feeds of regions: the only command that talks to a network.
    #[command(
        after_help = "Examples:\n  zoneplan prices fetch --provider aws --region eu-central-1 --out feeds\n  \
                            zoneplan prices fetch --provider azure --region westeurope northeurope --out feeds\n\n\
                            AWS and Azure need no account. Google's feed needs an API key; it is sent to Google \
                            and never printed or written. A download that broke off is gone on with by the \
                            same command."
    )]
    Fetch(FetchArgs),
    /// Read saved price feeds into price sheets; without --write, show what would be written.
    #[command(
        after_help = "A FEED is an AWS offer file (CSV or JSON), pages of Azure Retail Prices or of Google's \
                            billing catalogue (JSON), as prices fetch saves them; or a price sheet of your own; or \
                            a folder of these.\n\n\
                            Examples:\n  zoneplan prices import feeds --region eu-central-1 --out sheets\n  \
                            zoneplan prices import feeds own.csv --out sheets --write\n  \
                            zoneplan prices import infracost.json --region eu-central-1 --out sheets"
    )]
    Import(ImportArgs),
}

/// What to read, and where the sheets go.
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// Saved feed, price sheet, or folder of them; - reads standard input.
    #[arg(required = true, value_name = "FEED")]
    pub(super) feeds: Vec<PathBuf>,
    /// Only these regions. Default: every region that the catalogue knows.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    pub(super) region: Vec<String>,
    /// The day on which prices are judged, YYYY-MM-DD: later ones do not count yet, of earlier ones
    /// the latest counts. Default: the newest day that each feed names.
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Folder for the sheets, one for each provider and region.
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Write the sheets; a sheet that is there is replaced.
    #[arg(long)]
    pub(super) write: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// What to download, and where to.
#[derive(clap::Args)]
pub(super) struct FetchArgs {
    /// Provider: aws, azure or gcp.
    #[arg(long)]
    pub(super) provider: String,
    /// Regions; Google's feed has all of them in one.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    pub(super) region: Vec<String>,
    /// Folder for the files.
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Download anew what is already there.
    #[arg(long)]
    pub(super) refresh: bool,
    /// API key for Google's feed. Default: the variable ZONEPLAN_GCP_KEY, which other users of the
    /// machine cannot see.
    #[arg(long, value_name = "KEY")]
    pub(super) gcp_key: Option<String>,
    /// Largest file, MiB.
    #[arg(long, value_name = "N", default_value_t = 2048, value_parser = clap::value_parser!(u64).range(1..=1_048_576))]
    pub(super) max_mib: u64,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Asks this host instead of the provider's.
    #[arg(long, value_name = "URL", hide = true)]
    pub(super) endpoint: Option<String>,
    /// First wait between two tries, milliseconds.
    #[arg(long, value_name = "N", hide = true, default_value_t = 500)]
    pub(super) backoff_ms: u64,
    /// Longest silence of a server, milliseconds.
    #[arg(long, value_name = "N", hide = true, default_value_t = 30_000)]
    pub(super) silence_ms: u64,
    /// Most pages of one list.
    #[arg(long, value_name = "N", hide = true, default_value_t = 5000)]
    pub(super) max_pages: u64,
}

/// Without the key.
impl fmt::Debug for FetchArgs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("FetchArgs")
            .field("provider", &self.provider)
            .field("region", &self.region)
            .field("out", &self.out)
            .finish_non_exhaustive()
    }
}

/// Whose prices, and where.
#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// Only this provider: aws, azure, gcp or openshift, as far as the catalogue has prices of it.
    #[arg(long)]
    pub(super) provider: Option<String>,
    /// Only this region; global is what is sold without one.
    #[arg(long)]
    pub(super) region: Option<String>,
}

/// What results hang on.
#[derive(Debug, clap::Args)]
pub(super) struct SensitivityArgs {
    /// Plan file in TOML or JSON; - reads standard input.
    pub(super) plan: Option<PathBuf>,
    /// Only this result; all that the plan has by default.
    #[arg(long, value_enum)]
    pub(super) output: Option<OutputWord>,
    /// Inputs of each result, the widest first; 12 in text and all else by default.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) top: Option<u16>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

/// A result of a plan.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum OutputWord {
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
