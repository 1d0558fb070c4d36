//! One visit to a page, as a handler's argument.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::IntoResponse as _;
use db::{No, Rx, Tx};
use kernel::{Account, Chance, Cx, Digest, Id};
use locale::Reader;

use super::cookie::{Crumb, Keepsake, Look};
use super::frame::{self, Around};
use super::house::{Asked, Entrance, Tab};
use super::{Reply, Sheet};
use crate::call::Caller;
use crate::describe::{Sketch, Takes};
use crate::gate::Visit;
use crate::{Answer, Call, Problem, State};

/// Who came, how they are spoken to, and the market they came to.
pub struct Visitor {
    call: Call,
    entrance: Entrance,
}

/// The slot at the right of the masthead: the cart, and whatever else counts.
const MASTHEAD: &str = "masthead.actions";

impl Visitor {
    /// How they are spoken to: texts, money, dates.
    pub fn reader(&self) -> &Reader {
        &self.entrance.reader
    }

    /// A text by its key.
    pub fn t(&self, key: &str) -> String {
        self.entrance.reader.t(key)
    }

    /// How they want pages to look.
    pub fn look(&self) -> Look {
        self.entrance.look
    }

    /// What they hold as a guest.
    pub fn keepsake(&self) -> Option<&Keepsake> {
        self.entrance.keepsake.as_ref()
    }

    /// Who they are, where they are signed in.
    pub fn account(&self) -> Option<Id<Account>> {
        self.call.caller.actor.account()
    }

    /// The hash of the secret that their session's cookie holds, living or not.
    pub fn session(&self) -> Option<Digest> {
        self.entrance.session
    }

    /// Whether they have chosen their language on this device; it comes before the account's.
    pub fn has_chosen_language(&self) -> bool {
        self.entrance.has_chosen_language
    }

    /// What they agreed to have counted on this device; nothing where nobody was asked yet.
    pub fn consent(&self) -> Option<super::Consent> {
        self.entrance.consent
    }

    /// Whether their browser refuses for them whatever they agreed to: Global Privacy Control, Do Not Track.
    pub fn is_refused(&self) -> bool {
        self.entrance.is_refused
    }

    /// Path and query of this page.
    pub fn here(&self) -> &str {
        &self.entrance.here
    }

    /// What the query of this page says under a name: the first of several.
    pub fn query(&self, name: &str) -> Option<String> {
        super::house::query(&self.entrance.here, name)
    }

    /// What people type to get to this market, without a slash at its end.
    pub fn public_url(&self) -> &str {
        &self.entrance.house.settings.public_url
    }

    /// What people call the market.
    pub fn market_name(&self) -> &str {
        &self.entrance.house.settings.name
    }

    /// Whether this is a demonstration.
    pub fn is_demo(&self) -> bool {
        self.entrance.house.settings.demo
    }

    pub(super) fn slots(&self) -> &super::Slots {
        &self.entrance.house.slots
    }

    /// For readings that fill places of their page.
    pub fn asked(&self) -> Asked {
        self.entrance.asked()
    }

    /// The hidden field that makes a form count once, however often it is sent: a new one at each call.
    pub fn intent(&self) -> super::Intent {
        super::Intent::new(&mut Chance::from_seed(self.call.db.clock().seed()))
    }

    /// A reading whose outcome is not a page yet.
    ///
    /// # Errors
    /// What the reading refuses.
    pub async fn read<I, O, F>(&self, input: I, reading: F) -> Answer<O>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Rx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        Ok(self.call.db.read(&self.call.caller.actor, input, reading).await?)
    }

    /// A command that may be given twice, for forms that say why by `twice_is_once`.
    ///
    /// # Errors
    /// What the command refuses.
    pub async fn write<I, O, F>(&self, input: I, command: F) -> Answer<O>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        Ok(self.call.db.write(&self.call.caller.actor, input, command).await?)
    }

    /// The page: one reading for what it shows and for the frame around it, then the drawing.
    ///
    /// # Errors
    /// What the reading refuses.
    pub async fn show<I, O, F>(
        &self,
        input: I,
        reading: F,
        draw: impl FnOnce(&Self, O) -> Sheet,
    ) -> Answer<Reply>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Rx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        let around = self.asked();
        let both = move |rx: &mut Rx, cx: &Cx, (input, asked): &(I, Asked)| {
            let found = reading(rx, cx, input)?;
            Ok((found, asked.fill(rx, cx, MASTHEAD)?, asked.tabs(rx, cx)?))
        };
        let (found, actions, tabs) =
            self.call.db.read(&self.call.caller.actor, (input, around), both).await?;
        Ok(self.frame(draw(self, found), actions, tabs))
    }

    /// A page that reads nothing.
    ///
    /// # Errors
    /// The frame could not be read.
    pub async fn plain(&self, sheet: Sheet) -> Answer<Reply> {
        self.show((), |_, _, ()| Ok(()), |_, ()| sheet).await
    }

    fn frame(
        &self,
        sheet: Sheet,
        actions: Vec<maud::Markup>,
        tabs: Vec<(Tab, Option<maud::Markup>)>,
    ) -> Reply {
        let status = sheet.status;
        let around = Around { entrance: &self.entrance, tabs, actions };
        let mut reply = Reply(frame::whole(sheet, around).into_response());
        *reply.0.status_mut() = status;
        if self.entrance.said.is_some() { reply.with(Crumb::NotSaid) } else { reply }
    }

    /// What a refusal says to this reader: by its code in their language, else its own English.
    pub fn words_of(&self, problem: &Problem) -> String {
        super::wrong::words(&self.entrance.reader, problem)
    }

    /// Where to go on after signing in or choosing: a path of ours that was asked for, or the front page.
    pub fn onward(next: Option<&str>) -> String {
        next.filter(|path| super::reply::is_ours(path)).unwrap_or("/").to_owned()
    }
}

impl Deref for Visitor {
    type Target = Call;
    fn deref(&self) -> &Call {
        &self.call
    }
}

impl FromRequestParts<State> for Visitor {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Answer<Self> {
        let call = Call::from_request_parts(parts, state).await?;
        let entrance = Visit::of(&parts.extensions)?.entrance()?;
        Ok(Self { call, entrance })
    }
}
impl Takes for Visitor {
    fn sketch(_: &mut Sketch) {}
}

impl Caller {
    /// Who a page's cookies say this is. A session that has ended is as none: pages ask to sign in where it
    /// matters, and the rest is for everybody.
    pub(crate) async fn of_cookies(
        jar: &super::Jar<'_>,
        address: std::net::IpAddr,
        authenticate: &dyn crate::Authenticate,
    ) -> Result<Self, No> {
        let guest = jar.keepsake().map(|keepsake| keepsake.secret.digest());
        let signed_in = match jar.session() {
            None => None,
            Some(secret) => match authenticate.bearer(secret).await {
                Ok(actor) => Some(actor),
                Err(No::Refused(_)) => None,
                Err(no) => return Err(no),
            },
        };
        let actor = signed_in.unwrap_or_else(|| guest.map_or(kernel::Actor::Anyone, kernel::Actor::Guest));
        Ok(Self { actor, guest, address })
    }
}
