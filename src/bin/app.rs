//! The page.

fn main() {
    zoneplan::web::run();
}
