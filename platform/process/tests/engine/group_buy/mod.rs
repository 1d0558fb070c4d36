//! Group buying (rules.md S2) put through the engine whole: the tables as the architecture prints them, a
//! gateway, members who come and go, and the invariants as random walks.

mod market;
mod plants;
mod rules;
mod stories;
mod tables;
mod walks;
