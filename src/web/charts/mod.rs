//! Pictures from plain numbers: geometry is arithmetic with tests, views draw it.

mod copies;
mod curve;
mod gantt;
mod pack;
mod retention;
mod rota;
mod svg;
mod year;
mod zones;

pub use copies::{CopiesChart, TierCopies, age_in_words, copies};
pub use curve::{CurveChart, curve_svg};
pub use gantt::{GanttChart, GanttDay, GanttTask, Pace, gantt, worked};
pub use pack::Rect;
pub use retention::{RetentionChart, RetentionMonth, retention};
pub use rota::{RotaChart, rota};
pub use svg::Drawing;
pub use year::{YearChart, YearMonth, year};
pub use zones::{NodePlace, ZonePicture, ZonePlace, ZoneSizes, zone_picture};
