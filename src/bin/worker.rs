//! The browser's worker.

use gloo::worker::Registrable;
use zoneplan::worker::LawWorker;

fn main() {
    console_error_panic_hook::set_once();
    LawWorker::registrar().register();
}
