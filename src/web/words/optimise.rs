//! The view of the best plan.

super::table::words! {
    "optimise";
}
