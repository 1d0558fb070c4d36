//! How a payout is read and written.

use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Id, Money, Time, Uid};
use process::{Life, Words as _};
use runner::{Stored, Ticks};

use super::{Payout, PayoutState};

sql! {
    PAYOUT = "SELECT shop, gateway, destination, amount, currency, asked_at, state, version, since
        FROM payout WHERE id = $1";
    INSERT = "INSERT INTO payout (id, shop, gateway, destination, amount, currency, asked_at, state, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    UPDATE = "UPDATE payout SET state = $2, version = $3, since = $4 WHERE id = $1";
}

struct Stand {
    payout: Payout,
    state: (String, i64, Time),
}
impl FromRow for Stand {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let payout = Payout {
            life: Life::new(Id::from_uid(Uid::default()), PayoutState::Asked, Time::default()),
            shop: row.take()?,
            gateway: row.take()?,
            destination: row.take()?,
            amount: Money::new(row.take()?, row.take()?),
            asked_at: row.take()?,
        };
        Ok(Self { payout, state: (row.take()?, row.take()?, row.take()?) })
    }
}

impl Stored for Payout {
    const KIND: &'static str = "payout";

    fn load(rx: &mut Rx, root: Uid, ticks: &Ticks) -> Result<Option<Self>, No> {
        let Some(Stand { mut payout, state: (state, version, since) }) = rx.opt(&PAYOUT, &params![root])?
        else {
            return Ok(None);
        };
        let id = Id::from_uid(root);
        payout.life = Life::stored(id, &state, version, since, ticks.of(id)?)
            .map_err(|word| Broken::Stored(word.to_string()))?;
        Ok(Some(payout))
    }

    fn save(&self, tx: &mut Tx, before: Option<&Self>) -> Result<(), No> {
        let life = &self.life;
        let state = life.state.word();
        if before.is_none() {
            let row = params![
                life.id,
                self.shop,
                &self.gateway,
                &self.destination,
                self.amount.amount,
                self.amount.currency,
                self.asked_at,
                state,
                life.version,
                life.since
            ];
            tx.run(&INSERT, &row)?;
        } else if before != Some(self) {
            tx.run(&UPDATE, &params![life.id, state, life.version, life.since])?;
        }
        Ok(())
    }

    fn ticks(&self) -> Ticks {
        let mut ticks = Ticks::default();
        ticks.gather(std::slice::from_ref(self));
        ticks
    }
}
