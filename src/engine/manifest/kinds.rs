//! What the kinds of objects mean for pods.

/// What an object is to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Pod,
    Deployment,
    ReplicaSet,
    StatefulSet,
    DaemonSet,
    Job,
    CronJob,
    Autoscaler,
    DisruptionBudget,
    Claim,
    PriorityClass,
    RuntimeClass,
    Namespace,
    /// Objects within an object.
    List,
    /// Known, and without pods.
    NoPods,
    /// Known, with a meaning for pods that is not read; and which.
    Unread(&'static str),
    /// Not known.
    Unknown,
}

impl Role {
    /// Whether it makes pods.
    pub const fn makes_pods(self) -> bool {
        matches!(
            self,
            Self::Pod
                | Self::Deployment
                | Self::ReplicaSet
                | Self::StatefulSet
                | Self::DaemonSet
                | Self::Job
                | Self::CronJob
        )
    }
}

/// The role of a kind in the API group of `api_version`.
pub(super) fn role(api_version: &str, kind: &str) -> Role {
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    match (group, kind) {
        ("", "Pod") => Role::Pod,
        (group, kind) if kind.ends_with("List") && (LISTS.contains(&group) || GROUPS.contains(&group)) => {
            Role::List
        }
        ("apps" | "extensions", "Deployment") => Role::Deployment,
        ("apps" | "extensions", "ReplicaSet") | ("", "ReplicationController") => Role::ReplicaSet,
        ("apps", "StatefulSet") => Role::StatefulSet,
        ("apps" | "extensions", "DaemonSet") => Role::DaemonSet,
        ("batch", "Job") => Role::Job,
        ("batch", "CronJob") => Role::CronJob,
        ("autoscaling", "HorizontalPodAutoscaler") => Role::Autoscaler,
        ("policy", "PodDisruptionBudget") => Role::DisruptionBudget,
        ("", "PersistentVolumeClaim") => Role::Claim,
        ("scheduling.k8s.io", "PriorityClass") => Role::PriorityClass,
        ("node.k8s.io", "RuntimeClass") => Role::RuntimeClass,
        ("", "Namespace") => Role::Namespace,
        ("", "LimitRange") => Role::Unread("its default requests are not given to pods"),
        ("", "ResourceQuota") => Role::Unread("the bounds of its namespace are not kept"),
        ("apps.openshift.io", "DeploymentConfig") => {
            Role::Unread("its pods are not counted; a Deployment is")
        }
        ("argoproj.io", "Rollout") => Role::Unread("its pods are not counted; a Deployment is"),
        ("keda.sh", "ScaledObject" | "ScaledJob") | ("autoscaling.k8s.io", "VerticalPodAutoscaler") => {
            Role::Unread("what it changes of replicas or requests is not read")
        }
        ("resource.k8s.io", _) => Role::Unread("devices are not fitted"),
        ("", kind) if CORE.contains(&kind) => Role::NoPods,
        (group, _) if GROUPS.contains(&group) => Role::NoPods,
        (group, kind) if CUSTOM.contains(&(group, kind)) => Role::NoPods,
        _ => Role::Unknown,
    }
}

/// API groups whose lists are read, beside those without pods.
const LISTS: &[&str] = &["", "autoscaling", "batch"];

/// Kinds of the core group that run no pods.
const CORE: &[&str] = &[
    "Binding",
    "ComponentStatus",
    "ConfigMap",
    "Endpoints",
    "Event",
    "Node",
    "PersistentVolume",
    "PodTemplate",
    "Secret",
    "Service",
    "ServiceAccount",
];

/// API groups of which no kind runs pods, but for what is named above.
const GROUPS: &[&str] = &[
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "authorization.openshift.io",
    "certificates.k8s.io",
    "cilium.io",
    "coordination.k8s.io",
    "crd.projectcalico.org",
    "discovery.k8s.io",
    "events.k8s.io",
    "extensions",
    "external-secrets.io",
    "flowcontrol.apiserver.k8s.io",
    "kyverno.io",
    "metrics.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "route.openshift.io",
    "scheduling.k8s.io",
    "security.istio.io",
    "security.openshift.io",
    "snapshot.storage.k8s.io",
    "storage.k8s.io",
    "traefik.io",
];

/// Custom resources that run no pods, of groups of which others do.
const CUSTOM: &[(&str, &str)] = &[
    ("argoproj.io", "AppProject"),
    ("argoproj.io", "Application"),
    ("cert-manager.io", "Certificate"),
    ("cert-manager.io", "CertificateRequest"),
    ("cert-manager.io", "ClusterIssuer"),
    ("cert-manager.io", "Issuer"),
    ("gateway.networking.k8s.io", "GRPCRoute"),
    ("gateway.networking.k8s.io", "GatewayClass"),
    ("gateway.networking.k8s.io", "HTTPRoute"),
    ("gateway.networking.k8s.io", "ReferenceGrant"),
    ("monitoring.coreos.com", "PodMonitor"),
    ("monitoring.coreos.com", "Probe"),
    ("monitoring.coreos.com", "PrometheusRule"),
    ("monitoring.coreos.com", "ServiceMonitor"),
    ("networking.istio.io", "DestinationRule"),
    ("networking.istio.io", "Gateway"),
    ("networking.istio.io", "VirtualService"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_by_its_group_too() {
        assert_eq!(role("apps/v1", "Deployment"), Role::Deployment);
        assert_eq!(role("extensions/v1beta1", "Deployment"), Role::Deployment);
        assert_eq!(role("example.org/v1", "Deployment"), Role::Unknown);
        assert_eq!(role("v1", "Service"), Role::NoPods);
        assert_eq!(role("serving.knative.dev/v1", "Service"), Role::Unknown);
        assert_eq!(role("v1", "List"), Role::List);
        assert_eq!(role("apps/v1", "DeploymentList"), Role::List);
        assert_eq!(role("monitoring.coreos.com/v1", "ServiceMonitor"), Role::NoPods);
        assert_eq!(role("monitoring.coreos.com/v1", "Prometheus"), Role::Unknown);
        assert_eq!(role("networking.k8s.io/v1", "IngressList"), Role::List);
    }
}
