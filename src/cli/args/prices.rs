//! What can be typed of prices.

use std::fmt;
use std::path::PathBuf;

use clap::Subcommand;

use super::{Format, ReportFormat};

/// What to do with prices.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PricesCommand {
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

impl PricesCommand {
    /// Whether the answer is text for people.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::List { format, .. } => matches!(format, ReportFormat::Text),
            Self::Coverage { format, .. } | Self::Age { format, .. } | Self::Diff { format, .. } => {
                *format == Format::Text
            }
            Self::Fetch(_) | Self::Import(_) => false,
        }
    }
}

/// What to read, and where the sheets go.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ImportArgs {
    /// Saved feed, price sheet, or folder of them; - reads standard input.
    #[arg(required = true, value_name = "FEED")]
    pub(in crate::cli) feeds: Vec<PathBuf>,
    /// Only these regions. Default: every region that the catalogue knows.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    pub(in crate::cli) region: Vec<String>,
    /// The day on which prices are judged, YYYY-MM-DD: later ones do not count yet, of earlier ones
    /// the latest counts. Default: the newest day that each feed names.
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,
    /// Folder for the sheets, one for each provider and region.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
    /// Write the sheets; a sheet that is there is replaced.
    #[arg(long)]
    pub(in crate::cli) write: bool,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
}

/// What to download, and where to.
#[derive(clap::Args)]
pub(in crate::cli) struct FetchArgs {
    /// Provider: aws, azure or gcp.
    #[arg(long)]
    pub(in crate::cli) provider: String,
    /// Regions; Google's feed has all of them in one.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    pub(in crate::cli) region: Vec<String>,
    /// Folder for the files.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
    /// Download anew what is already there.
    #[arg(long)]
    pub(in crate::cli) refresh: bool,
    /// API key for Google's feed. Default: the variable ZONEPLAN_GCP_KEY, which other users of the
    /// machine cannot see.
    #[arg(long, value_name = "KEY")]
    pub(in crate::cli) gcp_key: Option<String>,
    /// Largest file, MiB.
    #[arg(long, value_name = "N", default_value_t = 2048, value_parser = clap::value_parser!(u64).range(1..=1_048_576))]
    pub(in crate::cli) max_mib: u64,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
    /// Asks this host instead of the provider's.
    #[arg(long, value_name = "URL", hide = true)]
    pub(in crate::cli) endpoint: Option<String>,
    /// First wait between two tries, milliseconds.
    #[arg(long, value_name = "N", hide = true, default_value_t = 500)]
    pub(in crate::cli) backoff_ms: u64,
    /// Longest silence of a server, milliseconds.
    #[arg(long, value_name = "N", hide = true, default_value_t = 30_000)]
    pub(in crate::cli) silence_ms: u64,
    /// Most pages of one list.
    #[arg(long, value_name = "N", hide = true, default_value_t = 5000)]
    pub(in crate::cli) max_pages: u64,
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
pub(in crate::cli) struct Place {
    /// Only this provider: aws, azure, gcp or openshift, as far as the catalogue has prices of it.
    #[arg(long)]
    pub(in crate::cli) provider: Option<String>,
    /// Only this region; global is what is sold without one.
    #[arg(long)]
    pub(in crate::cli) region: Option<String>,
}
