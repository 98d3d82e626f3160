//! The rows of the data files, as types, and how each file is read.

mod assumption;
mod backup_tier;
mod class;
mod commitment;
mod failure_mode;
mod instance;
mod minimum;
mod odf;
mod pattern;
mod place;
mod price;
mod reliability;
mod sheet;
mod skill;
mod sla_credit;
mod support;
mod work;
mod workload;

pub use assumption::{Assumption, CHANGE_PCT, CHANGE_UNIT};
pub use backup_tier::{CopyMethod, Keep, Surface, TierRow, Weekday};
pub use class::{ClassKind, ServiceClass};
pub use commitment::{Allowance, Commitment, DiscountedService, Upfront};
pub use failure_mode::{Effect, Effects, FailureMode, ModeId, Remedy};
pub use instance::{Architecture, InstanceType, NodeRule};
pub use minimum::Minimum;
pub use odf::{OdfCount, OdfRow};
pub use pattern::{
    FailoverFigure, FailoverKind, Part, PartState, Pattern, PatternPart, Replication, Share, Site,
};
pub use place::{Host, Provider, Region, RegionState, Scope};
pub use price::{Meter, Tier, Tiering};
pub use reliability::{FailureRate, Quantity, ServiceLevel, Use};
pub use sheet::{SHEET_COLUMNS, SheetRow, is_place, read_price_sheet, write_price_sheet};
pub use skill::{Skill, SkillAsked, SkillLevel};
pub use sla_credit::SlaCredit;
pub use support::{SupportedProduct, SupportedVersion};
pub use work::{Stated, Task, TaskKind};
pub use workload::{Component, ComponentKind};

use super::{Catalogue, CatalogueError, DataFile, Date, OwnPrice, Provenance};

/// Newest and oldest date of a file.
type Dates = (Option<Date>, Option<Date>);

/// Reads one file into the catalogue. `None` when the schema has no such file.
pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Catalogue,
    faults: &mut Vec<CatalogueError>,
) -> Option<Dates> {
    let mut dates = Span::default();
    match file.path {
        "regions.csv" => place::read(file, &mut into.regions, &mut dates, faults),
        "slas.csv" => reliability::read_levels(file, &mut into.service_levels, &mut dates, faults),
        "sla_credits.csv" => sla_credit::read(file, &mut into.sla_credits, &mut dates, faults),
        "failure_modes.csv" => failure_mode::read(file, &mut into.failure_modes, &mut dates, faults),
        "failure_rates.csv" => reliability::read_rates(file, &mut into.failure_rates, &mut dates, faults),
        "components.csv" => workload::read(file, &mut into.components, &mut dates, faults),
        "minimums.csv" => minimum::read(file, &mut into.minimums, &mut dates, faults),
        "node_rules.csv" => instance::read_rules(file, &mut into.node_rules, &mut dates, faults),
        "odf.csv" => odf::read(file, &mut into.odf, &mut dates, faults),
        "patterns.csv" => pattern::read_parts(file, &mut into.pattern_parts, &mut dates, faults),
        "failovers.csv" => pattern::read_failovers(file, &mut into.failovers, &mut dates, faults),
        "tasks.csv" => work::read_tasks(file, &mut into.tasks, &mut dates, faults),
        "skills.csv" => skill::read(file, &mut into.skills, &mut dates, faults),
        "stated.csv" => work::read_stated(file, &mut into.stated, &mut dates, faults),
        "support.csv" => support::read(file, &mut into.support, &mut dates, faults),
        "assumptions.csv" => assumption::read(file, &mut into.assumptions, &mut dates, faults),
        "backup_tiers.csv" => backup_tier::read(file, &mut into.backup_tiers, &mut dates, faults),
        "allowances.csv" => commitment::read_allowances(file, &mut into.allowances, &mut dates, faults),
        path => {
            let stem = path.strip_suffix(".csv")?;
            if let Some(host) = stem.strip_prefix("instances/") {
                let types = into.instance_types.entry(Host::parse(host)?).or_default();
                instance::read_types(file, types, &mut dates, faults);
            } else if let Some(provider) = stem.strip_prefix("classes/") {
                let provider = Provider::parse(provider)?;
                into.classes.insert(provider, class::read(file, &mut dates, faults));
            } else if let Some(provider) = stem.strip_prefix("commitments/") {
                let provider = Provider::parse(provider)?;
                into.commitments.insert(provider, commitment::read(file, &mut dates, faults));
            } else {
                let (provider, scope) = stem.strip_prefix("prices/")?.split_once('/')?;
                let key = (Provider::parse(provider)?, scope.to_owned());
                into.sheets.insert(key, price::read_sheet(file, &mut dates, faults));
            }
        }
    }
    Some((dates.newest, dates.oldest))
}

/// Reads a price sheet of the user's own over the sheets that are there, meter by meter.
pub(super) fn read_own(
    file: &DataFile<'_>,
    into: &mut Catalogue,
    faults: &mut Vec<CatalogueError>,
) -> (Dates, Vec<OwnPrice>) {
    let mut dates = Span::default();
    let mut own = Vec::new();
    for (key, sheet) in sheet::sheets_of(file, into, &mut dates, faults) {
        let is_loaded = into.sheets.contains_key(&key);
        for (service, item, meter) in sheet.meters() {
            let is_known = into.any_meter(key.0, service, item).is_some();
            if !is_known {
                into.unknown_own_items.push(format!("{} {}, {service}, {item}", key.0.name(), key.1));
            }
            own.push(OwnPrice {
                provider: key.0,
                scope: key.1.clone(),
                service: service.to_owned(),
                item: item.to_owned(),
                before: into.sheets.get(&key).and_then(|under| under.meter(service, item)).cloned(),
                is_loaded,
                is_known,
                now: meter.clone(),
            });
        }
        into.sheets.entry(key).or_default().replace(sheet);
    }
    ((dates.newest, dates.oldest), own)
}

/// The dates seen in a file.
#[derive(Default)]
struct Span {
    newest: Option<Date>,
    oldest: Option<Date>,
}

impl Span {
    fn see(&mut self, provenance: &Provenance) {
        if let Some(date) = provenance.as_of {
            self.newest = self.newest.max(Some(date));
            self.oldest = Some(self.oldest.map_or(date, |oldest| oldest.min(date)));
        }
    }
}

/// Refuses a key that stands twice or out of order.
struct Keys<K> {
    last: Option<K>,
}

impl<K: Ord + Clone + std::fmt::Debug> Keys<K> {
    const fn new() -> Self {
        Self { last: None }
    }

    fn next(&mut self, key: K, file: String, line: u64) -> Result<(), CatalogueError> {
        let outcome = match &self.last {
            Some(last) if *last == key => {
                Err(CatalogueError::Duplicate { file, line, key: format!("{key:?}") })
            }
            Some(last) if *last > key => Err(CatalogueError::Unsorted {
                file,
                line,
                key: format!("{key:?}"),
                before: format!("{last:?}"),
            }),
            _ => Ok(()),
        };
        self.last = Some(key);
        outcome
    }
}
