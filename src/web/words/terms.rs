//! The glossary.

super::table::words! {
    "terms";
}
