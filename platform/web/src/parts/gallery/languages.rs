//! The same parts in the other two languages: longer words, other letters, no fixed widths.

use maud::{Markup, Render, html};

use super::chapter;
use crate::parts::{
    Act, Arch, Boat, Bridge, Button, Coin, Docket, Empty, Field, Kind, OptionTile, Options, Price, Scene,
    Step, Sum, Sums, Tag, Task, Text, Timeline, When,
};

/// One buying, told in one language.
struct Told {
    id: &'static str,
    lang: &'static str,
    name: &'static str,
    all_in: &'static str,
    low: &'static str,
    trace: &'static str,
    lines: [(&'static str, &'static str); 3],
    total: &'static str,
    buy: &'static str,
    seats: [&'static str; 3],
    bridge: &'static str,
    captions: [[&'static str; 3]; 3],
    timeline: [&'static str; 2],
    steps: [[&'static str; 3]; 3],
    delivery: [&'static str; 5],
    field: [&'static str; 3],
    task: [&'static str; 4],
    empty: [&'static str; 4],
}

const CHINESE: Told = Told {
    id: "zh",
    lang: "zh-Hans",
    name: "简体中文",
    all_in: "含运费到奎松市共 ₱775",
    low: "近 30 天最低价：11月4日 ₱660，今天高 ₱30。",
    trace: "价格怎么来的",
    lines: [("标价", "₱760"), ("店铺优惠，11月30日止，店铺承担", "−₱70"), ("运费 J&T 0.9 公斤", "₱85")],
    total: "实付",
    buy: "付款 ₱775.00",
    seats: ["2 / 3", "人已付款", "三个座位的拱，已付两位"],
    bridge: "桥。货款在桥顶保管，包裹还在店铺一侧。",
    captions: [
        ["你", "已付 ₱1,005", "11月22日"],
        ["留在桥上", "由 Rialto 保管", "直到你确认收货"],
        ["店铺", "之后收到", "₱883.20"],
    ],
    timeline: ["这个订单会发生什么", "已完成"],
    steps: [
        ["已付款", "周日 15:31", "GCash，₱1,005.00"],
        ["店铺打包发货", "11月24日 周二前", "这家店通常需要 19 小时。"],
        ["运输中", "25日至27日", "J&T。7 天没有扫描记录，这里会出现帮助。"],
    ],
    delivery: [
        "配送",
        "J&T，分 2 个包裹",
        "11月25日 周三至 27日 周五送达",
        "合并 1 个包裹",
        "11月27日至30日送达，包装更少",
    ],
    field: ["手机号", "快递员会打这个号码。", "号码少了一位。"],
    task: ["今天 18:00 前", "发出 5 个订单", "3 个已有面单", "去打包"],
    empty: [
        "还没有消息",
        "有店铺回复、还价或订单变化时，会停在这里。",
        "找一家店聊聊",
        "例如：“陶盆发货前可以挑颜色吗？”",
    ],
};

const FILIPINO: Told = Told {
    id: "fil",
    lang: "fil",
    name: "Filipino",
    all_in: "₱775 kasama ang hatid sa Quezon City",
    low: "Pinakamababa sa 30 araw: ₱660 noong 4 Nob. Mas mataas ng ₱30 ngayon.",
    trace: "Paano nabuo ang presyo",
    lines: [
        ("Nakalistang presyo", "₱760"),
        ("Sale ng tindahan hanggang 30 Nob, sagot ng tindahan", "−₱70"),
        ("Hatid ng J&T, 0.9 kg", "₱85"),
    ],
    total: "Babayaran",
    buy: "Bayaran ang ₱775.00",
    seats: ["2 sa 3", "bayad na", "Arko ng 3 puwesto, 2 ang bayad na"],
    bridge: "Tulay. Nasa itaas ang bayad mo, hawak pa. Nasa tindahan pa ang parcel.",
    captions: [
        ["Ikaw", "nagbayad ng ₱1,005", "22 Nob"],
        ["Nasa tulay", "hawak ng Rialto", "hanggang kumpirmahin mo"],
        ["Ang tindahan", "tatanggap ng ₱883.20", "pagkatapos niyon"],
    ],
    timeline: ["Ano ang mangyayari sa order na ito", "tapos na"],
    steps: [
        ["Bayad na", "Lin 3:31 pm", "GCash, ₱1,005.00"],
        [
            "Mag-eempake at magpapadala ang tindahan",
            "hanggang Mar 24 Nob",
            "Karaniwang 19 oras ang tindahang ito.",
        ],
        ["Papunta na", "Miy 25 – Biy 27", "J&T. Kapag walang galaw nang 7 araw, lalabas dito ang tulong."],
    ],
    delivery: [
        "Paghahatid",
        "J&T, hiwalay na 2 parcel",
        "Dating: Miy 25 – Biy 27 Nob",
        "Isang parcel lang",
        "Dating: Biy 27 – Lun 30 Nob, mas kaunting balot",
    ],
    field: ["Numero ng cellphone", "Ito ang tatawagan ng rider.", "Kulang ng isang digit ang numero."],
    task: ["Hanggang 6 pm", "Ipadala ang 5 order", "3 ang may label na", "Mag-empake"],
    empty: [
        "Wala pang ganito rito",
        "Puwede ka naming balitaan kapag may naglista. Walang ibang ipapadala.",
        "Balitaan ako",
        "Malapit dito: “terrarium na salamin”, 12 paninda",
    ],
};

pub(super) fn chapters() -> Markup {
    html! { @for told in [CHINESE, FILIPINO] { div lang=(told.lang) { (chapter(told.id, told.name, told.page())) } } }
}

impl Told {
    fn page(&self) -> Markup {
        html! {
            div.two { (self.price()) div.card { (self.arch()) } }
            div.two { div.card { (self.bridge()) } (self.timeline()) }
            div.two { (self.choices()) (self.filled()) }
            div.card { (self.empty()) }
        }
    }

    fn price(&self) -> Markup {
        let mut sums: Vec<Sum<'_>> =
            self.lines.iter().map(|(what, amount)| Sum::of(*what, *amount)).collect();
        sums.push(Sum::total(self.total, "₱775"));
        let price = Price {
            all_in: Some(self.all_in.into()),
            low: Some(self.low.into()),
            trace: Some(Docket::new(self.trace, Sums(sums).render()).open()),
            ..Price::of("₱690")
        };
        html! { div.stack { (price) (Button::go(self.buy, Act::to("#main")).full()) } }
    }

    fn arch(&self) -> Arch<'_> {
        let [count, unit, label] = self.seats.map(Text::from);
        Arch { seats: 3, paid: 2, fresh: false, count, unit, label }
    }

    fn bridge(&self) -> Bridge<'_> {
        let captions = self.captions.map(|[who, one, two]| (who.into(), vec![one.into(), two.into()]));
        Bridge {
            coin: Coin::OnTop,
            boat: Boat::WithShop,
            sign: "₱".into(),
            label: self.bridge.into(),
            captions,
        }
    }

    fn timeline(&self) -> Timeline<'_> {
        let [label, done] = self.timeline.map(Text::from);
        let states = [When::Done, When::Now, When::Ahead];
        let step = |([title, time, body], when): (&[&'static str; 3], When)| Step {
            title: (*title).into(),
            time: Some((*time).into()),
            datetime: None,
            body: html! { (body) },
            when,
        };
        Timeline { label, done, steps: self.steps.iter().zip(states).map(step).collect() }
    }

    fn choices(&self) -> Options<'_> {
        let [legend, one, detail, other, detail_of_other] = self.delivery;
        let tile = |title: &'static str, detail: &'static str, amount: &'static str, chosen| OptionTile {
            value: title.into(),
            title: title.into(),
            detail: detail.into(),
            amount: Some(amount.into()),
            chosen,
            off: false,
        };
        Options {
            name: format!("delivery-{}", self.id).into(),
            legend: legend.into(),
            tiles: vec![tile(one, detail, "₱180", true), tile(other, detail_of_other, "₱120", false)],
            ..Options::default()
        }
    }

    fn filled(&self) -> Markup {
        let [label, hint, error] = self.field;
        let [by, what, detail, button] = self.task;
        let field = Field {
            kind: Kind::Phone,
            value: "0917 555 014".into(),
            hint: Some(hint.into()),
            error: Some(error.into()),
            ..Field::new(format!("phone-{}", self.id), label)
        };
        let task = Task {
            by: Some(Tag::wait(by)),
            what: what.into(),
            detail: Some(detail.into()),
            button: Button::plain(button, Act::to("#main")).small(),
        };
        html! { div.stack { (field) (Task::list(&[task])) } }
    }

    fn empty(&self) -> Empty<'_> {
        let [title, text, button, example] = self.empty.map(Text::from);
        let action = Some(Button::plain(button, Act::to("#main")));
        Empty { scene: Scene::Boat, title, whole_page: false, text, action, example: Some(example) }
    }
}
