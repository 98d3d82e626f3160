//! Questions for a first plan, and plans to start from.

super::table::words! {
    "guide";
}
