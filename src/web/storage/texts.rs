//! Several texts under one key, each kept until somebody says that it can go.

use super::{Key, store, stored};

/// The texts under a key, the latest last. What is no list of texts is one text.
///
/// # Errors
/// Why nothing can be read, in words.
pub fn all(key: Key) -> Result<Vec<String>, String> {
    Ok(stored(key)?.map_or_else(Vec::new, listed))
}

/// Puts a text beside those under a key. Earlier ones stay.
///
/// # Errors
/// Why it cannot be done, in words.
pub fn add(key: Key, text: &str) -> Result<(), String> {
    let mut all = all(key)?;
    all.retain(|other| other != text);
    all.push(text.to_owned());
    put(key, &all)
}

/// Takes the latest text away.
///
/// # Errors
/// Why it cannot be done, in words.
pub fn take_last(key: Key) -> Result<(), String> {
    let mut all = all(key)?;
    all.pop();
    put(key, &all)
}

fn put(key: Key, all: &[String]) -> Result<(), String> {
    // A list of texts has a form as JSON.
    let text = (!all.is_empty()).then(|| serde_json::to_string(all).unwrap_or_default());
    store(key, text.as_deref()).map_err(|why| why.to_string())
}

fn listed(text: String) -> Vec<String> {
    serde_json::from_str(&text).unwrap_or_else(|_| vec![text])
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn what_is_no_list_is_one_text() {
        assert_eq!(listed("[\"a\",\"b\"]".to_owned()), ["a", "b"]);
        for text in ["CORRUPT", "[\"a\"", "[1]", "{\"version\":7}", ""] {
            assert_eq!(listed(text.to_owned()), [text]);
        }
    }
}
