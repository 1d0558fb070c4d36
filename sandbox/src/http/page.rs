//! The page on which a payer chooses. Plain HTML: no script, no card, no doubt that it is for practice.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue, LOCATION, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, html};

use super::Desk;
use super::body::{Named, Raw};
use super::problem::Problem;
use super::words::{Words, words_for};
use crate::books::{Choice, PayerView, Payment, PaymentStatus, Refusal, Wait};
use crate::counter::AskError;

const STYLE: &str = include_str!("pay.css");

pub(super) async fn style() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "max-age=3600")];
    (headers, STYLE)
}

pub(super) async fn show(State(desk): State<Desk>, Named(token): Named, headers: HeaderMap) -> Response {
    let words = words(&headers);
    match desk.counter.ask(move |books, now| Ok((books.payer_view(&token, now)?, now))).await {
        Ok(seen) => payment_page(StatusCode::OK, words, &seen),
        Err(why) => refusal_page(words, &why),
    }
}

/// Needs no defence against forged requests: who can write the address holds its secret.
pub(super) async fn choose(
    State(desk): State<Desk>,
    Named(token): Named,
    headers: HeaderMap,
    body: Raw,
) -> Result<Response, Problem> {
    let words = words(&headers);
    let Some(choice) = choice(&body) else {
        return Ok(notice_page(StatusCode::UNPROCESSABLE_ENTITY, words, words.not_an_answer));
    };
    let chosen = desk.counter.ask(move |books, now| {
        let view = books.payer_view(&token, now)?;
        match books.choose(&view.payment.reference, choice, now) {
            Ok(payment) => Ok(Ok(payment)),
            Err(Refusal::PaymentClosed(_) | Refusal::AlreadyCaptured) => Ok(Err((view, now))),
            Err(why) => Err(why),
        }
    });
    let answer = match chosen.await {
        Ok(Ok(payment)) => back_to_shop(&payment)?,
        Ok(Err(closed)) => payment_page(StatusCode::CONFLICT, words, &closed),
        Err(why) => refusal_page(words, &why),
    };
    desk.counter.stir();
    Ok(answer)
}

/// The one field of the page's form; its values need no decoding.
fn choice(Raw(body): &Raw) -> Option<Choice> {
    match body.as_ref() {
        b"choice=pay" => Some(Choice::Pay),
        b"choice=decline" => Some(Choice::Decline),
        b"choice=later" => Some(Choice::Later(Wait::A_MINUTE)),
        _ => None,
    }
}

fn words(headers: &HeaderMap) -> &'static Words {
    words_for(headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

fn back_to_shop(payment: &Payment) -> Result<Response, Problem> {
    let to = HeaderValue::from_str(&payment.return_url).map_err(|_| Problem::no_such_address())?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response())
}

fn payment_page(status: StatusCode, words: &'static Words, (view, now): &(PayerView, Timestamp)) -> Response {
    let PayerView { payment, payable } = view;
    let amount = money(payment.amount, &payment.currency);
    let until = payment.expires_at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let left = payment.expires_at.duration_since(*now).as_mins();
    let content = html! {
        h1 { (words.title) }
        p.amount { span.unseen { (words.amount) ": " } (amount) }
        @if let Some(description) = &payment.description { p.about { (description) } }
        @if let Some(notice) = notice(words, payment) { p.said role="status" { strong { (notice) } } }
        @if *payable { (buttons(words)) }
        dl {
            dt { (words.payable_until) }
            dd {
                time datetime=(payment.expires_at) { (until) }
                @if *payable && left > 0 { br; (words.left(left)) }
            }
            dt { (words.reference) }
            dd { code { (payment.reference) } }
        }
        p.back { a href=(payment.return_url) { (words.back) } }
    };
    answer(status, words, &content, Some(&payment.return_url))
}

