//! What a person says of themselves: on their page, and the form in which they say it.

use db::{No, Rx, Tx};
use identity::account::face;
use kernel::{Cx, Scope};
use locale::{Language, Reader};
use maud::{Markup, Render as _, html};
use media::NewPortrait;
use serde::Deserialize;
use web::page::{Asked, Fields, Sent};
use web::parts::{Act, Button, Choice, Facts, Field, Kind, Note, Size};
use web::{Answer, Problem, Reply, SeeOther, Sheet, Visitor};

use super::height::{self, Height, Said};
use super::{About, Line, NewProfile, Readers, Words};
use crate::pages::{card, told, wrong_at};
use crate::voice::{Named, Voice};

/// What a person's page shows of it: what they tell in their own words, then where they are and what they speak.
pub(crate) fn shown(reader: &Reader, lines: &[Line]) -> Markup {
    let of = |about: About| lines.iter().find(|line| line.line == about);
    let small = [About::City, About::Speaks].into_iter().filter_map(of).map(|line| {
        let said = html! {
            span translate="no" lang=(line.language) { (line.text) }
            @if line.readers != Readers::Everyone { " " small.mut { "· " (read_by(reader, line.readers)) } }
        };
        (reader.t(&format!("social-is-{}", line.line.word())).into(), said)
    });
    let small: Vec<_> = small.collect();
    html! {
        @if let Some(line) = of(About::About) {
            (told(&line.text, &line.language))
            @if line.readers != Readers::Everyone { p.sm.mut { (read_by(reader, line.readers)) } }
        }
        @if !small.is_empty() { (Facts(small)) }
    }
}

/// Who else reads a line, said to whoever reads one that not everybody does.
fn read_by(reader: &Reader, readers: Readers) -> String {
    reader.t(&format!("social-self-to-{}", readers.word()))
}

/// The way there from the settings.
pub(crate) fn room(_: &mut Rx, _: &Cx, asked: &Asked) -> Result<Markup, No> {
    Ok(html! { li { a href="/settings/profile" { span { (asked.reader.t("social-self")) } } } })
}

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Typed {
    about: String,
    about_to: String,
    city: String,
    city_to: String,
    speaks: String,
    speaks_to: String,
    /// A range's word, or nothing.
    #[serde(default)]
    height: String,
    #[serde(default)]
    height_to: String,
}

fn say_all(tx: &mut Tx, cx: &Cx, (new, said): &(NewProfile, Said)) -> Result<(), No> {
    super::say(tx, cx, new)?;
    height::say(tx, cx, said).map(|_| ())
}

fn readers(to: &str) -> Readers {
    // A word that no list of ours has means the fewest readers: nothing is shown wider than somebody chose.
    Readers::ALL.into_iter().find(|one| one.word() == to).unwrap_or(Readers::Me)
}

impl Typed {
    fn of(Me { lines, said, .. }: &Me) -> Self {
        let text = |about| lines.iter().find(|line| line.line == about).map(|line| line.text.clone());
        let to = |about| {
            let line = lines.iter().find(|line| line.line == about);
            line.map_or(Readers::default(), |line| line.readers).word().to_owned()
        };
        Self {
            about: text(About::About).unwrap_or_default(),
            about_to: to(About::About),
            city: text(About::City).unwrap_or_default(),
            city_to: to(About::City),
            speaks: text(About::Speaks).unwrap_or_default(),
            speaks_to: to(About::Speaks),
            height: said.height.map(|height| height.word().to_owned()).unwrap_or_default(),
            height_to: said.readers.word().to_owned(),
        }
    }

    fn line(&self, about: About) -> (&str, &str) {
        match about {
            About::About => (&self.about, &self.about_to),
            About::City => (&self.city, &self.city_to),
            About::Speaks => (&self.speaks, &self.speaks_to),
        }
    }

    fn words(&self, about: About) -> Words {
        let (text, to) = self.line(about);
        Words { text: text.to_owned(), readers: readers(to) }
    }

    fn said(&self) -> Said {
        Said { height: Height::named(&self.height), readers: readers(&self.height_to) }
    }

    fn profile(&self, language: Language) -> NewProfile {
        NewProfile {
            language,
            about: self.words(About::About),
            city: self.words(About::City),
            speaks: self.words(About::Speaks),
        }
    }
}

/// `/settings/profile`.
pub(crate) async fn form(visitor: Visitor) -> Answer<Reply> {
    let draw = |visitor: &Visitor, me: Me| sheet(visitor, &me, &Typed::of(&me), None, None);
    visitor.show((), me, draw).await
}

/// Who looks, and what they say of themselves.
struct Me {
    named: Named,
    lines: Vec<Line>,
    said: Said,
}

