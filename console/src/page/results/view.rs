//! What the room shows, as its address says it: the filter and the comparison. A link shows a colleague the same.
//!
//! Deliberately absent: what is sorted or unfolded; that is each reader's own.

use crate::api;
use shared::api::report::ReportFilter;
use yew_router::prelude::Location;

/// How answers are compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Split {
    /// What splits them, as the API names it; empty for the first way there is.
    pub by: String,
    /// The group the others are compared with; empty for the rest.
    pub against: String,
}

/// What the room shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Whose answers.
    pub filter: ReportFilter,
    /// How they are compared.
    pub split: Split,
}

impl View {
    /// Reads an address; a value that cannot be read is as good as none.
    pub fn read(location: &Location) -> Self {
        let mut view = Self::default();
        for (name, value) in location.query::<Vec<(String, String)>>().unwrap_or_default() {
            let filter = &mut view.filter;
            match name.as_str() {
                "environment" => filter.environment = value,
                "from_day" => filter.from_day = value.parse().ok(),
                "to_day" => filter.to_day = value.parse().ok(),
                "version" => filter.version = value.parse().ok(),
                "locale" => filter.locale = Some(value),
                "segment" => filter.segment = Some(value),
                "traits" => filter.traits = Some(value),
                "by" => view.split.by = value,
                "against" => view.split.against = value,
                _ => {}
            }
        }
        view
    }

    /// The query of its address.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let split = [("by", given(&self.split.by)), ("against", given(&self.split.against))];
        let pairs = api::report::filter_pairs(&self.filter).into_iter().chain(split);
        pairs.filter_map(|(name, value)| value.map(|value| (name, value))).collect()
    }
}
