//! `waymark demo`: a ready-made workspace with sample people, beside an example product. (The lead is writing this file and `demo/`, and `notice.rs`.)
