//! The command line: parse, call the engine, show.

mod args;
mod error;
mod files;
mod prices;
mod run;

pub use run::main;
