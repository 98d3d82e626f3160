//! The schema of the report.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::unit::unit_of;
use crate::engine::catalogue::Date;
use crate::engine::plan::Met;
use crate::engine::report::Report;
use crate::engine::units::Usd;

/// Its name, relative to the folder that it is published in.
const ID: &str = "report-1.json";

/// The schema of the document that `zoneplan plan --format json` prints.
pub fn report_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(AsWritten);
    let mut schema = settings.into_generator().into_root_schema_for::<Report>();
    schema.insert("$id".to_owned(), ID.into());
    schema.insert("title".to_owned(), "Report of Zoneplan".into());
    schema.to_value()
}

/// The report never writes `null`: what is not applicable is absent. Names end with units.
#[derive(Clone, Debug)]
struct AsWritten;

impl Transform for AsWritten {
    fn transform(&mut self, schema: &mut Schema) {
        let is_null = |schema: &Value| schema.get("type").is_some_and(|word| word == "null");
        if let Some(Value::Array(types)) = schema.get_mut("type") {
            types.retain(|word| word != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                schema.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(ways)) = schema.get_mut("anyOf") {
            ways.retain(|way| !is_null(way));
            if let [Value::Object(only)] = ways.as_slice() {
                let only = only.clone();
                schema.remove("anyOf");
                for (key, value) in only {
                    schema.insert(key, value);
                }
            }
        }
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            for (name, property) in properties {
                if let (Value::Object(property), Some(unit)) = (property, unit_of(name)) {
                    property.insert("x-unit".to_owned(), unit.into());
                }
            }
        }
        transform_subschemas(self, schema);
    }
}

/// A type that is written as a plain value.
macro_rules! plain {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                false
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

plain!(Usd, "Usd", { "description": "US dollars, whole millionths of a dollar.", "type": "number" });
plain!(Date, "Date", {
    "description": "A day as YYYY-MM-DD, a month as YYYY-MM, or a year as YYYY.",
    "type": "string",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
});
plain!(Met, "Met", {
    "description": "Whether a target is met.",
    "enum": [true, false, "undecided"]
});
