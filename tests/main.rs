//! Every test over real parts, by what it protects.
//!
//! | module | protects |
//! |---|---|
//! | `answer` | a question is answered with mouse, keyboard and touch, and reaches the report |
//! | `manners` | when a question is asked, and when not: routes, dismissals, tabs, dialogs, nothing due |
//! | `isolation` | neither page nor widget harms the other: styles, keys, policies, panics |
//! | `access` | axe-core finds nothing in any view, scheme, language or direction |
//! | `privacy` | what is stored on the device in each state |
//! | `delivery` | nothing lost, nothing twice, whatever breaks |
//! | `storage` | nothing acknowledged is lost when the collector, its power or its disk fails |
//! | `console` | the product manager sees an answer as it arrives |
//! | `demo` | what `waymark demo` promises |
//! | `tidy` | the house rules over all sources |

#[path = "browser/access.rs"]
mod access;
#[path = "browser/answer.rs"]
mod answer;
#[path = "browser/console.rs"]
mod console;
#[path = "faults/delivery.rs"]
mod delivery;
#[path = "browser/demo.rs"]
mod demo;
#[path = "browser/isolation.rs"]
mod isolation;
#[path = "browser/manners.rs"]
mod manners;
#[path = "browser/privacy.rs"]
mod privacy;
#[path = "faults/storage.rs"]
mod storage;
mod tidy;
