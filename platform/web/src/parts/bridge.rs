//! The bridge your money waits on: money walks over it from you to the shop, goods pass under it to you. The coin is
//! at the top until you confirm.

use maud::{Markup, Render, html};

use super::Text;

/// Where the money is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coin {
    /// Not paid yet.
    #[default]
    WithYou,
    /// Paid, held at the top.
    OnTop,
    /// Paid out.
    WithShop,
    /// It walks back to you.
    WalksBack,
}

/// Where the goods are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boat {
    /// On the shop's side.
    #[default]
    WithShop,
    /// Under the bridge.
    Underway,
    /// With you.
    WithYou,
    /// There is nothing to carry.
    None,
}

/// The bridge.
#[derive(Clone, Debug, Default)]
pub struct Bridge<'a> {
    /// Where the money is.
    pub coin: Coin,
    /// Where the goods are.
    pub boat: Boat,
    /// The currency's sign, on the coin.
    pub sign: Text<'a>,
    /// What the drawing says: "Your money is at the top, held. The parcel is still at the shop."
    pub label: Text<'a>,
    /// Left, top, right: who, and one or two lines about it.
    pub captions: [(Text<'a>, Vec<Text<'a>>); 3],
}

impl Bridge<'_> {
    /// Which caption is the present one.
    fn stage(&self) -> usize {
        match self.coin {
            Coin::WithYou | Coin::WalksBack => 0,
            Coin::OnTop => 1,
            Coin::WithShop => 2,
        }
    }

    fn drawing(&self) -> Markup {
        let (left, right) = match self.coin {
            Coin::WithYou => ("deck", "deck"),
            Coin::OnTop => ("deck on", "deck"),
            Coin::WithShop => ("deck on", "deck on"),
            Coin::WalksBack => ("deck back", "deck"),
        };
        let (x, y) = [(34, 74), (160, 24), (286, 74)][self.stage()];
        let boat = match self.boat {
            Boat::WithShop => Some(264),
            Boat::Underway => Some(160),
            Boat::WithYou => Some(56),
            Boat::None => None,
        };
        html! {
            svg viewBox="0 0 320 124" role="img" aria-label=(self.label) {
                path.stone d="M8 108V88L142 38h36L312 88v20h-50A102 60 0 0 0 58 108Z" {}
                path class=(left) d="M20 84 142 39h18" {}
                path class=(right) d="M160 39h18L300 84" {}
                path.water d="M0 114q10-5 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0" {}
                @if let Some(at) = boat {
                    g transform={ "translate(" (at) " 100)" } {
                        path.boat d="M-20 4h40l-7 10h-26Z" {}
                        rect.box x="-8" y="-10" width="16" height="13" rx="1.5" {}
                        path.cord d="M-8-4h16M0-10v13" {}
                    }
                }
                circle.coin cx=(x) cy=(y) r="15" {}
                text x=(x) y=(y + 6) { (self.sign) }
            }
        }
    }
}

impl Render for Bridge<'_> {
    fn render(&self) -> Markup {
        html! {
            div.span {
                (self.drawing())
                ol {
                    @for (place, (who, lines)) in self.captions.iter().enumerate() {
                        li aria-current=[(place == self.stage()).then_some("step")] {
                            b { (who) }
                            @for line in lines { span { (line) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    fn bridge(coin: Coin, boat: Boat) -> Bridge<'static> {
        Bridge {
            coin,
            boat,
            sign: "₱".into(),
            label: HOSTILE.into(),
            captions: [
                ("You".into(), vec!["paid ₱1,005".into(), HOSTILE.into()]),
                ("On the bridge".into(), vec!["held by Rialto".into()]),
                ("The shop".into(), vec![]),
            ],
        }
    }

    #[test]
    fn the_coin_is_at_the_top_until_you_confirm() {
        let text = of(&bridge(Coin::OnTop, Boat::WithShop));
        holds(
            &text,
            &[
                "<circle class=\"coin\" cx=\"160\" cy=\"24\"",
                "<li aria-current=\"step\"><b>On the bridge</b><span>held by Rialto</span></li>",
                "class=\"deck on\" d=\"M20",
                "class=\"deck\" d=\"M160",
                "translate(264 100)",
            ],
        );
        assert_eq!(text.matches("aria-current").count(), 1);
    }

    #[test]
    fn paid_back_money_walks_back_and_no_boat_is_drawn_for_nothing() {
        let text = of(&bridge(Coin::WalksBack, Boat::None));
        holds(&text, &["class=\"deck back\"", "cx=\"34\"", "<li aria-current=\"step\"><b>You</b>"]);
        assert!(!text.contains("boat"));
    }

    #[test]
    fn at_the_end_the_coin_is_with_the_shop_and_the_goods_with_you() {
        holds(&of(&bridge(Coin::WithShop, Boat::WithYou)), &["cx=\"286\"", "translate(56 100)"]);
    }
}
