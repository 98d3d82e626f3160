//! The command line: parse, call the engine, show.

mod args;
mod compare;
mod error;
mod export;
mod files;
mod optimise;
mod prices;
mod reliability;
mod run;
mod sensitivity;
mod simulate;
mod size;
mod stop;
mod sweep;

pub use run::main;
