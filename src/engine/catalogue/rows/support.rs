//! Until when a version of Kubernetes, OpenShift or PostgreSQL has its provider's support.

use super::super::table;
use super::{CatalogueError, DataFile, Date, Host, Keys, Provenance, Span};

/// A product whose versions are supported for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupportedProduct {
    /// Kubernetes of AKS.
    Aks,
    /// PostgreSQL of Cloud SQL.
    CloudSql,
    /// Kubernetes of EKS.
    Eks,
    /// Kubernetes of GKE.
    Gke,
    /// OpenShift Container Platform.
    Openshift,
    /// PostgreSQL of Azure's flexible server.
    FlexibleServer,
    /// PostgreSQL of RDS.
    Rds,
    /// Red Hat OpenShift Service on AWS.
    Rosa,
}

impl SupportedProduct {
    /// Every product.
    pub const ALL: [Self; 8] = [
        Self::Aks,
        Self::CloudSql,
        Self::Eks,
        Self::Gke,
        Self::Openshift,
        Self::FlexibleServer,
        Self::Rds,
        Self::Rosa,
    ];

    /// The managed PostgreSQL of a host; none on premises.
    pub const fn database_of(host: Host) -> Option<Self> {
        match host {
            Host::Aws => Some(Self::Rds),
            Host::Azure => Some(Self::FlexibleServer),
            Host::Gcp => Some(Self::CloudSql),
            Host::OnPrem => None,
        }
    }

    /// Its word in data files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aks => "aks",
            Self::CloudSql => "cloud-sql-postgresql",
            Self::Eks => "eks",
            Self::Gke => "gke",
            Self::Openshift => "openshift",
            Self::FlexibleServer => "postgresql-flexible",
            Self::Rds => "rds-postgresql",
            Self::Rosa => "rosa",
        }
    }

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Aks => "Kubernetes of AKS",
            Self::CloudSql => "PostgreSQL of Cloud SQL",
            Self::Eks => "Kubernetes of EKS",
            Self::Gke => "Kubernetes of GKE",
            Self::Openshift => "OpenShift",
            Self::FlexibleServer => "PostgreSQL of flexible server",
            Self::Rds => "PostgreSQL of RDS",
            Self::Rosa => "OpenShift of ROSA",
        }
    }
}

/// A version of a product and the dates of its support.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportedVersion {
    /// Product.
    pub product: SupportedProduct,
    /// Version: `1.33`, `4.20`, `17`.
    pub version: String,
    /// When the provider offered it first, if that is known.
    pub released: Option<Date>,
    /// Last day of standard support, if that is known.
    pub standard_until: Option<Date>,
    /// Last day of extended support, if it is sold and the day is known.
    pub extended_until: Option<Date>,
    /// First day on which extended support is billed, where that is not the day after
    /// standard support ends.
    pub paid_from: Option<Date>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "product",
    "version",
    "released",
    "standard_until",
    "extended_until",
    "paid_from",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<SupportedVersion>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let products = SupportedProduct::ALL.map(|product| (product.name(), product));
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let day = |column| match row.maybe_text(column) {
            None => Ok(None),
            Some(text) => match Date::parse(&text).filter(|date| date.day().is_some()) {
                Some(date) => Ok(Some(date)),
                None => Err(row.fault(column, "a day as YYYY-MM-DD, or nothing")),
            },
        };
        let version = SupportedVersion {
            product: row.choice("product", &products)?,
            version: row.filled("version")?,
            released: day("released")?,
            standard_until: day("standard_until")?,
            extended_until: day("extended_until")?,
            paid_from: day("paid_from")?,
            provenance: row.provenance()?,
        };
        let in_order = [version.released, version.standard_until, version.extended_until];
        let in_order: Vec<Date> = in_order.into_iter().flatten().collect();
        if !in_order.is_sorted() {
            return Err(row.fault("extended_until", "released, standard_until, extended_until ascending"));
        }
        if version.paid_from.is_some() && version.paid_from <= version.standard_until {
            return Err(row.fault("paid_from", "a day after standard_until, or nothing"));
        }
        let key = (version.product.name().to_owned(), version.version.clone());
        keys.next(key, row.file(), row.line())?;
        dates.see(&version.provenance);
        into.push(version);
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<SupportedVersion>, Vec<CatalogueError>) {
        let text = format!("{}\n{text}", COLUMNS.join(","));
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        let file = DataFile { path: "support.csv", text: &text };
        read(&file, &mut rows, &mut Span::default(), &mut faults);
        (rows, faults)
    }

    #[test]
    fn an_empty_day_is_unknown() {
        let (rows, faults) = read_text("eks,1.33,,2026-07-29,,,2025-12,page,x\n");
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!((rows[0].released, rows[0].extended_until), (None, None));
        assert_eq!(rows[0].standard_until, Date::parse("2026-07-29"));
    }

    #[test]
    fn days_ascend_and_are_days() {
        for row in [
            "eks,1.33,2027-01-01,2026-07-29,,,2025-12,page,x\n",
            "eks,1.33,,2026-07,,,2025-12,page,x\n",
            "eks,1.33,,2026-07-29,,2026-07-29,2025-12,page,x\n",
            "mars,1.33,,2026-07-29,,,2025-12,page,x\n",
        ] {
            let (_, faults) = read_text(row);
            assert_eq!(faults.len(), 1, "{row}");
        }
    }
}
