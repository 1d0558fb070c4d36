//! One domain's texts in one language, as the checks see them.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};

use crate::language::Language;
use crate::library::Texts;

/// What a text consists of.
#[derive(Default)]
pub(crate) struct Spoken {
    /// Its variables, those it only chooses by too.
    pub variables: BTreeSet<String>,
    /// Its variables that are written out outside of any choice by them.
    pub written: BTreeSet<String>,
    /// All its words, those of every variant.
    pub words: String,
    /// Where it chooses.
    pub choices: Vec<Choice>,
    /// Functions it calls.
    pub calls: BTreeSet<String>,
    /// Other texts it contains: `key`, `key.attribute`, `-term`.
    pub contains: BTreeSet<String>,
}

/// A choice between variants.
pub(crate) struct Choice {
    /// The variable it chooses by.
    pub by: Option<String>,
    /// The words of its variants; numbers, which are matched exactly, are none.
    pub words: Vec<String>,
    /// Whether one of those variants does not write the variable.
    pub silent: bool,
}

/// The texts of one file by `key`, `key.attribute` or `-term`, and what was wrong in reading them.
pub(crate) struct Sheet {
    pub domain: &'static str,
    pub language: Language,
    pub texts: BTreeMap<String, Spoken>,
    pub faults: Vec<String>,
}

impl Sheet {
    pub(crate) fn read(texts: &Texts, language: Language) -> Self {
        let source = texts.of(language);
        let mut sheet = Self { domain: texts.domain, language, texts: BTreeMap::new(), faults: Vec::new() };
        let resource = match fluent_syntax::parser::parse_runtime(source) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let before = source.get(..error.pos.start).unwrap_or(source);
                    let line = before.matches('\n').count() + 1;
                    sheet.fault(&format!("line {line} is no Fluent: {error}"));
                }
                resource
            }
        };
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name;
                    if let Some(value) = &message.value {
                        sheet.add(id.to_owned(), value);
                    }
                    for attribute in &message.attributes {
                        sheet.add(format!("{id}.{}", attribute.id.name), &attribute.value);
                    }
                }
                Entry::Term(term) => sheet.add(format!("-{}", term.id.name), &term.value),
                _ => {}
            }
        }
        sheet
    }

    /// `orders zh-Hans`, to begin a fault with.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.domain, self.language.word())
    }

    fn fault(&mut self, fault: &str) {
        self.faults.push(format!("{}: {fault}", self.name()));
    }

    fn add(&mut self, key: String, pattern: &Pattern<&str>) {
        if self.texts.contains_key(&key) {
            self.fault(&format!("{key} is there twice"));
            return;
        }
        let mut spoken = Spoken::default();
        spoken.pattern(pattern, None);
        self.texts.insert(key, spoken);
    }
}

impl Spoken {
    /// Reads a pattern; within a choice, `by` is the variable it chooses by.
    fn pattern(&mut self, pattern: &Pattern<&str>, by: Option<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression, by),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>, by: Option<&str>) {
        match expression {
            Expression::Inline(inline) => {
                if let InlineExpression::VariableReference { id } = inline
                    && by != Some(id.name)
                {
                    self.written.insert(id.name.to_owned());
                }
                self.inline(inline, by);
            }
            Expression::Select { selector, variants } => self.select(selector, variants),
        }
    }

    fn select(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) {
        let chosen = match selector {
            InlineExpression::VariableReference { id } => Some(id.name),
            _ => None,
        };
        let mut choice = Choice { by: chosen.map(str::to_owned), words: Vec::new(), silent: false };
        for variant in variants {
            if let VariantKey::Identifier { name } = &variant.key {
                choice.words.push((*name).to_owned());
                let mut alone = Self::default();
                alone.pattern(&variant.value, None);
                choice.silent |= chosen.is_some_and(|by| !alone.written.contains(by));
            }
        }
        self.choices.push(choice);
        self.inline(selector, chosen);
        for variant in variants {
            self.pattern(&variant.value, chosen);
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, by: Option<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.calls.insert(id.name.to_owned());
                self.arguments(arguments, by);
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|part| format!(".{}", part.name)).unwrap_or_default();
                self.contains.insert(format!("{}{attribute}", id.name));
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.contains.insert(format!("-{}", id.name));
                if let Some(arguments) = arguments {
                    self.arguments(arguments, by);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression, by),
            InlineExpression::StringLiteral { value } => self.words.push_str(value),
            InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>, by: Option<&str>) {
        let named = arguments.named.iter().map(|argument| &argument.value);
        for argument in arguments.positional.iter().chain(named) {
            self.inline(argument, by);
        }
    }
}
