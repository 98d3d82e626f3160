//! The parts of the document, in the order and with the names of Infracost's.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::units::Usd;

/// A number as a text: plain digits, no exponent, no trailing zeros.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Amount(String);

impl Amount {
    pub(super) fn of(number: f64) -> Self {
        Self(number.to_string())
    }
}

impl From<Usd> for Amount {
    fn from(usd: Usd) -> Self {
        Self::of(usd.dollars())
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Root {
    pub version: &'static str,
    pub metadata: Metadata,
    pub currency: &'static str,
    pub projects: [Project; 1],
    pub total_hourly_cost: Option<Amount>,
    pub total_monthly_cost: Option<Amount>,
    pub total_monthly_usage_cost: Option<Amount>,
    pub past_total_hourly_cost: Option<Amount>,
    pub past_total_monthly_cost: Option<Amount>,
    pub past_total_monthly_usage_cost: Option<Amount>,
    pub diff_total_hourly_cost: Option<Amount>,
    pub diff_total_monthly_cost: Option<Amount>,
    pub diff_total_monthly_usage_cost: Option<Amount>,
    pub time_generated: String,
    pub summary: Summary,
}

/// What Infracost knows of a commit; a plan knows none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    infracost_command: &'static str,
    vcs_branch: &'static str,
    vcs_commit_sha: &'static str,
    vcs_commit_author_name: &'static str,
    vcs_commit_author_email: &'static str,
    vcs_commit_timestamp: String,
    vcs_commit_message: &'static str,
}

impl Metadata {
    /// At the time of the document.
    pub(super) fn at(time: &str) -> Self {
        Self {
            infracost_command: "breakdown",
            vcs_branch: "",
            vcs_commit_sha: "",
            vcs_commit_author_name: "",
            vcs_commit_author_email: "",
            vcs_commit_timestamp: time.to_owned(),
            vcs_commit_message: "",
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Project {
    pub name: String,
    pub display_name: String,
    pub metadata: ProjectMetadata,
    pub past_breakdown: Breakdown,
    pub breakdown: Breakdown,
    pub diff: Breakdown,
    pub summary: Summary,
}

#[derive(Serialize)]
pub(super) struct ProjectMetadata {
    pub path: &'static str,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Breakdown {
    pub resources: Vec<Resource>,
    pub total_hourly_cost: Option<Amount>,
    pub total_monthly_cost: Option<Amount>,
    pub total_monthly_usage_cost: Option<Amount>,
}

impl Breakdown {
    /// Of a past that a plan does not have.
    pub(super) const EMPTY: Self = Self {
        resources: Vec::new(),
        total_hourly_cost: None,
        total_monthly_cost: None,
        total_monthly_usage_cost: None,
    };
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Resource {
    pub name: String,
    pub resource_type: String,
    pub metadata: ResourceMetadata,
    pub hourly_cost: Option<Amount>,
    pub monthly_cost: Option<Amount>,
    pub monthly_usage_cost: Option<Amount>,
    pub cost_components: Vec<Component>,
}

#[derive(Serialize)]
pub(super) struct ResourceMetadata {
    /// How the quantity comes about.
    pub basis: String,
    /// The price list's entry behind the resource.
    #[serde(rename = "zoneplanPrice", skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
}

/// An entry of a price list, with all its tiers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Price {
    pub provider: &'static str,
    pub region: String,
    pub service: String,
    pub item: String,
    pub unit: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub tiering: &'static str,
    pub tiers: Vec<Tier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    pub method: &'static str,
    pub source: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tier {
    pub from: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    pub usd_per_unit: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Component {
    pub name: String,
    pub unit: String,
    pub hourly_quantity: Option<Amount>,
    pub monthly_quantity: Option<Amount>,
    pub price: Option<Amount>,
    pub hourly_cost: Option<Amount>,
    pub monthly_cost: Option<Amount>,
    pub usage_based: bool,
    pub price_not_found: bool,
}

/// Counts of resources.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary {
    pub total_detected_resources: usize,
    pub total_supported_resources: usize,
    pub total_unsupported_resources: usize,
    pub total_usage_based_resources: usize,
    pub total_no_price_resources: usize,
    pub supported_resource_counts: BTreeMap<String, usize>,
    pub unsupported_resource_counts: BTreeMap<String, usize>,
    pub no_price_resource_counts: BTreeMap<String, usize>,
}
