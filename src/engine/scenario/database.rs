//! The storage of a managed database, as providers sell it.

use super::Plan;
use crate::engine::catalogue::Host;

/// Storage of a managed database, as it is sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoldStorage {
    /// Size, GiB.
    pub gib: f64,
    /// Operations a second that the size includes; none where the provider sells no more of them.
    pub iops: Option<f64>,
    /// Throughput that it includes, MiB/s; none where the provider sells no more of it.
    pub throughput_mibps: Option<f64>,
    /// Whether more operations and throughput are sold with this size.
    pub sells_more: bool,
}

/// Sizes of Premium SSD under Azure Database for PostgreSQL, GiB, and the operations a second
/// that each includes.
/// Source: learn.microsoft.com/azure/postgresql/flexible-server (storage of Premium SSD always
/// doubles); operations are general knowledge, not checked.
const AZURE: [(f64, f64); 12] = [
    (32.0, 120.0),
    (64.0, 240.0),
    (128.0, 500.0),
    (256.0, 1100.0),
    (512.0, 2300.0),
    (1024.0, 5000.0),
    (2048.0, 7500.0),
    (4095.0, 7500.0),
    (4096.0, 7500.0),
    (8192.0, 16_000.0),
    (16_384.0, 18_000.0),
    (32_767.0, 20_000.0),
];

/// From this size on RDS stripes PostgreSQL over four volumes, GiB.
/// Source: <https://ivancasco.com/blog/boost-your-aws-rds-performance-by-crossing-the-400gb-hidden-threshold>;
/// below it the included figures cannot be raised (general knowledge, not checked).
const STRIPED_GIB: f64 = 400.0;

impl Plan {
    /// The storage that the provider sells for `database.storage_gib`: on Azure the smallest size
    /// that holds it. `None` where none does.
    pub fn database_storage(&self) -> Option<SoldStorage> {
        let gib = self.database.storage_gib.likely();
        match self.platform.host {
            Host::Aws if gib < STRIPED_GIB => Some(SoldStorage {
                gib,
                iops: Some(3000.0),
                throughput_mibps: Some(125.0),
                sells_more: false,
            }),
            Host::Aws => Some(SoldStorage {
                gib,
                iops: Some(12_000.0),
                throughput_mibps: Some(500.0),
                sells_more: true,
            }),
            Host::Azure => AZURE.into_iter().find(|(size, _)| *size >= gib).map(|(gib, iops)| SoldStorage {
                gib,
                iops: Some(iops),
                throughput_mibps: None,
                sells_more: true,
            }),
            Host::Gcp | Host::OnPrem => {
                Some(SoldStorage { gib, iops: None, throughput_mibps: None, sells_more: false })
            }
        }
    }
}
