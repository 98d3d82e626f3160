//! Pictures from plain numbers: geometry is arithmetic with tests, views draw it.

mod curve;
mod pack;
mod zones;

pub use curve::{CurveChart, curve_svg};
pub use pack::Rect;
pub use zones::{NodePlace, ZonePicture, ZonePlace, ZoneSizes, zone_picture};
