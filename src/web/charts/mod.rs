//! Pictures from plain numbers: geometry is arithmetic with tests, views draw it.

mod curve;
mod gantt;
mod pack;
mod rota;
mod ticks;
mod year;
mod zones;

pub use curve::{CurveChart, curve_svg};
pub use gantt::{GanttChart, GanttPlaces, GanttTask, TaskPlace, gantt};
pub use pack::Rect;
pub use rota::{by_site, turns};
pub use year::{MonthPlace, YearColumn, YearPlaces, year};
pub use zones::{NodePlace, ZonePicture, ZonePlace, ZoneSizes, zone_picture};
