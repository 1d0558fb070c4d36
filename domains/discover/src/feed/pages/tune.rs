//! `/feed/tune`: four sliders, a plain order of time, and a rest.

use kernel::Span;
use locale::Reader;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::parts::{Act, Button, Choice, Errors, Field, Kind, Slip, Tick};
use web::{Answer, Form, Problem, Reply, SeeOther, Sheet, Visitor};

use crate::feed::taste::{self, MOST, RESTS, Taste, taste};

/// The form as it was sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sliders {
    followed: String,
    popular: String,
    fresh: String,
    newcomer: String,
    #[serde(default)]
    by_time: Option<String>,
    #[serde(default)]
    rest_after: Option<String>,
}

impl Sliders {
    /// As weights; what is no number is none that counts, and is refused as such.
    fn wanted(&self) -> Taste {
        let weight = |text: &str| text.trim().parse().unwrap_or(-1);
        Taste {
            followed: weight(&self.followed),
            popular: weight(&self.popular),
            fresh: weight(&self.fresh),
            newcomer: weight(&self.newcomer),
            by_time: self.by_time.is_some(),
            rest_after: self.rest_after.as_deref().map_or(0, weight),
        }
    }
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    visitor.show((), taste, |visitor, taste| sheet(visitor, &taste, None)).await
}

pub(super) async fn set(visitor: Visitor, Form(once, sliders): Form<Sliders>) -> Answer<Reply> {
    let wanted = sliders.wanted();
    match once.make(wanted, taste::set).await {
        Ok(_) => Ok(SeeOther::to("/").saying("said-feed-tuned").into()),
        Err(problem) if problem.is_for_the_form() => {
            let status = problem.status();
            let shown = visitor.show((), taste, |visitor, _| sheet(visitor, &wanted, Some(&problem))).await?;
            Ok(shown.status(status))
        }
        Err(problem) => Err(problem),
    }
}

fn sheet(visitor: &Visitor, taste: &Taste, no: Option<&Problem>) -> Sheet {
    Sheet::new(visitor.t("feed-tune"), form(visitor, taste, no)).tab("/")
}

fn form(visitor: &Visitor, taste: &Taste, no: Option<&Problem>) -> Markup {
    html! {
        div.split {
            div.read.stack.g5 {
                h1 { (visitor.t("feed-tune")) }
                p { (visitor.t("feed-tune-words")) }
                @if let Some(no) = no { (Errors { title: visitor.words_of(no).into(), list: Vec::new() }) }
                form.stack method="post" action="/feed/tune" {
                    (sliders(visitor, taste, true))
                    div.row.wrapx { (Button::go(visitor.t("feed-tune-save"), Act::Send)) (Button::plain(visitor.t("feed-tune-back"), Act::to("/"))) }
                }
            }
            (how(visitor))
        }
    }
}

/// The same beside the feed, where its effect is seen.
pub(super) fn turned_here(visitor: &Visitor, taste: &Taste) -> Markup {
    html! {
        form.stack.g2 method="post" action="/feed/tune" {
            (sliders(visitor, taste, false))
            div.row.wrapx.between {
                (Button::plain(visitor.t("feed-tune-save"), Act::Send))
                a.link href="/feed/tune" { (visitor.t("feed-how")) }
            }
        }
    }
}

/// How a feed is put together, on rose paper.
pub(super) fn how(visitor: &Visitor) -> Markup {
    // Its title stands right under a page's own.
    let body = html! { h2.small { (visitor.t("feed-how")) } p { (visitor.t("feed-how-words")) } };
    Slip { title: None, body }.render()
}

fn sliders(visitor: &Visitor, taste: &Taste, explains: bool) -> Markup {
    let weights = [
        ("followed", taste.followed),
        ("popular", taste.popular),
        ("fresh", taste.fresh),
        ("newcomer", taste.newcomer),
    ];
    html! {
        (visitor.intent())
        @for (name, weight) in weights { (slider(visitor, name, weight, explains)) }
        (Tick {
            name: "by_time".into(),
            label: visitor.t("feed-tune-by-time").into(),
            ticked: taste.by_time,
            ..Tick::default()
        })
        (rest(visitor.reader(), taste.rest_after))
    }
}

/// After how long of looking to be told so.
fn rest(reader: &Reader, after: i64) -> Markup {
    let choices = RESTS.into_iter().map(|minutes| Choice {
        value: minutes.to_string().into(),
        text: match minutes {
            0 => reader.t("feed-rest-never").into(),
            minutes => {
                let time = reader.span(Span::minutes(minutes));
                reader.say("feed-rest-after", &[("time", time.as_str().into())]).into()
            }
        },
    });
    Field {
        kind: Kind::Select(choices.collect()),
        value: after.to_string().into(),
        ..Field::new("rest_after", reader.t("feed-tune-rest"))
    }
    .render()
}

fn slider(visitor: &Visitor, name: &'static str, weight: i64, explains: bool) -> Markup {
    let weight = weight.clamp(0, MOST).to_string();
    Field {
        kind: Kind::Slider { min: 0, max: MOST, step: 5 },
        value: weight.into(),
        hint: explains.then(|| visitor.t(&format!("feed-tune-{name}-hint")).into()),
        ..Field::new(name, visitor.t(&format!("feed-tune-{name}")))
    }
    .render()
}
