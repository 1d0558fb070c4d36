//! A shell: runs `rialto` in a folder of its own, and keeps a market running beside.

use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use testkit::Folder;

/// What a command said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A shell that stands in an empty folder; its market is in `data` there.
pub struct Shell(Folder);

impl Shell {
    pub fn open(name: &str) -> Self {
        Self(Folder::new(name))
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rialto"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RIALTO_")) {
            command.env_remove(name);
        }
        command.current_dir(self.folder()).args(words).stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, &[])
    }

    pub fn run_with(&self, words: &[&str], environment: &[(&str, &str)]) -> Said {
        let output = self.command(words).envs(environment.iter().copied()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts a market on a free port and waits until it is ready.
    pub fn serve(&self) -> Serving {
        self.start(&["serve", "--listen", "127.0.0.1:0", "--log", "error"], &[])
    }

    /// The same with the sample catalogue and the practice gateway.
    pub fn demo(&self) -> Serving {
        self.start(
            &[
                "demo",
                "--days",
                "0",
                "--listen",
                "127.0.0.1:0",
                "--sandbox-listen",
                "127.0.0.1:0",
                "--log",
                "error",
            ],
            &[],
        )
    }

    /// Starts what says `ready:` and its address, and waits for that.
    pub fn start(&self, words: &[&str], environment: &[(&str, &str)]) -> Serving {
        let mut command = self.command(words);
        let command = command.envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut serving = Serving { child, url: String::new(), before: Vec::new(), lines };
        serving.url = serving.hears("ready: ");
        serving
    }
}

/// A running market.
pub struct Serving {
    child: Child,
    pub url: String,
    /// What it said so far, besides what was waited for.
    pub before: Vec<String>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Serving {
    /// Waits for a line that begins so; answers its rest.
    pub fn hears(&mut self, words: &str) -> String {
        for line in self.lines.by_ref() {
            let line = line.unwrap();
            if let Some(rest) = line.strip_prefix(words) {
                return rest.to_owned();
            }
            self.before.push(line);
        }
        panic!("it ended before it said {words:?}: {:?}", self.before);
    }

    pub fn text(&self, path: &str) -> String {
        ureq::get(format!("{}{path}", self.url)).call().unwrap().body_mut().read_to_string().unwrap()
    }

    /// A POST that succeeds; answers its JSON.
    pub fn post(&self, path: &str, secret: Option<&str>, media: &str, body: &[u8]) -> serde_json::Value {
        let mut request = ureq::post(format!("{}/api/v1{path}", self.url))
            .header("Idempotency-Key", format!("once-and-only-once-{path}"))
            .header("Content-Type", media);
        if let Some(secret) = secret {
            request = request.header("Authorization", format!("Bearer {secret}"));
        }
        let answer = request.send(body).unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str(&answer).unwrap()
    }

    pub fn get(&self, path: &str) -> u16 {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        agent.get(format!("{}{path}", self.url)).call().unwrap().status().as_u16()
    }

    /// Sends a signal by its name and waits for the end.
    pub fn end(&mut self, signal: &str) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it has ended, or its test has failed
        let _ = self.child.wait();
    }
}
