//! Bare axum: the same bytes and the same headers out of memory, on the same routes, in a process of its own. The
//! market adds its database, its JSON and its gates to exactly this.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::routing::get;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

use crate::Failure;

/// One answer to repeat.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Page {
    /// The path without its query.
    pub path: String,
    /// The headers that the market sent, but for those that the server itself writes.
    pub headers: Vec<(String, String)>,
    /// The market's bytes.
    pub body: String,
}

/// Serves the pages of a file until the process is ended. Prints `ready:` and its address as the market does.
///
/// # Errors
/// The file is not ours; the address is taken.
pub fn serve(pages: &Path) -> Result<(), Failure> {
    let pages: Vec<Page> = serde_json::from_slice(&std::fs::read(pages)?)?;
    let router = pages.into_iter().try_fold(Router::new(), |router, page| {
        let answer = Arc::new((headers(&page)?, Bytes::from(page.body)));
        let handler = move || async move { (answer.0.clone(), answer.1.clone()) };
        Ok::<_, Failure>(router.route(&page.path, get(handler)))
    })?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("ready: http://{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        Ok(axum::serve(listener, router).await?)
    })
}

fn headers(page: &Page) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    for (name, value) in &page.headers {
        headers.append(HeaderName::try_from(name.as_str())?, HeaderValue::from_str(value)?);
    }
    Ok(headers)
}
