//! HTTP for every domain. A domain exports a table of [`Route`]s whose handlers take a [`Call`] or a [`Keyed`]
//! command and answer what `db` answered; `app` folds the tables into an [`Api`] and [`serve`]s its router.
//! README.md shows one whole route. Nothing here knows of shops.

mod access;
mod address;
mod answer;
mod api;
mod call;
mod describe;
mod docs;
mod extract;
mod gate;
mod headers;
mod idempotency;
mod limits;
mod metrics;
mod openapi;
mod ops;
pub mod page;
pub mod parts;
mod patience;
mod problem;
mod rate;
mod route;
mod seal;
mod serve;
mod tray;

pub use access::Access;
pub use address::{BadNet, Net};
pub use answer::{Accepted, Created, Done, Download, Kept, List, NoContent};
pub use api::{Api, Faults, PREFIX, Settings};
pub use call::{Authenticate, Call, Caller, GUEST_HEADER, Request, State, Waiting};
pub use describe::{Described, Gives, Sketch, Takes};
pub use extract::{Json, Paging, Path, PathPart, Picture, Query, Upload};
pub use idempotency::{Forget, KEEP, Keyed, MIGRATIONS, Once, STATEMENTS, forget};
pub use limits::Limits;
pub use metrics::{Connections, Count, Gauge};
pub use openapi::About;
pub use ops::Operations;
pub use page::{Form, PageRoute, Reply, SeeOther, Sheet, Visitor};
pub use problem::{Answer, Problem};
pub use rate::{Rate, Rates};
pub use route::Route;
pub use serve::{Drained, Lines, Peer, Readiness, serve};
pub use tray::{Receiving, Tray};

/// The texts of the frame and of what HTTP itself refuses.
pub const TEXTS: locale::Texts = locale::Texts {
    domain: "web",
    en: include_str!("../locales/en.ftl"),
    zh_hans: include_str!("../locales/zh-Hans.ftl"),
    fil: include_str!("../locales/fil.ftl"),
};

/// The example in the README is compiled as it stands there.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
