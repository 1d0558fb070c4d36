//! What can be pressed. A button says verb, object and amount; one green one a view.

use maud::{Markup, Render, html};

use super::icon::icon_of_mark;
use super::{Icon, Text, icon};

/// What pressing does.
#[derive(Clone, Debug)]
pub enum Act<'a> {
    /// Leads there.
    To(Text<'a>),
    /// Sends the form it stands in.
    Send,
    /// Sends the form and says which button it was.
    Say {
        /// The field.
        name: Text<'a>,
        /// Its value.
        value: Text<'a>,
    },
    /// Opens the sheet of this id; without the script it leads to the page that shows the same.
    Open {
        /// The sheet's id.
        sheet: Text<'a>,
        /// The page.
        href: Text<'a>,
    },
}

impl<'a> Act<'a> {
    /// Leads there.
    pub fn to(href: impl Into<Text<'a>>) -> Self {
        Self::To(href.into())
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Look {
    Go,
    #[default]
    Plain,
    Bare,
    Stop,
    Text,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Go => "btn go",
            Self::Plain => "btn",
            Self::Bare => "btn bare",
            Self::Stop => "btn stop",
            Self::Text => "btn text",
        }
    }
}

/// A button, or a link that looks like one.
#[derive(Clone, Debug)]
pub struct Button<'a> {
    text: Text<'a>,
    act: Act<'a>,
    look: Look,
    icon: Option<Icon>,
    size: &'static str,
    place: &'static str,
    busy: Option<Text<'a>>,
    label: Option<Text<'a>>,
    disabled: bool,
    form: Option<Text<'a>>,
}

impl<'a> Button<'a> {
    fn new(look: Look, text: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        let (text, size, place) = (text.into(), "", "");
        let (icon, busy, label, form) = (None, None, None, None);
        Self { text, act, look, icon, size, place, busy, label, disabled: false, form }
    }

    /// The one that goes on: green, one a view.
    pub fn go(text: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        Self::new(Look::Go, text, act)
    }

    /// One beside it.
    pub fn plain(text: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        Self::new(Look::Plain, text, act)
    }

    /// One without a border, for what is seldom wanted.
    pub fn bare(text: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        Self::new(Look::Bare, text, act)
    }

    /// One that ends something: cancel, delete, sign out everywhere.
    pub fn stop(text: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        Self::new(Look::Stop, text, act)
    }

    /// One that looks like a link in a text, and posts.
    pub fn text(text: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        Self::new(Look::Text, text, act)
    }

    /// With an icon before its words.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// With smaller letters; as high as every other.
    pub fn small(self) -> Self {
        Self { size: " sm", ..self }
    }

    /// As wide as what it stands in.
    pub fn full(self) -> Self {
        Self { size: " full", ..self }
    }

    /// As wide as there is room, in a row.
    pub fn grow(self) -> Self {
        Self { size: " grow", ..self }
    }

    /// Only on wide pages: on phones the paybar has it.
    pub fn desk(self) -> Self {
        Self { place: " desk", ..self }
    }

    /// Only on phones.
    pub fn phone(self) -> Self {
        Self { place: " mob", ..self }
    }

    /// What it says while the answer is on its way: "Claiming seat". For everything that is never optimistic.
    pub fn busy(self, text: impl Into<Text<'a>>) -> Self {
        Self { busy: Some(text.into()), ..self }
    }

    /// What it is called where its words do not stand beside their object: "Remove Spider plant". It begins with the
    /// words that are shown.
    pub fn called(self, label: impl Into<Text<'a>>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// Not now. Say beside it why.
    pub fn off(self) -> Self {
        Self { disabled: true, ..self }
    }

    /// Sends the form of this id, which it does not stand in.
    pub fn form(self, id: impl Into<Text<'a>>) -> Self {
        Self { form: Some(id.into()), ..self }
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let class = format!("{}{}{}", self.look.class(), self.size, self.place);
        let inside = html! { @if let Some(shown) = self.icon { (icon(shown)) } (self.text) };
        let (label, busy, form) = (self.label.as_deref(), self.busy.as_deref(), self.form.as_deref());
        let press = |name: Option<&str>, value: Option<&str>| {
            html! {
                button class=(class) name=[name] value=[value] form=[form] disabled[self.disabled]
                    data-busy=[busy] aria-label=[label] { (inside) }
            }
        };
        match &self.act {
            Act::To(href) if !self.disabled => {
                html! { a class=(class) href=(href) aria-label=[label] { (inside) } }
            }
            Act::Open { sheet, href } if !self.disabled => html! {
                a class=(class) href=(href) data-open=(sheet) aria-haspopup="dialog" aria-label=[label] { (inside) }
            },
            Act::Say { name, value } => press(Some(name), Some(value)),
            _ => press(None, None),
        }
    }
}

/// A round button with an icon; its name is said, not shown.
#[derive(Clone, Debug)]
pub struct IconButton<'a> {
    /// The icon.
    pub icon: Icon,
    /// Its name, with the number if it carries one.
    pub label: Text<'a>,
    /// What it does.
    pub act: Act<'a>,
    /// The number on it, as written.
    pub count: Option<Text<'a>>,
}

