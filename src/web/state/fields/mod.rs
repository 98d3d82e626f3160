//! The fields of the plan that the page offers, with label, unit and default.

mod backups;
mod finance;
mod people;
mod purchase;
mod support;

use self::backups::backups;
use self::finance::finance;
use self::people::{on_call, skills, team};
use self::purchase::purchase;
use self::support::support;
use crate::engine::catalogue::{Catalogue, Host, Pattern, Prices, Provider, RegionState};
use crate::engine::cost::{caches_sold, databases_sold};
use crate::engine::scenario::{Auto, DataServices, Flavour, OdfProfile, Plan, Profile, WorkloadSource};
use crate::web::words::{Word, fields as words, local, t};

/// A value that can be chosen: what is written to the plan, and what is shown.
pub type Choice = (String, String);

/// How a field is edited.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One of several values.
    Choice(Vec<Choice>),
    /// A number.
    Number,
    /// A number, or a range as "2 to 5".
    Range,
    /// A word, a day or several days.
    Text,
}

/// A field of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Key in the plan.
    pub path: &'static str,
    /// Label.
    pub label: &'static str,
    /// Unit behind the value.
    pub unit: &'static str,
    /// How it is edited.
    pub kind: Kind,
    /// What applies when the field is not set, as it is shown.
    pub default: String,
    /// Whether the default is chosen by the model.
    pub auto: bool,
    /// Whether the plan has the field at all.
    pub shown: bool,
}

/// A group of fields, with its digest for when it is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is known by in every language.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// What it says when it is closed.
    pub digest: String,
    /// Whether it is open at first.
    pub open: bool,
    /// Its fields.
    pub fields: Vec<Field>,
}

const fn field(path: &'static str, label: &'static str, unit: &'static str, kind: Kind) -> Field {
    Field { path, label, unit, kind, default: String::new(), auto: false, shown: true }
}

impl Field {
    fn default(mut self, default: impl ToString) -> Self {
        self.default = default.to_string();
        self
    }

    fn auto(mut self, chosen: impl ToString) -> Self {
        self.default = chosen.to_string();
        self.auto = true;
        self
    }
}

/// Choices with words of the page.
fn choices(pairs: &[(&str, Word)]) -> Kind {
    Kind::Choice(pairs.iter().map(|(value, word)| ((*value).to_owned(), t!(*word).to_owned())).collect())
}

