//! The market as somebody with a browser and no script meets it.

mod answered;
mod browsing;
mod buying;
mod counted;
mod desk;
pub(crate) mod inbox;
mod money;
mod newfound;
mod people;
mod pictures;
mod said;
mod shared;
mod sold;
mod studio;
mod telling;
mod worn;
