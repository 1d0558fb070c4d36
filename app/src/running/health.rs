//! What is asked of the database before the doors open, and at every `/readyz`.

use db::{Db, No, Rx, sql};
use kernel::{Actor, Cx, Span, Time};

sql! {
    PING = "SELECT 1";
    NEWEST = "SELECT MAX(at) FROM family";
}

/// Deadlines are judged by this machine's clock: further apart than this, two nodes would disagree about them.
const FARTHEST_APART: Span = Span::seconds(5);

/// Whether the database answers.
pub(super) async fn answers(db: &Db) -> bool {
    db.read(&Actor::Engine, (), ping).await.is_ok()
}

fn ping(rx: &mut Rx, _: &Cx, (): &()) -> Result<(), No> {
    Ok(rx.one::<i64>(&PING, &[]).map(|_| ())?)
}

/// When the newest thing happened here; nothing where nothing has.
pub(crate) fn newest(rx: &mut Rx, _: &Cx, (): &()) -> Result<Option<Time>, No> {
    Ok(rx.one::<Option<Time>>(&NEWEST, &[])?)
}

/// Compares this machine's clock with a server's and with what has happened already. Answers what is wrong
/// with it, in words.
pub(super) fn clock(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Option<String>, No> {
    if let Some(newest) = newest(rx, cx, &())?
        && newest - cx.now > FARTHEST_APART
    {
        return Ok(Some(format!(
            "this machine says it is {}, and something happened here at {newest}",
            cx.now
        )));
    }
    let shared = rx.shared_now(cx)?;
    let far = (shared - cx.now).micros().abs() > FARTHEST_APART.micros();
    Ok(far.then(|| format!("this machine says it is {} and the database says {shared}", cx.now)))
}
