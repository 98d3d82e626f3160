//! Names and kinds of services, and who provides them.

use crate::engine::catalogue::Host;
use crate::engine::cost::Group;

/// What FOCUS says of a service.
pub(super) struct Service {
    /// The name under which its provider sells it.
    pub(super) name: &'static str,
    /// One of the categories of FOCUS.
    pub(super) category: &'static str,
    /// One of the subcategories of that category.
    pub(super) subcategory: &'static str,
}

/// A service of the price list, its name, category and subcategory.
type Row = (&'static str, &'static str, &'static str, &'static str);

const COMPUTE: &str = "Compute";
const DATABASES: &str = "Databases";
const GOVERNANCE: &str = "Management and Governance";
const NETWORKING: &str = "Networking";
const SECURITY: &str = "Security";
const STORAGE: &str = "Storage";

/// Names: general knowledge of the providers' product names, not checked.
const AWS: &[Row] = &[
    ("alb", "Elastic Load Balancing", NETWORKING, "Application Networking"),
    ("backup", "AWS Backup", STORAGE, "Backup Storage"),
    ("cloudwatch", "Amazon CloudWatch", GOVERNANCE, "Observability"),
    ("data-transfer", "AWS Data Transfer", NETWORKING, "Network Connectivity"),
    ("ebs", "Amazon Elastic Block Store", STORAGE, "Block Storage"),
    ("ec2", "Amazon Elastic Compute Cloud", COMPUTE, "Virtual Machines"),
    ("ecr", "Amazon Elastic Container Registry", COMPUTE, "Containers"),
    ("efs", "Amazon Elastic File System", STORAGE, "File Storage"),
    ("eks", "Amazon Elastic Kubernetes Service", COMPUTE, "Containers"),
    ("elasticache-redis", "Amazon ElastiCache", DATABASES, "Caching"),
    ("elasticache-valkey", "Amazon ElastiCache", DATABASES, "Caching"),
    ("kms", "AWS Key Management Service", SECURITY, "Secret Management"),
    ("nat-gateway", "Amazon Virtual Private Cloud", NETWORKING, "Network Connectivity"),
    ("nlb", "Elastic Load Balancing", NETWORKING, "Application Networking"),
    ("public-ipv4", "Amazon Virtual Private Cloud", NETWORKING, "Network Infrastructure"),
    ("rds-postgresql", "Amazon Relational Database Service", DATABASES, "Relational Databases"),
    ("route53", "Amazon Route 53", NETWORKING, "Network Routing"),
    ("s3", "Amazon Simple Storage Service", STORAGE, "Object Storage"),
    ("secrets-manager", "AWS Secrets Manager", SECURITY, "Secret Management"),
    ("snapshot", "Amazon Elastic Block Store", STORAGE, "Backup Storage"),
    ("support", "AWS Support", GOVERNANCE, "Support"),
    ("transit-gateway", "AWS Transit Gateway", NETWORKING, "Network Connectivity"),
    ("vpc-endpoint", "AWS PrivateLink", NETWORKING, "Network Connectivity"),
    ("vpn", "AWS VPN", NETWORKING, "Network Connectivity"),
    ("waf", "AWS WAF", NETWORKING, "Network Security"),
];

const AZURE: &[Row] = &[
    ("acr", "Azure Container Registry", COMPUTE, "Containers"),
    ("aks", "Azure Kubernetes Service", COMPUTE, "Containers"),
    ("application-gateway", "Azure Application Gateway", NETWORKING, "Application Networking"),
    ("backup", "Azure Backup", STORAGE, "Backup Storage"),
    ("bandwidth", "Azure Bandwidth", NETWORKING, "Network Connectivity"),
    ("blob", "Azure Blob Storage", STORAGE, "Object Storage"),
    ("dns", "Azure DNS", NETWORKING, "Network Routing"),
    ("key-vault", "Azure Key Vault", SECURITY, "Secret Management"),
    ("load-balancer", "Azure Load Balancer", NETWORKING, "Application Networking"),
    ("managed-disk", "Azure Managed Disks", STORAGE, "Block Storage"),
    ("monitor", "Azure Monitor", GOVERNANCE, "Observability"),
    ("nat-gateway", "Azure NAT Gateway", NETWORKING, "Network Connectivity"),
    ("postgresql-flexible", "Azure Database for PostgreSQL", DATABASES, "Relational Databases"),
    ("private-link", "Azure Private Link", NETWORKING, "Network Connectivity"),
    ("public-ip", "Azure Virtual Network", NETWORKING, "Network Infrastructure"),
    ("redis", "Azure Managed Redis", DATABASES, "Caching"),
    ("snapshot", "Azure Managed Disks", STORAGE, "Backup Storage"),
    ("support", "Azure Support", GOVERNANCE, "Support"),
    ("traffic-manager", "Azure Traffic Manager", NETWORKING, "Network Routing"),
    ("virtual-machines", "Azure Virtual Machines", COMPUTE, "Virtual Machines"),
    ("vnet-peering", "Azure Virtual Network", NETWORKING, "Network Connectivity"),
];

