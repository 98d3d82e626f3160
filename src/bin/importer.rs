//! The browser's worker that reads price feeds.

use gloo::worker::Registrable;
use zoneplan::worker::FeedWorker;

fn main() {
    console_error_panic_hook::set_once();
    FeedWorker::registrar().register();
}
