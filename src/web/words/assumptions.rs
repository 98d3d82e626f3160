//! The view of every constant.

super::table::words! {
    "assumptions";
}
