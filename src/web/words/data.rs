//! The view of prices in use.

super::table::words! {
    "data";
}
