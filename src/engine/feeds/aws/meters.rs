//! Meters that are told by the tail of their usage type.

use super::classify::{Scale, Units};

/// Item of a cluster within standard support.
pub(super) const EKS_STANDARD: &str = "eks-cluster-standard";

/// Item of what extended support adds.
pub(super) const EKS_SURCHARGE: &str = "eks-cluster-extended-support-surcharge";

/// Hours.
pub(super) const HOURS: Units = &[("Hrs", Scale::One), ("Hours", Scale::One), ("hours", Scale::One)];
/// Gigabytes kept for a month.
pub(super) const GB_MONTHS: Units = &[("GB-Mo", Scale::One), ("GB-month", Scale::One)];
/// Gigabytes.
pub(super) const GB: Units = &[("GB", Scale::One)];
/// Operations a second kept for a month.
pub(super) const IOPS_MONTHS: Units = &[("IOPS-Mo", Scale::One)];
/// Throughput kept for a month, priced for a mebibyte a second.
const MIBPS_MONTHS: Units =
    &[("GiBps-mo", Scale::By1024), ("MiBps-Mo", Scale::One), ("MiBps-mo", Scale::One)];
/// Throughput of a database, which the feed prices for a megabyte a second.
const MBPS_MONTHS: Units = &[("MBPS-Mo", Scale::One), ("MBps-Mo", Scale::One), ("MBps-mo", Scale::One)];
/// Requests, of which the catalogue prices a thousand.
const THOUSANDS: Units = &[("Requests", Scale::Thousand), ("Objects", Scale::Thousand)];
const LCU_HOURS: Units = &[("LCU-Hrs", Scale::One), ("Hrs", Scale::One)];
const VCPU_HOURS: Units = &[("hours", Scale::One), ("vCPU-Hours", Scale::One), ("vCPU-hour", Scale::One)];
const GB_HOURS: Units =
    &[("hours", Scale::One), ("GB-Hours", Scale::One), ("GB-hours", Scale::One), ("GB-Hrs", Scale::One)];
const ECPUS: Units =
    &[("ECPU", Scale::One), ("ECPUs", Scale::One), ("ElastiCacheProcessingUnits", Scale::One)];
const DSU_HOURS: Units = &[("DSU-Hrs", Scale::One)];

/// A meter of an offer.
pub(super) struct Meter {
    /// Product family; empty where the tail is enough.
    pub family: &'static str,
    /// End of the usage type, behind the region's prefix.
    pub tail: &'static str,
    /// Operation; empty where it does not matter.
    pub operation: &'static str,
    pub service: &'static str,
    pub item: &'static str,
    pub unit: &'static str,
    pub feed: Units,
}

const fn meter(
    family: &'static str,
    tail: &'static str,
    service: &'static str,
    item: &'static str,
    unit: &'static str,
    feed: Units,
) -> Meter {
    Meter { family, tail, operation: "", service, item, unit, feed }
}

const fn with_operation(operation: &'static str, meter: Meter) -> Meter {
    Meter { operation, ..meter }
}

const SYSTEM: &str = "System Operation";
const SNAPSHOT: &str = "Storage Snapshot";

const EC2: &[Meter] = &[
    meter(SYSTEM, "EBS:VolumeP-IOPS.gp3", "ebs", "gp3 iops above 3000", "IOPS-month", IOPS_MONTHS),
    meter(SYSTEM, "EBS:VolumeP-IOPS.piops", "ebs", "io1 iops", "IOPS-month", IOPS_MONTHS),
    meter(SYSTEM, "EBS:VolumeP-IOPS.io2", "ebs", "io2 iops first 32000", "IOPS-month", IOPS_MONTHS),
    meter(
        "Provisioned Throughput",
        "EBS:VolumeP-Throughput.gp3",
        "ebs",
        "gp3 throughput above 125 MiBps",
        "MiBps-month",
        MIBPS_MONTHS,
    ),
    meter(SNAPSHOT, "EBS:SnapshotUsage", "snapshot", "ebs snapshot standard tier", "GB-month", GB_MONTHS),
    meter(
        SNAPSHOT,
        "EBS:SnapshotArchiveStorage",
        "snapshot",
        "ebs snapshot archive tier",
        "GB-month",
        GB_MONTHS,
    ),
    meter("", "EBS:SnapshotArchiveRetrieval", "snapshot", "ebs snapshot archive retrieval", "GB", GB),
    meter("", "EBS:FastSnapshotRestore", "snapshot", "fast snapshot restore per AZ", "DSU-hour", DSU_HOURS),
    meter("NAT Gateway", "NatGateway-Hours", "nat-gateway", "nat gateway hour", "hour", HOURS),
    meter("NAT Gateway", "NatGateway-Bytes", "nat-gateway", "nat data processed", "GB", GB),
];

