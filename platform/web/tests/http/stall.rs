//! A tea stall: the smallest domain that uses everything.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use db::{Db, Faults, Migration, No, Rx, Store, Tx, params, row, sql};
use kernel::clock::Manual;
use kernel::{
    Actor, Cursor, Cx, Digest, Id, Kind, Page, Refusal, Role, Scope, Scopes, Secret, Time, Uid, Wiring,
};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use utoipa::{IntoParams, ToSchema};
use web::{
    About, Access, Answer, Api, Authenticate, Call, Connections, Created, Done, Download, Json, Keyed, Lines,
    List, NoContent, Once, Operations, Paging, Path, Query, Readiness, Route, Settings, State, Upload,
    Waiting,
};

pub struct Tea;
impl Kind for Tea {
    const PREFIX: &'static str = "tea";
}
/// utoipa's derive reads a type's letters and would take `Id<Tea>` for a schema with a part called `Tea`.
type TeaId = Id<Tea>;

const SCHEMA: Migration = Migration {
    name: "stall/0001_tea",
    sql: "CREATE TABLE tea (id BYTEA NOT NULL PRIMARY KEY, name TEXT NOT NULL, grams BIGINT NOT NULL)",
};

sql! {
    ADD = "INSERT INTO tea (id, name, grams) VALUES ($1, $2, $3)";
    ONE = "SELECT id, name, grams FROM tea WHERE id = $1";
    ALL = "SELECT id, name, grams FROM tea WHERE (grams, id) > ($1, $2) ORDER BY grams, id LIMIT $3";
    PLUS = "UPDATE tea SET grams = grams + $2 WHERE id = $1";
    DROP = "DELETE FROM tea WHERE id = $1";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) FROM tea";
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTea {
    pub name: String,
    /// Grams on the shelf.
    pub grams: u32,
}

#[derive(Serialize, ToSchema, Debug)]
pub struct TeaView {
    id: TeaId,
    name: String,
    grams: i64,
}
row!(TeaView { id, name, grams });

#[derive(Serialize, ToSchema)]
struct Opened {
    /// Shown once, to whom it belongs.
    secret: String,
}

pub fn add(tx: &mut Tx, cx: &Cx, tea: &NewTea) -> Result<TeaView, No> {
    if tea.grams == 0 {
        return Err(Refusal::field("/grams", "no_tea", "At least one gram.").into());
    }
    let (id, grams) = (cx.id::<Tea>(), i64::from(tea.grams));
    tx.run(&ADD, &params![id, &tea.name, grams])?;
    Ok(TeaView { id, name: tea.name.clone(), grams })
}
fn one(rx: &mut Rx, _: &Cx, id: &TeaId) -> Result<TeaView, No> {
    Ok(rx.opt(&ONE, &params![*id])?.ok_or_else(|| Refusal::missing("tea"))?)
}
fn all(rx: &mut Rx, _: &Cx, paging: &Paging) -> Result<Page<TeaView>, No> {
    let after = paging.after.as_ref().map(Cursor::parts).transpose();
    let (grams, id) = after.map_err(|_| Refusal::missing("page"))?.unwrap_or((-1, Uid::default()));
    let rows = rx.all(&ALL, &params![grams, id, paging.limit.probe()])?;
    Ok(Page::cut(rows, paging.limit, |tea: &TeaView| Cursor::of(tea.grams, tea.id.uid())))
}
fn open(tx: &mut Tx, cx: &Cx, (): &()) -> Result<Opened, No> {
    tx.run(&ADD, &params![cx.id::<Tea>(), "cart", 0_i64])?;
    Ok(Opened { secret: cx.secret().reveal().to_owned() })
}
/// A command that is not idempotent by itself: twice would be seen.
fn more(tx: &mut Tx, cx: &Cx, id: &TeaId) -> Result<TeaView, No> {
    tx.run(&PLUS, &params![*id, 1_i64])?;
    one(tx, cx, id)
}
fn discard(tx: &mut Tx, _: &Cx, id: &TeaId) -> Result<u64, No> {
    Ok(tx.run(&DROP, &params![*id])?)
}
pub fn count(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&COUNT, &[])?)
}

