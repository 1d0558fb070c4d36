//! What is asked of the database before the doors open, and at every `/readyz`.

use db::{Db, No, Rx, sql};
use kernel::{Actor, Cx, Span, Time};

sql! {
    PING = "SELECT 1";
    /// Text is what both engines give alike; the connection's zone is UTC on both, to the second.
    SERVER_TIME = "SELECT CAST(CURRENT_TIMESTAMP AS TEXT)";
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

/// Compares this machine's clock with the server's and with what has happened already. Answers what is wrong
/// with it, in words.
pub(super) fn clock(rx: &mut Rx, cx: &Cx, against_server: &bool) -> Result<Option<String>, No> {
    if let Some(newest) = rx.one::<Option<Time>>(&NEWEST, &[])?
        && newest - cx.now > FARTHEST_APART
    {
        return Ok(Some(format!(
            "this machine says it is {}, and something happened here at {newest}",
            cx.now
        )));
    }
    if !against_server {
        return Ok(None);
    }
    let said = rx.one::<String>(&SERVER_TIME, &[])?;
    let Some(server) = instant(&said) else {
        return Ok(Some(format!("the database says it is `{said}`, which is no time")));
    };
    let apart = (server - cx.now).micros().abs();
    // The server's word is cut to whole seconds.
    let far = apart > (FARTHEST_APART + Span::seconds(1)).micros();
    Ok(far.then(|| format!("this machine says it is {} and the database says {server}", cx.now)))
}

/// `2026-11-24 08:00:00`, with or without more behind it.
fn instant(text: &str) -> Option<Time> {
    let (date, time) = text.get(..19)?.split_once(' ')?;
    format!("{date}T{time}Z").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_spellings_of_now_are_the_same_instant() {
        let noon = "2026-11-24T12:00:00Z".parse().ok();
        assert_eq!(instant("2026-11-24 12:00:00"), noon);
        assert_eq!(instant("2026-11-24 12:00:00.123456+00"), noon);
        assert_eq!(instant("yesterday"), None);
    }
}
