//! What each small file must give: worked out by hand from the text of the file and the rules of
//! Kubernetes, which the files name.

use zoneplan::engine::manifest::Level::{Fault, Unread, Warning};

use super::Case;

pub const CASES: &[Case] = &[
    Case {
        file: "kinds.yaml",
        // 2000M = 2,000,000,000 bytes = 1907.35 MiB; a quarter of three is one.
        groups: &[
            "Deployment shop/web ×3 250m 1024Mi limit 1000m/2048Mi surge 1",
            "StatefulSet shop/db ×2 500m 1908Mi [20 GiB own zonal]",
            "DaemonSet agent ×0 50m 64Mi",
            "ReplicaSet old-style ×1 1m 1Mi",
            "ReplicaSet older-style ×2 1m 1Mi",
            "Pod alone ×1 2000m 1536Mi",
            "Job once ×3 10m 10Mi",
            "CronJob nightly ×1 10m 10Mi",
        ],
        claims: &[],
        notes: &[],
        others: &[],
    },
    Case {
        file: "sidecars.yaml",
        groups: &["Pod mixed ×1 550m 512Mi log does not say memory"],
        claims: &[],
        notes: &[],
        others: &[],
    },
    Case {
        file: "quantities.yaml",
        // 129e6 bytes = 123.02 MiB.
        groups: &[
            "Pod exact ×1 2m 2Mi c does not say memory",
            "Pod thousandths ×1 100m 1Mi",
            "Pod large ×1 100000m 124Mi",
            "Pod devices ×1 1000m 1024Mi limit -m/1024Mi",
        ],
        claims: &[],
        notes: &[
            (Warning, &["document 1", "containers[1].resources.requests.memory", "\"1\" of memory", "bytes"]),
            (Warning, &["Pod thousandths", "128m of memory", "a thousandth of a byte"]),
            (Unread, &["document 4", "requests.ephemeral-storage", "2Gi of ephemeral-storage is not fitted"]),
            (Unread, &["limits[\"nvidia.com/gpu\"]", "1 of nvidia.com/gpu is not fitted"]),
        ],
        others: &[],
    },
    Case {
        file: "limits.yaml",
        // 500m + 100m, 256Mi + 64Mi; limits 700m and 320Mi.
        groups: &[
            "Pod limits-only ×1 600m 320Mi limit 700m/320Mi",
            "Pod whole ×1 1000m 200Mi limit 2000m/-Mi",
        ],
        claims: &[],
        notes: &[],
        others: &[],
    },
    Case {
        file: "overhead.yaml",
        groups: &[
            "Pod test-pod ×1 2250m 320Mi limit 2250m/320Mi",
            "Pod stated ×1 20m 20Mi",
            "Pod not-stated ×1 10m 10Mi",
        ],
        claims: &[],
        notes: &[(Warning, &["Pod not-stated: runtimeClassName", "no overhead"])],
        others: &[],
    },
    Case {
        file: "dump.yaml",
        groups: &[
            "Deployment shop/web ×2 100m 100Mi surge 1",
            "StatefulSet shop/db ×1 1000m 1024Mi [8 GiB own zonal]",
            "CronJob shop/nightly ×1 5m 5Mi",
            "Pod kube-system/kube-proxy-n1 ×1 100m 0Mi",
        ],
        claims: &["shop/data-db-backup 4"],
        notes: &[],
        others: &[
            "ReplicaSet web-5d8f: counted with its owner Deployment shop/web",
            "ReplicaSet web-77aa: counted with its owner Deployment shop/web",
            "Pod web-5d8f-x1: counted with its owner ReplicaSet shop/web-5d8f",
            "PersistentVolumeClaim data-db-0: counted with its owner StatefulSet shop/db",
            "Pod nightly-28999-abc: counted with its owner CronJob shop/nightly",
            "Job done: has no pods now finished",
            "Pod evicted: has no pods now finished",
        ],
    },
    Case {
        file: "pods.json",
        groups: &[
            "ReplicaSet shop/web-5d8f ×2 100m 100Mi",
            "StatefulSet shop/db ×2 1000m 1024Mi [8 GiB own zonal]",
            "DaemonSet agent ×0 50m 50Mi",
        ],
        claims: &[],
        notes: &[],
        others: &[
            "PersistentVolumeClaim data-db-0: counted with its owner StatefulSet shop/db",
            "PersistentVolumeClaim data-db-1: counted with its owner StatefulSet shop/db",
        ],
    },
    Case {
        file: "jobs.yaml",
        groups: &["Job wide ×5 1m 1Mi", "Job half-done ×1 1m 1Mi"],
        claims: &[],
        notes: &[],
        others: &[
            "Job waits: has no pods now suspended",
            "Job failed: has no pods now finished",
            "CronJob switched-off: has no pods now suspended",
            "Job migrate: a hook of Helm, not counted pre-install,pre-upgrade",
            "Pod check: a hook of Helm, not counted test",
            "Deployment scaled-to-none: has no pods now asks for 0 replicas",
        ],
    },
    Case {
        file: "autoscalers.yaml",
        groups: &["Deployment web ×3 1m 1Mi most 12 surge 1", "Deployment api ×1 1m 1Mi most 5 surge 1"],
        claims: &[],
        notes: &[
            (Fault, &["HorizontalPodAutoscaler turned: spec.maxReplicas", "found 5", "minReplicas, 6"]),
            (Warning, &["HorizontalPodAutoscaler lost", "Deployment nowhere"]),
        ],
        others: &["HorizontalPodAutoscaler turned: left out for a fault"],
    },
    Case {
        file: "budgets.yaml",
        groups: &[
            "Deployment seven-stay ×7 1m 1Mi surge 2 away 3",
            "Deployment seven-go ×7 1m 1Mi surge 2 away 0",
            "StatefulSet three ×3 1m 1Mi away 0",
        ],
        claims: &[],
        notes: &[
            (
                Fault,
                &["PodDisruptionBudget both: spec", "both minAvailable and maxUnavailable", "allowed is one"],
            ),
            (Warning, &["PodDisruptionBudget misses", "selects no pods"]),
            (Warning, &["PodDisruptionBudget old-empty", "selects no pods"]),
            (Warning, &["PodDisruptionBudget second", "seven-go has a second disruption budget"]),
        ],
        others: &["PodDisruptionBudget both: left out for a fault"],
    },
    Case {
        file: "claims.yaml",
        // 100 G = 93.13225746154785 GiB.
        groups: &[
            "Deployment writer ×2 1m 1Mi surge 1 [10 GiB one-node zonal] [93.13225746154785 GiB many] [1 GiB own]",
        ],
        claims: &["many 93.13225746154785", "one-node 10", "unused 0.5"],
        notes: &[
            (Fault, &["PersistentVolumeClaim sizeless: spec.resources.requests.storage", "found nothing"]),
            (Warning, &["Deployment writer: volumes", "the claim elsewhere", "left out"]),
            (Unread, &["spec.template.spec.volumes[5].awsElasticBlockStore", "is not read"]),
        ],
        others: &["PersistentVolumeClaim sizeless: left out for a fault"],
    },
    Case {
        file: "priorities.yaml",
        groups: &[
            "Pod high ×1 1m 1Mi priority 1000",
            "Pod usual ×1 1m 1Mi priority 10",
            "Pod node-critical ×1 1m 1Mi priority 2000001000",
            "Pod unknown ×1 1m 1Mi",
        ],
        claims: &[],
        notes: &[(Warning, &["Pod unknown: priorityClassName", "the class nowhere", "0 is assumed"])],
        others: &[],
    },
    Case {
        file: "nodes.yaml",
        groups: &[
            "Pod selector ×1 1m 1Mi (Architecture in arm64 and Os in linux)",
            "Pod alternatives ×1 1m 1Mi (Architecture in amd64 and Zone in a+b and InstanceType not in t3.small or Architecture in amd64)",
            "Pod impossible ×1 1m 1Mi (Os in )",
            "Pod free ×1 1m 1Mi",
        ],
        claims: &[],
        notes: &[
            (Warning, &["Pod selector: spec.nodeSelector[\"example.org/rack\"]", "assumed to meet it"]),
            (Warning, &["Pod free", "cores Gt 8", "assumed to meet it"]),
            (Unread, &["Pod alternatives", "preferences among nodes are not read"]),
            (Unread, &["Pod free: spec.nodeName", "any node is taken"]),
        ],
        others: &[],
    },
    Case {
        file: "affinities.yaml",
        groups: &[
            "Pod web ×1 1m 1Mi must near by zone [2] must apart by node [0] should apart by zone [0, 1]",
            // All pods of the team's namespaces that are not web; of the others' versions only the first.
            "Pod shop/web ×1 1m 1Mi must near by node [2, 3] must apart by zone [0]",
            "Pod shop/cache ×1 1m 1Mi",
            "Pod other/cache ×1 1m 1Mi",
        ],
        claims: &[],
        notes: &[
            (Warning, &["document 3", "[1]: apart by region in a plan of one region"]),
            (Warning, &["Pod shop/web: affinity", "selects no pods"]),
            (Warning, &["Pod shop/web", "[2].labelSelector", "selects no pods"]),
            (Unread, &["Pod web", "[2].topologyKey: found example.org/rack", "left out"]),
        ],
        others: &[],
    },
    Case {
        file: "spreads.yaml",
        // 34 % of 6 = 2.04, up to 3; 25 % of 5 = 1.25, up to 2.
        groups: &[
            "Deployment even ×6 1m 1Mi surge 3 must spread by zone 1 over 3 [0] should spread by node 2 [0]",
            "Deployment usual ×5 1m 1Mi surge 2",
            "Deployment recreated ×5 1m 1Mi",
            "Deployment counted ×5 1m 1Mi surge 3",
        ],
        claims: &[],
        notes: &[
            (Fault, &["topologySpreadConstraints[3].maxSkew: found 0", "at least 1"]),
            (Unread, &["topologySpreadConstraints[1].nodeTaintsPolicy"]),
            (Unread, &["topologySpreadConstraints[2].topologyKey: found example.org/rack"]),
        ],
        others: &[],
    },
    Case {
        file: "ports.yaml",
        groups: &[
            "Deployment edge ×2 1m 1Mi surge 1 must apart by node [0, 1]",
            "Pod other-edge ×1 1m 1Mi must apart by node [0]",
            "DaemonSet exporter ×0 1m 1Mi",
            "Pod dns ×1 1m 1Mi",
        ],
        claims: &[],
        notes: &[],
        others: &[],
    },
    Case {
        file: "kinds-unknown.yaml",
        groups: &[],
        claims: &[],
        notes: &[
            (Unread, &["document 1, line 2: Cluster db: kind", "an unknown kind"]),
            (Unread, &["document 2", "Cluster db-too"]),
            (Unread, &["Service of serving.knative.dev/v1, an unknown kind"]),
            (Unread, &["LimitRange", "default requests are not given"]),
        ],
        others: &[
            "Cluster db: not understood",
            "Cluster db-too: not understood",
            "Service function: not understood",
            "LimitRange usual: not understood its default requests are not given to pods",
        ],
    },
    Case {
        file: "hostile/template.yaml",
        groups: &["Pod sound ×1 1m 1Mi", "Pod braces ×1 1m 1Mi"],
        claims: &[],
        notes: &[
            (Fault, &["document 1", "found {{- if .Values.enabled }}", "not rendered", "helm template"]),
            (Fault, &["document 3", "Deployment quoted", "found {{ .Values.tag }}", "not rendered"]),
        ],
        others: &["Deployment quoted: left out for a fault"],
    },
    Case {
        file: "hostile/amounts.yaml",
        groups: &["Pod sound ×1 1m 1Mi"],
        claims: &[],
        notes: &[
            (
                Fault,
                &[
                    "line 4: Pod over: spec.containers[0].resources.requests.cpu: found a request of 2 over the limit of 1",
                ],
            ),
            (Fault, &["Pod negative", "found -100m, allowed is from 0"]),
            (Fault, &["Pod absurd", "requests.cpu: found 100001, allowed is from 0 to 100000 cores"]),
            (Fault, &["Pod absurd", "requests.memory: found 2Pi, allowed is from 0 to 1Pi"]),
            (Fault, &["Pod unit", "found \"512MB\", allowed is a number with one of the suffixes"]),
        ],
        others: &[
            "Pod over: left out for a fault",
            "Pod negative: left out for a fault",
            "Pod absurd: left out for a fault",
            "Pod unit: left out for a fault",
        ],
    },
    Case {
        file: "hostile/types.yaml",
        groups: &["Deployment nulls ×1 1m 1Mi surge 1", "Pod in-a-list ×1 1m 1Mi"],
        claims: &[],
        notes: &[
            (
                Fault,
                &["document 1, line 4", "spec.replicas: found the text \"3\", allowed is a whole number"],
            ),
            (Fault, &["Deployment negative: spec.replicas: found -1"]),
            (Fault, &["Deployment too-many: spec.replicas: found 100001", "from 0 to 100000"]),
            (Fault, &["Deployment part: spec.replicas: found 1.5"]),
            (Fault, &["Pod: metadata.name: found 7, allowed is text"]),
            (Fault, &["Pod map-for-list: spec.containers: found a map, allowed is a list"]),
            (Fault, &["Pod no-containers: spec.containers: found no container"]),
            (Fault, &["document 8", "Pod: metadata.name: found no name"]),
            (Fault, &["document 10", "found just text, allowed is an object"]),
            (Fault, &["document 11", "[1]: found 5, allowed is an object"]),
        ],
        others: &[
            "Deployment text-for-number: left out for a fault",
            "Deployment negative: left out for a fault",
            "Deployment too-many: left out for a fault",
            "Deployment part: left out for a fault",
            "Pod 7: left out for a fault",
            "Pod map-for-list: left out for a fault",
            "Pod no-containers: left out for a fault",
            "Pod : left out for a fault",
        ],
    },
    Case {
        file: "hostile/twice.yaml",
        groups: &["Pod twin ×1 1m 1Mi", "Pod elsewhere/twin ×1 3m 3Mi"],
        claims: &[],
        notes: &[
            (Fault, &["document 2, line 8: Pod twin: metadata.name", "a second time"]),
            (Fault, &["document 3, line 19", "the key image twice", "the last value counts"]),
        ],
        others: &["Pod twin: left out for a fault"],
    },
    Case {
        file: "hostile/broken.yaml",
        groups: &["Pod sound ×1 1m 1Mi"],
        claims: &[],
        notes: &[
            (Fault, &["document 1, line 4", "a tab in the indentation, allowed are spaces"]),
            (Fault, &["document 3", "no YAML", "allowed is YAML or JSON"]),
        ],
        others: &[],
    },
    Case {
        file: "hostile/cut.json",
        groups: &["Pod whole ×1 1m 1Mi"],
        claims: &[],
        notes: &[(Fault, &["document 2, line 3", "no JSON", "EOF"])],
        others: &[],
    },
    Case {
        file: "hostile/windows.yaml",
        groups: &["Pod windows ×1 1m 1Mi"],
        claims: &[],
        notes: &[],
        others: &[],
    },
    Case {
        file: "hostile/yaml11.yaml",
        groups: &["StatefulSet old ×1 1m 1Mi"],
        claims: &[],
        notes: &[],
        others: &[],
    },
];
