//! Both databases for every test: SQLite in memory, and a PostgreSQL database of its own, cloned from a
//! template that was migrated once. A clock that obeys; what every test needs and nothing of the market.

pub mod device;
mod folder;
mod size;
mod stores;

pub use folder::Folder;
pub use size::sized;
pub use stores::{BEGIN, Bench, both, clone_of_template, end_sessions, postgres, postgres_url, sqlite};
