//! What settings of an environment may say. Pure.
//!
//! Deliberately absent: defaults; those are the types' own.

use super::origin;
use crate::error::ApiError;
use serde_json::json;
use shared::api::environment::EnvironmentSettings;
use shared::content::Theme;
use shared::lint::{Advice, Severity, lint_theme};

/// Most allowed origins.
const MAX_ORIGINS: usize = 100;
/// Most traits that reports can be split by; each costs one rollup row per value and day.
const MAX_REPORTABLE: usize = 16;
/// Longest name of a trait, bytes.
const MAX_TRAIT: usize = shared::event::MAX_NAME_LEN;

/// The settings in their one spelling.
///
/// # Errors
/// 422 lists every fault with its place.
pub fn settled(mut settings: EnvironmentSettings) -> Result<EnvironmentSettings, ApiError> {
    let mut faults = Vec::new();
    let mut fault = |at: String, message: String| faults.push(json!({ "at": at, "message": message }));
    for (i, origin) in settings.origins.iter_mut().enumerate() {
        match origin::normal(origin) {
            Ok(normal) => *origin = normal,
            Err(error) => fault(format!("origins[{i}]"), error.to_string()),
        }
    }
    let mut seen = std::collections::HashSet::new();
    settings.origins.retain(|origin| seen.insert(origin.clone()));
    if settings.origins.len() > MAX_ORIGINS {
        fault("origins".into(), format!("may be at most {MAX_ORIGINS}"));
    }
    for (i, name) in settings.reportable_traits.iter().enumerate() {
        if name.is_empty() || name.len() > MAX_TRAIT || name.chars().any(char::is_control) {
            let message = format!("must be a trait's name of 1 to {MAX_TRAIT} bytes without control characters");
            fault(format!("reportable_traits[{i}]"), message);
        } else if settings.reportable_traits[..i].contains(name) {
            fault(format!("reportable_traits[{i}]"), "is there twice".into());
        }
    }
    if settings.reportable_traits.len() > MAX_REPORTABLE {
        fault("reportable_traits".into(), format!("may be at most {MAX_REPORTABLE}"));
    }
    for advice in in_theme(&settings.theme).filter(|advice| advice.severity == Severity::Error) {
        fault(advice.at, advice.message);
    }
    if settings.caps.survey_days == 0 {
        fault("caps.survey_days".into(), "must be at least 1".into());
    }
    if faults.is_empty() {
        return Ok(settings);
    }
    let detail =
        faults.iter().map(|f| format!("{}: {}", text(&f["at"]), text(&f["message"]))).collect::<Vec<_>>().join("; ");
    Err(ApiError::unprocessable("bad_settings", detail).with_faults(faults.into()))
}

fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What could be better about settings that are good enough to be kept.
pub fn advice(settings: &EnvironmentSettings) -> Vec<Advice> {
    let mut advice = Vec::new();
    if settings.origins.is_empty() {
        advice.push(Advice {
            severity: Severity::Warning,
            code: "no_origins".into(),
            at: "origins".into(),
            message: "No page may use the write key yet: add the origin of your product.".into(),
        });
    }
    advice.extend(in_theme(&settings.theme));
    advice
}

fn in_theme(theme: &Theme) -> impl Iterator<Item = Advice> {
    lint_theme(theme)
        .into_iter()
        .map(|advice| Advice { at: format!("theme.{}", advice.at.trim_start_matches("theme.")), ..advice })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(change: impl FnOnce(&mut EnvironmentSettings)) -> Vec<String> {
        let mut settings = EnvironmentSettings::default();
        change(&mut settings);
        let Err(error) = settled(settings) else { return Vec::new() };
        let list = error.faults.expect("faults are listed");
        list.as_array().expect("a list").iter().map(|fault| text(&fault["at"]).to_owned()).collect()
    }

    #[test]
    fn each_fault_is_told_with_its_place() {
        assert_eq!(faults(|_| ()), [""; 0]);
        assert_eq!(faults(|s| s.origins = vec!["https://a.example".into(), "b.example".into()]), ["origins[1]"]);
        assert_eq!(faults(|s| s.theme.accent = "teal".into()), ["theme.accent"]);
        assert_eq!(faults(|s| s.theme.font = "x; } body { display: none".into()), ["theme.font"]);
        assert_eq!(faults(|s| s.caps.survey_days = 0), ["caps.survey_days"]);
        assert_eq!(faults(|s| s.reportable_traits = vec!["plan".into(), "plan".into()]), ["reportable_traits[1]"]);
        assert_eq!(faults(|s| s.reportable_traits = (0..17).map(|i| i.to_string()).collect()), ["reportable_traits"]);
    }

    #[test]
    fn origins_are_kept_in_one_spelling_and_once() {
        let origins = vec!["https://A.example/".into(), "https://a.example".into()];
        let settings = settled(EnvironmentSettings { origins, ..Default::default() }).expect("good");
        assert_eq!(settings.origins, ["https://a.example"]);
    }
}
