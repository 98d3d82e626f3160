//! The command line: parse, call the engine, show.

mod args;
mod check;
mod compare;
mod error;
mod exit;
mod export;
mod files;
mod help;
mod locked;
mod optimise;
mod prices;
mod record;
mod reliability;
mod run;
mod sensitivity;
mod shell;
mod simulate;
mod size;
mod stop;
mod sweep;
mod talk;

pub use run::main;
