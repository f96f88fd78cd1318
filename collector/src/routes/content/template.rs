//! Templates to start from: the files of `examples/content`, inside the program.
//!
//! Deliberately absent: publishing one as it is; the caller changes key and words.

use shared::content::{Content, Goal};
use shared::id::GoalKey;

const FILES: &[&str] = &[
    include_str!("../../../../examples/content/relationship-nps.toml"),
    include_str!("../../../../examples/content/task-ces.toml"),
    include_str!("../../../../examples/content/task-abandoned.toml"),
    include_str!("../../../../examples/content/onboarding-csat.toml"),
    include_str!("../../../../examples/content/feature-request.toml"),
    include_str!("../../../../examples/content/cancellation.toml"),
    include_str!("../../../../examples/content/expectation.toml"),
    include_str!("../../../../examples/content/outcome.toml"),
    include_str!("../../../../examples/content/welcome.toml"),
    include_str!("../../../../examples/content/first-invoice.toml"),
    include_str!("../../../../examples/content/bring-customers.toml"),
    include_str!("../../../../examples/content/reports-hint.toml"),
    include_str!("../../../../examples/content/trial-banner.toml"),
    include_str!("../../../../examples/content/set-up-invoices.toml"),
    include_str!("../../../../examples/content/set-up-customers.toml"),
    include_str!("../../../../examples/content/read-reports.toml"),
    include_str!("../../../../examples/content/help.toml"),
    include_str!("../../../../examples/content/payment-terms.toml"),
    include_str!("../../../../examples/content/import-customers.toml"),
    include_str!("../../../../examples/content/leave.toml"),
];

/// All templates.
///
/// # Panics
/// Never: the files are inside the program, and a test reads each of them.
pub fn all() -> Vec<Content> {
    FILES.iter().map(|file| toml::from_str(file).expect("a test reads every template")).collect()
}

/// All templates for a workspace with these goals: what serves another names none until somebody chooses one.
pub fn beside(goals: &[Goal]) -> Vec<Content> {
    let is_known = |key: &GoalKey| goals.iter().any(|goal| goal.key == *key);
    all().into_iter().map(|content| Content { goal: content.goal.filter(is_known), ..content }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::lint::{Severity, lint};

    #[test]
    fn every_template_can_be_published_once_its_references_exist() {
        let templates = all();
        assert_eq!(templates.len(), FILES.len());
        for template in templates {
            let errors: Vec<_> =
                lint(&template).into_iter().filter(|advice| advice.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", template.key);
        }
    }
}
