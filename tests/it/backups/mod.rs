//! Backups: retention, what is lost, how long a restore takes, and what copies cost.

mod durability;
mod faults;
mod oracle;
mod plans;
mod retention;