/// Choices with names that the plan has for them.
fn named(pairs: &[(&str, &'static str)]) -> Kind {
    Kind::Choice(pairs.iter().map(|(value, name)| ((*value).to_owned(), in_words(name).to_owned())).collect())
}

/// Names of the plan that are words.
const NAMES: [Word; 8] = [
    words::ON_PREMISES,
    words::PRIVATE_CHAIN,
    words::PUBLIC_CHAIN,
    words::ALL_IN_CLUSTER,
    words::VENDOR_MINIMUM,
    words::VENDOR_RECOMMENDED,
    words::ATK_MINIMUM,
    words::ATK_FULL,
];

/// A name of the plan as the page says it; others stay.
fn in_words(name: &str) -> &str {
    NAMES.iter().find(|word| word.english == name).map_or(name, |word| t!(*word))
}

/// What the model chose where the plan says auto.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// Instance type.
    pub instance_type: String,
    /// Nodes.
    pub nodes: u32,
    /// Database class.
    pub database: String,
    /// Cache class.
    pub cache: String,
    /// Validators.
    pub validators: Option<u32>,
}

/// The fields for a plan.
pub fn sections(plan: &Plan, chosen: &Chosen, catalogue: &Catalogue) -> Vec<Section> {
    let platform = &plan.platform;
    let prices = Prices::of(catalogue, platform.provider, platform.host, platform.region.as_deref());
    vec![
        where_it_runs(plan, catalogue),
        cluster(plan, chosen, catalogue, prices.as_ref()),
        nodes(plan),
        openshift(plan),
        workload(plan, chosen),
        data(plan, chosen, catalogue, prices.as_ref()),
        backups(plan),
        network(plan),
        finance(plan, catalogue),
        purchase(plan, chosen, catalogue),
        support(plan, catalogue),
        team(plan),
        skills(plan),
        on_call(plan, catalogue),
        targets(plan),
    ]
}

/// The regions of the plan's host, by name; `but` is left out.
fn regions(plan: &Plan, catalogue: &Catalogue, but: Option<&str>) -> Vec<Choice> {
    let of_host =
        catalogue.regions.iter().filter(|region| Some(region.provider) == plan.platform.host.cloud());
    of_host
        .filter(|region| but != Some(region.name.as_str()))
        .map(|region| {
            let shown = format!("{} · {}", region.name, region.title);
            let shown = match region.state {
                RegionState::Open => shown,
                RegionState::Unusable => t!(words::UNUSABLE, region = shown),
            };
            (region.name.clone(), shown)
        })
        .collect()
}

fn where_it_runs(plan: &Plan, catalogue: &Catalogue) -> Section {
    let platform = &plan.platform;
    let region = platform.region.as_deref();
    let known = platform.host.cloud().zip(region).and_then(|(cloud, name)| catalogue.region(cloud, name));
    let most = known.map_or(6, |region| region.zones.min(6));
    let zone_choices = (1..=most).map(|n| (n.to_string(), n.to_string())).collect();
    let providers = Provider::ALL.map(|provider| (provider.name().to_owned(), provider.title().to_owned()));
    let flavour = platform.flavour.unwrap_or(Flavour::Ocp);
    let flavours = Flavour::ALL.map(|flavour| (flavour.name().to_owned(), flavour.title().to_owned()));
    let hosts = flavour
        .hosts()
        .iter()
        .map(|host| (host.name().to_owned(), in_words(host.title()).to_owned()))
        .collect();
    let is_openshift = platform.flavour.is_some();
    let default_region = match platform.host {
        Host::Aws => "eu-central-1",
        Host::Azure => "westeurope",
        Host::Gcp => "europe-west3",
        Host::OnPrem => "",
    };
    let mut stand_ins = regions(plan, catalogue, region);
    stand_ins.insert(0, ("none".to_owned(), t!(words::UNPRICED).to_owned()));
    let mut seconds = regions(plan, catalogue, region);
    if !platform.has_second_site() {
        seconds.insert(0, ("none".to_owned(), t!(words::NONE).to_owned()));
    }
    let patterns = Pattern::ALL.map(|pattern| (pattern.name(), pattern.title()));
    let zones = if region.is_some() { t!(words::ZONES) } else { t!(words::FAILURE_DOMAINS) };
    let shown_if = |shown, field| Field { shown, ..field };
    Section {
        id: "platform",
        title: t!(words::PLATFORM),
        digest: t!(
            words::ZONES_AT,
            platform = platform.title(),
            place = in_words(platform.place()),
            zones = platform.zones
        ),
        open: true,
        fields: vec![
            field("platform.provider", t!(words::PLATFORM), "", Kind::Choice(providers.into()))
                .default("aws"),
            shown_if(
                is_openshift,
                field("platform.openshift.flavour", t!(words::FLAVOUR), "", Kind::Choice(flavours.into()))
                    .default("ocp"),
            ),
            shown_if(
                is_openshift,
                field("platform.openshift.host", t!(words::HOST), "", Kind::Choice(hosts))
                    .default(flavour.hosts()[0].name()),
            ),
            shown_if(
                region.is_some(),
                field("platform.region", t!(words::REGION), "", Kind::Choice(regions(plan, catalogue, None)))
                    .default(default_region),
            ),
            field("platform.zones", zones, "", Kind::Choice(zone_choices)).default(most.min(3)),
            field("platform.pattern", t!(words::PATTERN), "", named(&patterns)).default("cloud-native"),
            shown_if(
                region.is_some(),
                field("platform.second_region", t!(words::SECOND_REGION), "", Kind::Choice(seconds))
                    .default("none"),
            ),
            shown_if(
                region.is_some(),
                field("finance.stand_in_region", t!(words::STAND_IN), "", Kind::Choice(stand_ins))
                    .default("none"),
            ),
        ],
    }
}

fn cluster(plan: &Plan, chosen: &Chosen, catalogue: &Catalogue, prices: Option<&Prices<'_>>) -> Section {
    let host = plan.platform.host;
    let is_sold = |name: &str| {
        host == Host::OnPrem
            || prices.is_some_and(|prices| prices.meter(host.compute_service(), name).is_some())
    };
    let mut types: Vec<Choice> = catalogue
        .types(host)
        .values()
        .filter(|t| t.vcpu >= 2 && t.memory_gib >= 8.0 && t.vcpu <= 64 && is_sold(&t.name))
        .map(|t| {
            (
                t.name.clone(),
                format!("{} · {} vCPU, {} GiB", t.name, t.vcpu, local(&t.memory_gib.to_string())),
            )
        })
        .collect();
    types.insert(0, ("auto".to_owned(), t!(words::AUTO_CHEAPEST).to_owned()));
    let losses = [
        ("static", words::LOSS_STATIC),
        ("elastic", words::LOSS_ELASTIC),
        ("degraded", words::LOSS_DEGRADED),
        ("none", words::LOSS_NONE),
    ];
    Section {
        id: "cluster",
        title: t!(words::CLUSTER),
        digest: format!("{} × {}", chosen.nodes, chosen.instance_type),
        open: true,
        fields: vec![
            field("node_pools.0.instance_type", t!(words::INSTANCE_TYPE), "", Kind::Choice(types))
                .auto(&chosen.instance_type),
            field("node_pools.0.nodes", t!(words::NODES_ALL), "", Kind::Number).auto(chosen.nodes),
            field("node_pools.0.architecture", t!(words::ARCHITECTURE), "", choices(&ARCHITECTURES))
                .default("amd64"),
            field("node_pools.0.zone_loss", t!(words::ZONE_LOSS), "", choices(&losses)).default("static"),
        ],
    }
    .digested(&plan.node_pool.nodes)
}

const ARCHITECTURES: [(&str, Word); 3] =
    [("amd64", words::AMD64), ("arm64", words::ARM64), ("any", words::EITHER)];

/// What is rarely set of the nodes.
fn nodes(plan: &Plan) -> Section {
    let (networks, usual): (&[(&str, Word)], &str) = match plan.platform.provider {
        Provider::Aws => {
            (&[("vpc-cni", words::VPC_CNI), ("vpc-cni-prefix", words::WITH_PREFIXES)], "vpc-cni")
        }
        Provider::Azure => (
            &[
                ("overlay", words::OVERLAY),
                ("pod-subnet", words::POD_SUBNET),
                ("kubenet", words::KUBENET),
                ("node-subnet", words::NODE_SUBNET),
            ],
            "overlay",
        ),
        Provider::Gcp | Provider::Openshift => (&[], ""),
    };
    let digest = match plan.node_pool.autoscale {
        Some((least, most)) => t!(words::AUTOSCALED, least = least, most = most),
        None => t!(words::NO_AUTOSCALER).to_owned(),
    };
    let seen = [("expected", words::AS_MEASURED), ("cautious", words::LESS_MEMORY)];
    Section {
        id: "node-details",
        title: t!(words::NODE_DETAILS),
        digest,
        open: false,
        fields: vec![
            field(
                "node_pools.0.autoscale.min",
                t!(words::AUTOSCALE_LEAST),
                t!(words::UNIT_NODES),
                Kind::Number,
            )
            .default("–"),
            field(
                "node_pools.0.autoscale.max",
                t!(words::AUTOSCALE_MOST),
                t!(words::UNIT_NODES),
                Kind::Number,
            )
            .default("–"),
            field(
                "node_pools.0.burstable",
                t!(words::BURSTABLE),
                "",
                choices(&[("false", words::NOT_CHOSEN), ("true", words::MAY_BE_CHOSEN)]),
            )
            .default("false"),
            field("platform.memory_seen", t!(words::MEMORY_SEEN), "", choices(&seen)).default("expected"),
            Field {
                shown: !networks.is_empty(),
                ..field("platform.pod_network", t!(words::POD_NETWORK), "", choices(networks)).default(usual)
            },
        ],
    }
}

/// What only OpenShift has to choose.
fn openshift(plan: &Plan) -> Section {
    let platform = &plan.platform;
    let is_openshift = platform.flavour.is_some();
    let is_own_site = platform.host == Host::OnPrem;
    let has_infra_choice = matches!(platform.flavour, Some(Flavour::Ocp | Flavour::Okd)) && !is_own_site;
    let shards = platform.openshift.map_or(0, |settings| settings.router_shards);
    let path = |path, label, kind, shown| Field { shown, ..field(path, label, "", kind) };
    let sizing =
        choices(&[("default", words::SIZING_DEFAULT), ("on", words::SIZING_ON), ("off", words::SIZING_OFF)]);
    let infra = choices(&[("none", words::NONE), ("auto", words::THREE)]);
    let profiles = OdfProfile::ALL.map(|profile| match profile {
        OdfProfile::Internal => (profile.name(), t!(words::ODF_INTERNAL)),
        OdfProfile::Lean | OdfProfile::Balanced | OdfProfile::Performance => (profile.name(), profile.name()),
    });
    Section {
        id: "openshift",
        title: t!(words::OPENSHIFT),
        digest: if shards == 1 { t!(words::SHARD).to_owned() } else { t!(words::SHARDS, count = shards) },
        open: false,
        fields: vec![
            path("platform.openshift.router_shards", t!(words::ROUTER_SHARDS), Kind::Number, is_openshift)
                .default(2),
            path("platform.openshift.auto_sizing", t!(words::AUTO_SIZING), sizing, is_openshift)
                .default("default"),
            path("platform.openshift.infra_nodes", t!(words::INFRA_NODES), infra, has_infra_choice)
                .default("none"),
            path(
                "platform.openshift.odf_profile",
                t!(words::ODF_PROFILE),
                named(&profiles),
                is_openshift && is_own_site,
            )
            .default("internal"),
        ],
    }
}

impl Section {
    /// Says in the digest that the user set the node count.
    fn digested<T>(mut self, nodes: &Auto<T>) -> Self {
        if matches!(nodes, Auto::Set(_)) {
            self.digest = t!(words::BY_HAND, digest = self.digest);
        }
        self
    }
}

fn workload(plan: &Plan, chosen: &Chosen) -> Section {
    let profiles = Profile::ALL.map(|profile| (profile.name(), profile.title()));
    let files = match &plan.workload.source {
        WorkloadSource::Profile => None,
        WorkloadSource::Manifests(pods) => Some(pods.files.len()),
    };
    let validators = Field {
        shown: files.is_none() && chosen.validators.is_some(),
        ..field("workload.replicas.besu-validator", t!(words::VALIDATORS), "", Kind::Number).default(4)
    };
    let fields = vec![
        Field {
            shown: files.is_none(),
            ..field("workload.profile", t!(words::PROFILE), "", named(&profiles))
                .default("dalp-private-chain")
        },
        validators,
        field("workload.growth_pct_per_year", t!(words::GROWTH), t!(words::PCT_A_YEAR), Kind::Range)
            .default(20),
    ];
    let digest = match files {
        None => in_words(plan.workload.profile.title()).to_owned(),
        Some(1) => t!(words::MANIFEST).to_owned(),
        Some(files) => t!(words::MANIFESTS, count = files),
    };
    Section { id: "workload", title: t!(words::WORKLOAD), digest, open: false, fields }
}

fn data(plan: &Plan, chosen: &Chosen, catalogue: &Catalogue, prices: Option<&Prices<'_>>) -> Section {
    let standby = [("zone-redundant", words::STANDBY_ZONES), ("none", words::STANDBY_NONE)];
    let usual = if plan.platform.zones > 1 { "zone-redundant" } else { "none" };
    let services = plan.data_services();
    let classes = |names: Option<Vec<String>>| {
        let names = names.unwrap_or_default().into_iter();
        let mut classes: Vec<Choice> = names.map(|name| (name.clone(), name)).collect();
        classes.sort();
        classes.insert(0, ("auto".to_owned(), t!(words::AUTO_SMALLEST).to_owned()));
        Kind::Choice(classes)
    };
    let databases = prices.map(|prices| databases_sold(&plan.database, &plan.platform, catalogue, prices));
    let caches = prices.map(|prices| caches_sold(&plan.cache, &plan.platform, catalogue, prices));
    let only_managed = |field: Field| Field { shown: services == DataServices::Managed, ..field };
    // Pods of the profile have the sizes of the chart.
    let unless_pods = |field: Field| Field { shown: services != DataServices::OfProfile, ..field };
    let digest = match services {
        DataServices::OfProfile => t!(words::POD_EACH).to_owned(),
        DataServices::Managed | DataServices::OnSite => format!("{}, {}", chosen.database, chosen.cache),
    };
    Section {
        id: "database-and-cache",
        title: t!(words::DATABASE_AND_CACHE),
        digest,
        open: true,
        fields: vec![
            only_managed(
                field("database.instance", t!(words::POSTGRESQL), "", classes(databases))
                    .auto(&chosen.database),
            ),
            unless_pods(
                field("database.high_availability", t!(words::STANDBY), "", choices(&standby)).default(usual),
            ),
            unless_pods(field("database.storage_gib", t!(words::STORAGE), "GiB", Kind::Range).default(200)),
            only_managed(field("cache.instance", t!(words::CACHE), "", classes(caches)).auto(&chosen.cache)),
            unless_pods(
                field("cache.high_availability", t!(words::CACHE_REPLICA), "", choices(&standby))
                    .default(usual),
            ),
        ],
    }
    .digested(&plan.database.instance)
}

const ENDPOINTS: [(&str, Word); 2] = [("false", words::PUBLIC_ENDPOINTS), ("true", words::PRIVATE_ENDPOINTS)];

fn network(plan: &Plan) -> Section {
    let places = [("in-cluster", words::IN_CLUSTER), ("managed", words::PROVIDERS_SERVICE)];
    Section {
        id: "traffic-and-storage",
        title: t!(words::TRAFFIC_AND_STORAGE),
        digest: t!(words::EGRESS, gib = local(&plan.network.egress_gib_per_month.likely().to_string())),
        open: false,
        fields: vec![
            field(
                "network.egress_gib_per_month",
                t!(words::TO_INTERNET),
                t!(words::GIB_A_MONTH),
                Kind::Range,
            )
            .default(200),
            Field {
                shown: plan.data_services() != DataServices::OfProfile,
                ..field("object_storage.stored_gib", t!(words::OBJECTS), "GiB", Kind::Range).default(500)
            },
            field("observability.metrics", t!(words::METRICS), "", choices(&places)).default("in-cluster"),
            Field {
                shown: plan.platform.host != Host::OnPrem,
                ..field("network.private_endpoints", t!(words::ENDPOINTS), "", choices(&ENDPOINTS))
                    .default("false")
            },
        ],
    }
}

fn targets(plan: &Plan) -> Section {
    let set = plan.targets.len();
    let digest =
        if set == 0 { t!(words::TARGETS_NONE).to_owned() } else { t!(words::TARGETS_SET, count = set) };
    let target = |path, label, unit| field(path, label, unit, Kind::Number).default("–");
    Section {
        id: "targets",
        title: t!(words::TARGETS),
        digest,
        open: false,
        fields: vec![
            target("targets.monthly_cost_usd", t!(words::TARGET_COST), "USD"),
            target("targets.availability_pct", t!(words::TARGET_AVAILABILITY), "%"),
            target("targets.rto_minutes", t!(words::TARGET_RTO), "min"),
            target("targets.rpo_seconds", t!(words::TARGET_RPO), "s"),
            target("targets.setup_days", t!(words::TARGET_SETUP), t!(words::DAYS)),
            target("targets.fte", t!(words::TARGET_FTE), "FTE"),
            field("targets.confidence", t!(words::CONFIDENCE), "", Kind::Number).default(0.5),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_has_words() {
        let titles = Profile::ALL.map(Profile::title).into_iter().chain([Host::OnPrem.title()]);
        for title in titles {
            assert!(NAMES.iter().any(|word| word.english == title), "{title}");
        }
    }
}
