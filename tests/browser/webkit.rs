//! The main journeys in WebKit.
//!
//! Each journey has a host site of its own, so one tab serves for all of them: nothing stored for one is there for the next.

use crate::journeys;
use waymark_tests::run;
use waymark_tests::tab::Tab as _;
use waymark_tests::webkit::WebKit;

#[test]
fn the_main_journeys_in_webkit() {
    run(async {
        let webkit = WebKit::launch().await;
        assert_eq!(webkit.eval("/AppleWebKit/.test(navigator.userAgent) && !window.chrome").await, true);
        journeys::a_survey_is_answered_and_stored(&webkit).await;
        journeys::a_tour_leads_over_two_pages(&webkit).await;
        journeys::a_checklist_is_worked_through(&webkit).await;
        webkit.close().await;
    });
}
