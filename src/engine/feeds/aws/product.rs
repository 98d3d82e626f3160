//! The attributes of a product that decide what it is.

/// An attribute, whose name differs between the CSV and the JSON form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attr {
    Family,
    Region,
    FromRegion,
    ToRegion,
    LocationType,
    TransferType,
    InstanceType,
    Tenancy,
    OperatingSystem,
    License,
    Preinstalled,
    Capacity,
    Market,
    UsageType,
    Operation,
    VolumeApi,
    Database,
    Deployment,
    Cache,
}

/// How many attributes there are.
pub(super) const N_ATTRS: usize = 19;

impl Attr {
    /// Every attribute with its CSV column and its JSON key, in the order of the variants.
    pub(super) const ALL: [(Self, &'static str, &'static str); N_ATTRS] = [
        (Self::Family, "Product Family", "productFamily"),
        (Self::Region, "Region Code", "regionCode"),
        (Self::FromRegion, "From Region Code", "fromRegionCode"),
        (Self::ToRegion, "To Region Code", "toRegionCode"),
        (Self::LocationType, "Location Type", "locationType"),
        (Self::TransferType, "Transfer Type", "transferType"),
        (Self::InstanceType, "Instance Type", "instanceType"),
        (Self::Tenancy, "Tenancy", "tenancy"),
        (Self::OperatingSystem, "Operating System", "operatingSystem"),
        (Self::License, "License Model", "licenseModel"),
        (Self::Preinstalled, "Pre Installed S/W", "preInstalledSw"),
        (Self::Capacity, "CapacityStatus", "capacitystatus"),
        (Self::Market, "MarketOption", "marketoption"),
        (Self::UsageType, "usageType", "usagetype"),
        (Self::Operation, "operation", "operation"),
        (Self::VolumeApi, "Volume API Name", "volumeApiName"),
        (Self::Database, "Database Engine", "databaseEngine"),
        (Self::Deployment, "Deployment Option", "deploymentOption"),
        (Self::Cache, "Cache Engine", "cacheEngine"),
    ];

    /// Columns that an offer file must have.
    pub(super) fn needed(offer: &str) -> &'static [Self] {
        use Attr::*;
        match offer {
            "AmazonEC2" => &[
                Family,
                Region,
                InstanceType,
                Tenancy,
                OperatingSystem,
                Preinstalled,
                Capacity,
                UsageType,
                VolumeApi,
            ],
            "AmazonRDS" => &[Family, Region, InstanceType, UsageType, Database, Deployment],
            "AmazonElastiCache" => &[Family, Region, InstanceType, UsageType, Cache],
            "AWSDataTransfer" => &[TransferType, FromRegion, ToRegion, UsageType],
            "AWSELB" => &[Family, Region, UsageType],
            "AmazonEKS" | "AmazonVPC" => &[Region, UsageType, Operation],
            _ => &[Region, UsageType],
        }
    }

    /// The column of the CSV form.
    pub(super) fn column(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A product, whichever form its attributes come from. An attribute that is absent is empty.
pub(super) trait Product {
    /// The attribute's value.
    fn get(&self, attr: Attr) -> &str;
}

#[cfg(test)]
mod tests {
    use super::Attr;

    #[test]
    fn the_table_is_in_the_order_of_the_variants() {
        for (idx, (attr, ..)) in Attr::ALL.into_iter().enumerate() {
            assert_eq!(attr as usize, idx);
        }
    }
}
