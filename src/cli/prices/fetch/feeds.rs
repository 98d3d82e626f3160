//! Which feeds there are: hosts, addresses, names of files.

use std::collections::BTreeSet;

use crate::engine::catalogue::Provider;

/// One file to download.
pub(super) struct Feed {
    /// Name of the file that it becomes.
    pub(super) file: String,
    /// Path and query on the provider's host.
    pub(super) path: String,
    pub(super) form: Form,
    /// What the file holds, for messages.
    pub(super) what: String,
    /// Whether an answer without any price means that the region's name is wrong.
    pub(super) is_never_empty: bool,
}

/// How a feed is handed out.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// One large CSV file.
    Csv,
    /// A list in pages, saved as one page a line.
    Pages(Pages),
}

/// Whose pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    Azure,
    Gcp,
}

/// Offers that hold what a platform uses. AmazonEC2 has volumes, snapshots and NAT gateways too,
/// AmazonVPC the public addresses.
const AWS_OFFERS: [&str; 8] = [
    "AWSDataTransfer",
    "AWSELB",
    "AmazonEC2",
    "AmazonEKS",
    "AmazonElastiCache",
    "AmazonRDS",
    "AmazonS3",
    "AmazonVPC",
];

/// The service without which a region sells nothing of use here.
const AZURE_MACHINES: &str = "Virtual Machines";

/// Services of a region, as `serviceName` spells them.
const AZURE_SERVICES: [&str; 15] = [
    "Application Gateway",
    "Azure Database for PostgreSQL",
    "Azure Kubernetes Service",
    "Azure Monitor",
    "Backup",
    "Bandwidth",
    "Container Registry",
    "Key Vault",
    "Load Balancer",
    "Log Analytics",
    "NAT Gateway",
    "Redis Cache",
    "Storage",
    AZURE_MACHINES,
    "Virtual Network",
];

/// Services that are listed under the region `Global` too, or there alone.
const AZURE_GLOBAL: [&str; 4] = ["Bandwidth", "Load Balancer", "NAT Gateway", "Virtual Network"];

/// Services of the billing catalogue: name of the file, id.
const GCP_SERVICES: [(&str, &str); 7] = [
    ("cloud-sql", "9662-B51E-5089"),
    ("cloud-storage", "95FF-2EF5-5EA1"),
    ("compute-engine", "6F81-5844-456A"),
    ("kubernetes-engine", "CCD8-9BF1-090E"),
    ("memorystore-redis", "5AF5-2C11-D467"),
    ("memorystore-valkey", "A2B5-E0F1-B0F3"),
    ("networking", "E505-1604-58F8"),
];

/// The host of a provider's feed.
pub(super) const fn host(provider: Provider) -> &'static str {
    match provider {
        Provider::Azure => "prices.azure.com",
        Provider::Gcp => "cloudbilling.googleapis.com",
        Provider::Aws | Provider::Openshift => "pricing.us-east-1.amazonaws.com",
    }
}

/// The files of a provider for these regions.
pub(super) fn of(provider: Provider, regions: &BTreeSet<String>) -> Vec<Feed> {
    match provider {
        Provider::Aws => {
            regions.iter().flat_map(|region| AWS_OFFERS.map(|offer| aws(offer, region))).collect()
        }
        Provider::Azure => {
            let own = regions.iter().flat_map(|region| AZURE_SERVICES.map(|service| azure(service, region)));
            own.chain(AZURE_GLOBAL.map(|service| azure(service, "Global"))).collect()
        }
        Provider::Gcp => GCP_SERVICES.map(|(name, id)| gcp(name, id)).into(),
        Provider::Openshift => Vec::new(),
    }
}

fn aws(offer: &str, region: &str) -> Feed {
    Feed {
        file: format!("aws-{region}-{offer}.csv"),
        path: format!("/offers/v1.0/aws/{offer}/current/{region}/index.csv"),
        form: Form::Csv,
        what: format!("offer {offer} of {region}"),
        is_never_empty: true,
    }
}

/// Reservations stay out: their prices are totals of a term and more than half of the rows.
fn azure(service: &str, region: &str) -> Feed {
    let filter =
        format!("armRegionName eq '{region}' and serviceName eq '{service}' and priceType eq 'Consumption'");
    Feed {
        file: format!("azure-{}-{}.ndjson", kebab(region), kebab(service)),
        path: format!("/api/retail/prices?currencyCode='USD'&$filter={}", filter.replace(' ', "%20")),
        form: Form::Pages(Pages::Azure),
        what: format!("{service} of {region}"),
        is_never_empty: service == AZURE_MACHINES,
    }
}

fn gcp(name: &str, id: &str) -> Feed {
    Feed {
        file: format!("gcp-{name}.ndjson"),
        path: format!("/v1/services/{id}/skus?currencyCode=USD&pageSize=5000"),
        form: Form::Pages(Pages::Gcp),
        what: format!("service {id}"),
        is_never_empty: true,
    }
}

fn kebab(text: &str) -> String {
    text.to_ascii_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feed_has_a_file_and_an_address_of_its_own() {
        let regions: BTreeSet<String> = ["a".to_owned(), "b".to_owned()].into();
        for (provider, files) in [(Provider::Aws, 16), (Provider::Azure, 34), (Provider::Gcp, 7)] {
            let feeds = of(provider, &regions);
            let names: BTreeSet<&str> = feeds.iter().map(|feed| feed.file.as_str()).collect();
            let paths: BTreeSet<&str> = feeds.iter().map(|feed| feed.path.as_str()).collect();
            assert_eq!((feeds.len(), names.len(), paths.len()), (files, files, files), "{provider:?}");
        }
    }
}
