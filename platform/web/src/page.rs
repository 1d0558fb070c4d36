//! Pages: the second face of the commands. A domain exports a table of [`PageRoute`]s; a handler takes a
//! [`Visitor`] and a [`Form`], calls the same functions as the API, and answers a [`Sheet`] or a [`SeeOther`].
//! README.md shows one whole page.

mod card;
mod cookie;
mod counted;
mod form;
mod frame;
mod house;
mod live;
mod origin;
mod policy;
mod reply;
mod route;
mod sheet;
mod shell;
mod visitor;
mod wrong;

pub use card::{Card, CardKind, CardPicture};
pub use cookie::{Consent, Crumb, Keepsake, Look, Size, Theme};
pub use counted::{Counts, Shown};
pub use form::{Fields, Form, Intent, Sent};
pub use house::{Asked, PageHouse, PageSettings, Slot, Slots, Stands, Tab, Tongues};
pub use live::{Live, Look as Watched, Pulse};
pub use reply::{Reply, SeeOther};
pub use route::PageRoute;
pub use sheet::{Bar, Sheet};
pub use visitor::Visitor;

pub(crate) use cookie::{Crumbs, Jar};
pub(crate) use counted::Look as Counted;
pub(crate) use frame::IsPage;
pub(crate) use house::Entrance;
pub use shell::routes as shell_routes;
pub(crate) use wrong::page as wrong_page;
