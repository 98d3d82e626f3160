//! Rendered charts of public projects.