#[derive(Deserialize, IntoParams)]
struct Search {
    /// A word in the name.
    #[param(required = false)]
    word: Option<String>,
    #[param(required = false)]
    most: Option<u32>,
}

async fn post_tea(Keyed(once, tea): Keyed<NewTea>) -> Answer<Created<TeaView>> {
    once.write(tea, add).await
}
async fn get_tea(call: Call, Path(id): Path<TeaId>) -> Answer<Json<TeaView>> {
    call.read(id, one).await
}
async fn get_teas(call: Call, paging: Paging) -> Answer<List<TeaView>> {
    call.list(paging, all).await
}
async fn post_portion(Path(id): Path<TeaId>, Keyed(once, ()): Keyed<()>) -> Answer<Done<TeaView>> {
    once.write(id, more).await
}
async fn delete_tea(call: Call, Path(id): Path<TeaId>) -> Answer<NoContent> {
    call.write(id, discard).await.map(|_| NoContent)
}
async fn post_cart(Keyed(once, ()): Keyed<()>) -> Answer<Created<Opened>> {
    once.write((), open).await
}
async fn search(_: Call, Query(search): Query<Search>) -> Answer<Json<String>> {
    Ok(Json(format!("{:?} {:?}", search.word, search.most)))
}
/// Waits until the test lets it go.
async fn wait(call: Call) -> Answer<NoContent> {
    let pause = call.part::<Arc<Pause>>()?;
    pause.begun.notify_one();
    pause.go_on.notified().await;
    Ok(NoContent)
}
async fn fall(_: Call) -> Answer<NoContent> {
    panic!("a planted fault")
}
async fn weigh(mut once: Once, mut upload: Upload) -> Answer<Done<TeaView>> {
    let mut grams = 0;
    while let Some(piece) = upload.piece().await? {
        grams += u32::try_from(piece.len()).unwrap();
    }
    once.of(&upload);
    once.write(NewTea { name: "weighed".into(), grams }, add).await
}
/// Forgets to say which file it read.
async fn forgetful(once: Once, _: Upload) -> Answer<Done<TeaView>> {
    once.write(NewTea { name: "weighed".into(), grams: 1 }, add).await
}
async fn export(_: Call) -> Answer<Download> {
    Ok(Download { media: "text/csv", name: "my \"teas\".csv".into(), body: Body::from("name\noolong\n") })
}

pub fn routes() -> Vec<Route> {
    let write = Access::SignedIn(Scope::ShopWrite);
    vec![
        Route::post("/teas", write, "Put a tea on the shelf.", post_tea).refuses(&["no_tea"]),
        Route::get("/teas", Access::Public, "List the teas.", get_teas),
        Route::get("/teas/{tea}", Access::Public, "Show a tea.", get_tea),
        Route::delete("/teas/{tea}", Access::Staff, "Take a tea away.", delete_tea),
        Route::post("/teas/{tea}/portions", Access::Guest(Scope::OrdersWrite), "Add a gram.", post_portion),
        Route::post("/carts", Access::Public, "Open a cart.", post_cart),
        Route::get("/search", Access::Public, "Search.", search),
        Route::get("/wait", Access::Public, "Wait.", wait),
        Route::get("/fall", Access::Public, "Fall over.", fall),
        Route::get("/export", Access::Admin, "Take everything home.", export),
        Route::post("/uploads", Access::Public, "Weigh a file.", weigh).body(200_000),
        Route::post("/forgetful", Access::Public, "Forget a file.", forgetful),
    ]
}

/// Lets a test hold a request inside its handler.
#[derive(Default)]
pub struct Pause {
    pub begun: Notify,
    pub go_on: Notify,
}

struct Words;
impl Authenticate for Words {
    fn bearer(&self, secret: Secret) -> Waiting<'_, Result<Actor, No>> {
        let account =
            |number, role, scopes| Ok(Actor::Account { id: Id::from_uid(Uid([number; 16])), role, scopes });
        let answer = match secret.reveal() {
            "member" => account(1, Role::Member, Scopes::all()),
            "other" => account(2, Role::Member, Scopes::all()),
            "weak" => account(1, Role::Member, [Scope::AccountRead].into_iter().collect()),
            "staff" => account(3, Role::Staff, Scopes::all()),
            "admin" => account(4, Role::Admin, Scopes::all()),
            _ => Err(Refusal::sign_in().into()),
        };
        Box::pin(async { answer })
    }
}