/// What there is to say instead of the question, or beside it where the script keeps a closed payment open.
fn notice(words: &Words, payment: &Payment) -> Option<&'static str> {
    match payment.status {
        PaymentStatus::Created => payment.capture_due.map(|_| words.on_its_way),
        PaymentStatus::Captured => Some(words.captured),
        PaymentStatus::Declined => Some(words.declined),
        PaymentStatus::Expired => Some(words.expired),
        PaymentStatus::Voided => Some(words.voided),
    }
}

/// Three answers, each with what it brings about.
fn buttons(words: &Words) -> Markup {
    html! {
        form method="post" {
            button.first aria-describedby="pays" name="choice" value="pay" { (words.pay) }
            p #pays { (words.pay_means) }
            button aria-describedby="waits" name="choice" value="later" { (words.later) }
            p #waits { (words.later_means) }
            button aria-describedby="declines" name="choice" value="decline" { (words.decline) }
            p #declines { (words.decline_means) }
        }
    }
}

fn refusal_page(words: &'static Words, why: &AskError) -> Response {
    match why {
        AskError::Refused(Refusal::Unknown { .. }) => {
            notice_page(StatusCode::NOT_FOUND, words, words.no_such_page)
        }
        _ => {
            tracing::error!(%why, "the gateway's books failed");
            notice_page(StatusCode::INTERNAL_SERVER_ERROR, words, words.out_of_order)
        }
    }
}

fn notice_page(status: StatusCode, words: &'static Words, notice: &str) -> Response {
    answer(status, words, &html! { h1 { (words.title) } p.said role="status" { (notice) } }, None)
}

fn answer(status: StatusCode, words: &'static Words, content: &Markup, return_url: Option<&str>) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words.title) }
                link rel="stylesheet" href="/pay.css";
            }
            body {
                header { p.practice { (words.practice) } }
                main { div.card { (content) } }
            }
        }
    };
    let headers: [(HeaderName, &str); 5] = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, &policy(return_url)),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (VARY, "Accept-Language"),
    ];
    (status, headers, page.into_string()).into_response()
}

/// Chromium holds a form's redirect to `form-action` too, so the shop's origin has to be named.
fn policy(return_url: Option<&str>) -> String {
    let shop = return_url.map(origin).unwrap_or_default();
    format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {shop}; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Scheme, host and port of an address that was checked when the payment was made.
fn origin(url: &str) -> &str {
    let host = url.find("//").map_or(0, |at| at + 2);
    let end = url[host..].find(['/', '?', '#', '\\']).map_or(url.len(), |at| host + at);
    &url[..end]
}

/// `PHP 129.00`: minor units as ISO 4217 counts them.
fn money(amount: i64, currency: &str) -> String {
    match decimals(currency) {
        0 => format!("{currency} {}", grouped(amount)),
        places => {
            let unit = 10_i64.pow(places);
            let whole = grouped(amount / unit);
            format!("{currency} {whole}.{:0width$}", amount % unit, width = places as usize)
        }
    }
}

/// `1,290`: digits in threes, as all three languages group them.
fn grouped(whole: i64) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Decimals of a currency (ISO 4217, table A.1): two, except for those that differ.
fn decimals(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::{money, origin};

    #[test]
    fn money_is_written_with_the_decimals_of_its_currency() {
        assert_eq!(money(12_900, "PHP"), "PHP 129.00");
        assert_eq!(money(5, "CNY"), "CNY 0.05");
        assert_eq!(money(1_500, "JPY"), "JPY 1,500");
        assert_eq!(money(123_456_789, "PHP"), "PHP 1,234,567.89");
        assert_eq!(money(1_005, "KWD"), "KWD 1.005");
    }

    #[test]
    fn an_origin_ends_before_the_path() {
        assert_eq!(origin("http://localhost:8080/orders/R-1?x#y"), "http://localhost:8080");
        assert_eq!(origin("https://shop.example"), "https://shop.example");
        assert_eq!(origin("https://shop.example?x=//y"), "https://shop.example");
    }
}
