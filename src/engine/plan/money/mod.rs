//! Money: the bill of any month at every site, months one after the other, and how far all of it
//! may be off.
//!
//! `billing` writes a month's bill, `other_site` says what the second site holds, `growing` what a
//! load becomes, `horizon` strings months together, `bought` does so with other purchases; `inputs` are not known exactly, `swings` is what
//! each does to the bill, `laws` all of them at once; `support` is the calendar of versions.

mod billing;
mod bought;
mod growing;
mod horizon;
mod inputs;
mod laws;
mod other_site;
mod support;
mod swings;

pub use bought::bought;
pub use horizon::{Horizon, HorizonSums, LabourParts, MonthCost, OneTime, labour_parts};
pub use laws::CostLaws;
pub use support::SupportEntry;
pub use swings::{CostPair, CostSwing, CostSwings};

pub(super) use billing::{Biller, Lists, Load, Services};
pub(super) use growing::enlarged;
pub(super) use horizon::{SteppedMoney, likely_money_ahead};
pub(super) use inputs::key_of;
pub(super) use laws::{CostInputs, DrawnBills};
pub(super) use support::of_support;
