//! What the room is asked, as its address says it.
//!
//! Deliberately absent: whether there is such a content or person; the collector says that.

use yew_router::prelude::Location;

/// What the room is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The environment's key.
    pub environment: String,
    /// The content's key.
    pub content: String,
    /// User id or anonymous id.
    pub person: String,
    /// The company; empty for the last one.
    pub company: String,
    /// A page's address; empty for none.
    pub url: String,
    /// The locale; empty for the last one.
    pub locale: String,
    /// The device; empty for the last one.
    pub device: String,
}

impl View {
    /// Reads an address.
    pub fn read(location: &Location) -> Self {
        let mut view = Self::default();
        for (name, value) in location.query::<Vec<(String, String)>>().unwrap_or_default() {
            if let Some((_, field)) = view.fields().into_iter().find(|(known, _)| *known == name) {
                value.trim().clone_into(field);
            }
        }
        view
    }

    fn fields(&mut self) -> [(&'static str, &mut String); 7] {
        [
            ("environment", &mut self.environment),
            ("content", &mut self.content),
            ("person", &mut self.person),
            ("company", &mut self.company),
            ("url", &mut self.url),
            ("locale", &mut self.locale),
            ("device", &mut self.device),
        ]
    }

    /// The same with another value in the field of this name.
    pub fn with(&self, name: &str, value: String) -> Self {
        let mut view = self.clone();
        if let Some((_, field)) = view.fields().into_iter().find(|(known, _)| *known == name) {
            *field = value;
        }
        view
    }

    /// Whether enough was chosen to ask.
    pub fn is_whole(&self) -> bool {
        !self.environment.is_empty() && !self.content.is_empty() && !self.person.is_empty()
    }

    /// What the collector is asked.
    pub fn pairs(&self) -> Vec<(&'static str, Option<String>)> {
        let mut view = self.clone();
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        view.fields().into_iter().map(|(name, value)| (name, given(value))).collect()
    }

    /// The query of its address.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        self.pairs().into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
    }
}
