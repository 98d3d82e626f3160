//! The view of the bill.

super::table::words! {
    "cost";
}
