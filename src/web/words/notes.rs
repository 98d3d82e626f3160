//! The view of sources and limits.

super::table::words! {
    "notes";
}
