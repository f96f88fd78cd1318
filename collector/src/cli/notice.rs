//! `waymark notice`: what is sent, to whom, why and for how long. (The lead is writing this file.)
