//! What leaves the tool as files for other programs.

mod infracost;