const GCP: &[Row] = &[
    ("artifact-registry", "Artifact Registry", COMPUTE, "Containers"),
    ("backup-for-gke", "Backup for GKE", STORAGE, "Backup Storage"),
    ("cloud-nat", "Cloud NAT", NETWORKING, "Network Connectivity"),
    ("cloud-sql-postgresql", "Cloud SQL", DATABASES, "Relational Databases"),
    ("compute-engine", "Compute Engine", COMPUTE, "Virtual Machines"),
    ("dns", "Cloud DNS", NETWORKING, "Network Routing"),
    ("gcs", "Cloud Storage", STORAGE, "Object Storage"),
    ("gke", "Google Kubernetes Engine", COMPUTE, "Containers"),
    ("hyperdisk", "Compute Engine", STORAGE, "Block Storage"),
    ("kms", "Cloud Key Management Service", SECURITY, "Secret Management"),
    ("load-balancer", "Cloud Load Balancing", NETWORKING, "Application Networking"),
    ("local-ssd", "Compute Engine", STORAGE, "Block Storage"),
    ("logging", "Cloud Logging", GOVERNANCE, "Observability"),
    ("memorystore-redis", "Memorystore for Redis", DATABASES, "Caching"),
    ("memorystore-redis-cluster", "Memorystore for Redis Cluster", DATABASES, "Caching"),
    ("memorystore-valkey", "Memorystore for Valkey", DATABASES, "Caching"),
    ("monitoring", "Cloud Monitoring", GOVERNANCE, "Observability"),
    ("network", "Virtual Private Cloud", NETWORKING, "Network Connectivity"),
    ("persistent-disk", "Compute Engine", STORAGE, "Block Storage"),
    ("secret-manager", "Secret Manager", SECURITY, "Secret Management"),
    ("snapshot", "Compute Engine", STORAGE, "Backup Storage"),
    ("support", "Google Cloud Customer Care", GOVERNANCE, "Support"),
];

/// Wherever they run.
const OPENSHIFT: &[Row] = &[
    ("aro", "Azure Red Hat OpenShift", COMPUTE, "Containers"),
    ("ibm-roks", "Red Hat OpenShift on IBM Cloud", COMPUTE, "Containers"),
    ("ocp", "Red Hat OpenShift Container Platform", COMPUTE, "Containers"),
    ("odf", "Red Hat OpenShift Data Foundation", STORAGE, "Storage Platforms"),
    ("okd", "OKD", COMPUTE, "Containers"),
    ("osd-gcp", "Red Hat OpenShift Dedicated", COMPUTE, "Containers"),
    ("rosa-classic", "Red Hat OpenShift Service on AWS", COMPUTE, "Containers"),
    ("rosa-hcp", "Red Hat OpenShift Service on AWS", COMPUTE, "Containers"),
];

/// The service that a host's price list calls so; a service of one's own site is what its group
/// says.
pub(super) fn service(host: Host, code: &str, group: Group) -> Service {
    let rows = match host {
        Host::Aws => AWS,
        Host::Azure => AZURE,
        Host::Gcp => GCP,
        Host::OnPrem => &[],
    };
    let row = rows.iter().chain(OPENSHIFT).find(|(service, ..)| *service == code);
    if let Some((_, name, category, subcategory)) = row {
        return Service { name, category, subcategory };
    }
    let (name, category, subcategory) = match group {
        Group::Compute => ("Own servers", COMPUTE, "Other (Compute)"),
        Group::Data => ("Own databases", DATABASES, "Other (Databases)"),
        Group::Storage | Group::Backup => ("Own storage", STORAGE, "Other (Storage)"),
        Group::Network => ("Own network", NETWORKING, "Other (Networking)"),
        Group::Operations => ("Own operations", GOVERNANCE, "Other (Management and Governance)"),
    };
    Service { name, category, subcategory }
}

/// Who provides a service, and so would bill it; nobody known for a site of one's own.
pub(super) fn provider(host: Host, code: &str) -> Option<&'static str> {
    match code {
        "ocp" | "odf" => Some("Red Hat"),
        _ => host_name(host),
    }
}

/// Who runs the machines; none for a site of one's own.
pub(super) const fn host_name(host: Host) -> Option<&'static str> {
    match host {
        Host::Aws => Some("AWS"),
        Host::Azure => Some("Microsoft"),
        Host::Gcp => Some("Google Cloud"),
        Host::OnPrem => None,
    }
}
