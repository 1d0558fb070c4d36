//! What Rialto consists of: adding a domain is one line here.

mod platform;

use std::sync::LazyLock;

use db::{Migration, Sql};
use domain::{Check, Column, Domain, Forget, Trail};
use locale::{Library, Texts};
use web::page::Slots;
use web::{About, Api};

/// The domains in the order of their floors, the platform's own tables before them.
fn domains() -> Vec<Domain> {
    let of_the_market = vec![
        media::domain(),
        identity::domain(),
        catalog::domain(),
        ledger::domain(),
        payments::domain(),
        shipping::domain(),
        orders::domain(),
        social::domain(),
        discover::domain(),
        insight::domain(),
        growth::domain(),
        market::domain(),
        console::domain(),
    ];
    platform::domains().into_iter().chain(of_the_market).collect()
}

/// All of them folded.
pub struct Product {
    domains: Vec<Domain>,
    kinds: Vec<runner::Kind>,
}

static PRODUCT: LazyLock<Product> = LazyLock::new(|| {
    let domains = domains();
    let kinds = domains.iter().flat_map(|domain| domain.kinds).copied().collect();
    Product { domains, kinds }
});

/// The product of this binary.
pub fn product() -> &'static Product {
    &PRODUCT
}

impl Product {
    /// Its domains, lowest floor first.
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// Every step of the schema, in the order of the floors.
    pub fn migrations(&self) -> Vec<Migration> {
        self.domains.iter().flat_map(|domain| domain.migrations).copied().collect()
    }

    /// Every statement.
    pub fn statements(&self) -> Vec<&'static Sql> {
        self.domains
            .iter()
            .flat_map(|domain| domain.statements)
            .flat_map(|file| file.iter().copied())
            .collect()
    }

    /// Every step of the traffic store's schema.
    pub fn traffic_migrations(&self) -> Vec<Migration> {
        self.domains.iter().flat_map(|domain| domain.traffic.migrations).copied().collect()
    }

    /// Every statement for the traffic store.
    pub fn traffic_statements(&self) -> Vec<&'static Sql> {
        let files = self.domains.iter().flat_map(|domain| domain.traffic.statements);
        files.flat_map(|file| file.iter().copied()).collect()
    }

    /// The kinds of families.
    pub fn kinds(&self) -> &[runner::Kind] {
        &self.kinds
    }

    /// What is done after commits.
    ///
    /// # Errors
    /// Two domains gave their jobs one name.
    pub fn jobs(&self) -> Result<jobs::Kinds, jobs::TwoOfOneName> {
        jobs::Kinds::new(self.domains.iter().flat_map(|domain| domain.jobs).copied())
    }

    /// Who hears the log.
    pub fn listeners(&self) -> impl Iterator<Item = facts::Listener> {
        self.domains.iter().flat_map(|domain| domain.listeners).copied()
    }

    /// What its domains tell people.
    pub fn notices(&self) -> impl Iterator<Item = domain::Notice> {
        self.domains.iter().flat_map(|domain| domain.notices).copied()
    }

    /// What it says, in three languages.
    pub fn texts(&self) -> Vec<Texts> {
        // The price engine is pure and folds no domain; its words come along.
        self.domains.iter().filter_map(|domain| domain.texts).chain([pricing::TEXTS]).collect()
    }

    /// What is kept about whom, why and how long.
    pub fn data_map(&self) -> Vec<Column> {
        self.domains.iter().flat_map(|domain| domain.data_map).copied().collect()
    }

    /// What holds the data map's times in the market's store.
    pub fn forgets(&self) -> impl Iterator<Item = Forget> {
        self.domains.iter().flat_map(|domain| domain.forgets).copied()
    }

    /// The same in the traffic store.
    pub fn traffic_forgets(&self) -> impl Iterator<Item = Forget> {
        self.domains.iter().flat_map(|domain| domain.traffic.forgets).copied()
    }

    /// What `rialto verify` recomputes besides the log and the clocks, each with its domain.
    pub fn checks(&self) -> impl Iterator<Item = (&'static str, Check)> {
        self.domains.iter().flat_map(|domain| domain.checks.iter().map(|check| (domain.name, *check)))
    }

    /// What tells one history of this market from another.
    pub fn trails(&self) -> impl Iterator<Item = Trail> {
        self.domains.iter().flat_map(|domain| domain.trails).copied()
    }

    /// Every text, in three languages.
    ///
    /// # Errors
    /// A text that a language lacks, or that is wrong.
    pub fn library(&self) -> Result<Library, locale::Faults> {
        Library::of(&self.texts())
    }

    /// What domains put into the frame and into each other's pages.
    pub fn slots(&self) -> Slots {
        let slots = self.domains.iter().flat_map(|domain| domain.slots).copied();
        let tabs = self.domains.iter().flat_map(|domain| domain.tabs).copied();
        let live = self.domains.iter().flat_map(|domain| domain.live).copied();
        Slots::new(slots.collect(), tabs.collect(), live.collect())
    }

    /// The API and the pages of all domains.
    ///
    /// # Errors
    /// The route tables contradict themselves or each other.
    pub fn api(&self) -> Result<Api, web::Faults> {
        let about = About { title: "Rialto", version: env!("CARGO_PKG_VERSION") };
        let routes = self.domains.iter().map(|domain| (domain.name, (domain.routes)())).collect();
        let pages = self.domains.iter().map(|domain| (domain.name, (domain.pages)())).collect();
        Api::fold(about, routes)?.with_pages(pages)
    }
}