pub fn api() -> Api {
    let api = Api::fold(About { title: "Tea stall", version: "1.2.3" }, vec![("stall", routes())]).unwrap();
    api.with_pages(vec![("stall", crate::pages::table()), ("web", web::page::shell_routes())]).unwrap()
}

/// The stall, open on a port of its own.
pub struct Stall {
    pub address: std::net::SocketAddr,
    pub db: Db,
    pub faults: Faults,
    pub engine: &'static str,
    pub pause: Arc<Pause>,
    pub readiness: Readiness,
    pub connections: Arc<Connections>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<web::Drained>>,
}

impl Stall {
    pub async fn open() -> Self {
        Self::with(Settings::default(), Lines::default()).await
    }

    pub async fn with(settings: Settings, lines: Lines) -> Self {
        let clock = Arc::new(Manual::new(Time::from_micros(1_790_000_000_000_000), 1));
        let db = Db::open(Store::memory(), &steps(), clock, Arc::default(), Faults::default()).unwrap();
        Self::on(("SQLite", db, Faults::default()), settings, lines).await
    }

    /// The same stall on each engine.
    pub async fn both() -> Vec<Self> {
        let mut stalls = Vec::new();
        // PostgreSQL's driver blocks, which a test's own thread must not.
        let benches = tokio::task::spawn_blocking(|| testkit::both(&steps(), Wiring::default)).await;
        for bench in benches.unwrap() {
            stalls.push(
                Self::on((bench.engine, bench.db, bench.faults), Settings::default(), Lines::default()).await,
            );
        }
        stalls
    }

    async fn on((engine, db, faults): (&'static str, Db, Faults), settings: Settings, lines: Lines) -> Self {
        let (pause, readiness) = (Arc::new(Pause::default()), Readiness::default());
        let connections = Arc::new(Connections::default());
        let operations = Operations {
            readiness: readiness.clone(),
            database: Box::new(|| Box::pin(async { true })),
            connections: Arc::clone(&connections),
            gauges: vec![web::Gauge {
                name: "rialto_tea_kinds",
                help: "Kinds of tea.",
                read: Box::new(|| 3),
            }],
        };
        let bus: Arc<dyn bus::Bus> = Arc::new(bus::InProcess::new());
        let state = State::new(db.clone(), Wiring::default().with(Arc::clone(&pause)).with(bus));
        let router = api().router(state, Arc::new(Words), &settings, operations);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, counted) = (readiness.clone(), Arc::clone(&connections));
        let serving = tokio::spawn(async move {
            let stop = async { drop(stopped.await) };
            web::serve(listener, router, lines, &ready, counted, stop).await
        });
        Self { address, db, faults, engine, pause, readiness, connections, stop, serving }
    }

    /// Says stop; the drain goes on in its own time.
    pub fn close(self) -> JoinHandle<std::io::Result<web::Drained>> {
        let _ = self.stop.send(());
        self.serving
    }

    pub async fn teas(&self) -> i64 {
        self.db.read(&Actor::Engine, (), count).await.unwrap()
    }
}

fn steps() -> Vec<Migration> {
    [web::MIGRATIONS, &[SCHEMA]].concat()
}

/// Times short enough for a test that waits for them.
pub fn hasty() -> (Settings, Lines) {
    let mut settings = Settings::default();
    settings.limits.body_time = Duration::from_millis(150);
    settings.limits.request_time = Duration::from_millis(400);
    let lines = Lines {
        head_time: Duration::from_millis(150),
        idle_time: Duration::from_millis(600),
        write_time: Duration::from_millis(300),
        drain_time: Duration::from_millis(400),
        ..Lines::default()
    };
    (settings, lines)
}

/// The hash of a guest's secret, as the web makes it.
pub fn guest(secret: &str) -> Digest {
    Secret::from_text(secret).digest()
}
