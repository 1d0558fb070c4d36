//! A market that keeps pictures and nothing else.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use db::{Db, Migration, No, Tx};
use kernel::{Account, Actor, Cx, Id, Ref, Role, Scopes, Uid, Wiring};
use media::{Address, Files, Media, PictureId, PictureView};
use testkit::Bench;
use tower::ServiceExt as _;
use web::State;

pub fn migrations() -> Vec<Migration> {
    [facts::MIGRATIONS, web::MIGRATIONS, media::MIGRATIONS].concat()
}

fn address() -> Address {
    Address::new("", "http://market.example")
}

/// A stall, its keeper of pictures, and who asks it for them.
pub struct Stall {
    pub engine: &'static str,
    pub bench: Bench,
    pub media: Media,
    router: Router,
}

/// One for each engine.
pub fn stalls() -> Vec<Stall> {
    let benches = testkit::both(&migrations(), || Wiring::default().with(address()));
    benches.into_iter().map(|bench| stall(bench, Files::memory())).collect()
}

pub fn stall(bench: Bench, files: Files) -> Stall {
    let media = Media::new(files, 2, address());
    let state = State::new(bench.db.clone(), Wiring::default().with(media.clone()));
    Stall { engine: bench.engine, bench, media, router: media::router().with_state(state) }
}

pub fn member(number: u8) -> Actor {
    Actor::Account { id: account(number), role: Role::Member, scopes: Scopes::all() }
}

pub fn account(number: u8) -> Id<Account> {
    Id::from_uid(Uid([number; 16]))
}

/// A listing or whatever else shows pictures.
pub fn user(number: u8) -> Ref {
    Ref { kind: "lst".into(), id: Uid([number; 16]) }
}

pub type Showing = (Ref, Vec<PictureId>);

pub fn show_in(tx: &mut Tx, cx: &Cx, (user, pictures): &Showing) -> Result<usize, No> {
    Ok(media::show_in(tx, cx, user, pictures)?.len())
}

impl Stall {
    pub fn db(&self) -> &Db {
        &self.bench.db
    }

    pub async fn bring(&self, who: u8, file: Vec<u8>) -> Result<PictureView, No> {
        self.media.bring(self.db(), &member(who), file, "").await
    }

    pub async fn show(&self, who: u8, user: Ref, pictures: &[PictureId]) -> Result<usize, No> {
        self.db().write(&member(who), (user, pictures.to_vec()), show_in).await
    }

    /// `GET` of an address of ours.
    pub async fn get(&self, url: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
        let path = url.strip_prefix("http://market.example").unwrap_or(url);
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        (parts.status, parts.headers, to_bytes(body, 64 << 20).await.unwrap().to_vec())
    }

    /// Opens one of its files.
    pub async fn opened(&self, url: &str) -> image::DynamicImage {
        let (status, _, bytes) = self.get(url, &[]).await;
        assert_eq!(status, StatusCode::OK, "{url}");
        image::load_from_memory(&bytes).unwrap()
    }
}
