//! The view of zones, nodes and pods.

super::table::words! {
    "layout";
}
