//! A run as a state machine: `(State, Input) -> (State, Effects)`, one module per kind of content.
//!
//! Deliberately absent: views, clocks, storage. A machine that is fed any sequence of inputs neither panics nor gets stuck.

pub mod survey;
