//! The page's words in three languages, and which of them a browser wants.

/// Everything the page says in one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The `lang` attribute (BCP 47).
    pub lang: &'static str,
    pub title: &'static str,
    /// That no money moves here.
    pub practice: &'static str,
    pub amount: &'static str,
    pub reference: &'static str,
    pub payable_until: &'static str,
    /// How long is left: before and after the number of minutes.
    pub minutes_left: (&'static str, &'static str),
    pub pay: &'static str,
    pub pay_means: &'static str,
    pub later: &'static str,
    pub later_means: &'static str,
    pub decline: &'static str,
    pub decline_means: &'static str,
    /// The yes that is on its way.
    pub on_its_way: &'static str,
    pub captured: &'static str,
    pub declined: &'static str,
    pub expired: &'static str,
    pub voided: &'static str,
    pub back: &'static str,
    pub no_such_page: &'static str,
    pub not_an_answer: &'static str,
    pub out_of_order: &'static str,
}

impl Words {
    /// `14 min left`: abbreviated, so that no language needs a plural.
    pub fn left(&self, minutes: i64) -> String {
        let (before, after) = self.minutes_left;
        format!("{before}{minutes}{after}")
    }
}

const ENGLISH: Words = Words {
    lang: "en",
    title: "Pay at the practice gateway",
    practice: "This is a practice gateway. No money moves and no card is asked for.",
    amount: "Amount",
    reference: "Reference",
    payable_until: "Payable until",
    minutes_left: ("", " min left"),
    pay: "Pay",
    pay_means: "The payment goes through at once.",
    later: "Pay, but let it arrive in a minute",
    later_means: "As a bank transfer would: the shop hears of it a minute from now.",
    decline: "Decline",
    decline_means: "As if the bank said no. Nothing is taken, and the shop lets you try again.",
    on_its_way: "Your payment is on its way.",
    captured: "This payment is paid.",
    declined: "This payment was declined.",
    expired: "The time to pay is over.",
    voided: "The shop has cancelled this payment.",
    back: "Back to the shop",
    no_such_page: "There is no payment at this address.",
    not_an_answer: "That was not one of the buttons. Go back and choose again.",
    out_of_order: "The practice gateway cannot use its file just now. Nothing was booked; please try again.",
};

const CHINESE: Words = Words {
    lang: "zh-Hans",
    title: "在练习支付网关付款",
    practice: "这是练习用的支付网关，不会动用真实资金，也不需要银行卡。",
    amount: "金额",
    reference: "编号",
    payable_until: "付款截止",
    minutes_left: ("还有 ", " 分钟"),
    pay: "付款",
    pay_means: "立刻付款成功。",
    later: "付款，一分钟后到账",
    later_means: "像银行转账一样：一分钟后商家才知道。",
    decline: "拒绝付款",
    decline_means: "就当银行拒绝了。不会扣款，商家会让你再试一次。",
    on_its_way: "你的付款正在处理中。",
    captured: "这笔款项已付清。",
    declined: "这笔付款已被拒绝。",
    expired: "付款时间已过。",
    voided: "商家已取消这笔付款。",
    back: "返回商家",
    no_such_page: "这个地址没有对应的付款。",
    not_an_answer: "无法识别你的选择，请返回重新选择。",
    out_of_order: "练习网关暂时无法使用其数据文件，没有记录任何操作，请重试。",
};

const FILIPINO: Words = Words {
    lang: "fil",
    title: "Magbayad sa gateway na pansanay",
    practice: "Pansanay lamang ang gateway na ito. Walang totoong perang gagalaw at walang hihinging card.",
    amount: "Halaga",
    reference: "Sanggunian",
    payable_until: "Maaaring bayaran hanggang",
    minutes_left: ("", " min pa"),
    pay: "Magbayad",
    pay_means: "Papasok agad ang bayad.",
    later: "Magbayad, pero darating pagkaraan ng isang minuto",
    later_means: "Gaya ng bank transfer: malalaman ito ng tindahan makalipas ang isang minuto.",
    decline: "Tanggihan",
    decline_means: "Parang tumanggi ang bangko. Walang kukunin, at puwede kang sumubok muli sa tindahan.",
    on_its_way: "Parating na ang iyong bayad.",
    captured: "Bayad na ito.",
    declined: "Tinanggihan ang bayad na ito.",
    expired: "Lampas na ang oras ng pagbabayad.",
    voided: "Kinansela ng tindahan ang bayaring ito.",
    back: "Bumalik sa tindahan",
    no_such_page: "Walang bayarin sa address na ito.",
    not_an_answer: "Hindi iyon isa sa mga pindutan. Bumalik at pumiling muli.",
    out_of_order: "Hindi magamit ng gateway ang file nito sa ngayon. Walang naitala; pakisubukang muli.",
};

/// The words for an `Accept-Language` header (RFC 9110, 12.5.4): the language of the highest weight that we have,
/// the first named of equals, and English when there is none.
pub(super) fn words_for(accept: &str) -> &'static Words {
    let mut best: Option<(u32, &'static Words)> = None;
    for range in accept.split(',') {
        let mut parts = range.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = parts.find_map(weight).unwrap_or(1000);
        let Some(words) = words_of(&tag) else { continue };
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, words));
        }
    }
    best.map_or(&ENGLISH, |(_, words)| words)
}

fn words_of(tag: &str) -> Option<&'static Words> {
    match tag.split('-').next().unwrap_or_default() {
        "en" | "*" => Some(&ENGLISH),
        "zh" => Some(&CHINESE),
        "fil" | "tl" => Some(&FILIPINO),
        _ => None,
    }
}

/// `q=0.8` in thousandths; a weight that cannot be read counts as none.
fn weight(part: &str) -> Option<u32> {
    let (whole, rest) =
        part.trim().strip_prefix("q=")?.split_once('.').unwrap_or((part.trim().get(2..)?, ""));
    let thousandths: u32 = format!("{rest:0<3}").get(..3)?.parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" => Some(1000),
        _ => Some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::words_for;

    #[test]
    fn a_browser_gets_the_language_it_wants_most() {
        let cases = [
            ("", "en"),
            ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
            ("en;q=0.5, fil", "fil"),
            ("tl-PH", "fil"),
            ("de, fr;q=0.9", "en"),
            ("de, zh-Hans;q=0.3, en;q=0.2", "zh-Hans"),
            ("zh;q=0, fil;q=0.001", "fil"),
            ("fil;q=0.25,zh;q=0.3", "zh-Hans"),
            ("zh;q=x", "en"),
            ("en, zh", "en"),
        ];
        for (accept, lang) in cases {
            assert_eq!(words_for(accept).lang, lang, "{accept}");
        }
    }
}
