//! NPS, CES and CSAT with intervals and comparisons.
