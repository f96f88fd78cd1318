//! Every test over real parts, by what it protects.
//!
//! | module | protects |
//! |---|---|
//! | `answer` | a question is answered with mouse, keyboard and touch, and reaches the report |
//! | `manners` | when a question is asked, and when not: routes, dismissals, tabs, dialogs, nothing due |
//! | `history` | what a person did or said before decides what comes |
//! | `tour` | tours where they break elsewhere, by failure |
//! | `desk` | what lies behind the launcher: checklists, the resource centre, how much guidance is wanted |
//! | `triggers` | what starts a question in a real page, and what is nearly that |
//! | `wake` | the loader wakes the engine when the reference says so |
//! | `journeys` | the main journeys as `firefox` and `webkit` go through them |
//! | `isolation` | neither page nor widget harms the other: styles, keys, policies, panics |
//! | `access` | every view can be perceived and used: axe-core, small screens, doubled text, touch |
//! | `looks` | themes, motion, states of a question; the host keeps its caret and keys and gets the focus back |
//! | `calls` | what the page says reaches the collector: calls made early, names and answers that change |
//! | `privacy` | what is stored on the device in each state |
//! | `delivery` | nothing lost, nothing twice, whatever breaks |
//! | `device` | what the device keeps of events: damaged, without a database, after `destroy` |
//! | `storage` | nothing acknowledged is lost when the collector, its power or its disk fails |
//! | `console` | the product manager sees an answer as it arrives |
//! | `adoption` | where a company stands, found, read and printed |
//! | `follow_ups` | who asks for a person is in the console's room at once, until a member is done |
//! | `telling` | the vendor is told of hand-overs: set and tried in the console, its links followed |
//! | `effort` | effort, said and seen: in the results from the first run on, on a phone |
//! | `funnel` | a branching tour, walked in a page, is read step by step in the results, on a phone too |
//! | `effect` | the effect against people held out, its horizon and its plan |
//! | `compare` | groups are compared, and a link shows the same comparison |
//! | `first_steps` | from an empty database to one's own question, answered on one's own page |
//! | `members` | invitations, what each role is offered, two at one draft, the end of a session |
//! | `explain` | why somebody is shown something: the console's chain, its address, and a page with a debug token |
//! | `editor` | what is written is what is saved: publishing in low windows, numbers that cannot be read |
//! | `self_help` | checklists, resource centres, articles and messages as members write them |
//! | `wording` | an answer under the words it was given to; one history of a person |
//! | `console_access` | axe-core finds nothing in the console; the editor by keyboard |
//! | `declarations` | the TypeScript declarations, by the compiler |
//! | `demo` | what `waymark demo` promises |
//! | `example` | tours in the example product where they break elsewhere, by failure |
//! | `onboarding` | the example product's whole set-up, in two languages, with mouse, touch and keys |
//! | `tidy` | the house rules over all sources |

#[path = "browser/access.rs"]
mod access;
#[path = "browser/adoption.rs"]
mod adoption;
#[path = "browser/answer.rs"]
mod answer;
#[path = "browser/calls.rs"]
mod calls;
#[path = "browser/compare.rs"]
mod compare;
#[path = "browser/console.rs"]
mod console;
#[path = "browser/console_access.rs"]
mod console_access;
mod declarations;
#[path = "faults/delivery.rs"]
mod delivery;
#[path = "browser/demo.rs"]
mod demo;
#[path = "browser/desk.rs"]
mod desk;
#[path = "faults/device.rs"]
mod device;
#[path = "browser/editor.rs"]
mod editor;
#[path = "browser/effect.rs"]
mod effect;
#[path = "browser/effort.rs"]
mod effort;
#[path = "browser/example.rs"]
mod example;
#[path = "browser/explain.rs"]
mod explain;
#[path = "browser/firefox.rs"]
mod firefox;
#[path = "browser/first_steps.rs"]
mod first_steps;
#[path = "browser/follow_ups.rs"]
mod follow_ups;
#[path = "browser/funnel.rs"]
mod funnel;
#[path = "browser/history.rs"]
mod history;
#[path = "browser/isolation.rs"]
mod isolation;
#[path = "browser/journeys.rs"]
mod journeys;
#[path = "browser/looks.rs"]
mod looks;
#[path = "browser/manners.rs"]
mod manners;
#[path = "browser/members.rs"]
mod members;
#[path = "browser/onboarding.rs"]
mod onboarding;
#[path = "browser/privacy.rs"]
mod privacy;
#[path = "browser/self_help.rs"]
mod self_help;
#[path = "faults/storage.rs"]
mod storage;
#[path = "browser/telling.rs"]
mod telling;
mod tidy;
#[path = "browser/tour.rs"]
mod tour;
#[path = "browser/triggers.rs"]
mod triggers;
#[path = "browser/wake.rs"]
mod wake;
#[path = "browser/webkit.rs"]
mod webkit;
#[path = "browser/wording.rs"]
mod wording;
