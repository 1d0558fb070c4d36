//! One SQL text, two engines. A command is plain input and a function that captures nothing, so it can be
//! queued, batched and run again; `write` and `read` are all that the floors above see of a database.
//!
//! ```no_run
//! # use db::{Db, No, Tx, params, sql};
//! # use kernel::{Actor, Cx};
//! sql! {
//!     /// One statement: two callers cannot both take the last unit.
//!     TAKE = "UPDATE stock SET held = held + $2 WHERE variant = $1 AND received - sold - held >= $2";
//! }
//! struct Take { variant: kernel::Uid, quantity: i64 }
//! fn take(tx: &mut Tx, _: &Cx, take: &Take) -> Result<bool, No> {
//!     Ok(tx.run(&TAKE, &params![take.variant, take.quantity])? == 1)
//! }
//! # async fn shop(db: Db, variant: kernel::Uid) -> Result<(), No> {
//! let taken = db.write(&Actor::Anyone, Take { variant, quantity: 1 }, take).await?;
//! # Ok(()) }
//! ```

mod alone;
mod answer;
mod dial;
mod faults;
mod fold;
mod handle;
mod migrate;
mod postgres;
mod queue;
mod sqlite;
mod statement;
mod tx;
mod value;

pub use answer::{Broken, No, Trouble};
pub use faults::{Fault, Faults};
pub use handle::{Db, Depth, Store, TRAFFIC_FILE};
pub use migrate::{Migration, OWN};
pub use sqlite::{Durability, Place};
pub use statement::Sql;
pub use tx::{Family, Rx, STATEMENTS, Tx};
pub use value::{FromRow, FromVal, Row, Val};
