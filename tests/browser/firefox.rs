//! The main journeys in Firefox.
//!
//! One browser for all of them, each in a tab that shares nothing: starting one takes longer than a journey.

use crate::journeys;
use waymark_tests::firefox::Firefox;
use waymark_tests::run;
use waymark_tests::tab::Tab as _;

#[test]
fn the_main_journeys_in_firefox() {
    run(async {
        let firefox = Firefox::launch().await;
        let tab = firefox.tab().await;
        assert_eq!(tab.eval("navigator.userAgent.includes('Firefox/')").await, true);
        journeys::a_survey_is_answered_and_stored(&tab).await;
        journeys::a_tour_leads_over_two_pages(&firefox.tab().await).await;
        journeys::a_checklist_is_worked_through(&firefox.tab().await).await;
    });
}
