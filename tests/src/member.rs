//! Somebody with an account.

use std::ops::Deref;

use serde_json::json;

use crate::{Client, Market};

/// What everybody's password is here.
pub const PASSWORD: &str = "mangoes in the rain";

/// Somebody who is signed in: a [`Client`] with a name.
#[derive(Clone)]
pub struct Member {
    /// The name to sign in with.
    pub handle: String,
    /// The account's id.
    pub id: String,
    client: Client,
}

impl Deref for Member {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Member {
    /// The client that bears this session.
    pub fn client(&self) -> Client {
        self.client.clone()
    }
}

impl Market {
    /// Signs somebody up, and in.
    pub fn sign_up(&self, handle: &str) -> Member {
        let account = json!({ "handle": handle, "password": PASSWORD, "name": handle, "language": "en" });
        self.anyone.post("/accounts", account).is(201);
        self.sign_in(handle)
    }

    /// Opens a session.
    ///
    /// # Panics
    /// The market knows nobody of this name and password.
    pub fn sign_in(&self, handle: &str) -> Member {
        let session =
            self.anyone.post("/sessions", json!({ "handle": handle, "password": PASSWORD })).is(201);
        let client = self.anyone.bearing(session["secret"].as_str().unwrap());
        let id = client.get("/me").is(200)["id"].as_str().unwrap().to_owned();
        Member { handle: handle.into(), id, client }
    }

    /// Makes an operator, as `rialto admin create` does, and signs in.
    ///
    /// # Panics
    /// The handle is taken.
    pub fn operator(&self, handle: &str) -> Member {
        let passwords =
            identity::Passwords::new(crate::market::CHEAP, 1, kernel::Chance::from_number(1)).unwrap();
        let password = identity::Password::new(PASSWORD);
        self.block_on(identity::create_admin(&self.db, &passwords, handle, handle, password)).unwrap();
        self.sign_in(handle)
    }
}
