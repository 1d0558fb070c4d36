//! The bill of one shop's part of a basket.

use kernel::{Currency, Money, MoneyError, split};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Step;

/// More of one thing in one line is a wholesale order, which has another door.
pub const MOST_OF_ONE: i64 = 999;

/// Where a line's price comes from. Others join: member, tier, group, flash, live, accepted offer (S7).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PriceSource)]
pub enum Source {
    /// What the shop asks of everybody.
    List,
    /// Less than the list, for everybody, for a time.
    Sale,
}

impl Source {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Sale => "sale",
        }
    }
}

/// A share in ten-thousandths: 1,200 is 12 %.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate(i64);

impl Rate {
    /// `n` ten-thousandths, held between none and all.
    pub fn basis_points(n: i64) -> Self {
        Self(n.clamp(0, 10_000))
    }

    /// The part of `gross` that is this rate on top of the rest: 12 in 112 for 12 %. Rounded half up.
    fn within(self, gross: i64) -> Result<i64, PriceError> {
        let net = 10_000 + i128::from(self.0);
        let part = (i128::from(gross) * i128::from(self.0) * 2 + net) / (2 * net);
        i64::try_from(part).map_err(|_| MoneyError::Overflow.into())
    }
}

/// A price other than the list's that the buyer qualifies for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offered {
    /// Where it comes from.
    pub source: Source,
    /// What one costs so.
    pub unit: Money,
}

/// One line of a basket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goods {
    /// The list price of one, tax included.
    pub list: Money,
    /// What else the buyer qualifies for.
    pub offered: Vec<Offered>,
    /// 1 to [`MOST_OF_ONE`].
    pub quantity: i64,
    /// The tax that is in the price.
    pub tax: Rate,
}

/// One shop's part of a basket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Basket {
    /// Its lines.
    pub goods: Vec<Goods>,
    /// What the chosen delivery costs, tax included.
    pub delivery: Money,
    /// The market's commission on the goods, which the buyer does not pay on top.
    pub commission: Rate,
}

/// One line with its price.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Priced {
    /// Where the price comes from.
    pub source: Source,
    /// What one costs.
    pub unit: Money,
    /// What they cost together.
    pub total: Money,
    /// The tax in that.
    pub tax: Money,
}

/// What is charged for one shop's part, all in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
    /// The lines, in the order they came.
    pub lines: Vec<Priced>,
    /// All goods.
    pub goods: Money,
    /// The delivery.
    pub delivery: Money,
    /// The tax in the goods.
    pub tax: Money,
    /// Goods and delivery: what is charged.
    pub total: Money,
    /// The market's part of it.
    pub commission: Money,
    /// How it came about.
    pub trace: Vec<Step>,
}

/// Why there is no price.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PriceError {
    /// Nothing to price.
    #[error("there is nothing in the basket")]
    Empty,
    /// Less than one, or more than [`MOST_OF_ONE`].
    #[error("the quantity of line {line} is not between 1 and {MOST_OF_ONE}")]
    Quantity {
        /// Counted from 0.
        line: usize,
    },
    /// A price below nothing: nobody is paid to take goods away.
    #[error("the price of line {line} is below nothing")]
    Negative {
        /// Counted from 0.
        line: usize,
    },
    /// Two currencies, or more than we can count.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Prices one shop's part of a basket.
///
/// # Errors
/// A quantity or a price that cannot be, two currencies, or an amount beyond counting.
pub fn price(basket: &Basket) -> Result<Bill, PriceError> {
    let currency = basket.goods.first().ok_or(PriceError::Empty)?.list.currency;
    let mut trace = Vec::new();
    let mut lines = Vec::new();
    let mut goods = Money::zero(currency);
    for (place, line) in basket.goods.iter().enumerate() {
        let priced = one_line(place, line, &mut trace)?;
        goods = goods.plus(priced.total)?;
        lines.push(priced);
    }
    let tax = tax_lines(&basket.goods, &mut lines, currency)?;
    if basket.delivery.amount < 0 {
        return Err(PriceError::Negative { line: lines.len() });
    }
    if basket.delivery.amount > 0 {
        trace.push(Step::new("delivery", None, basket.delivery.amount));
    }
    let total = goods.plus(basket.delivery)?;
    let commission = goods.basis_points(basket.commission.0)?;
    Ok(Bill { lines, goods, delivery: basket.delivery, tax, total, commission, trace })
}

fn one_line(place: usize, line: &Goods, trace: &mut Vec<Step>) -> Result<Priced, PriceError> {
    if !(1..=MOST_OF_ONE).contains(&line.quantity) {
        return Err(PriceError::Quantity { line: place });
    }
    let list = Offered { source: Source::List, unit: line.list };
    let mut best = list;
    for offered in &line.offered {
        line.list.minus(offered.unit)?; // of the same currency, or it is no price for this
        // The list wins a tie: a sale that saves nothing is none.
        if (offered.unit.amount, offered.source) < (best.unit.amount, best.source) {
            best = *offered;
        }
    }
    if best.unit.amount < 0 {
        return Err(PriceError::Negative { line: place });
    }
    let (listed, total) = (line.list.times(line.quantity)?, best.unit.times(line.quantity)?);
    trace.push(Step::new("list", Some(place), listed.amount));
    if best.source != Source::List {
        trace.push(Step::new(best.source.word(), Some(place), total.minus(listed)?.amount));
    }
    Ok(Priced { source: best.source, unit: best.unit, total, tax: Money::zero(total.currency) })
}

