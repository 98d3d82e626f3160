//! The way to the resources: everything beside it is passed over.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::State;
use super::form::Resource;
use crate::engine::feeds::FeedError;
use crate::engine::feeds::json::{Root, Text};

/// What a value is a part of.
#[derive(Clone, Copy)]
enum Part {
    Document,
    Projects,
    Breakdown,
    Resources,
}

/// A value on the way.
pub(super) struct Values<'s, 'a> {
    state: &'s mut State<'a>,
    part: Part,
}

impl Root for State<'_> {
    fn read<'de, D: Deserializer<'de>>(&mut self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(Values { state: self, part: Part::Document })
    }

    fn fault(&mut self) -> Option<FeedError> {
        self.fault.take()
    }
}

impl State<'_> {
    /// Leaves an error for the reader's caller.
    fn stop<E: de::Error>(&mut self, error: FeedError) -> E {
        self.fault = Some(error);
        E::custom("stopped")
    }
}

impl<'de> DeserializeSeed<'de> for Values<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.part {
            Part::Document => "the output of infracost breakdown",
            Part::Projects => "a list of projects",
            Part::Breakdown => "a breakdown with resources",
            Part::Resources => "a list of resources",
        })
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let state = self.state;
        match self.part {
            Part::Projects => {
                while list.next_element_seed(Values { state: &mut *state, part: Part::Projects })?.is_some() {
                }
            }
            Part::Resources => {
                while let Some(resource) = list.next_element::<Resource>()? {
                    state.take(&resource).map_err(|error| state.stop(error))?;
                }
            }
            Part::Document | Part::Breakdown => {
                return Err(de::Error::custom("found a list where a table is allowed"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let state = self.state;
        while let Some(key) = map.next_key::<Text>()? {
            let part = match (self.part, &*key) {
                (Part::Document, "currency") => {
                    let found = map.next_value::<Text>()?;
                    state.see_currency(&found).map_err(|error| state.stop(error))?;
                    continue;
                }
                (Part::Document, "timeGenerated") => {
                    let found = map.next_value::<Text>()?;
                    state.see_time(&found).map_err(|error| state.stop(error))?;
                    continue;
                }
                (Part::Document, "projects") => Part::Projects,
                (Part::Projects, "breakdown") => Part::Breakdown,
                (Part::Breakdown, "resources") => Part::Resources,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            map.next_value_seed(Values { state: &mut *state, part })?;
        }
        Ok(())
    }
}
