//! The views of the workload and of manifests.

super::table::words! {
    "workload";
}
