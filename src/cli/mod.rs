//! The command line: parse, call the engine, show.

mod args;
mod compare;
mod error;
mod export;
mod files;
mod locked;
mod optimise;
mod prices;
mod record;
mod reliability;
mod run;
mod sensitivity;
mod simulate;
mod size;
mod stop;
mod sweep;

pub use run::main;
