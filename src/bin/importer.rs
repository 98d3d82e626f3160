//! The browser's worker that reads price feeds and manifests.

use gloo::worker::Registrable;
use zoneplan::worker::ImportWorker;

fn main() {
    console_error_panic_hook::set_once();
    ImportWorker::registrar().register();
}
