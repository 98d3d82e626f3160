//! The view of patterns side by side.

super::table::words! {
    "patterns";
}
