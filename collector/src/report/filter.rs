//! Which runs a report is about, read from the query.
//!
//! Deliberately absent: the environment; access to it is checked before.

use super::tally;
use shared::api::report::ReportFilter;

/// Most traits in one filter.
pub const MAX_TRAITS: usize = 4;

/// What is wrong with a filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// No `name:value`.
    #[error(
        "traits must be name:value, several of them separated by commas, each name and value percent-encoded; '{0}' is not"
    )]
    Trait(String),
    /// Too many traits.
    #[error("a filter can name at most {MAX_TRAITS} traits")]
    TooManyTraits,
    /// The first day is after the last.
    #[error("from_day must not be after to_day")]
    Days,
}

/// Which runs a report is about; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// From this UTC day on.
    pub from_day: Option<i64>,
    /// Up to and including this UTC day.
    pub to_day: Option<i64>,
    /// Only this version.
    pub version: Option<u32>,
    /// Only this locale.
    pub locale: Option<String>,
    /// Only people in this segment.
    pub segment: Option<String>,
    /// Only people with these traits, by name and label.
    pub traits: Vec<(String, String)>,
}

impl Filter {
    /// Reads the filter of a query; empty texts are as good as none.
    ///
    /// # Errors
    /// [`FilterError`] names the parameter and its form.
    pub fn read(query: &ReportFilter) -> Result<Self, FilterError> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let traits = given(&query.traits).map_or(Ok(Vec::new()), |text| text.split(',').map(read_trait).collect())?;
        if traits.len() > MAX_TRAITS {
            return Err(FilterError::TooManyTraits);
        }
        if query.from_day.zip(query.to_day).is_some_and(|(from, to)| from > to) {
            return Err(FilterError::Days);
        }
        Ok(Self {
            from_day: query.from_day,
            to_day: query.to_day,
            version: query.version,
            locale: given(&query.locale),
            segment: given(&query.segment),
            traits,
        })
    }

    /// First and last day, open sides taken as far as days go.
    pub fn days(&self) -> (i64, i64) {
        (self.from_day.unwrap_or(i64::MIN), self.to_day.unwrap_or(i64::MAX))
    }

    /// First and last version.
    pub fn versions(&self) -> (i64, i64) {
        self.version.map_or((0, i64::MAX), |version| (version.into(), version.into()))
    }

    /// Whether it leaves no day out.
    pub fn is_of_all_time(&self) -> bool {
        self.from_day.is_none() && self.to_day.is_none()
    }

    /// The split and value whose rollups answer this; `None` when only the rows can.
    pub fn split(&self) -> Option<(String, String)> {
        if self.locale.is_some() || self.segment.is_some() {
            return None;
        }
        match self.traits.as_slice() {
            [] => Some((String::new(), String::new())),
            [(name, value)] => Some((tally::trait_split(name), value.clone())),
            _ => None,
        }
    }

    /// The tags that a run must have: exactly five, empty where there are fewer.
    pub fn tags(&self) -> [String; MAX_TRAITS + 1] {
        let segment = self.segment.iter().map(|segment| tally::segment_tag(segment));
        let mut wanted = self.traits.iter().map(|(name, value)| tally::trait_tag(name, value)).chain(segment);
        std::array::from_fn(|_| wanted.next().unwrap_or_default())
    }

    /// Whether it leaves anybody out.
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }
}

fn read_trait(text: &str) -> Result<(String, String), FilterError> {
    let wrong = || FilterError::Trait(text.to_owned());
    let (name, value) = text.split_once(':').ok_or_else(wrong)?;
    let (name, value) = (decode(name).ok_or_else(wrong)?, decode(value).ok_or_else(wrong)?);
    if name.is_empty() { Err(wrong()) } else { Ok((name, tally::plain(&value))) }
}

/// Undoes percent-encoding; `None` when it is none.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let hex = rest.get(..2).filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))?;
        bytes.push(u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(traits: &str, expected: Result<Vec<(&str, &str)>, FilterError>) {
        let query = ReportFilter { traits: Some(traits.into()), ..ReportFilter::default() };
        let expected = expected.map(|traits| traits.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect());
        assert_eq!(Filter::read(&query).map(|filter| filter.traits), expected, "{traits}");
    }

    #[test]
    fn traits_are_read_from_their_encoding() {
        check("plan:pro", Ok(vec![("plan", "pro")]));
        check("plan:a%2Cb,r%3Aole:%E7%AE%A1%E7%90%86", Ok(vec![("plan", "a,b"), ("r:ole", "管理")]));
        check("url:https://x", Ok(vec![("url", "https://x")]));
        check("", Ok(vec![]));
        for wrong in ["plan", ":pro", "plan:%zz", "plan:%ff", "a:1,,b:2", "plan:%4"] {
            let part = if wrong.starts_with("a:1") { "" } else { wrong };
            check(wrong, Err(FilterError::Trait(part.into())));
        }
        check("a:1,b:2,c:3,d:4,e:5", Err(FilterError::TooManyTraits));
    }

    #[test]
    fn the_rollups_answer_everybody_and_single_traits() {
        let one = Filter { traits: vec![("plan".into(), "pro".into())], version: Some(2), ..Filter::default() };
        assert_eq!(Filter::default().split(), Some((String::new(), String::new())));
        assert_eq!(one.split(), Some(("t:plan".into(), "pro".into())));
        assert_eq!(Filter { locale: Some("ja".into()), ..one.clone() }.split(), None);
        assert!(one.narrows() && !Filter::default().narrows());
        assert_eq!(one.tags().iter().filter(|tag| !tag.is_empty()).count(), 1);
    }

    #[test]
    fn days_in_the_wrong_order_are_refused() {
        let query = ReportFilter { from_day: Some(2), to_day: Some(1), ..ReportFilter::default() };
        assert_eq!(Filter::read(&query), Err(FilterError::Days));
    }
}
