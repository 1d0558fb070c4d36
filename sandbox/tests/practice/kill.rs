//! A gateway in a process of its own, killed with SIGKILL in the middle of its work.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use sandbox::{Config, PaymentStatus};
use serde_json::json;

use crate::ground::{SECRET, folder};
use crate::house::KEY;

const FILE: &str = "RIALTO_SANDBOX_KILLED_FILE";
const HERE: &str = "kill::a_killed_gateway_forgets_nothing_it_answered";
const ROUNDS: usize = 5;
/// Answers to wait for before each kill.
const WORK: usize = 60;

/// This same test, started again as the gateway.
fn start(file: &Path) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([HERE, "--exact", "--nocapture"])
        .env(FILE, file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| Some(line.unwrap().split_once("gateway at ")?.1.to_owned())).unwrap();
    // Somebody has to hold the other end of the pipe for as long as the child may write.
    std::thread::spawn(move || lines.for_each(drop));
    (child, address)
}

fn be_the_gateway(file: &Path) {
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: file.to_owned(),
        api_key: KEY.to_owned(),
        webhook_url: Some("http://127.0.0.1:9/nobody".to_owned()),
        webhook_secret: SECRET.to_owned(),
        public_url: None,
        withhold: Config::WITHHOLD,
        clock: sandbox::system_clock(),
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let bound = sandbox::bind(config).await.unwrap();
        println!("gateway at {}", bound.address());
        bound.run(std::future::pending()).await.unwrap();
    });
}

/// Creates and pays until nobody answers, and tells of each payment that was answered as paid.
fn trade(address: &str, name: &str, paid: &Sender<String>) {
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    let call = |path: &str, body: serde_json::Value| {
        let call =
            agent.post(format!("http://{address}{path}")).header("Authorization", format!("Bearer {KEY}"));
        call.send_json(body)
    };
    for n in 0.. {
        let reference = format!("{name}-{n}");
        let asking = json!({"reference": reference, "amount": 100, "currency": "PHP",
            "return_url": "http://localhost/", "expires_at": "2099-01-01T00:00:00Z"});
        let paying = json!({"reference": reference, "choice": "pay"});
        if call("/v1/payments", asking).is_err() || call("/control/pay", paying).is_err() {
            return;
        }
        paid.send(reference).unwrap();
    }
}

#[test]
fn a_killed_gateway_forgets_nothing_it_answered() {
    if let Some(file) = std::env::var_os(FILE) {
        return be_the_gateway(Path::new(&file));
    }
    let file = folder("killed").join("gateway.db");
    let (tell, paid) = mpsc::channel();
    let mut answered = Vec::new();
    for round in 0..ROUNDS {
        let (mut child, address) = start(&file);
        std::thread::scope(|crowd| {
            for trader in 0..4 {
                let (address, tell) = (&address, tell.clone());
                crowd.spawn(move || trade(address, &format!("r{round}t{trader}"), &tell));
            }
            let patience = Duration::from_secs(60);
            answered.extend((0..WORK).map(|_| paid.recv_timeout(patience).expect("the gateway answers")));
            child.kill().unwrap();
        });
        child.wait().unwrap();
        answered.extend(paid.try_iter());

        let report = sandbox::report(&file).unwrap();
        for reference in &answered {
            let line = report.payments.iter().find(|line| &line.reference == reference);
            let line = line.unwrap_or_else(|| panic!("{reference} was answered and is gone"));
            assert_eq!((line.status, line.capture_count), (PaymentStatus::Captured, 1), "{reference}");
        }
        let captured: i64 = report.payments.iter().map(|line| line.capture_count).sum();
        assert!(report.payments.iter().all(|line| line.capture_count <= 1));
        // Nobody takes the webhooks, so one a capture is still owed.
        assert_eq!((report.events.made, report.events.owed), (captured, captured));
    }
    assert!(answered.len() >= ROUNDS * WORK);
}
