//! The view of plans side by side.

super::table::words! {
    "compare";
}
