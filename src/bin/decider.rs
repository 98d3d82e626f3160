//! The browser's worker that decides between plans.

use gloo::worker::Registrable;
use zoneplan::worker::DecideWorker;

fn main() {
    console_error_panic_hook::set_once();
    DecideWorker::registrar().register();
}
