//! The view of what results hang on.

super::table::words! {
    "sensitivity";
}
