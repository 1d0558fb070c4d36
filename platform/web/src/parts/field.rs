//! What is filled in: a visible label, the field, a hint, and under it what is wrong.

use maud::{Markup, Render, html};

use super::Text;

/// What goes into a field, and with it which keyboard a phone shows.
#[derive(Clone, Debug, Default)]
pub enum Kind<'a> {
    /// Words.
    #[default]
    Text,
    /// A mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A new or a known password.
    Password,
    /// An amount of money or another decimal number, as people write it.
    Decimal,
    /// A whole number.
    Whole {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// About how much: a slider whose number stands beside it.
    Slider {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
        /// From one place to the next.
        step: i64,
    },
    /// A day.
    Date,
    /// Several lines.
    Lines,
    /// One of these.
    Select(Vec<Choice<'a>>),
}

/// One of several in a [`Kind::Select`].
#[derive(Clone, Debug, Default)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: Text<'a>,
    /// What is read.
    pub text: Text<'a>,
}

/// A field.
#[derive(Clone, Debug, Default)]
pub struct Field<'a> {
    /// The name it is sent under; also makes its id, `f-NAME`.
    pub name: Text<'a>,
    /// Another id after `f-`, where a page has several fields of one name.
    pub id: Option<Text<'a>>,
    /// What it asks for, always shown.
    pub label: Text<'a>,
    /// What goes in.
    pub kind: Kind<'a>,
    /// What is in it.
    pub value: Text<'a>,
    /// A line under it.
    pub hint: Option<Text<'a>>,
    /// What is wrong with what was sent, and how to put it right.
    pub error: Option<Text<'a>>,
    /// Whether it must be filled in. Say in the label of the others that they need not.
    pub required: bool,
    /// At most so many characters.
    pub longest: Option<u32>,
    /// What a browser may fill in: `street-address`, `username webauthn`.
    pub autocomplete: Option<&'static str>,
    /// An example; never the label.
    pub example: Option<Text<'a>>,
    /// What stands before the field: a currency's sign.
    pub prefix: Option<Text<'a>>,
    /// The language of what is in it, if it is a person's own text.
    pub lang: Option<Text<'a>>,
}

