//! Search and the keys.

super::table::words! {
    "search";
}
