//! Saving signals: a batch in one transaction of the traffic store. Here a person becomes a reference and a device a name
//! that is good for one day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use db::{Broken, No, Tx, Val, params, sql};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{Account, Cx, Id, Span, Time, Uid};
use sha2::Sha256;

use crate::Calendar;
use crate::intake::{Signal, Who};

sql! {
    SALT = "SELECT day, salt FROM salt WHERE one = 1";
    NEW_SALT = "INSERT INTO salt (one, day, salt) VALUES (1, $1, $2)
        ON CONFLICT (one) DO UPDATE SET day = $1, salt = $2";
    /// Whoever writes holds this row until it is saved, so numbers become visible in their order.
    NUMBER = "UPDATE signal_head SET pos = pos + $1 WHERE name = 'written' RETURNING pos";
    SEEN = "INSERT INTO signal_seen (uuid, day) VALUES ($1, $2) ON CONFLICT (uuid) DO NOTHING";
    PERSON = "INSERT INTO person (account, who) VALUES ($1, $2)
        ON CONFLICT (account) DO UPDATE SET account = person.account
        RETURNING who";
    SAVE = "INSERT INTO signal (seq, who, known, at, received, name, item, place, value, consent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FORGET_PERSON = "DELETE FROM person WHERE account = $1";
    WITHDRAW = "INSERT INTO withdrawn (account, at) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET at = $2";
    WITHDRAWN = "SELECT account, at FROM withdrawn WHERE account = ANY($1)";
    FORGET_WITHDRAWN = "DELETE FROM withdrawn WHERE account IN (
            SELECT account FROM withdrawn WHERE at < $1 ORDER BY at LIMIT 2000)";
    FORGET_SEEN = "DELETE FROM signal_seen WHERE uuid IN (SELECT uuid FROM signal_seen WHERE day < $1 LIMIT 2000)";
    FORGET_OLD = "DELETE FROM signal WHERE seq IN (SELECT seq FROM signal WHERE seq <= $1 AND received < $2 ORDER BY seq LIMIT 2000)";
    /// A visit is as old as the day on which it began.
    FORGET_VISITS = "DELETE FROM visit WHERE (who, began) IN (
            SELECT who, began FROM visit WHERE day < $1 ORDER BY day, entry LIMIT 2000)";
    /// Where nobody came since, nobody has written over it.
    FORGET_SALT = "DELETE FROM salt WHERE day < $1";
    ROLLED = "SELECT pos FROM signal_head WHERE name = 'rolled'";
}

/// Signals and visits are kept so long: a year and a month, so that one year can be set beside the one before.
pub const KEEP: Span = Span::days(400);

/// A signal waits for seconds to be saved, or is lost with its process: after a day none is from before a withdrawal.
const STRAGGLE: Span = Span::days(1);

/// A batch, which an attempt that met another in its way is given again.
pub type Batch = Arc<Vec<Signal>>;

const fn utc_day(cx: &Cx) -> i64 {
    cx.now.seconds().div_euclid(86_400)
}

/// Saves a batch; answers how many of them were new.
///
/// # Errors
/// What broke in the database; then none was saved.
pub fn keep(tx: &mut Tx, cx: &Cx, batch: &Batch) -> Result<u64, No> {
    let today = utc_day(cx);
    let salt = salt(tx, cx, today)?;
    let count = i64::try_from(batch.len()).unwrap_or(0);
    let mut seq = tx.one::<i64>(&NUMBER, &params![count])? - count;
    let mut names: BTreeMap<(&Who, bool), Uid> = BTreeMap::new();
    let withdrawn = withdrawn(tx, batch)?;
    let mut saved = 0;
    for signal in batch.iter() {
        if let Some(uuid) = signal.uuid
            && tx.run(&SEEN, &params![uuid, today])? == 0
        {
            continue;
        }
        let is_late = matches!(&signal.who, Who::Account(account)
            if withdrawn.get(account).is_some_and(|withdrawn| signal.at <= *withdrawn));
        let who = match names.get(&(&signal.who, is_late)) {
            Some(who) => *who,
            None => {
                let who = if is_late { nobody(cx) } else { name(tx, cx, &signal.who, &salt)? };
                names.insert((&signal.who, is_late), who);
                who
            }
        };
        seq += 1;
        saved += 1;
        let known = matches!(signal.who, Who::Account(_));
        let (place, consent) = (signal.place.code(), i64::from(signal.consent));
        tx.run(
            &SAVE,
            &params![
                seq,
                who,
                known,
                signal.at,
                cx.now,
                signal.code,
                signal.item,
                place,
                signal.value,
                consent
            ],
        )?;
    }
    Ok(saved)
}