impl<'a> IconButton<'a> {
    /// Without a number.
    pub fn new(icon: Icon, label: impl Into<Text<'a>>, act: Act<'a>) -> Self {
        Self { icon, label: label.into(), act, count: None }
    }
}

impl Render for IconButton<'_> {
    fn render(&self) -> Markup {
        let inside = html! {
            (icon(self.icon))
            @if let Some(count) = &self.count { span.count.num aria-hidden="true" { (count) } }
        };
        match &self.act {
            Act::To(href) => html! { a.icon href=(href) aria-label=(self.label) { (inside) } },
            Act::Open { sheet, href } => html! {
                a.icon href=(href) data-open=(sheet) aria-haspopup="dialog" aria-label=(self.label) { (inside) }
            },
            Act::Say { name, value } => {
                html! { button.icon name=(name) value=(value) aria-label=(self.label) { (inside) } }
            }
            Act::Send => html! { button.icon aria-label=(self.label) { (inside) } },
        }
    }
}

/// A mark that a person sets and takes back: save, follow, like. A form that posts `on=1` or `on=0`; with the script
/// it changes at once, and is put back with [`sorry`](Self::sorry) if the server did not take it.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    /// Where it posts.
    pub action: Text<'a>,
    /// What the form carries besides: the CSRF field.
    pub carries: Markup,
    /// Whether it is set.
    pub on: bool,
    /// Its icon, which fills.
    pub icon: Option<Icon>,
    /// Its words; a mark of an icon alone has none.
    pub text: Option<Text<'a>>,
    /// What it is called, the same whether set or not: the state is said by itself.
    pub label: Text<'a>,
    /// How many have set it, and that number as written.
    pub count: Option<(i64, Text<'a>)>,
    /// What is said when it did not work: "Not saved. Try again."
    pub sorry: Text<'a>,
}

impl Render for Mark<'_> {
    fn render(&self) -> Markup {
        // Words without an icon would not be seen as something to press.
        let class = match (self.icon.is_some(), self.text.is_some() || self.count.is_some()) {
            (false, _) => "btn sm",
            (true, true) => "btn bare sm",
            (true, false) => "icon",
        };
        let value = if self.on { "0" } else { "1" };
        html! {
            form method="post" action=(self.action) data-optimistic {
                (self.carries)
                button class=(class) name="on" value=(value) aria-pressed=(self.on) aria-label=(self.label) {
                    @if let Some(shown) = self.icon { (icon_of_mark(shown, self.on)) }
                    @if let Some(text) = &self.text { (text) }
                    @if let Some((count, written)) = &self.count { span.num data-n=(count) { (written) } }
                }
                span.said role="status" hidden { (self.sorry) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_button_that_leads_somewhere_is_a_link_and_one_that_acts_is_a_button() {
        assert_eq!(
            of(&Button::go("Look around", Act::to("/"))),
            "<a class=\"btn go\" href=\"/\">Look around</a>"
        );
        let say = Act::Say { name: "step".into(), value: "2".into() };
        assert_eq!(
            of(&Button::plain("Two", say)),
            "<button class=\"btn\" name=\"step\" value=\"2\">Two</button>"
        );
        holds(
            &of(&Button::go(HOSTILE, Act::Send).full().busy("Claiming seat")),
            &["class=\"btn go full\"", "data-busy=\"Claiming seat\""],
        );
    }

    #[test]
    fn what_is_off_leads_nowhere() {
        let text = of(&Button::plain("Take the last seat", Act::to("/seat")).off());
        assert_eq!(text, "<button class=\"btn\" disabled>Take the last seat</button>");
    }

    #[test]
    fn a_sheet_is_a_page_where_there_is_no_script() {
        let act = Act::Open { sheet: "filters".into(), href: "/filters".into() };
        holds(&of(&Button::plain("Filters", act)), &["href=\"/filters\" data-open=\"filters\""]);
    }

    #[test]
    fn an_icon_alone_says_its_name_and_number() {
        let button =
            IconButton { count: Some("12".into()), ..IconButton::new(Icon::Bell, "News, 12", Act::to("/n")) };
        holds(
            &of(&button),
            &["aria-label=\"News, 12\"", "<span class=\"count num\" aria-hidden=\"true\">12</span>"],
        );
    }

    #[test]
    fn a_mark_says_its_state_and_posts_the_other_one() {
        let mark = |on| Mark {
            action: "/save".into(),
            carries: Markup::default(),
            on,
            icon: Some(Icon::BookmarkSimple),
            text: None,
            label: HOSTILE.into(),
            count: None,
            sorry: "Not saved. Try again.".into(),
        };
        holds(&of(&mark(false)), &["value=\"1\" aria-pressed=\"false\"", "#bookmark-simple\""]);
        holds(&of(&mark(true)), &["value=\"0\" aria-pressed=\"true\"", "#bookmark-simple-fill\""]);
    }
}
