//! The view of what happens after a failure.

super::table::words! {
    "recovery";
}
