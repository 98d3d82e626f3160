//! Where and on what the platform runs.

use super::form::{Form, Key, Rule, auto_or, key, one_or_more, table, words};
use crate::engine::catalogue::{Catalogue, Host, Pattern, Provider, Upfront};
use crate::engine::scenario::pods::AutoscalerAt;
use crate::engine::scenario::read::pod_networks;
use crate::engine::scenario::{Flavour, OdfProfile, Profile, ZoneLoss};

/// Regions of every provider, with the words before them.
pub(super) fn regions(catalogue: &Catalogue, before: &[&str]) -> Form {
    let names = catalogue.regions.iter().map(|region| region.name.as_str());
    words(before.iter().copied().chain(names))
}

/// The section `[platform]`.
pub(super) fn platform(catalogue: &Catalogue) -> Vec<Key> {
    let networks = Provider::ALL.into_iter().flat_map(pod_networks).map(|(word, _)| *word);
    vec![
        key("provider", words(Provider::ALL.map(Provider::name)), "Whose managed Kubernetes, or OpenShift.").needed(),
        key(
            "region",
            regions(catalogue, &[]),
            "Region of the provider. Default: eu-central-1, westeurope or europe-west3. None on premises.",
        ),
        key("zones", Form::Whole(1, 12), "Zones; on premises failure domains inside one site. Default: 3, or all that the region has."),
        key("pattern", words(Pattern::ALL.map(Pattern::name)), "Deployment pattern.").or("cloud-native"),
        key(
            "second_region",
            regions(catalogue, &["none"]),
            "Another region of the same provider, for a second site or for copies.",
        )
        .or("none"),
        key(
            "kubernetes_version",
            Form::Pattern("^1\\.(2[1-9]|[3-9][0-9])$"),
            "Version of Kubernetes, as a text.",
        )
        .or("1.33"),
        key(
            "upgrades",
            words(["stay", "in-time"]),
            "What happens when standard support of a version ends: the team stays and pays for extended support, or upgrades before.",
        )
        .or("stay"),
        key("long_term_support", Form::Flag, "Whether the cluster is of the tier or channel that keeps old versions (AKS, GKE).").or(false),
        key("pod_network", words(networks), "How pods get their addresses: it sets the pod limit of a node.").or("auto"),
        key(
            "memory_seen",
            words(["expected", "cautious"]),
            "How much of the advertised memory counts: as measured, or at most what autoscalers count on.",
        )
        .or("expected"),
        key("openshift", table(openshift()), "What only OpenShift has to choose."),
    ]
}

/// What holds between the keys of `[platform]`.
pub(super) fn rules() -> Vec<Rule> {
    vec![Rule::Belong {
        key: "provider",
        word: "openshift",
        to_word: true,
        keys: &["openshift"],
        needed: false,
    }]
}

fn openshift() -> Vec<Key> {
    let hosts = [Host::Aws, Host::Azure, Host::Gcp, Host::OnPrem].map(Host::name);
    vec![
        key("flavour", words(Flavour::ALL.map(Flavour::name)), "Distribution.").or("ocp"),
        key("host", words(hosts), "Whose machines it runs on. Default: the first that the flavour runs on."),
        key(
            "auto_sizing",
            words(["default", "on", "off"]),
            "Whether nodes size what they keep back by their own size.",
        )
        .or("default"),
        key("router_shards", Form::Whole(1, 10), "Router shards, each of which serves the whole platform.")
            .or(2),
        key("infra_nodes", words(["none", "auto"]), "Nodes that carry only what OpenShift itself runs.")
            .or("none"),
        key(
            "odf_profile",
            words(OdfProfile::ALL.map(OdfProfile::name)),
            "What the services of OpenShift Data Foundation ask for; on premises only.",
        ),
    ]
}

/// The section `[workload]`.
pub(super) fn workload() -> Vec<Key> {
    vec![
        key(
            "profile",
            words(Profile::ALL.map(Profile::name)),
            "Pods of the vendor's chart. Default: dalp-private-chain.",
        ),
        key(
            "manifests",
            one_or_more(&Form::Text, 1),
            "Files of Kubernetes manifests that say what runs, instead of profile.",
        ),
        key(
            "autoscalers",
            words(AutoscalerAt::WORDS.map(|(word, _)| word)),
            "Where in their range the autoscalers of the manifests are taken to stand.",
        )
        .or("least"),
        key("growth_pct_per_year", Form::Quantity(0.0, 1000.0), "Growth of requests and data.").or(20),
        key(
            "replicas",
            Form::Map(Box::new(Form::Whole(0, 100_000))),
            "Pods per component, where they differ from the profile or the manifests.",
        ),
    ]
}

/// A table of `[[node_pools]]`.
pub(super) fn pool() -> Vec<Key> {
    let losses = [ZoneLoss::Static, ZoneLoss::Elastic, ZoneLoss::Degraded, ZoneLoss::None];
    let bounds = ["min", "max"].map(|bound| {
        let which = if bound == "min" { "Least" } else { "Most" };
        key(bound, Form::Whole(0, 1000), format!("{which} nodes; 0 and 0 is no autoscaler.")).or(0)
    });
    vec![
        key("name", Form::Text, "Name of the pool.").or("general"),
        key("instance_type", Form::Text, "A type of the catalogue; auto is the cheapest that does.").or("auto"),
        key("architecture", words(["amd64", "arm64", "any"]), "Architecture of the nodes.").or("amd64"),
        key("burstable", Form::Flag, "Whether auto may pick burstable types.").or(false),
        key("nodes", auto_or(Form::Whole(1, 1000)), "Nodes over all zones.").or("auto"),
        key("autoscale", table(bounds.into()), "Bounds of the provider's node group."),
        key(
            "zone_loss",
            words(losses.map(ZoneLoss::name)),
            "What must fit when any one zone is lost: every pod on what is left, every pod with new nodes, the pods of the highest priority, or nothing.",
        )
        .or("static"),
        key("commitment", commitment(true), "How the nodes are bought.").or("none"),
    ]
}

/// The key `commitment`: a word or a scheme of the provider.
pub(super) fn commitment(is_compute: bool) -> Form {
    let short: &[&str] = if is_compute { &["none", "spot"] } else { &["none"] };
    let upfront = [Upfront::None, Upfront::Partial, Upfront::All].map(Upfront::name);
    let keys = vec![
        key("scheme", Form::Text, "A discount of the provider, by the name that the data has for it.")
            .or("none"),
        key("years", Form::Whole(1, 5), "Term; the scheme's shortest is the default."),
        key("upfront", words(upfront), "What is paid at once; the least that the scheme has is the default."),
        key("coverage_pct", Form::Number(0.0, 100.0), "How much of the use is committed.").or(100),
    ];
    Form::Any(vec![words(short.iter().copied()), table(keys)])
}
