//! The view of downtime.

super::table::words! {
    "availability";
}
