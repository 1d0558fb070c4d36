//! What tells one history of the books from another: every transfer, whole.

use db::{No, Rx, params, row, sql};
use domain::{Footprint, Steps, Trail};
use kernel::{Cx, Digest, Time, Uid};

sql! {
    UNTIL = "SELECT id, debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code, at FROM transfer
        WHERE id > $1 AND at <= $2
        ORDER BY id LIMIT 1000";
}

pub(crate) const TRAIL: Trail = Trail { name: "transfers", follow };

struct Step {
    id: Uid,
    debit_kind: String,
    debit_owner: Uid,
    credit_kind: String,
    credit_owner: Uid,
    amount: i64,
    currency: String,
    code: String,
    at: Time,
}
row!(Step { id, debit_kind, debit_owner, credit_kind, credit_owner, amount, currency, code, at });

fn follow(rx: &mut Rx, _: &Cx, (until, after): &(Time, Footprint)) -> Result<Steps, No> {
    let steps = rx.all::<Step>(&UNTIL, &params![after.id, *until])?;
    Ok(steps.iter().map(|step| (Footprint { id: step.id, ..Footprint::default() }, step.digest())).collect())
}

impl Step {
    fn digest(&self) -> Digest {
        let numbers = [self.amount, self.at.micros()].map(i64::to_be_bytes);
        let words =
            [&self.debit_kind, &self.credit_kind, &self.currency, &self.code].map(|word| word.as_bytes());
        let ids = [&self.id.0, &self.debit_owner.0, &self.credit_owner.0].map(|id| id.as_slice());
        Digest::of_parts(ids.into_iter().chain(words).chain(numbers.iter().map(|number| number.as_slice())))
    }
}
