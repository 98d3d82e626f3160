//! What charts say.

super::table::words! {
    "charts";
}
