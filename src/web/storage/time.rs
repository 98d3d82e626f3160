//! The clock, for what is said about saved plans. No result hangs on it.

use js_sys::{Date, Function, Math, Object, Reflect};
use wasm_bindgen::JsCast;

use crate::web::words::{Region, keep, region, t};

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    Date::now()
}

/// A moment as the region writes it: "27 Nov 2026, 06:20".
pub fn moment(ms: f64) -> String {
    let options = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A browser without them writes the moment in its own way.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    // The report's own region has days with the month first; in words it comes second here.
    let tag = if region() == Region::REPORT { "en-GB" } else { region().tag() };
    let date = Date::new(&ms.into());
    if date.get_time().is_nan() {
        return t!(keep::UNKNOWN_TIME).to_owned();
    }
    let say = Reflect::get(&date, &"toLocaleString".into()).and_then(JsCast::dyn_into::<Function>);
    let said = say.and_then(|say| say.call2(&date, &tag.into(), &options));
    // A browser that lacks a time zone or the region throws; its plain form is always there.
    said.ok().and_then(|said| said.as_string()).unwrap_or_else(|| date.to_string().into())
}

/// A name for this tab that no other has.
pub fn tab_name() -> String {
    format!("{:x}-{:x}", Date::now() as u64, (Math::random() * 1e9) as u64)
}
