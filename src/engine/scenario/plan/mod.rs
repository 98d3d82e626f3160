//! A checked plan: every key has a value, every default is filled in.

mod choices;

use std::collections::BTreeMap;

use serde::Serialize;

pub use self::choices::{
    Auto, CacheEngine, Flavour, HighAvailability, MemorySeen, Metrics, Month, PodNetwork, SupportPlan,
    Target, Upgrades, WorkloadSource, ZoneLoss,
};
use super::backup::Backup;
use super::history::History;
use super::openshift::OpenshiftSettings;
use super::optimise::Optimise;
use super::profile::Profile;
use super::purchase::Purchase;
use super::upkeep::{OnCall, OwnActivity, Rota};
use crate::engine::catalogue::{Architecture, Date, Host, Pattern, Provider, Skill, SkillLevel, TaskKind};
use crate::engine::uncertainty::{Correlation, Estimate};

/// Where the platform runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Platform {
    /// Provider.
    pub provider: Provider,
    /// Distribution, when the provider is OpenShift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flavour: Option<Flavour>,
    /// What only OpenShift has to choose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub openshift: Option<OpenshiftSettings>,
    /// Whose machines it runs on.
    pub host: Host,
    /// Region; none on premises.
    pub region: Option<String>,
    /// Another region of the same provider, for a second site or for copies; none by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_region: Option<String>,
    /// Number of zones; on premises of failure domains inside one site.
    pub zones: u32,
    /// Deployment pattern.
    pub pattern: Pattern,
    /// Kubernetes version.
    pub kubernetes_version: String,
    /// What happens when standard support of the versions ends.
    pub upgrades: Upgrades,
    /// Whether the cluster is of the tier or channel that keeps old versions: Premium of AKS,
    /// Extended of GKE.
    pub long_term_support: bool,
    /// Pod network.
    pub pod_network: PodNetwork,
    /// How much of the advertised memory counts.
    pub memory_seen: MemorySeen,
}

impl Platform {
    /// The region, or that there is none.
    pub fn place(&self) -> &str {
        self.region.as_deref().unwrap_or("on premises")
    }

    /// Whether the pattern has a site beside the one that writes.
    pub const fn has_second_site(&self) -> bool {
        self.pattern.has_second_site()
    }

    /// What the platform is called, such as `OpenShift (OCP) on AWS`.
    pub fn title(&self) -> String {
        match (self.flavour, self.host) {
            (None, _) => self.provider.title().to_owned(),
            (Some(Flavour::RosaHcp | Flavour::RosaClassic | Flavour::Aro), _) => {
                self.flavour.map_or("", Flavour::title).to_owned()
            }
            (Some(flavour), Host::OnPrem) => flavour.title().to_owned(),
            (Some(flavour), host) => format!("{} on {}", flavour.title(), host.title()),
        }
    }

    /// The minor number of the Kubernetes version: 33 of 1.33.
    pub fn kubernetes_minor(&self) -> u32 {
        self.kubernetes_version.split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap_or(0)
    }
}

/// What runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Workload {
    /// Preset.
    pub profile: Profile,
    /// Where the pods come from.
    #[serde(skip_serializing_if = "WorkloadSource::is_profile")]
    pub source: WorkloadSource,
    /// Growth of requests and data, percent a year.
    pub growth_pct_per_year: Estimate,
    /// Replicas by component, where they differ from the preset.
    pub replicas: BTreeMap<String, u32>,
}

/// A group of alike nodes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodePool {
    /// Its name.
    pub name: String,
    /// Instance type.
    pub instance_type: Auto<String>,
    /// Architecture that `auto` may pick; `None` is any.
    pub architecture: Option<Architecture>,
    /// Whether `auto` may pick burstable types.
    pub burstable: bool,
    /// Nodes over all zones.
    pub nodes: Auto<u32>,
    /// Least and most nodes that an autoscaler may make of it; none without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autoscale: Option<(u32, u32)>,
    /// What must fit when a zone is lost.
    pub zone_loss: ZoneLoss,
    /// How it is bought.
    #[serde(skip_serializing_if = "Purchase::is_on_demand")]
    pub commitment: Purchase,
}

/// The PostgreSQL database.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Database {
    /// Major version of PostgreSQL.
    pub version: String,
    /// Instance class.
    pub instance: Auto<String>,
    /// Standby.
    pub high_availability: HighAvailability,
    /// Provisioned storage.
    pub storage_gib: Estimate,
    /// Days of point-in-time recovery.
    pub pitr_days: Estimate,
    /// How it is bought.
    #[serde(skip_serializing_if = "Purchase::is_on_demand")]
    pub commitment: Purchase,
}

/// The cache.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cache {
    /// Engine.
    pub engine: CacheEngine,
    /// Node type.
    pub instance: Auto<String>,
    /// Standby.
    pub high_availability: HighAvailability,
    /// How it is bought.
    #[serde(skip_serializing_if = "Purchase::is_on_demand")]
    pub commitment: Purchase,
}

/// Where the object store keeps its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Redundancy {
    /// In the zones of the region.
    Zone,
    /// In the multi-region that the region belongs to; in its zones where it belongs to none.
    MultiRegion,
    /// In the zones of the region, and copied to another region.
    RegionPair,
    /// Three copies of Ceph on the site.
    Ceph,
}

