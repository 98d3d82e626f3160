//! Data files and price sheets.

use std::sync::OnceLock;

use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, CatalogueError, DataFile, read_price_sheet, write_price_sheet};

use crate::{is_clear, text};

/// What price sheets are laid over: the regions, and the prices of AWS that every region has.
fn under() -> &'static Catalogue {
    static UNDER: OnceLock<Catalogue> = OnceLock::new();
    UNDER.get_or_init(|| {
        let mut files = bundled::files();
        files.retain(|file| ["regions.csv", "prices/aws/global.csv"].contains(&file.path));
        Catalogue::load(&files).expect("the data is sound")
    })
}

/// A price sheet of one's own.
pub fn price_sheet(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let file = DataFile { path: "own.csv", text };
    let (rows, faults) = read_price_sheet(&file);
    told(&faults);
    if !rows.is_empty() {
        let sheet = write_price_sheet(&rows);
        let (mut again, faults) = read_price_sheet(&DataFile { path: "own.csv", text: &sheet });
        assert!(faults.is_empty(), "{faults:?}\n{sheet}");
        again.iter_mut().zip(&rows).for_each(|(again, row)| again.line = row.line);
        assert_eq!(again, rows, "{sheet}");
    }
    let mut catalogue = under().clone();
    match catalogue.overlay(&file) {
        Ok(own) => assert!(faults.is_empty() && own.len() <= rows.len()),
        Err(faults) => told(&faults),
    }
}

/// A file of `data/`: its path on the first line.
pub fn data_file(data: &[u8]) {
    let Some((path, text)) = text(data).and_then(|text| text.split_once('\n')) else { return };
    if let Err(faults) = Catalogue::load(&[DataFile { path, text }]) {
        assert!(!faults.is_empty(), "refused without a fault");
        told(&faults);
    }
}

/// Faults name their file.
fn told(faults: &[CatalogueError]) {
    faults.iter().for_each(|fault| is_clear(&fault.to_string()));
}
