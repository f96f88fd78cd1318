//! Every test over real parts, by what it protects.
//!
//! | module | protects |
//! |---|---|
//! | [`tidy`] | the house rules over all sources |

mod tidy;
