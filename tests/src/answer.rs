//! An answer, and what a story expects of it.

use serde_json::Value;

/// What the server said.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `POST /carts`, for messages.
    pub asked: String,
    /// The status.
    pub status: u16,
    /// The body, where it is JSON; a text otherwise.
    pub body: Value,
    /// Whether it was given before, to the same key.
    pub replayed: bool,
}

impl Answer {
    /// The body, after seeing the status.
    ///
    /// # Panics
    /// It is another status.
    #[track_caller]
    pub fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} answered {}", self.asked, self.body);
        self.body
    }

    /// Sees that it is a whole problem with this status and code.
    ///
    /// # Panics
    /// It is not.
    #[track_caller]
    pub fn refuses(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.code()), (status, code), "{} answered {}", self.asked, self.body);
        for field in ["type", "title", "detail", "instance"] {
            assert!(self.body[field].is_string(), "{} has no {field}: {}", self.asked, self.body);
        }
        assert_eq!(self.body["status"], status);
        self.body
    }

    /// The problem's code; empty where it is none.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}
