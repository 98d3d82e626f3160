//! Traffic, balancers, addresses, and services beside the cluster.

use super::classify::{DAY, Found, GB, GB_MONTH, HOUR, TEN_THOUSAND};
use super::item::Item;
use crate::engine::feeds::Skip;

/// Traffic, as far as it is billed.
pub(super) fn bandwidth(item: &Item) -> Result<Found, Skip> {
    let meter = &*item.meter_name;
    // Microsoft's page of zones says that this transfer is free; the meter has stayed.
    if meter.contains("Inter-Availability Zone") {
        return Err(Skip::ZoneTransferNotBilled);
    }
    let microsoft = ["Rtn Preference: MGN", "Microsoft Global Network"];
    let by_microsoft = microsoft.iter().any(|word| item.product_name.contains(word));
    let name = match meter {
        "Standard Data Transfer Out" if by_microsoft => "internet-egress",
        "Standard Data Transfer Out" if item.product_name.ends_with("Routing Preference: Internet") => {
            "internet-egress-isp-routing"
        }
        "Standard Inter-Region Data Transfer" if by_microsoft => "inter-region-transfer",
        _ => return Err(Skip::UnknownProduct),
    };
    Ok(("bandwidth", name.to_owned(), "GB", GB))
}

/// What a cluster's network needs.
pub(super) fn network(item: &Item) -> Option<Found> {
    let product = &*item.product_name;
    let (service, name, unit, feed) = match (&*item.service_name, &*item.meter_name) {
        ("Load Balancer", "Standard Included LB Rules and Outbound Rules") => {
            ("load-balancer", "standard-first-5-rules", "load-balancer-hour", HOUR)
        }
        ("Load Balancer", "Standard Overage LB Rules and Outbound Rules") => {
            ("load-balancer", "standard-extra-rule", "rule-hour", HOUR)
        }
        ("Load Balancer", "Standard Data Processed") => {
            ("load-balancer", "standard-data-processed", "GB", GB)
        }
        ("NAT Gateway", "Standard Gateway") => ("nat-gateway", "standard-gateway", "hour", HOUR),
        ("NAT Gateway", "Standard Data Processed") => ("nat-gateway", "standard-data-processed", "GB", GB),
        ("Virtual Network", "Standard IPv4 Static Public IP") => {
            ("public-ip", "standard-ipv4-static", "address-hour", HOUR)
        }
        ("Virtual Network", "Standard Private Endpoint") => {
            ("private-link", "private-endpoint", "hour", HOUR)
        }
        ("Virtual Network", "Standard Data Processed - Ingress") if product.contains("Private Link") => {
            ("private-link", "inbound-data-processed", "GB", GB)
        }
        ("Virtual Network", "Standard Data Processed - Egress") if product.contains("Private Link") => {
            ("private-link", "outbound-data-processed", "GB", GB)
        }
        ("Virtual Network", "Intra-Region Ingress") => ("vnet-peering", "intra-region-ingress", "GB", GB),
        ("Virtual Network", "Intra-Region Egress") => ("vnet-peering", "intra-region-egress", "GB", GB),
        ("Application Gateway", "Standard Fixed Cost") if product == "Application Gateway Standard v2" => {
            ("application-gateway", "standard-v2-fixed-cost", "hour", HOUR)
        }
        ("Application Gateway", "Standard Capacity Units")
            if product == "Application Gateway Standard v2" =>
        {
            ("application-gateway", "standard-v2-capacity-units", "capacity-unit-hour", HOUR)
        }
        ("Application Gateway", "Standard Fixed Cost") if product == "Application Gateway WAF v2" => {
            ("application-gateway", "waf-v2-fixed-cost", "hour", HOUR)
        }
        ("Application Gateway", "Standard Capacity Units") if product == "Application Gateway WAF v2" => {
            ("application-gateway", "waf-v2-capacity-units", "capacity-unit-hour", HOUR)
        }
        _ => return None,
    };
    Some((service, name.to_owned(), unit, feed))
}

/// Registry, keys, logs.
pub(super) fn service_of_its_own(item: &Item) -> Option<Found> {
    let (service, name, unit, feed) = match (&*item.service_name, &*item.meter_name) {
        ("Container Registry", "Basic Registry Unit") => ("acr", "basic-registry", "day", DAY),
        ("Container Registry", "Standard Registry Unit") => ("acr", "standard-registry", "day", DAY),
        ("Container Registry", "Premium Registry Unit") => ("acr", "premium-registry", "day", DAY),
        ("Key Vault", meter) => {
            let what = meter.strip_prefix(&*item.sku_name).map_or(meter, str::trim_start);
            let name = match (&*item.sku_name, what) {
                ("Standard", "Operations") => "standard-operations",
                ("Standard", "Advanced Key Operations") => "standard-advanced-key-operations",
                ("Premium", "Operations") => "premium-operations",
                ("Premium", "Advanced Key Operations") => "premium-advanced-key-operations",
                _ => return None,
            };
            ("key-vault", name, "10000 operations", TEN_THOUSAND)
        }
        ("Log Analytics" | "Azure Monitor", "Analytics Logs Data Ingestion") => {
            ("monitor", "log-analytics-analytics-ingestion", "GB", GB)
        }
        ("Log Analytics" | "Azure Monitor", "Analytics Logs Data Retention") => {
            ("monitor", "log-analytics-analytics-retention", "GB-month", GB_MONTH)
        }
        ("Log Analytics" | "Azure Monitor", "Basic Logs Data Ingestion") => {
            ("monitor", "log-analytics-basic-ingestion", "GB", GB)
        }
        _ => return None,
    };
    Some((service, name.to_owned(), unit, feed))
}