fn me(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Me, No> {
    let account = cx.account(Scope::AccountRead)?;
    let named = Voice::Person(account).named(rx)?;
    Ok(Me { named, lines: super::mine(rx, cx, &())?, said: height::of(rx, account)? })
}

/// Nothing is filled in besides the picture.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Shows the picture that came along beside one's name.
pub(crate) async fn wear(visitor: Visitor, sent: Sent<Nothing>) -> Answer<Reply> {
    let Sent { once, file, .. } = sent;
    let done = async {
        let wanted = media::chosen(&visitor, file).await?;
        let show = |tx: &mut Tx, cx: &Cx, wanted: &NewPortrait| face::show(tx, cx, wanted).map(|_| ());
        once.make::<_, (), _>(wanted, show).await
    };
    match done.await {
        Ok(()) => Ok(SeeOther::to("/settings/profile").saying("said-face").into()),
        Err(no) if no.is_for_the_form() => {
            let draw = |visitor: &Visitor, me: Me| sheet(visitor, &me, &Typed::of(&me), None, Some(&no));
            Ok(visitor.show((), me, draw).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// Takes it away.
pub(crate) async fn bare(visitor: Visitor) -> Answer<SeeOther> {
    visitor.write(NewPortrait::default(), |tx, cx, wanted| face::show(tx, cx, wanted).map(|_| ())).await?;
    Ok(SeeOther::to("/settings/profile").saying("said-face-gone"))
}

pub(crate) async fn say(visitor: Visitor, Fields(typed): Fields<Typed>) -> Answer<Reply> {
    let new = typed.profile(visitor.reader().language());
    match visitor.write((new, typed.said()), say_all).await {
        Ok(_) => Ok(SeeOther::to("/settings/profile").saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            let draw = |visitor: &Visitor, me: Me| sheet(visitor, &me, &typed, Some(&no), None);
            Ok(visitor.show((), me, draw).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// `no` is why the words were not taken, `unfit` why the picture was not.
fn sheet(visitor: &Visitor, me: &Me, typed: &Typed, no: Option<&Problem>, unfit: Option<&Problem>) -> Sheet {
    let reader = visitor.reader();
    let face = card::face(&media::on_pages(visitor), &me.named, Size::Huge);
    let main = html! {
        div.stack.g5 {
            header.stack.g2 { h1 { (reader.t("social-self")) } p.mut { (reader.t("social-self-what")) } }
            @if let Some(no) = no.filter(|no| no.field().is_none()) { (Note::bad(&visitor.words_of(no))) }
            div.split.pd { div.buy { (media::chooser(visitor, "/settings/profile/face", &face, me.named.face, unfit)) }
            form.stack.g6 method="post" action="/settings/profile" {
                @for about in About::ALL { (fields(visitor, about, typed.line(about), no)) }
                (tall(visitor, typed))
                (Button::go(reader.t("social-self-keep"), Act::Send))
            } }
        }
    };
    Sheet::new(reader.t("social-self"), main).back("/settings").tab("/me").studio()
}

/// How tall: a range of a list, or nothing.
fn tall(visitor: &Visitor, typed: &Typed) -> Markup {
    let reader = visitor.reader();
    let label = reader.t("social-self-height");
    let unsaid = Choice { value: "".into(), text: reader.t("social-self-height-unsaid").into() };
    let range = |one: Height| Choice {
        value: one.word().into(),
        text: crate::pages::gallery::tall(reader, one).into(),
    };
    let said = Field {
        kind: Kind::Select(std::iter::once(unsaid).chain(Height::ALL.into_iter().map(range)).collect()),
        value: typed.height.as_str().into(),
        hint: Some(reader.t("social-self-height-what").into()),
        ..Field::new("height", label.as_str())
    };
    html! { div.two { (said.render()) (who_reads(reader, "height", &label, &typed.height_to)) } }
}

/// Who reads a line.
fn who_reads(reader: &Reader, word: &str, label: &str, to: &str) -> Markup {
    let choice = |one: Readers| Choice {
        value: one.word().into(),
        text: reader.t(&format!("social-self-to-{}", one.word())).into(),
    };
    let field = Field {
        kind: Kind::Select(Readers::ALL.into_iter().map(choice).collect()),
        value: to.into(),
        ..Field::new(format!("{word}_to"), reader.say("social-self-to", &[("line", label.into())]))
    };
    field.render()
}

fn fields(visitor: &Visitor, about: About, (text, to): (&str, &str), no: Option<&Problem>) -> Markup {
    let (reader, word) = (visitor.reader(), about.word());
    let label = reader.t(&format!("social-self-{word}"));
    let said = Field {
        kind: if about == About::About { Kind::Lines } else { Kind::Text },
        value: text.into(),
        longest: Some(about.longest().into()),
        example: Some(reader.t(&format!("social-self-{word}-example")).into()),
        error: wrong_at(visitor, no, word).map(Into::into),
        ..Field::new(word, label.as_str())
    };
    html! { div.two { (said.render()) (who_reads(reader, word, &label, to)) } }
}
