//! What keeps plans: steps back, saved plans, links and files; scenarios.

super::table::words! {
    "keep";
}
