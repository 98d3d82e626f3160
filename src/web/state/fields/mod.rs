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

fn choices(pairs: &[(&str, &str)]) -> Kind {
    Kind::Choice(pairs.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect())
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
            let mark = match region.state {
                RegionState::Open => "",
                RegionState::Unusable => " (declared unusable)",
            };
            (region.name.clone(), format!("{} · {}{mark}", region.name, region.title))
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
    let hosts =
        flavour.hosts().iter().map(|host| (host.name().to_owned(), host.title().to_owned())).collect();
    let is_openshift = platform.flavour.is_some();
    let default_region = match platform.host {
        Host::Aws => "eu-central-1",
        Host::Azure => "westeurope",
        Host::Gcp => "europe-west3",
        Host::OnPrem => "",
    };
    let mut stand_ins = regions(plan, catalogue, region);
    stand_ins.insert(0, ("none".to_owned(), "none: such a line stays unpriced".to_owned()));
    let mut seconds = regions(plan, catalogue, region);
    if !platform.has_second_site() {
        seconds.insert(0, ("none".to_owned(), "none".to_owned()));
    }
    let patterns = Pattern::ALL.map(|pattern| (pattern.name(), pattern.title()));
    let zones = if region.is_some() { "Zones" } else { "Failure domains" };
    let shown_if = |shown, field| Field { shown, ..field };
    Section {
        title: "Platform",
        digest: format!("{}, {}, {} zones", platform.title(), platform.place(), platform.zones),
        open: true,
        fields: vec![
            field("platform.provider", "Platform", "", Kind::Choice(providers.into())).default("aws"),
            shown_if(
                is_openshift,
                field("platform.openshift.flavour", "Flavour", "", Kind::Choice(flavours.into()))
                    .default("ocp"),
            ),
            shown_if(
                is_openshift,
                field("platform.openshift.host", "On", "", Kind::Choice(hosts))
                    .default(flavour.hosts()[0].name()),
            ),
            shown_if(
                region.is_some(),
                field("platform.region", "Region", "", Kind::Choice(regions(plan, catalogue, None)))
                    .default(default_region),
            ),
            field("platform.zones", zones, "", Kind::Choice(zone_choices)).default(most.min(3)),
            field("platform.pattern", "Pattern", "", choices(&patterns)).default("cloud-native"),
            shown_if(
                region.is_some(),
                field("platform.second_region", "Second region", "", Kind::Choice(seconds)).default("none"),
            ),
            shown_if(
                region.is_some(),
                field("finance.stand_in_region", "Missing prices from", "", Kind::Choice(stand_ins))
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
        .map(|t| (t.name.clone(), format!("{} · {} vCPU, {} GiB", t.name, t.vcpu, t.memory_gib)))
        .collect();
    types.insert(0, ("auto".to_owned(), "auto: cheapest that does".to_owned()));
    let losses = [
        ("static", "all fits on what is left"),
        ("elastic", "new nodes may start"),
        ("degraded", "lesser pods make room"),
        ("none", "may fail"),
    ];
    Section {
        title: "Cluster",
        digest: format!("{} × {}", chosen.nodes, chosen.instance_type),
        open: true,
        fields: vec![
            field("node_pools.0.instance_type", "Instance type", "", Kind::Choice(types))
                .auto(&chosen.instance_type),
            field("node_pools.0.nodes", "Nodes, all zones", "", Kind::Number).auto(chosen.nodes),
            field("node_pools.0.architecture", "Architecture", "", choices(&ARCHITECTURES)).default("amd64"),
            field("node_pools.0.zone_loss", "When a zone is lost", "", choices(&losses)).default("static"),
        ],
    }
    .digested(&plan.node_pool.nodes)
}

const ARCHITECTURES: [(&str, &str); 3] = [("amd64", "amd64"), ("arm64", "arm64"), ("any", "either")];

/// What is rarely set of the nodes.
fn nodes(plan: &Plan) -> Section {
    let (networks, usual): (&[(&str, &str)], &str) = match plan.platform.provider {
        Provider::Aws => (&[("vpc-cni", "VPC CNI"), ("vpc-cni-prefix", "with prefixes")], "vpc-cni"),
        Provider::Azure => (
            &[
                ("overlay", "overlay"),
                ("pod-subnet", "pod subnet"),
                ("kubenet", "kubenet"),
                ("node-subnet", "node subnet"),
            ],
            "overlay",
        ),
        Provider::Gcp | Provider::Openshift => (&[], ""),
    };
    let digest = match plan.node_pool.autoscale {
        Some((least, most)) => format!("{least} to {most} nodes"),
        None => "no autoscaler".to_owned(),
    };
    let seen = [("expected", "as measured"), ("cautious", "7.5 % less")];
    Section {
        title: "Node details",
        digest,
        open: false,
        fields: vec![
            field("node_pools.0.autoscale.min", "Autoscaler, least", "nodes", Kind::Number).default("–"),
            field("node_pools.0.autoscale.max", "Autoscaler, most", "nodes", Kind::Number).default("–"),
            field(
                "node_pools.0.burstable",
                "Burstable types",
                "",
                choices(&[("false", "not chosen"), ("true", "may be chosen")]),
            )
            .default("false"),
            field("platform.memory_seen", "Memory of a node", "", choices(&seen)).default("expected"),
            Field {
                shown: !networks.is_empty(),
                ..field("platform.pod_network", "Pod network", "", choices(networks)).default(usual)
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
        choices(&[("default", "as the version has it"), ("on", "by size"), ("off", "the same at any")]);
    let infra = choices(&[("none", "none"), ("auto", "three")]);
    let profiles = OdfProfile::ALL.map(|profile| match profile {
        OdfProfile::Internal => (profile.name(), "as the vendor's sizer"),
        OdfProfile::Lean | OdfProfile::Balanced | OdfProfile::Performance => (profile.name(), profile.name()),
    });
    Section {
        title: "OpenShift",
        digest: if shards == 1 { "1 router shard".to_owned() } else { format!("{shards} router shards") },
        open: false,
        fields: vec![
            path("platform.openshift.router_shards", "Router shards", Kind::Number, is_openshift).default(2),
            path("platform.openshift.auto_sizing", "Nodes keep back", sizing, is_openshift)
                .default("default"),
            path("platform.openshift.infra_nodes", "Infra nodes", infra, has_infra_choice).default("none"),
            path(
                "platform.openshift.odf_profile",
                "Storage services",
                choices(&profiles),
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
            self.digest.push_str(", set");
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
        ..field("workload.replicas.besu-validator", "Validators", "", Kind::Number).default(4)
    };
    let fields = vec![
        Field {
            shown: files.is_none(),
            ..field("workload.profile", "Profile", "", choices(&profiles)).default("dalp-private-chain")
        },
        validators,
        field("workload.growth_pct_per_year", "Growth", "% a year", Kind::Range).default(20),
    ];
    let digest = match files {
        None => plan.workload.profile.title().to_owned(),
        Some(1) => "1 manifest file".to_owned(),
        Some(files) => format!("{files} manifest files"),
    };
    Section { title: "Workload", digest, open: false, fields }
}

fn data(plan: &Plan, chosen: &Chosen, catalogue: &Catalogue, prices: Option<&Prices<'_>>) -> Section {
    let standby = [("zone-redundant", "pair in two zones"), ("none", "one instance")];
    let usual = if plan.platform.zones > 1 { "zone-redundant" } else { "none" };
    let services = plan.data_services();
    let classes = |names: Option<Vec<String>>| {
        let names = names.unwrap_or_default().into_iter();
        let mut classes: Vec<Choice> = names.map(|name| (name.clone(), name)).collect();
        classes.sort();
        classes.insert(0, ("auto".to_owned(), "auto: smallest that does".to_owned()));
        Kind::Choice(classes)
    };
    let databases = prices.map(|prices| databases_sold(&plan.database, &plan.platform, catalogue, prices));
    let caches = prices.map(|prices| caches_sold(&plan.cache, &plan.platform, catalogue, prices));
    let only_managed = |field: Field| Field { shown: services == DataServices::Managed, ..field };
    // Pods of the profile have the sizes of the chart.
    let unless_pods = |field: Field| Field { shown: services != DataServices::OfProfile, ..field };
    let digest = match services {
        DataServices::OfProfile => "one pod each, in the cluster".to_owned(),
        DataServices::Managed | DataServices::OnSite => format!("{}, {}", chosen.database, chosen.cache),
    };
    Section {
        title: "Database and cache",
        digest,
        open: true,
        fields: vec![
            only_managed(
                field("database.instance", "PostgreSQL", "", classes(databases)).auto(&chosen.database),
            ),
            unless_pods(field("database.high_availability", "Standby", "", choices(&standby)).default(usual)),
            unless_pods(field("database.storage_gib", "Storage", "GiB", Kind::Range).default(200)),
            only_managed(field("cache.instance", "Cache", "", classes(caches)).auto(&chosen.cache)),
            unless_pods(
                field("cache.high_availability", "Cache replica", "", choices(&standby)).default(usual),
            ),
        ],
    }
    .digested(&plan.database.instance)
}

const ENDPOINTS: [(&str, &str); 2] = [("false", "over the internet"), ("true", "over private endpoints")];

fn network(plan: &Plan) -> Section {
    let places = [("in-cluster", "in the cluster"), ("managed", "provider's service")];
    Section {
        title: "Traffic and storage",
        digest: format!("{} GiB out", plan.network.egress_gib_per_month.likely()),
        open: false,
        fields: vec![
            field("network.egress_gib_per_month", "To the internet", "GiB/mo", Kind::Range).default(200),
            Field {
                shown: plan.data_services() != DataServices::OfProfile,
                ..field("object_storage.stored_gib", "Objects stored", "GiB", Kind::Range).default(500)
            },
            field("observability.metrics", "Metrics and logs", "", choices(&places)).default("in-cluster"),
            Field {
                shown: plan.platform.host != Host::OnPrem,
                ..field("network.private_endpoints", "Provider's services", "", choices(&ENDPOINTS))
                    .default("false")
            },
        ],
    }
}

fn targets(plan: &Plan) -> Section {
    let set = plan.targets.len();
    let digest = if set == 0 { "none set".to_owned() } else { format!("{set} set") };
    let target = |path, label, unit| field(path, label, unit, Kind::Number).default("–");
    Section {
        title: "Targets",
        digest,
        open: false,
        fields: vec![
            target("targets.monthly_cost_usd", "Cost a month", "USD"),
            target("targets.availability_pct", "Availability", "%"),
            target("targets.rto_minutes", "RTO", "min"),
            target("targets.rpo_seconds", "RPO", "s"),
            target("targets.setup_days", "Setup", "days"),
            target("targets.fte", "Planned work", "FTE"),
            field("targets.confidence", "Met with odds of", "", Kind::Number).default(0.5),
        ],
    }
}
