//! Whole sales, told through the API alone on both engines. Every story ends with the books as they must stand,
//! everything recomputed, and the gateway's own file agreeing.

mod among_friends;
mod another_account;
mod at_the_door;
mod called_off;
mod charged_back;
mod explained;
mod faces;
mod found;
mod imported;
mod late_money;
mod leaving;
mod pictured;
mod sold;
mod talk;
