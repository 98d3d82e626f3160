//! Components of AWS resources.

use super::target::{Around, Target, words};
use crate::engine::catalogue::{Host, Provider};
use crate::engine::feeds::Skip;

const GB: &[&str] = &["GB"];
const HOURS: &[&str] = &["hours"];
const MONTHS: &[&str] = &["months"];

/// The item of a component.
pub(super) fn target(around: &Around<'_>) -> Result<Target, Skip> {
    let (name, inside) = around.words();
    let item = |service, item: &str, unit, units| around.item(Provider::Aws, (service, item, unit), units);
    match (around.kind, name) {
        (_, "Instance usage") => around.machine(Host::Aws, &inside, "on-demand"),
        ("aws_db_instance", _) => database(around, name, &inside),
        (
            "aws_ebs_volume"
            | "aws_instance"
            | "aws_eks_node_group"
            | "aws_launch_template"
            | "aws_launch_configuration"
            | "aws_autoscaling_group",
            "Storage",
        ) => match inside.last() {
            Some(volume) => item("ebs", &format!("{volume} storage"), "GB-month", GB),
            None => Err(Skip::UnknownProduct),
        },
        ("aws_eks_cluster", "EKS cluster") if inside.is_empty() => {
            item("eks", "eks-cluster-standard", "cluster-hour", HOURS)
        }
        ("aws_nat_gateway", "NAT gateway") => item("nat-gateway", "nat gateway hour", "hour", HOURS),
        ("aws_nat_gateway", "Data processed") => item("nat-gateway", "nat data processed", "GB", GB),
        ("aws_lb" | "aws_alb", "Network load balancer") => item("nlb", "nlb hour", "hour", HOURS),
        ("aws_lb" | "aws_alb", "Application load balancer") => item("alb", "alb hour", "hour", HOURS),
        ("aws_lb" | "aws_alb", "Load balancer capacity units") => {
            let units = &["LCU-hours"];
            if beside(around, "Network load balancer") {
                item("nlb", "nlb nlcu", "NLCU-hour", units)
            } else if beside(around, "Application load balancer") {
                item("alb", "alb lcu", "LCU-hour", units)
            } else {
                Err(Skip::NotTold)
            }
        }
        ("aws_elasticache_cluster" | "aws_elasticache_replication_group", "ElastiCache") => {
            cache(around, &inside)
        }
        ("aws_s3_bucket", _) if &*around.part.name != "Standard" => Err(Skip::UnknownProduct),
        ("aws_s3_bucket", "Storage") => item("s3", "standard storage", "GB-month", GB),
        ("aws_s3_bucket", "PUT, COPY, POST, LIST requests") => {
            item("s3", "standard PUT/COPY/POST/LIST", "1000 requests", &["1k requests"])
        }
        ("aws_s3_bucket", "GET, SELECT, and all other requests") => {
            item("s3", "standard GET and other", "1000 requests", &["1k requests"])
        }
        ("aws_kms_key", "Customer master key") => item("kms", "customer managed key", "key-month", MONTHS),
        ("aws_secretsmanager_secret", "Secret") => item("secrets-manager", "secret", "secret-month", MONTHS),
        ("aws_secretsmanager_secret", "API requests") => {
            item("secrets-manager", "api requests", "10000 requests", &["10k requests"])
        }
        ("aws_ecr_repository", "Storage") => item("ecr", "private repository storage", "GB-month", GB),
        ("aws_route53_zone", "Hosted zone") => item("route53", "hosted zone first 25", "zone-month", MONTHS),
        ("aws_cloudwatch_log_group", "Data ingested") => {
            item("cloudwatch", "logs ingestion standard class", "GB", GB)
        }
        ("aws_cloudwatch_log_group", "Archival Storage") => {
            item("cloudwatch", "logs storage", "GB-month", GB)
        }
        _ => Err(Skip::UnknownProduct),
    }
}

/// RDS. Infracost does not say the engine: the address must say that it is PostgreSQL.
fn database(around: &Around<'_>, name: &str, inside: &[&str]) -> Result<Target, Skip> {
    const SERVICE: &str = "rds-postgresql";
    let item = |item: &str, unit, units| around.item(Provider::Aws, (SERVICE, item, unit), units);
    if !around.says("postgres") {
        return Err(Skip::NotTold);
    }
    match (name, inside) {
        ("Database instance", [term, deployment, class]) => match (*term, deployment_word(deployment)) {
            ("on-demand", Some(deployment)) => item(&format!("{class} {deployment}"), "instance-hour", HOURS),
            ("on-demand", None) => Err(Skip::AnotherDeployment),
            _ => Err(Skip::ReservedTerm),
        },
        ("Storage", [.., volume]) => {
            // The instance beside the storage says whether it is kept twice.
            let mut deployments = around.part.cost_components.0.iter().filter_map(|other| {
                let (name, inside) = words(&other.name);
                (name == "Database instance").then(|| inside.get(1).copied().and_then(deployment_word))?
            });
            match deployments.next() {
                Some(deployment) => item(&format!("storage {volume} {deployment}"), "GB-month", GB),
                None => Err(Skip::NotTold),
            }
        }
        ("Additional backup storage", []) => item("backup storage beyond free allowance", "GB-month", GB),
        _ => Err(Skip::UnknownProduct),
    }
}

fn deployment_word(text: &str) -> Option<&'static str> {
    match text {
        "Multi-AZ" => Some("multi-az"),
        "Single-AZ" => Some("single-az"),
        _ => None,
    }
}

/// ElastiCache. Infracost does not say the engine: the address must.
fn cache(around: &Around<'_>, inside: &[&str]) -> Result<Target, Skip> {
    let service = match (around.says("valkey"), around.says("redis")) {
        (true, false) => "elasticache-valkey",
        (false, true) => "elasticache-redis",
        _ => return Err(Skip::NotTold),
    };
    match inside {
        ["on-demand", class] => {
            around.item(Provider::Aws, (service, format!("{class} node"), "node-hour"), HOURS)
        }
        _ => Err(Skip::ReservedTerm),
    }
}

/// Whether the same resource has a component of this name.
fn beside(around: &Around<'_>, name: &str) -> bool {
    around.part.cost_components.0.iter().any(|other| &*other.name == name)
}
