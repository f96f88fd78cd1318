//! Variables in texts: `{{person.first_name|there}}` is the person's trait, or what stands behind the line without it.
//!
//! Deliberately absent: traits; whoever fills in knows them. What is put in is never read as markup.

use super::cut;

/// Puts values in the place of variables; a variable without a value takes its default. What is no variable stays.
pub fn fill_in(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = cut(rest, "{{") {
        let Some((variable, behind)) = cut(after, "}}") else { break };
        let (name, default) = variable.split_once('|').unwrap_or((variable, ""));
        filled.push_str(before);
        match value(name.trim()).filter(|value| !value.trim().is_empty()) {
            Some(value) => filled.push_str(&value),
            None => filled.push_str(default.trim()),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// The variables of a text, each with whether it has a default.
pub fn variables(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split("{{").skip(1).filter_map(|after| {
        let (variable, _) = after.split_once("}}")?;
        let (name, default) = variable.split_once('|').unwrap_or((variable, ""));
        Some((name.trim(), !default.trim().is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, filled: &str) {
        let value = |name: &str| match name {
            "person.name" => Some("Hana {{x}} **".to_owned()),
            "person.blank" => Some(" ".to_owned()),
            _ => None,
        };
        assert_eq!(fill_in(text, value), filled);
    }

    #[test]
    fn a_variable_is_its_value_or_its_default() {
        check("Hello {{person.name|there}}.", "Hello Hana {{x}} **.");
        check("Hello {{ person.gone | there }}.", "Hello there.");
        check("{{person.blank|you}}{{person.gone}}", "you");
    }

    #[test]
    fn what_is_no_variable_stays_as_it_is() {
        check("a {{ b", "a {{ b");
        check("a }} b {{}}", "a }} b ");
        check("", "");
    }

    #[test]
    fn the_variables_of_a_text_are_found_with_their_defaults() {
        let found: Vec<_> = variables("{{a|x}} {{ b }} {{c").collect();
        assert_eq!(found, [("a", true), ("b", false)]);
    }
}
