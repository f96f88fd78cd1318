//! Pieces that several rooms use.
//!
//! | module | draws |
//! |---|---|
//! | [`action`] | where a button or an entry leads |
//! | [`advice`] | lint's advice beside what it is about |
//! | [`condition`] | the builder of conditions, and [`mod@test`] of values |
//! | [`copy`] | code to be copied |
//! | [`event_test`] | tests of tracked events |
//! | [`dialog`] | a question that must be answered first |
//! | [`field`] | labelled fields |
//! | [`goal`] | the choice of a goal |
//! | [`help`] | help that is offered after a low CES answer |
//! | [`key`] | the key of something new, made from its name |
//! | [`guard`] | the unsaved-changes guard and links that ask it |
//! | [`media`] | a picture or video |
//! | [`message`] | writing to one person |
//! | [`notice`] | loading, failure, emptiness, word of success |
//! | [`number`] | numbers and lists that can be half typed |
//! | [`order`] | moving and removing what stands in a list |
//! | [`others`] | other contents, to lead to or wait for |
//! | [`pages`] | rules on a page's address |
//! | [`preview`] | the real widget, recording nothing |
//! | [`question`] | the editor of questions |
//! | [`rail`] | the way around |
//! | [`sign`] | what is observed, for goals and items |
//! | [`words`] | a text in several languages |

pub mod action;
pub mod advice;
pub mod condition;
pub mod copy;
pub mod dialog;
pub mod event_test;
pub mod field;
pub mod goal;
pub mod guard;
pub mod help;
pub mod key;
pub mod media;
pub mod message;
pub mod notice;
pub mod number;
pub mod order;
pub mod others;
pub mod pages;
pub mod preview;
pub mod question;
pub mod rail;
pub mod sign;
pub mod test;
pub mod words;
