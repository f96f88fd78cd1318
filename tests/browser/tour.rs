//! Tours where they break elsewhere: each test is named after what goes wrong in other products.
//!
//! | module | protects |
//! |---|---|
//! | `access` | perceiving and using every place a step can have |
//! | `effort` | what is counted of the person, and what is not |
//! | `target` | finding: late, lost, replaced, hidden, used for something else |
//! | `reach` | what is there and cannot be seen |
//! | `scope` | shadow roots and frames |
//! | `placement` | being beside it: scrolling, headers, zoom, right-to-left, small windows |
//! | `host` | the host's dialogs, keys, focus, touch |
//! | `say` | what a step says and shows, and where it leads |
//! | `way` | routes, reloads, what leads on |
//! | `device` | tabs, devices, storage, clocks, what browsers do to pages |
//! | `rest` | nothing left, nothing running |

#[path = "tour/access.rs"]
mod access;
#[path = "tour/device.rs"]
mod device;
#[path = "tour/effort.rs"]
mod effort;
#[path = "tour/host.rs"]
mod host;
#[path = "tour/placement.rs"]
mod placement;
#[path = "tour/reach.rs"]
mod reach;
#[path = "tour/rest.rs"]
pub(crate) mod rest;
#[path = "tour/say.rs"]
mod say;
#[path = "tour/scope.rs"]
mod scope;
#[path = "tour/target.rs"]
mod target;
#[path = "tour/way.rs"]
mod way;

use waymark_tests::page::Page;
use waymark_tests::stage::{IDENTIFY, Stage, document};

/// A tab on a host page with this body, where the tour starts.
async fn on(stage: &Stage, body: &str) -> Page {
    let page = stage.browser.page().await;
    page.goto(&put(stage, "/host", body)).await;
    page
}

/// Puts a host page with the script tag and this body.
fn put(stage: &Stage, path: &str, body: &str) -> String {
    stage.site.put(path, &[], document(&stage.collector.snippet(), IDENTIFY) + body)
}
