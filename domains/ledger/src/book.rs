//! Posting. The id is the caller's: the same transfer again is success, another under its id is an error.

use db::{Broken, No, Tx, params, row, sql};
use facts::Mark;
use kernel::{Currency, Cx, Digest, Id, Refusal, Uid};
use process::{Posting, Purse};

use crate::Transfer;
use crate::chart::{Account, account};

sql! {
    INSERT = "INSERT INTO transfer
            (id, debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code, at, root)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (id) DO NOTHING";
    EXISTING = "SELECT debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code
        FROM transfer WHERE id = $1";
    /// The guard and the write are one statement: of two that want the last of it, one finds no row.
    TAKE = "UPDATE purse SET balance = balance - $4
        WHERE kind = $1 AND owner = $2 AND currency = $3 AND balance >= $4";
    PUT = "INSERT INTO purse (kind, owner, currency, balance) VALUES ($1, $2, $3, $4)
        ON CONFLICT (kind, owner, currency) DO UPDATE SET balance = purse.balance + $4";
}

/// A transfer with the id that its maker gave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Made before the first try, so that a second try finds it.
    pub id: Id<Transfer>,
    /// What goes where.
    pub posting: Posting,
    /// The family whose fact tells of it, so that every line of a book leads to its reason.
    pub root: Option<Uid>,
}

#[derive(PartialEq, Eq)]
struct Existing {
    debit_kind: String,
    debit_owner: Uid,
    credit_kind: String,
    credit_owner: Uid,
    amount: i64,
    currency: Currency,
    code: String,
}
row!(Existing { debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code });

/// Posts one transfer, once for its id.
///
/// # Errors
/// `insufficient` if the debited purse is guarded and has not enough; `exists_with_different_debit`, `_credit`,
/// `_amount` or `_code` if the id names another transfer. Then nothing was moved.
pub fn post(tx: &mut Tx, cx: &Cx, entry: &Entry) -> Result<Mark, No> {
    let Posting { from, to, amount, code } = entry.posting;
    let (debit, credit) = (known(from)?, known(to)?);
    if amount.amount <= 0 {
        return Err(Refusal::invalid("amount", "A transfer moves more than nothing.").into());
    }
    let (n, currency) = (amount.amount, amount.currency);
    let row = params![entry.id, from.kind, from.of, to.kind, to.of, n, currency, code, cx.now, entry.root];
    let new = tx.run(&INSERT, &row)? == 1;
    if !new {
        same(tx, entry)?;
        return Ok(mark(entry));
    }
    if debit == Account::Guarded && tx.run(&TAKE, &params![from.kind, from.of, currency, n])? == 0 {
        let detail = format!("There is less than {amount} in {} to move; nothing was moved.", from.kind);
        return Err(Refusal::conflict("insufficient", detail).into());
    }
    if credit == Account::Guarded {
        tx.run(&PUT, &params![to.kind, to.of, currency, n])?;
    }
    Ok(mark(entry))
}

fn known(purse: Purse) -> Result<Account, Broken> {
    account(purse).ok_or_else(|| Broken::Stored(format!("the chart has no account `{}`", purse.kind)))
}

fn same(tx: &mut Tx, entry: &Entry) -> Result<(), No> {
    let Posting { from, to, amount, code } = entry.posting;
    let stored = tx.one::<Existing>(&EXISTING, &params![entry.id])?;
    let different = if (stored.debit_kind.as_str(), stored.debit_owner) != (from.kind, from.of) {
        "exists_with_different_debit"
    } else if (stored.credit_kind.as_str(), stored.credit_owner) != (to.kind, to.of) {
        "exists_with_different_credit"
    } else if (stored.amount, stored.currency) != (amount.amount, amount.currency) {
        "exists_with_different_amount"
    } else if stored.code != code {
        "exists_with_different_code"
    } else {
        return Ok(());
    };
    Err(Refusal::conflict(different, "Another transfer has this id; nothing was moved.").into())
}

fn mark(entry: &Entry) -> Mark {
    let Posting { from, to, amount, code } = entry.posting;
    let (n, currency) = (amount.amount.to_be_bytes(), amount.currency);
    let id = entry.id.uid().0;
    let parts: [&[u8]; 8] = [
        &id,
        from.kind.as_bytes(),
        &from.of.0,
        to.kind.as_bytes(),
        &to.of.0,
        &n,
        currency.code().as_bytes(),
        code.as_bytes(),
    ];
    Mark { id: entry.id.to_string(), digest: Digest::of_parts(parts).to_string() }
}

/// Where the runner's postings go.
pub struct Sink;

impl runner::Ledger for Sink {
    fn post(&self, tx: &mut Tx, cx: &Cx, root: Uid, postings: &[Posting]) -> Result<Vec<Mark>, No> {
        let entry = |posting: &Posting| Entry { id: cx.id(), posting: *posting, root: Some(root) };
        postings.iter().map(|posting| post(tx, cx, &entry(posting))).collect()
    }
}
