//! Bills of materials in CycloneDX 1.6, the same bytes for the same commit.

use super::edges::Id;
use super::inventory::{Component, Product};
use crate::sums::sha256;
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// When and with what the product was built.
pub struct Built {
    /// The day and time of the commit.
    pub commit_time: String,
    /// Programs that made it, with their versions.
    pub tools: Vec<(String, String)>,
}

/// The bill of a product. Packages that only help to build it have the scope `excluded`, as the
/// format calls what is not in the product when it runs.
pub fn of(product: Product, packages: &BTreeMap<Id, Component>, built: &Built) -> Result<String> {
    let is_product = |id: &Id| id.0 == "zoneplan";
    let version = packages.keys().find(|id| is_product(id)).map(|id| id.1.as_str());
    let parts = packages.iter().filter(|(id, _)| !is_product(id));
    let needs = |(id, part): (&Id, &Component)| json!({ "ref": url(id), "dependsOn": part.needs.iter().map(url).collect::<Vec<_>>() });
    let tool = |(name, version): &(String, String)| json!({ "type": "application", "name": name, "version": version });
    let mut bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": built.commit_time,
            "tools": { "components": built.tools.iter().map(tool).collect::<Vec<_>>() },
            "component": {
                "type": "application",
                "bom-ref": packages.keys().find(|id| is_product(id)).map(url),
                "name": product.name,
                "version": version,
                "description": product.description,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "purl": packages.keys().find(|id| is_product(id)).map(url),
            },
        },
        "components": parts.map(component).collect::<Vec<_>>(),
        "dependencies": packages.iter().map(needs).collect::<Vec<_>>(),
    });
    // Named after its content: another bill has another number, the same bill the same.
    bill["serialNumber"] = json!(serial(&sha256(bill.to_string().as_bytes())));
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

/// One package as the format writes it.
fn component((id, part): (&Id, &Component)) -> Value {
    let mut fields = Map::new();
    let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    put("type", json!("library"));
    put("bom-ref", json!(url(id)));
    put("name", json!(id.0));
    put("version", json!(id.1));
    put("scope", json!(if part.is_linked { "required" } else { "excluded" }));
    put("licenses", json!([{ "expression": part.license }]));
    put("purl", json!(url(id)));
    if !part.description.is_empty() {
        put("description", json!(part.description));
    }
    if !part.authors.is_empty() {
        put("authors", part.authors.iter().map(|name| json!({ "name": name })).collect());
    }
    if let Some(sum) = &part.sum {
        put("hashes", json!([{ "alg": "SHA-256", "content": sum }]));
    }
    if let Some(repository) = &part.repository {
        put("externalReferences", json!([{ "type": "vcs", "url": repository }]));
    }
    Value::Object(fields)
}

/// The package's address by the rules of purl, which has no bare `+` in a version.
fn url((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// A UUID of version 8, whose digits are those of a sum.
fn serial(sum: &str) -> String {
    let part = |begin: usize, end: usize| sum.get(begin..end).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::supply::inventory::{self, COMMAND_LINE, PAGE};

    #[test]
    fn a_bill_has_what_is_in_the_product_and_is_the_same_each_time() -> Result<()> {
        let built = Built { commit_time: "2026-11-01T00:00:00Z".to_owned(), tools: Vec::new() };
        let scope = |bill: &str, name: &str| -> Result<Option<String>> {
            let bill: Value = serde_json::from_str(bill)?;
            let parts = bill["components"].as_array().cloned().unwrap_or_default();
            let part = parts.iter().find(|part| part["name"] == name);
            Ok(part.and_then(|part| part["scope"].as_str().map(str::to_owned)))
        };
        let terminal = of(COMMAND_LINE, &inventory::of(COMMAND_LINE)?, &built)?;
        assert_eq!(terminal, of(COMMAND_LINE, &inventory::of(COMMAND_LINE)?, &built)?);
        let page = of(PAGE, &inventory::of(PAGE)?, &built)?;
        // Cargo.toml: clap is of the feature `cli`, leptos of `web`; derives are macros.
        assert_eq!(scope(&terminal, "clap")?.as_deref(), Some("required"));
        assert_eq!(scope(&terminal, "clap_derive")?.as_deref(), Some("excluded"));
        assert_eq!(scope(&terminal, "leptos")?, None);
        assert_eq!(scope(&page, "leptos")?.as_deref(), Some("required"));
        assert_eq!(scope(&page, "clap")?, None);
        Ok(())
    }

    #[test]
    fn addresses_have_no_bare_plus() {
        let id = ("toml".to_owned(), "1.2.1+spec-1.1.0".to_owned());
        assert_eq!(url(&id), "pkg:cargo/toml@1.2.1%2Bspec-1.1.0");
    }

    #[test]
    fn serial_numbers_have_the_form_of_a_uuid() {
        // RFC 9562, 5.8: version 8 in the 13th digit, variant 8 to b in the 17th.
        let sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        assert_eq!(serial(sum), "urn:uuid:01234567-89ab-8cde-8f01-23456789abcd");
    }
}
