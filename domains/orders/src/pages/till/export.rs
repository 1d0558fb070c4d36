//! A shop's books as files for a spreadsheet, written slice by slice while they are sent. What came and what went have
//! a column each, so that no amount begins with a sign; every cell passes the guard against formulas all the same (F37).

use axum::body::{Body, Bytes};
use catalog::{ShopKey, csv_cell};
use db::{Db, No, Rx};
use futures_util::stream;
use kernel::{Actor, Cursor, Cx, Limit, Money, Page, Uid};
use process::Words as _;
use web::page::Visitor;
use web::{Answer, Download, Path};

use crate::order::{Order, Payee};
use crate::till::{self, Line, Stretch};

const STATEMENT: &[&str] =
    &["date", "what", "order", "payout", "currency", "in", "out", "balance", "transfer"];
const INVOICES: &[&str] = &[
    "order",
    "date",
    "state",
    "paid",
    "currency",
    "goods",
    "delivery",
    "total",
    "tax in it",
    "market fee",
    "shop share",
];

type Reading<T> = fn(&mut Rx, &Cx, &(ShopKey, Stretch)) -> Result<Page<T>, No>;
type Cells<T> = fn(&T) -> Vec<String>;

/// Where a file has come to.
struct Pen<T> {
    db: Db,
    actor: Actor,
    shop: ShopKey,
    reading: Reading<T>,
    cells: Cells<T>,
    head: Option<&'static [&'static str]>,
    /// Where the next slice begins; nothing once all is written.
    after: Option<Option<(i64, Uid)>>,
}

pub(super) async fn statement(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Download> {
    file(&visitor, shop, "statement", STATEMENT, till::statement, statement_cells).await
}

pub(super) async fn invoices(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Download> {
    file(&visitor, shop, "invoices", INVOICES, till::sold, invoice_cells).await
}

/// The file. Its first slice is read before anything is answered, so that who may not have it is told so.
async fn file<T: Send + 'static>(
    visitor: &Visitor,
    shop: ShopKey,
    name: &str,
    head: &'static [&'static str],
    reading: Reading<T>,
    cells: Cells<T>,
) -> Answer<Download> {
    let (found, _) = visitor.read(shop.clone(), till::keeper).await?;
    let pen = Pen {
        db: visitor.db.background(),
        actor: visitor.caller.actor.clone(),
        shop,
        reading,
        cells,
        head: Some(head),
        after: Some(None),
    };
    let body = Body::from_stream(stream::unfold(pen, Pen::slice));
    Ok(Download { media: "text/csv", name: format!("{}-{name}.csv", found.handle), body })
}

impl<T: Send + 'static> Pen<T> {
    async fn slice(mut self) -> Option<(Result<Bytes, std::io::Error>, Self)> {
        let after = self.after.take()?;
        let ask = (self.shop.clone(), (most(), after));
        let page = match self.db.read(&self.actor, ask, self.reading).await {
            Ok(page) => page,
            // Whoever reads the file must not take it for whole.
            Err(no) => return Some((Err(std::io::Error::other(no.to_string())), self)),
        };
        let mut text = String::new();
        if let Some(head) = self.head.take() {
            write(&mut text, head.iter().map(|cell| (*cell).to_owned()));
        }
        for row in &page.data {
            write(&mut text, (self.cells)(row).into_iter());
        }
        let next =
            page.next.as_deref().and_then(|next| Cursor::parse(next).and_then(|next| next.parts()).ok());
        self.after = next.map(Some);
        Some((Ok(Bytes::from(text)), self))
    }
}

fn most() -> Limit {
    Limit::new(Limit::MOST).unwrap_or(Limit::DEFAULT)
}

/// A row: each cell guarded, and quoted (RFC 4180).
fn write(text: &mut String, cells: impl Iterator<Item = String>) {
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            text.push(',');
        }
        text.push('"');
        text.push_str(&csv_cell(&cell).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// Digits and a point.
fn plain(money: Money) -> String {
    money.to_string().split(' ').next().unwrap_or_default().to_owned()
}

fn statement_cells(line: &Line) -> Vec<String> {
    let currency = line.stood.currency;
    let n = line.line.amount;
    let side = |is: bool| if is { plain(Money::new(n.abs(), currency)) } else { String::new() };
    vec![
        line.line.at.to_string(),
        line.line.code.clone(),
        line.order.as_ref().map(|(_, number)| number.clone()).unwrap_or_default(),
        line.payout.map(|payout| payout.to_string()).unwrap_or_default(),
        currency.code().to_owned(),
        side(n > 0),
        side(n < 0),
        plain(line.stood),
        line.line.id.to_string(),
    ]
}

fn invoice_cells(order: &Order) -> Vec<String> {
    let part = |payees: &[Payee]| {
        let parts = order.splits.iter().filter(|split| payees.contains(&split.payee));
        plain(order.money(parts.map(|split| split.amount).sum()))
    };
    let goods: i64 = order.lines.iter().map(|line| line.total).sum();
    vec![
        order.number.clone(),
        order.placed_at.to_string(),
        order.life.state.word().to_owned(),
        order.method.word().to_owned(),
        order.currency.code().to_owned(),
        plain(order.money(goods)),
        plain(order.money(order.shipping)),
        plain(order.total()),
        plain(order.money(order.tax)),
        part(&[Payee::Market]),
        part(&[Payee::Shop, Payee::ShopDrawer]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_run_by_a_spreadsheet_and_none_breaks_its_row() {
        let mut text = String::new();
        write(&mut text, ["=1+1", "-5", "a \"b\", c", "R-1234567G"].map(String::from).into_iter());
        assert_eq!(text, "\"'=1+1\",\"'-5\",\"a \"\"b\"\", c\",\"R-1234567G\"\r\n");
    }
}
