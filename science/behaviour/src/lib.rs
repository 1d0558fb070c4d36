//! Who came back: cohorts, funnels, growth and lifecycles, from day bitmaps that can be sealed and shipped.
//!
//! The library does no input or output and knows no clock. Instants are Unix seconds (`i64`), days are local
//! days of the shop's IANA zone, money is minor units, and a person is any `u32`. Two rules hold throughout:
//! the order of events changes nothing, and merging parts gives exactly the whole. A rate never loses its
//! denominator ([`Share`]), and a figure whose time is not over is `None`, never 0.
//!
//! | question | answer |
//! |---|---|
//! | Which day, which hour was it there? | [`Calendar`], [`Day`], [`Week`] |
//! | Who was active on which days? | [`Activity`]; by event class, with sealed days: [`Book`] |
//! | Of those who came first then, who is back? | [`Activity::retention`] with [`Window`]s, [`Cohorts::pooled`] |
//! | ... counted in each person's own 24 hours? | [`rolling_retention`] |
//! | How much of the month comes on a day? | [`Activity::audience`], [`Activity::l28`], [`Activity::mean_stickiness`] |
//! | Where does this week's audience come from? | [`Activity::weekly`], [`Activity::growth`] |
//! | How far do they get? | [`Funnel`] over [`Timelines`] |
//! | When are they here? | [`HourGrid`] |
//! | Who buys again? | [`Purchases::repurchase_rate`], [`Purchases::returning_share`], [`repeat_probability`] |
//! | Who are the good customers? | [`Purchases::rfm`], [`Segment`]; for purchase models [`Purchases::summary`] |
//! | Who is slipping away, since today? | [`Purchases::lifecycle`], [`Purchases::transitions`], [`Purchases::entries`] |
//! | Is that more than last year? | [`Change`], with [`Activity::active_within`] and [`Day::a_year_before`] |
//!
//! From events to the triangle on the dashboard:
//!
//! ```
//! use behaviour::{Activity, Calendar, Window, Z95};
//!
//! let shop = Calendar::of("Europe/Berlin")?;
//! let as_of = "2026-04-03".parse()?; // the first day that is not over
//! let mut activity = Activity::new();
//! for (person, at) in [(1, 1_774_656_000), (1, 1_774_742_400), (2, 1_774_656_000), (3, 1_774_738_800)] {
//!     activity.note(person, shop.day(at));
//! }
//!
//! let table = activity.retention(&[Window::on(1), Window::between(2, 7), Window::since(1)], as_of);
//! assert_eq!(table.rows[0].began.to_string(), "2026-03-28");
//! assert_eq!(table.rows[0].back, [Some(1), None, Some(1)]); // the seventh day is not over
//!
//! let next_day = table.pooled()[0];
//! assert_eq!((next_day.hits(), next_day.of()), (1, 3));
//! let band = next_day.wilson(Z95).ok_or("nobody came")?;
//! assert!(band.low > 0.06 && band.high < 0.80);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod activity;
mod book;
mod calendar;
mod day;
mod funnel;
mod growth;
mod hours;
mod lifecycle;
mod purchases;
mod repurchase;
mod retention;
mod rfm;
mod rolling;
mod roster;
mod seal;
mod segment;
mod share;
mod stickiness;
mod summary;
mod tally;
mod timeline;

pub use activity::Activity;
pub use book::Book;
pub use calendar::{Calendar, Cursor, UnknownZone};
pub use day::{Day, NotADay, Period, Week};
pub use funnel::{Funnel, FunnelReport, NoSteps, Reach};
pub use growth::Growth;
pub use hours::HourGrid;
pub use lifecycle::{Entry, FallingThresholds, State, Thresholds};
pub use purchases::{History, Purchase, Purchases};
pub use repurchase::{Gap, days_until_share, repeat_probability};
pub use retention::{Cohort, Cohorts, Window};
pub use rfm::Rfm;
pub use rolling::rolling_retention;
pub use seal::Unreadable;
pub use segment::Segment;
pub use share::{Change, Interval, MoreThanAll, Share, Z95};
pub use stickiness::Audience;
pub use summary::Summary;
pub use timeline::{Classes, Event, Timeline, Timelines};
