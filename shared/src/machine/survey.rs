//! The run of a survey.
