//! Pictures from plain numbers: geometry is arithmetic with tests, views draw it.

mod curve;
mod zones;

pub use curve::{CurveChart, curve_svg};
pub use zones::{Pod, ZoneBox, zone_boxes};
