//! The command line: parse, call the engine, show.

mod args;
mod error;
mod files;
mod run;

pub use run::main;
