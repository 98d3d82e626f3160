//! The fields of the plan: labels, units, choices.

super::table::words! {
    "fields";
}
