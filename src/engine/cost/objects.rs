//! Lines of objects that are kept in another region as well.

use super::Group;
use super::writer::{Ask, Writer};
use crate::engine::units::HoursPerMonth;

impl Writer<'_> {
    /// What the application writes to its bucket in a month, GiB, and how it comes about.
    ///
    /// Formula: days of the billed month × daily change × objects stored, as between two sites.
    pub(super) fn objects_written(&self) -> (f64, String) {
        let change = self.figures.plan().backup.daily_change_pct.likely();
        let (days, stored) = (HoursPerMonth::BILLED.days(), self.stored());
        let basis =
            format!("{days:.1} days × {change} % changed a day (backup.daily_change_pct) × {stored} GiB");
        (days * change / 100.0 * stored, basis)
    }

    /// What the provider copies to the other region, at the price of this item.
    pub(super) fn object_replication(&mut self, item: (&str, &str)) {
        let (gib, basis) = self.objects_written();
        self.line(Ask::new(Group::Storage, "Object replication", item, gib, basis));
    }

    /// The copy in a bucket of the second region: storage and writes there, and the way.
    pub(super) fn objects_there(&mut self, objects: (&str, &str), write: (&str, &str), way: &str) {
        const PUT: &str = "object_storage.put_thousand_per_month";
        let Some(region) = self.figures.plan().platform.second_region.clone() else { return };
        let stored = self.stored();
        let basis = format!("as much as in the region itself, in {region}");
        let ask = Ask::new(Group::Storage, "Object storage, second region", objects, stored, basis);
        self.line_there(ask);
        let writes = self.assumption(PUT);
        let basis = format!("each write once more, in {region} ({PUT})");
        let ask = Ask::new(Group::Storage, "Object writes, second region", write, writes, basis);
        self.line_there(ask.assumed_by(&[PUT]));
        self.object_replication((way, &format!("inter-region out to {region}")));
    }
}