/// The tax is computed once for all lines of one rate, as it is declared, and shared out among them by the
/// largest remainder, so that the lines' taxes sum to it exactly (F15).
fn tax_lines(goods: &[Goods], lines: &mut [Priced], currency: Currency) -> Result<Money, PriceError> {
    let mut rates: Vec<i64> = goods.iter().map(|line| line.tax.0).collect();
    rates.sort_unstable();
    rates.dedup();
    let mut all = Money::zero(currency);
    for rate in rates {
        let places: Vec<usize> = (0..goods.len()).filter(|place| goods[*place].tax.0 == rate).collect();
        let grosses: Vec<i64> = places.iter().map(|place| lines[*place].total.amount).collect();
        let gross =
            grosses.iter().try_fold(0_i64, |sum, one| sum.checked_add(*one)).ok_or(MoneyError::Overflow)?;
        let tax = Rate(rate).within(gross)?;
        for (place, part) in places.iter().zip(split(tax, &grosses)?) {
            lines[*place].tax = Money::new(part, currency);
        }
        all = all.plus(Money::new(tax, currency))?;
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn peso(amount: i64) -> Money {
        Money::new(amount, Currency::PHP)
    }

    fn goods(list: i64, sale: Option<i64>, quantity: i64, tax: i64) -> Goods {
        let offered =
            sale.map(|unit| Offered { source: Source::Sale, unit: peso(unit) }).into_iter().collect();
        Goods { list: peso(list), offered, quantity, tax: Rate::basis_points(tax) }
    }

    fn basket(goods: Vec<Goods>, delivery: i64) -> Basket {
        Basket { goods, delivery: peso(delivery), commission: Rate::basis_points(500) }
    }

    #[test]
    fn the_lowest_price_wins_and_the_trace_says_how() {
        let bill = price(&basket(vec![goods(50_000, Some(40_000), 2, 1_200)], 9_500)).unwrap();
        assert_eq!(bill.lines[0].source, Source::Sale);
        assert_eq!((bill.goods, bill.total, bill.tax), (peso(80_000), peso(89_500), peso(8_571)));
        let steps: Vec<(&str, i64)> =
            bill.trace.iter().map(|step| (step.code.as_str(), step.amount)).collect();
        assert_eq!(steps, [("list", 100_000), ("sale", -20_000), ("delivery", 9_500)]);
    }

    #[test]
    fn a_sale_that_saves_nothing_is_none() {
        for sale in [50_000, 60_000] {
            let bill = price(&basket(vec![goods(50_000, Some(sale), 1, 0)], 0)).unwrap();
            assert_eq!((bill.lines[0].source, bill.total), (Source::List, peso(50_000)));
        }
    }

    #[test]
    fn nobody_is_paid_to_take_goods_away() {
        for quantity in [0, -1, 1_000, i64::MIN] {
            assert_eq!(
                price(&basket(vec![goods(1, None, quantity, 0)], 0)),
                Err(PriceError::Quantity { line: 0 })
            );
        }
        assert_eq!(price(&basket(vec![goods(1, Some(-1), 1, 0)], 0)), Err(PriceError::Negative { line: 0 }));
        assert_eq!(price(&basket(vec![goods(-1, None, 1, 0)], 0)), Err(PriceError::Negative { line: 0 }));
        assert_eq!(price(&basket(vec![goods(1, None, 1, 0)], -1)), Err(PriceError::Negative { line: 1 }));
        assert_eq!(price(&basket(vec![], 0)), Err(PriceError::Empty));
        let huge = basket(vec![goods(i64::MAX, None, 2, 0)], 0);
        assert_eq!(price(&huge), Err(PriceError::Money(MoneyError::Overflow)));
    }

    #[test]
    fn two_currencies_have_no_sum() {
        let yuan = Offered { source: Source::Sale, unit: Money::new(1, Currency::CNY) };
        let line = Goods { offered: vec![yuan], ..goods(5, None, 1, 0) };
        assert!(matches!(price(&basket(vec![line], 0)), Err(PriceError::Money(MoneyError::Currencies(..)))));
    }

    prop_compose! {
        fn any_goods()(list in 0_i64..5_000_000, sale in prop::option::of(0_i64..5_000_000), quantity in 1_i64..=MOST_OF_ONE,
            tax in prop::sample::select(vec![0_i64, 500, 1_200, 2_500])) -> Goods {
            goods(list, sale, quantity, tax)
        }
    }

    proptest! {
        #[test]
        fn what_is_charged_is_the_sum_of_its_trace_and_of_its_lines(
            lines in prop::collection::vec(any_goods(), 1..8), delivery in 0_i64..100_000,
        ) {
            let bill = price(&basket(lines.clone(), delivery)).unwrap();
            prop_assert_eq!(bill.trace.iter().map(|step| step.amount).sum::<i64>(), bill.total.amount);
            prop_assert_eq!(bill.lines.iter().map(|line| line.total.amount).sum::<i64>() + delivery, bill.total.amount);
            prop_assert_eq!(bill.lines.iter().map(|line| line.tax.amount).sum::<i64>(), bill.tax.amount);
            for (line, asked) in bill.lines.iter().zip(&lines) {
                let cheapest = asked.offered.iter().map(|one| one.unit.amount).chain([asked.list.amount]).min();
                prop_assert_eq!(Some(line.unit.amount), cheapest, "no source is cheaper than the one that was taken");
                prop_assert!(line.tax.amount >= 0 && line.tax.amount <= line.total.amount);
            }
        }

        #[test]
        fn one_more_never_costs_less(lines in prop::collection::vec(any_goods(), 1..5), place in 0_usize..5) {
            let place = place % lines.len();
            let mut more = lines.clone();
            more[place].quantity += 1;
            prop_assume!(more[place].quantity <= MOST_OF_ONE);
            let (before, after) = (price(&basket(lines, 0)).unwrap(), price(&basket(more, 0)).unwrap());
            prop_assert!(after.total.amount >= before.total.amount);
        }
    }
}