/// The object store.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectStorage {
    /// Where its copies are.
    pub redundancy: Redundancy,
    /// Data of the application.
    pub stored_gib: Estimate,
    /// Days for which a version that was overwritten or deleted is kept; 0 keeps none.
    pub versions_days: Estimate,
}

/// Traffic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// To the internet.
    pub egress_gib_per_month: Estimate,
    /// Between zones.
    pub cross_zone_gib_per_month: Auto<Estimate>,
    /// Whether services of the provider are reached over private endpoints.
    pub private_endpoints: bool,
}

/// Metrics and logs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Observability {
    /// Where they go.
    pub metrics: Metrics,
    /// Container logs.
    pub log_gib_per_day: Auto<Estimate>,
}

/// The people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Team {
    /// Engineers who set up and run the platform.
    pub engineers: u32,
    /// What the team knows.
    pub skills: BTreeMap<Skill, SkillLevel>,
    /// Hours that learning one level of a skill takes; none for the model's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ramp_up_hours_per_level: Option<Estimate>,
    /// The day on which setup begins.
    pub start_date: Date,
    /// Days on which nobody works, beside weekends; ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Date>,
    /// What each further engineer adds to the hours of every task, percent.
    pub coordination_pct: f64,
    /// Hours of a day that go into the work.
    pub productive_hours_per_day: Estimate,
    /// Pairwise correlation of the setup tasks' hours.
    pub task_correlation: f64,
    /// Hours in a full-time year.
    pub hours_per_fte_year: Estimate,
    /// Changes to the live platform in a year.
    pub changes_per_year: Estimate,
    /// Price of an hour of work.
    pub hourly_cost_usd: Estimate,
    /// When somebody answers pages.
    pub on_call: OnCall,
    /// How people take turns.
    pub rota: Rota,
    /// Pay for a week on call at every hour; that of the assumption where it is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_call_usd_per_week: Option<Estimate>,
    /// Hours a month of work that no activity lists; not counted where it is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlisted_hours_per_month: Option<Estimate>,
}

/// A setup task of the user's own, or what the user says of one of the data's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OwnTask {
    /// Its short name; that of a task of the data changes this one.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its hours; none only where the data has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Estimate>,
    /// Tasks that must be finished first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<String>>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What the hours are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TaskKind>,
}

/// A currency beside dollars, at a rate of a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Currency {
    /// Its ISO 4217 code.
    pub code: String,
    /// How much of it a dollar is.
    pub rate: f64,
    /// The day of the rate.
    pub rate_date: Date,
}

/// Money over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finance {
    /// Months that the plan looks ahead.
    pub horizon_months: u32,
    /// The currency that amounts are shown in beside dollars; none for dollars alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Paid once for moving there, beside the setup; none where it is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration_usd: Option<Estimate>,
    /// Tenants that share the platform, for the cost of one; none where it is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenants: Option<Estimate>,
    /// What an hour of downtime costs; none where it is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downtime_usd_per_hour: Option<Estimate>,
    /// Transactions a month, for the cost of one; none where it is not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transactions_per_month: Option<Estimate>,
    /// A region whose prices may stand in for those that the plan's own region lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_in_region: Option<String>,
    /// The provider's support plan.
    pub support_plan: SupportPlan,
    /// Whether what the provider does not bill of an account and month is taken off.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub free_allowances: bool,
    /// Whether the discount that Google Cloud takes off by itself is taken off here.
    #[serde(skip_serializing_if = "is_true")]
    pub sustained_use: bool,
    /// Percentages that are negotiated, by service of the price list; `*` is every other one.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub negotiated_pct: BTreeMap<String, f64>,
}

/// Whether a switch is on, as it is by default.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_true(switch: &bool) -> bool {
    *switch
}

/// Random numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Simulation {
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub draws: u32,
}

/// A checked plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// Version of the plan file's form.
    pub schema: u32,
    /// Its name.
    pub name: String,
    /// The day the plan is judged on.
    pub as_of: Date,
    /// The first month.
    pub start_month: Month,
    /// Targets that are set.
    pub targets: BTreeMap<Target, f64>,
    /// Probability with which a target must be met.
    pub confidence: f64,
    /// Where it runs.
    pub platform: Platform,
    /// What runs.
    pub workload: Workload,
    /// On which nodes.
    pub node_pool: NodePool,
    /// Database.
    pub database: Database,
    /// Cache.
    pub cache: Cache,
    /// Object store.
    pub object_storage: ObjectStorage,
    /// Backups.
    pub backup: Backup,
    /// Traffic.
    pub network: Network,
    /// Metrics and logs.
    pub observability: Observability,
    /// People.
    pub team: Team,
    /// Recurring work of the user's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<OwnActivity>,
    /// Setup tasks of the user's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<OwnTask>,
    /// Money over time.
    pub finance: Finance,
    /// Random numbers.
    pub simulation: Simulation,
    /// What a search may choose.
    #[serde(skip_serializing_if = "Optimise::is_default")]
    pub optimise: Optimise,
    /// Figures of the model that the plan overrides, by id.
    pub assumptions: BTreeMap<String, Estimate>,
    /// Incidents of the user's own, which update rates and probabilities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<History>,
    /// How inputs that are not known exactly hang together; independent by default.
    #[serde(skip_serializing_if = "Correlation::is_none")]
    pub correlation: Correlation,
    /// Keys that are set and have no effect yet.
    #[serde(skip)]
    pub without_effect: Vec<String>,
}
