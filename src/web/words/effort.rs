//! The view of work.

super::table::words! {
    "effort";
}
