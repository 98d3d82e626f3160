//! What the page's state says: scenarios, steps, faults, links.

super::table::words! {
    "state";
}
