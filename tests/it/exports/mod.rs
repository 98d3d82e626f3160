//! What leaves the tool as files.

mod focus;
