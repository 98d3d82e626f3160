//! The view of the models and their limits.

super::table::words! {
    "methods";
}