/// Today's salt. The first signal of a day writes over yesterday's.
fn salt(tx: &mut Tx, cx: &Cx, today: i64) -> Result<Vec<u8>, Broken> {
    if let Some((day, salt)) = tx.opt::<(i64, Vec<u8>)>(&SALT, &[])?
        && day == today
    {
        return Ok(salt);
    }
    let fresh = cx.chance(kernel::Chance::bytes::<32>).to_vec();
    tx.run(&NEW_SALT, &params![today, fresh.clone()])?;
    Ok(fresh)
}

/// When those of a batch who have taken their consent back did so: what was under way then makes no link to them anew.
fn withdrawn(tx: &mut Tx, batch: &[Signal]) -> Result<BTreeMap<Id<Account>, Time>, Broken> {
    let account = |signal: &Signal| match signal.who {
        Who::Account(account) => Some(account),
        Who::Device(..) => None,
    };
    let accounts: BTreeSet<_> = batch.iter().filter_map(account).collect();
    Ok(tx.all::<(Id<Account>, Time)>(&WITHDRAWN, &params![Val::list(accounts)])?.into_iter().collect())
}

/// A reference that no account leads to.
fn nobody(cx: &Cx) -> Uid {
    Uid(cx.chance(kernel::Chance::bytes))
}

fn name(tx: &mut Tx, cx: &Cx, who: &Who, salt: &[u8]) -> Result<Uid, Broken> {
    match who {
        Who::Account(account) => tx.one(&PERSON, &params![*account, nobody(cx)]),
        Who::Device(address, agent) => {
            let mut mac = Hmac::<Sha256>::new_from_slice(salt)
                .map_err(|error| Broken::Stored(format!("today's salt: {error}")))?;
            mac.update(address.to_string().as_bytes());
            mac.update(&[0]);
            mac.update(agent.as_bytes());
            let digest = mac.finalize().into_bytes();
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&digest[..16]);
            Ok(Uid(bytes))
        }
    }
}

/// Drops the link from an account to its signals: what was counted stays, and is nobody's. So is what they did until now
/// and is saved later.
///
/// # Errors
/// What broke in the database.
pub fn forget_person(tx: &mut Tx, cx: &Cx, account: &Id<Account>) -> Result<(), No> {
    // In turn with whoever saves signals: their batch is there as a whole, or sees this.
    tx.one::<i64>(&NUMBER, &params![0_i64])?;
    tx.run(&WITHDRAW, &params![*account, cx.now])?;
    tx.run(&FORGET_PERSON, &params![*account])?;
    Ok(())
}

/// Forgets a slice of what need not be kept: ids of before yesterday, the salt of a day that is over, signals of before
/// [`KEEP`] that were rolled up, visits of before it, who withdrew before yesterday. Answers whether there may be more.
///
/// # Errors
/// What broke in the database.
pub fn forget(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    let ids = tx.run(&FORGET_SEEN, &params![utc_day(cx) - 1])?;
    let rolled = tx.one::<i64>(&ROLLED, &[])?;
    let old = tx.run(&FORGET_OLD, &params![rolled, cx.now - KEEP])?;
    tx.run(&FORGET_SALT, &params![utc_day(cx)])?;
    let visits = tx.run(&FORGET_VISITS, &params![Calendar::of(cx).day(cx.now - KEEP)])?;
    let withdrawn = tx.run(&FORGET_WITHDRAWN, &params![cx.now - STRAGGLE])?;
    Ok(ids.max(old).max(visits).max(withdrawn) >= 2_000)
}
