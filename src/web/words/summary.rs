//! The answers and the warnings.

super::table::words! {
    "summary";
}
