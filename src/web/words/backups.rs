//! The view of copies.

super::table::words! {
    "backups";
}