const EKS: &[Meter] = &[
    with_operation(
        "CreateOperation",
        meter("", "AmazonEKS-Hours:perCluster", "eks", EKS_STANDARD, "cluster-hour", HOURS),
    ),
    with_operation(
        "ExtendedSupport",
        meter("", "AmazonEKS-Hours:perCluster", "eks", EKS_SURCHARGE, "cluster-hour", HOURS),
    ),
    meter("", "AmazonEKS-Hours:extendedSupport", "eks", EKS_SURCHARGE, "cluster-hour", HOURS),
    meter("", "Fargate-vCPU-Hours:perCPU", "eks", "eks-fargate-vcpu", "vCPU-hour", VCPU_HOURS),
    meter("", "Fargate-GB-Hours", "eks", "eks-fargate-memory", "GB-hour", GB_HOURS),
];

const S3: &[Meter] = &[
    meter("", "TimedStorage-ByteHrs", "s3", "standard storage", "GB-month", GB_MONTHS),
    meter("", "TimedStorage-SIA-ByteHrs", "s3", "standard-ia storage", "GB-month", GB_MONTHS),
    meter("", "TimedStorage-ZIA-ByteHrs", "s3", "one-zone-ia storage", "GB-month", GB_MONTHS),
    meter("", "TimedStorage-GIR-ByteHrs", "s3", "glacier-instant-retrieval storage", "GB-month", GB_MONTHS),
    meter(
        "",
        "TimedStorage-GlacierByteHrs",
        "s3",
        "glacier-flexible-retrieval storage",
        "GB-month",
        GB_MONTHS,
    ),
    meter(
        "",
        "TimedStorage-INT-FA-ByteHrs",
        "s3",
        "intelligent-tiering frequent storage",
        "GB-month",
        GB_MONTHS,
    ),
    meter(
        "",
        "TimedStorage-INT-IA-ByteHrs",
        "s3",
        "intelligent-tiering infrequent storage",
        "GB-month",
        GB_MONTHS,
    ),
    meter(
        "",
        "TimedStorage-INT-AIA-ByteHrs",
        "s3",
        "intelligent-tiering archive-instant storage",
        "GB-month",
        GB_MONTHS,
    ),
    meter("", "Requests-Tier1", "s3", "standard PUT/COPY/POST/LIST", "1000 requests", THOUSANDS),
    meter("", "Requests-Tier2", "s3", "standard GET and other", "1000 requests", THOUSANDS),
    meter("", "Requests-SIA-Tier1", "s3", "standard-ia PUT/COPY/POST/LIST", "1000 requests", THOUSANDS),
    meter("", "Requests-SIA-Tier2", "s3", "standard-ia GET and other", "1000 requests", THOUSANDS),
    meter(
        "",
        "Requests-GIR-Tier1",
        "s3",
        "glacier-instant-retrieval PUT/COPY/POST/LIST",
        "1000 requests",
        THOUSANDS,
    ),
    meter(
        "",
        "Requests-GIR-Tier2",
        "s3",
        "glacier-instant-retrieval GET and other",
        "1000 requests",
        THOUSANDS,
    ),
    meter("", "Retrieval-SIA", "s3", "standard-ia retrieval", "GB", GB),
    meter("", "Retrieval-SIA-GIR", "s3", "glacier-instant-retrieval retrieval", "GB", GB),
    meter(
        "",
        "Monitoring-Automation-INT",
        "s3",
        "intelligent-tiering monitoring",
        "1000 objects-month",
        THOUSANDS,
    ),
];

const ALB: &str = "Load Balancer-Application";
const NLB: &str = "Load Balancer-Network";

const ELB: &[Meter] = &[
    meter(ALB, "LoadBalancerUsage", "alb", "alb hour", "hour", HOURS),
    meter(ALB, "LCUUsage", "alb", "alb lcu", "LCU-hour", LCU_HOURS),
    meter(NLB, "LoadBalancerUsage", "nlb", "nlb hour", "hour", HOURS),
    meter(NLB, "LCUUsage", "nlb", "nlb nlcu", "NLCU-hour", LCU_HOURS),
];

