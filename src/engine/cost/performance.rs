//! Lines of operations and throughput beyond what storage includes.

use super::Group;
use super::writer::{Ask, Writer};
use crate::engine::scenario::SoldStorage;

/// Service and item, as a price list names them.
type Item<'a> = (&'a str, &'a str);

impl Writer<'_> {
    /// Operations and throughput of each volume of the workload, beyond what one includes.
    pub(super) fn volume_performance(&mut self, [iops, throughput]: [Item<'_>; 2], included: [f64; 2]) {
        let volumes: f64 = self.layout.volumes.iter().map(|(_, count)| f64::from(*count)).sum();
        for (component, item, id, included) in [
            ("Volume IOPS", iops, "volumes.iops", included[0]),
            ("Volume throughput", throughput, "volumes.throughput_mibps", included[1]),
        ] {
            let wanted = self.assumption(id);
            let above = (wanted - included).max(0.0);
            if above > 0.0 {
                let basis = format!("{volumes} volumes × ({wanted} ({id}) − {included} included)");
                let ask = Ask::new(Group::Storage, component, item, above * volumes, basis);
                self.line(ask.assumed_by(&[id]));
            }
        }
    }

    /// Operations and throughput of the database, beyond what its storage includes; `servers` is
    /// how often a unit is billed.
    pub(super) fn database_performance(
        &mut self,
        sold: SoldStorage,
        service: &str,
        [iops, throughput]: [&str; 2],
        servers: f64,
    ) {
        for (component, item, id, included) in [
            ("PostgreSQL IOPS", iops, "database.iops", sold.iops),
            ("PostgreSQL throughput", throughput, "database.throughput_mibps", sold.throughput_mibps),
        ] {
            let wanted = self.assumption(id);
            let Some(included) = included.filter(|included| wanted > *included) else { continue };
            let basis = format!("{servers} × ({wanted} ({id}) − {included} included)");
            let quantity = servers * (wanted - included);
            let ask = Ask::new(Group::Data, component, (service, item), quantity, basis).assumed_by(&[id]);
            if sold.sells_more {
                self.line(ask);
            } else {
                self.unpriced(ask, format!("no more than {included} is sold with {} GiB", sold.gib));
            }
        }
    }
}
