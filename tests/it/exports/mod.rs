//! Exports: what leaves the tool as files for other programs.

mod csv;
mod csv_files;
mod spreadsheet;
