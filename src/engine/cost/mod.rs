//! The bill of a layout, line by line.
//!
//! One file for each host, `shared` for what all have; `writer` prices a line, `class`
//! picks the sizes of managed services. docs/model.md, "Cost", has the quantities.

mod advice;
mod aws;
mod azure;
mod bill;
mod class;
mod copies;
mod discount;
mod endpoints;
mod forgotten;
mod gcp;
mod holding;
mod larger;
mod line;
mod objects;
mod openshift;
mod performance;
mod replication;
mod shared;
mod support;
mod support_plan;
mod writer;

pub use advice::{Advice, Sized, class_advice};
pub use azure::disk_class;
pub use bill::{Bill, Layout, bill};
pub use class::{
    CACHE_MEMORY_GIB, CacheChoice, DATABASE_MEMORY_GIB, DATABASE_VCPU, DatabaseChoice, cache_choice,
    caches_for_auto, caches_sold, database_choice, databases_for_auto, databases_sold,
};
pub use copies::copies_by_month;
pub use discount::{Discount, DiscountKind, Untaken, discounted, has_discount, machine_discount_pct};
pub use forgotten::{ForgottenPart, forgotten};
pub use holding::Holding;
pub use line::{Group, Line, Price, Terms, TierPart};
pub use openshift::{NodeGroup, OpenshiftLayout};
pub use replication::{Exchange, exchange};
pub use support::{Support, SupportState, support_fee, supports};
pub use support_plan::{support_line, with_support_plan};
pub use writer::root_volume_id;
