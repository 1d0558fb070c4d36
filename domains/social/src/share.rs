//! Sharing: one short link for each thing that everybody may see, and the sheet that hands it on. A link says nothing
//! of whoever made it or opens it; that a visit came by one is counted of those alone who agreed to be counted.

pub(crate) mod api;
mod link;
mod pages;
mod qr;
mod shown;

pub use link::{Code, Link, STATEMENTS, follow, make};
pub use shown::{Shared, look};

pub(crate) use pages::{button, pages};
pub(crate) use shown::beginning;
