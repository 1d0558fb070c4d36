//! Figures in Prometheus' text format (version 0.0.4): fixed names, and labels that no client can choose.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;

/// Statuses that are counted by themselves; what is not here is counted as `other`.
const STATUSES: [u16; 20] =
    [200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 503, 504, 101];

/// Upper bounds of the buckets of time, in microseconds.
const BOUNDS: [u64; 11] =
    [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000];

/// A number that only grows, or that goes up and down.
#[derive(Default)]
pub struct Count(AtomicU64);

impl Count {
    /// One more.
    pub fn up(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    /// One less.
    pub fn down(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
    /// The number.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What one route has answered.
pub(crate) struct RouteFigures {
    method: String,
    /// The template, never the path that was asked for.
    route: String,
    statuses: [Count; STATUSES.len()],
    other: Count,
    buckets: [Count; BOUNDS.len()],
    count: Count,
    micros: AtomicU64,
}

impl RouteFigures {
    pub(crate) fn new(method: &str, route: &str) -> Self {
        Self {
            method: method.into(),
            route: route.into(),
            statuses: Default::default(),
            other: Count::default(),
            buckets: Default::default(),
            count: Count::default(),
            micros: AtomicU64::new(0),
        }
    }

    pub(crate) fn record(&self, status: StatusCode, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let place = STATUSES.iter().position(|known| *known == status.as_u16());
        place.and_then(|place| self.statuses.get(place)).unwrap_or(&self.other).up();
        if let Some(bucket) = BOUNDS.iter().position(|bound| micros <= *bound) {
            self.buckets[bucket].up();
        }
        self.count.up();
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    pub(crate) fn route(&self) -> &str {
        &self.route
    }

    fn write_statuses(&self, text: &mut String) {
        let known = STATUSES.iter().map(u16::to_string).zip(&self.statuses);
        for (status, count) in known.chain([("other".to_owned(), &self.other)]) {
            if count.get() > 0 {
                let (method, route, n) = (&self.method, &self.route, count.get());
                let labels = format!(r#"method="{method}",route="{route}",status="{status}""#);
                let _ = writeln!(text, "rialto_http_requests_total{{{labels}}} {n}");
            }
        }
    }

    fn write_times(&self, text: &mut String) {
        if self.count.get() == 0 {
            return;
        }
        let labels = format!(r#"method="{}",route="{}""#, self.method, self.route);
        let mut so_far = 0;
        for (bound, bucket) in BOUNDS.iter().zip(&self.buckets) {
            so_far += bucket.get();
            let le = Duration::from_micros(*bound).as_secs_f64();
            let _ = writeln!(text, r#"rialto_http_seconds_bucket{{{labels},le="{le}"}} {so_far}"#);
        }
        let (count, sum) = (self.count.get(), Duration::from_micros(self.micros.load(Ordering::Relaxed)));
        let _ = writeln!(text, r#"rialto_http_seconds_bucket{{{labels},le="+Inf"}} {count}"#);
        let _ = writeln!(text, "rialto_http_seconds_sum{{{labels}}} {}", sum.as_secs_f64());
        let _ = writeln!(text, "rialto_http_seconds_count{{{labels}}} {count}");
    }
}

/// A figure that is asked for when it is shown, such as the depth of a queue.
pub struct Gauge {
    /// `rialto_` and snake_case; the unit last.
    pub name: &'static str,
    /// One sentence.
    pub help: &'static str,
    /// The figure now.
    pub read: Box<dyn Fn() -> u64 + Send + Sync>,
}

/// What the accept loop counts.
#[derive(Default)]
pub struct Connections {
    /// Open now.
    pub open: Count,
    /// Since the start.
    pub accepted: Count,
    /// Turned away because their address held too many.
    pub refused: Count,
}

/// The whole page.
pub(crate) fn page<'a>(
    routes: impl Iterator<Item = &'a RouteFigures> + Clone,
    connections: &Connections,
    gauges: &[Gauge],
) -> String {
    let mut text = String::from("# HELP rialto_http_requests_total Answers by route and status.\n");
    text.push_str("# TYPE rialto_http_requests_total counter\n");
    routes.clone().for_each(|route| route.write_statuses(&mut text));
    text.push_str(
        "# HELP rialto_http_seconds Time from head to answer.\n# TYPE rialto_http_seconds histogram\n",
    );
    routes.for_each(|route| route.write_times(&mut text));
    let mut one = |name: &str, kind: &str, help: &str, value: u64| {
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
    };
    one("rialto_connections_open", "gauge", "Connections that are open.", connections.open.get());
    one("rialto_connections_total", "counter", "Connections since the start.", connections.accepted.get());
    let refused = connections.refused.get();
    one("rialto_connections_refused_total", "counter", "Connections beyond an address's share.", refused);
    for gauge in gauges {
        one(gauge.name, "gauge", gauge.help, (gauge.read)());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_reads_as_prometheus_expects() {
        let route = RouteFigures::new("GET", "/api/v1/orders/{id}");
        route.record(StatusCode::OK, Duration::from_micros(700));
        route.record(StatusCode::IM_A_TEAPOT, Duration::from_secs(9));
        let connections = Connections::default();
        connections.open.up();
        let gauges = [Gauge { name: "rialto_db_writes_waiting", help: "Queued.", read: Box::new(|| 7) }];
        let page = page(std::iter::once(&route), &connections, &gauges);
        for line in [
            r#"rialto_http_requests_total{method="GET",route="/api/v1/orders/{id}",status="200"} 1"#,
            r#"rialto_http_requests_total{method="GET",route="/api/v1/orders/{id}",status="other"} 1"#,
            r#"rialto_http_seconds_bucket{method="GET",route="/api/v1/orders/{id}",le="0.0005"} 0"#,
            r#"rialto_http_seconds_bucket{method="GET",route="/api/v1/orders/{id}",le="0.001"} 1"#,
            r#"rialto_http_seconds_bucket{method="GET",route="/api/v1/orders/{id}",le="5"} 1"#,
            r#"rialto_http_seconds_bucket{method="GET",route="/api/v1/orders/{id}",le="+Inf"} 2"#,
            r#"rialto_http_seconds_sum{method="GET",route="/api/v1/orders/{id}"} 9.0007"#,
            "rialto_connections_open 1",
            "rialto_db_writes_waiting 7",
        ] {
            assert!(page.lines().any(|each| each == line), "{line} is not in\n{page}");
        }
    }
}