const VPC: &[Meter] = &[
    meter("", "PublicIPv4:InUseAddress", "public-ipv4", "in-use public ipv4", "address-hour", HOURS),
    meter("", "PublicIPv4:IdleAddress", "public-ipv4", "idle public ipv4", "address-hour", HOURS),
    meter("", "VpcEndpoint-Hours", "vpc-endpoint", "interface endpoint per AZ", "hour", HOURS),
    meter("", "VpcEndpoint-Bytes", "vpc-endpoint", "interface endpoint data", "GB", GB),
    with_operation(
        "TransitGatewayVPC",
        meter("", "TransitGateway-Hours", "transit-gateway", "vpc attachment", "hour", HOURS),
    ),
    with_operation(
        "TransitGatewayVPC",
        meter("", "TransitGateway-Bytes", "transit-gateway", "data processed", "GB", GB),
    ),
    meter("", "VPN-Usage-Hours:ipsec.1", "vpn", "site-to-site vpn connection", "hour", HOURS),
];

const SINGLE_RDS: &str = "rds-postgresql";

/// Meters of a PostgreSQL database beside its instances. The engine is checked before.
const RDS: &[Meter] = &[
    meter("", "RDS:GP2-Storage", SINGLE_RDS, "storage gp2 single-az", "GB-month", GB_MONTHS),
    meter("", "RDS:Multi-AZ-GP2-Storage", SINGLE_RDS, "storage gp2 multi-az", "GB-month", GB_MONTHS),
    meter("", "RDS:GP3-Storage", SINGLE_RDS, "storage gp3 single-az", "GB-month", GB_MONTHS),
    meter("", "RDS:Multi-AZ-GP3-Storage", SINGLE_RDS, "storage gp3 multi-az", "GB-month", GB_MONTHS),
    meter("", "RDS:PIOPS-Storage", SINGLE_RDS, "storage io1 single-az", "GB-month", GB_MONTHS),
    meter("", "RDS:Multi-AZ-PIOPS-Storage", SINGLE_RDS, "storage io1 multi-az", "GB-month", GB_MONTHS),
    meter("", "RDS:PIOPS-Storage-IO2", SINGLE_RDS, "storage io2 single-az", "GB-month", GB_MONTHS),
    meter("", "RDS:Multi-AZ-PIOPS-Storage-IO2", SINGLE_RDS, "storage io2 multi-az", "GB-month", GB_MONTHS),
    meter("", "RDS:PIOPS", SINGLE_RDS, "io1 iops single-az", "IOPS-month", IOPS_MONTHS),
    meter("", "RDS:Multi-AZ-PIOPS", SINGLE_RDS, "io1 iops multi-az", "IOPS-month", IOPS_MONTHS),
    meter("", "RDS:GP3-PIOPS", SINGLE_RDS, "gp3 extra iops single-az", "IOPS-month", IOPS_MONTHS),
    meter("", "RDS:Multi-AZ-GP3-PIOPS", SINGLE_RDS, "gp3 extra iops multi-az", "IOPS-month", IOPS_MONTHS),
    meter("", "RDS:GP3-Throughput", SINGLE_RDS, "gp3 extra throughput single-az", "MBps-month", MBPS_MONTHS),
    meter(
        "",
        "RDS:Multi-AZ-GP3-Throughput",
        SINGLE_RDS,
        "gp3 extra throughput multi-az",
        "MBps-month",
        MBPS_MONTHS,
    ),
    meter(
        "",
        "RDS:ChargedBackupUsage",
        SINGLE_RDS,
        "backup storage beyond free allowance",
        "GB-month",
        GB_MONTHS,
    ),
    meter("", "RDS:SnapshotExportToS3", SINGLE_RDS, "snapshot export to s3", "GB", GB),
];

const REDIS: &str = "elasticache-redis";
const VALKEY: &str = "elasticache-valkey";

const CACHE: &[Meter] = &[
    meter("", "CachedData:Redis", REDIS, "serverless data stored", "GB-hour", GB_HOURS),
    meter("", "CachedData:Valkey", VALKEY, "serverless data stored", "GB-hour", GB_HOURS),
    meter("", "ElastiCacheProcessingUnits:Redis", REDIS, "serverless ECPU", "ECPU", ECPUS),
    meter("", "ElastiCacheProcessingUnits:Valkey", VALKEY, "serverless ECPU", "ECPU", ECPUS),
];

/// The meters of an offer.
pub(super) fn of(offer: &str) -> &'static [Meter] {
    match offer {
        "AmazonEC2" => EC2,
        "AmazonEKS" => EKS,
        "AmazonElastiCache" => CACHE,
        "AmazonRDS" => RDS,
        "AmazonS3" => S3,
        "AWSELB" => ELB,
        "AmazonVPC" => VPC,
        _ => &[],
    }
}
