//! What the page reads: links, and what the browser kept.

use zoneplan::web::{Saved, pack, read_plan, unpack};

use crate::{is_clear, text};

/// Letters of base64url.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A link: by its first byte a text to pack, bytes under a right checksum, or the fragment itself.
pub fn link(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    match first {
        b'p' => {
            let Some(text) = text(rest) else { return };
            if let Ok(fragment) = pack(text) {
                assert_eq!(unpack(&fragment).and_then(Result::ok).as_deref(), Some(text));
            }
        }
        b'c' => opened(&under_checksum(rest)),
        _ => {
            let Some(fragment) = text(data) else { return };
            opened(fragment);
        }
    }
}

/// Opens a fragment as the page does.
fn opened(fragment: &str) {
    let Some(read) = unpack(fragment) else { return };
    match read {
        Ok(text) => {
            let again = pack(&text).map(|fragment| unpack(&fragment).and_then(Result::ok));
            assert!(again.is_err() || again == Ok(Some(text.clone())), "{text}");
            if let Err(told) = read_plan(&text) {
                is_clear(&told);
            }
        }
        Err(fault) => is_clear(&fault.to_string()),
    }
}

/// A fragment that holds these bytes under their CRC-32 (RFC 1952), in base64url (RFC 4648).
fn under_checksum(packed: &[u8]) -> String {
    let check = !packed.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    });
    let bytes = [&check.to_le_bytes()[..], packed].concat();
    let mut fragment = "plan=v1.".to_owned();
    for chunk in bytes.chunks(3) {
        let at = |idx: usize| u32::from(chunk.get(idx).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let letters = (0..=chunk.len()).map(|letter| (bits >> (18 - 6 * letter)) & 63);
        fragment.extend(letters.map(|six| char::from(LETTERS[six as usize])));
    }
    fragment
}

/// What the browser kept.
pub fn saved_state(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let saved = match Saved::read(text) {
        Ok(saved) => saved,
        Err(fault) => return is_clear(&fault.to_string()),
    };
    saved.is_reference();
    let written = saved.text();
    assert_eq!(Saved::read(&written).as_ref(), Ok(&saved), "{written}");
    match saved.plans() {
        Ok((plans, active)) => {
            assert!((1..=5).contains(&plans.len()) && plans.iter().any(|plan| plan.id == active));
            assert!(plans.iter().all(|plan| !plan.name.is_empty()));
        }
        Err(fault) => is_clear(&fault.to_string()),
    }
}