impl<'a> Field<'a> {
    /// A field of words.
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    fn mark(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    fn input(&self, kind: &str, mode: Option<&str>, range: Option<(i64, i64)>) -> Markup {
        html! {
            input.in type=(kind) id={ "f-" (self.mark()) } name=(self.name) value=(self.value)
                inputmode=[mode] min=[range.map(|r| r.0)] max=[range.map(|r| r.1)] maxlength=[self.longest]
                autocomplete=[self.autocomplete] placeholder=[self.example.as_deref()] required[self.required]
                lang=[self.lang.as_deref()] aria-invalid=[self.invalid()] aria-describedby=[self.described()];
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn described(&self) -> Option<String> {
        let part = |is: bool, end: &str| is.then(|| format!("f-{}-{end}", self.mark()));
        let parts = [part(self.error.is_some(), "wrong"), part(self.hint.is_some(), "hint")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn control(&self) -> Markup {
        match &self.kind {
            Kind::Text => self.input("text", None, None),
            Kind::Email => self.input("email", None, None),
            Kind::Phone => self.input("tel", None, None),
            Kind::Password => self.input("password", None, None),
            Kind::Decimal => self.input("text", Some("decimal"), None),
            Kind::Whole { min, max } => self.input("number", Some("numeric"), Some((*min, *max))),
            Kind::Slider { min, max, step } => html! {
                div.row.g3 {
                    input type="range" id={ "f-" (self.mark()) } name=(self.name) value=(self.value)
                        min=(min) max=(max) step=(step) aria-describedby=[self.described()];
                    output.num for={ "f-" (self.mark()) } { (self.value) }
                }
            },
            Kind::Date => self.input("date", None, None),
            Kind::Lines => html! {
                textarea.in id={ "f-" (self.mark()) } name=(self.name) maxlength=[self.longest] rows="4"
                    placeholder=[self.example.as_deref()] required[self.required] lang=[self.lang.as_deref()]
                    aria-invalid=[self.invalid()] aria-describedby=[self.described()] { (self.value) }
            },
            Kind::Select(choices) => html! {
                select.in id={ "f-" (self.mark()) } name=(self.name) required[self.required] autocomplete=[self.autocomplete]
                    aria-invalid=[self.invalid()] aria-describedby=[self.described()] {
                    @for choice in choices {
                        option value=(choice.value) selected[choice.value == self.value] { (choice.text) }
                    }
                }
            },
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        html! {
            div.field {
                label for={ "f-" (self.mark()) } { (self.label) }
                @match &self.prefix {
                    Some(prefix) => div.fix { span aria-hidden="true" { (prefix) } (self.control()) },
                    None => (self.control()),
                }
                @if let Some(error) = &self.error { p.wrong id={ "f-" (self.mark()) "-wrong" } { (error) } }
                @if let Some(hint) = &self.hint { small id={ "f-" (self.mark()) "-hint" } { (hint) } }
            }
        }
    }
}

/// A box to tick. Never ticked before the person did.
#[derive(Clone, Debug, Default)]
pub struct Tick<'a> {
    /// The name it is sent under.
    pub name: Text<'a>,
    /// What is sent when it is ticked.
    pub value: Text<'a>,
    /// What one agrees to.
    pub label: Text<'a>,
    /// A line under it.
    pub hint: Option<Text<'a>>,
    /// Whether the person ticked it.
    pub ticked: bool,
    /// What is wrong.
    pub error: Option<Text<'a>>,
}

impl Render for Tick<'_> {
    fn render(&self) -> Markup {
        html! {
            label.tick {
                input type="checkbox" name=(self.name) value=(self.value) checked[self.ticked]
                    aria-invalid=[self.error.is_some().then_some("true")];
                span { (self.label) }
                @if let Some(hint) = &self.hint { small.mut { (hint) } }
                @if let Some(error) = &self.error { span.wrong.rosso { (error) } }
            }
        }
    }
}

/// What is wrong with a form, above it: each line leads to its field.
#[derive(Clone, Debug, Default)]
pub struct Errors<'a> {
    /// "Two things need another look".
    pub title: Text<'a>,
    /// The field's name, and what is wrong with it.
    pub list: Vec<(Text<'a>, Text<'a>)>,
}

impl Render for Errors<'_> {
    fn render(&self) -> Markup {
        html! {
            div.note.bad role="alert" {
                div {
                    b { (self.title) }
                    ul { @for (name, wrong) in &self.list { li { a.link href={ "#f-" (name) } { (wrong) } } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};

    #[test]
    fn a_field_is_tied_to_its_label_its_hint_and_its_error() {
        let field = Field {
            kind: Kind::Email,
            value: HOSTILE.into(),
            hint: Some("Only for orders.".into()),
            error: Some("This is not a mail address.".into()),
            required: true,
            longest: Some(254),
            autocomplete: Some("email"),
            ..Field::new("email", "Mail address")
        };
        holds(
            &of(&field),
            &[
                "<label for=\"f-email\">Mail address</label>",
                "type=\"email\" id=\"f-email\" name=\"email\"",
                "maxlength=\"254\" autocomplete=\"email\" required aria-invalid=\"true\"",
                "aria-describedby=\"f-email-wrong f-email-hint\"",
                "<p class=\"wrong\" id=\"f-email-wrong\">This is not a mail address.</p>",
            ],
        );
    }

    #[test]
    fn each_kind_brings_its_keyboard() {
        let of_kind = |kind| of(&Field { kind, value: "2".into(), ..Field::new("n", "N") });
        holds(&of_kind(Kind::Whole { min: 1, max: 99 }), &["type=\"number\"", "min=\"1\" max=\"99\""]);
        let slider = of_kind(Kind::Slider { min: 0, max: 100, step: 5 });
        holds(
            &slider,
            &[
                "type=\"range\"",
                "min=\"0\" max=\"100\" step=\"5\"",
                "<output class=\"num\" for=\"f-n\">2</output>",
            ],
        );
        holds(&of_kind(Kind::Decimal), &["type=\"text\"", "inputmode=\"decimal\""]);
        holds(&of_kind(Kind::Lines), &["<textarea class=\"in\"", ">2</textarea>"]);
        let choice = |value: &'static str| Choice { value: value.into(), text: HOSTILE.into() };
        holds(&of_kind(Kind::Select(vec![choice("1"), choice("2")])), &["<option value=\"2\" selected>"]);
    }

    #[test]
    fn each_error_leads_to_its_field() {
        let errors = Errors { title: "One thing".into(), list: vec![("email".into(), HOSTILE.into())] };
        holds(&of(&errors), &["role=\"alert\"", "href=\"#f-email\""]);
    }

    #[test]
    fn a_box_is_ticked_only_if_the_person_did() {
        let tick = |ticked| of(&Tick { name: "ok".into(), value: "1".into(), ticked, ..Tick::default() });
        assert!(!tick(false).contains("checked>") && tick(true).contains("checked>"));
    }
}
