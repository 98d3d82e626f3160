//! Pictures from plain numbers: geometry is arithmetic with tests, views draw it.

mod curve;
mod gantt;
mod pack;
mod zones;

pub use curve::{CurveChart, curve_svg};
pub use gantt::{GanttChart, GanttPlaces, GanttTask, TaskPlace, gantt};
pub use pack::Rect;
pub use zones::{NodePlace, ZonePicture, ZonePlace, ZoneSizes, zone_picture};
