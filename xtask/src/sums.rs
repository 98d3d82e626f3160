//! SHA-256 sums in hexadecimal digits, as `sha256sum` writes and reads them.

use sha2::{Digest, Sha256};

/// The sum of `bytes`.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn the_sum_of_nothing_is_the_one_that_the_standard_gives() {
        let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), sum);
    }
}
