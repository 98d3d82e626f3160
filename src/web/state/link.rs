//! A plan in the fragment of a link: `plan=v1.` and base64url (RFC 4648, section 5, without
//! padding) of a checksum and the plan's text in DEFLATE (RFC 1951). The checksum is the CRC-32
//! of what follows it, four bytes, the lowest first. What comes in is not trusted: it is capped
//! before and after it is unpacked.

use std::fmt;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::web::words::{state, t};

/// Letters of a fragment at most.
pub const MOST_LETTERS: usize = 8 << 10;
/// Bytes of a plan's text at most.
pub const MOST_BYTES: usize = 256 << 10;

const KEY: &str = "plan=";
const VERSION: &str = "v1";
const N_CHECK: usize = 4;
/// How hard the text is packed, of 10: what is short takes no time.
const LEVEL: u8 = 9;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a link holds no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// Too many letters.
    TooLong {
        /// Letters.
        found: usize,
    },
    /// Another form.
    Version {
        /// What stands where the version does.
        found: String,
    },
    /// A letter that base64url does not have there.
    Letter {
        /// Position, from 1.
        place: usize,
        /// The letter.
        found: char,
    },
    /// It ends too early, or its last letter says more than it may.
    Short {
        /// Letters.
        found: usize,
    },
    /// What it holds is not what was written.
    Checksum,
    /// The text does not unpack.
    Packed,
    /// The text is too large.
    TooLarge,
    /// The text is none.
    Text {
        /// Position, from 0.
        place: usize,
    },
}

impl fmt::Display for LinkFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = match self {
            Self::TooLong { found } => t!(state::LINK_TOO_LONG, found = found, most = MOST_LETTERS),
            Self::Version { found } => t!(state::LINK_VERSION, found = found, version = VERSION),
            Self::Letter { place, found } => {
                t!(state::LINK_LETTER, place = place, found = format!("{found:?}"))
            }
            Self::Short { found } => t!(state::LINK_SHORT, found = found),
            Self::Checksum => t!(state::LINK_CHECKSUM).to_owned(),
            Self::Packed => t!(state::LINK_PACKED).to_owned(),
            Self::TooLarge => t!(state::LINK_TOO_LARGE, most = MOST_BYTES >> 10),
            Self::Text { place } => t!(state::LINK_TEXT, place = place + 1),
        };
        f.write_str(&told)
    }
}

/// The fragment, without `#`, that holds a text.
///
/// # Errors
/// A text that is too large for a link.
pub fn pack(text: &str) -> Result<String, LinkFault> {
    if text.len() > MOST_BYTES {
        return Err(LinkFault::TooLarge);
    }
    let packed = compress_to_vec(text.as_bytes(), LEVEL);
    let mut bytes = crc32(&packed).to_le_bytes().to_vec();
    bytes.extend(packed);
    let fragment = format!("{KEY}{VERSION}.{}", to_letters(&bytes));
    let found = fragment.len();
    if found > MOST_LETTERS { Err(LinkFault::TooLong { found }) } else { Ok(fragment) }
}

/// The text that a fragment holds, with or without its `#`; none where it is no plan's.
pub fn unpack(fragment: &str) -> Option<Result<String, LinkFault>> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    fragment.strip_prefix(KEY).map(|rest| text_of(rest, fragment.len()))
}

fn text_of(rest: &str, found: usize) -> Result<String, LinkFault> {
    if found > MOST_LETTERS {
        return Err(LinkFault::TooLong { found });
    }
    let (version, letters) = rest.split_once('.').unwrap_or((rest, ""));
    if version != VERSION {
        return Err(LinkFault::Version { found: version.chars().take(12).collect() });
    }
    let bytes = from_letters(letters)?;
    let Some((check, packed)) = bytes.split_first_chunk::<N_CHECK>() else {
        return Err(LinkFault::Short { found: letters.len() });
    };
    if u32::from_le_bytes(*check) != crc32(packed) {
        return Err(LinkFault::Checksum);
    }
    let bytes = decompress_to_vec_with_limit(packed, MOST_BYTES).map_err(|fault| match fault.status {
        TINFLStatus::HasMoreOutput => LinkFault::TooLarge,
        _ => LinkFault::Packed,
    })?;
    String::from_utf8(bytes).map_err(|error| LinkFault::Text { place: error.utf8_error().valid_up_to() })
}

fn to_letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |idx: usize| u32::from(chunk.get(idx).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for letter in 0..=chunk.len() {
            let six = (bits >> (18 - 6 * letter)) & 63;
            text.push(char::from(LETTERS[six as usize]));
        }
    }
    text
}

fn from_letters(text: &str) -> Result<Vec<u8>, LinkFault> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut n_bits) = (0_u32, 0_u32);
    for (idx, found) in text.chars().enumerate() {
        let value = LETTERS.iter().position(|letter| char::from(*letter) == found);
        let value = value.ok_or(LinkFault::Letter { place: idx + 1, found })?;
        bits = (bits << 6) | value as u32;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    // What is left over are fewer bits than a letter has, all of them 0.
    if n_bits >= 6 || bits != 0 { Err(LinkFault::Short { found: text.len() }) } else { Ok(bytes) }
}

/// CRC-32 of ISO 3309 and RFC 1952: reflected, polynomial `0xEDB88320`.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A fragment with a right checksum around any bytes.
    fn around(packed: &[u8]) -> String {
        let mut bytes = crc32(packed).to_le_bytes().to_vec();
        bytes.extend(packed);
        format!("plan=v1.{}", to_letters(&bytes))
    }

    fn fault(fragment: &str) -> LinkFault {
        unpack(fragment).expect("it is a plan's").expect_err("it is refused")
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn letters_are_those_of_base64url() {
        // The vectors of RFC 4648, section 10, without padding.
        for (text, letters) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(to_letters(text.as_bytes()), letters);
            assert_eq!(from_letters(letters).as_deref(), Ok(text.as_bytes()));
        }
        assert_eq!(to_letters(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn a_plan_is_a_short_link() {
        let text = "[platform]\nprovider = \"gcp\"\nzones = 2\n\n[team]\nengineers = 3\n";
        let fragment = pack(text).expect("it fits");
        assert!(fragment.starts_with("plan=v1.") && fragment.len() < 120, "{fragment}");
        assert_eq!(unpack(&format!("#{fragment}")), Some(Ok(text.to_owned())));
    }

    #[test]
    fn other_fragments_are_no_plans() {
        for fragment in ["", "#", "#results", "#Plan=v1.", "plans=v1."] {
            assert_eq!(unpack(fragment), None, "{fragment}");
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        assert_eq!(fault("plan=v2.AAAA"), LinkFault::Version { found: "v2".to_owned() });
        assert_eq!(fault("plan="), LinkFault::Version { found: String::new() });
        assert_eq!(fault("plan=v1."), LinkFault::Short { found: 0 });
        assert_eq!(fault("plan=v1.AA+A"), LinkFault::Letter { place: 3, found: '+' });
        assert_eq!(fault("plan=v1.AAAAé"), LinkFault::Letter { place: 5, found: 'é' });
        // The last two bits of "Zh" are not 0.
        assert_eq!(fault("plan=v1.Zh"), LinkFault::Short { found: 2 });
        assert_eq!(
            fault(&format!("plan=v1.{}", "A".repeat(MOST_LETTERS))),
            LinkFault::TooLong { found: MOST_LETTERS + 8 }
        );
        // A block of the kind that does not exist.
        assert_eq!(fault(&around(&[0b111])), LinkFault::Packed);
        assert_eq!(fault(&around(&compress_to_vec(&[b'a', 0xff], 9))), LinkFault::Text { place: 1 });
        let whole = pack("zones = 2").expect("it fits");
        assert!(matches!(fault(&whole[..whole.len() - 4]), LinkFault::Checksum));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_early() {
        // Four MiB of one letter pack to about 4 KiB.
        let bomb = compress_to_vec(&vec![b'a'; 4 << 20], 9);
        assert_eq!(fault(&around(&bomb)), LinkFault::TooLarge);
        let most = "a".repeat(MOST_BYTES);
        assert_eq!(unpack(&pack(&most).expect("it fits")), Some(Ok(most)));
        assert_eq!(pack(&"a".repeat(MOST_BYTES + 1)), Err(LinkFault::TooLarge));
    }

    proptest! {
        #[test]
        fn any_text_goes_in_and_comes_out(text in "\\PC{0,800}") {
            prop_assert_eq!(unpack(&pack(&text).expect("it fits")), Some(Ok(text)));
        }

        #[test]
        fn a_bit_that_flips_is_found(text in "[a-z=\"\\[\\]\n0-9 ]{1,400}", at in any::<prop::sample::Index>(), bit in 0_u32..7) {
            let mut bytes = pack(&text).expect("it fits").into_bytes();
            // The letters after "plan=v1.".
            let at = 8 + at.index(bytes.len() - 8);
            bytes[at] ^= 1_u8 << bit;
            let flipped = String::from_utf8(bytes).expect("it stays ASCII");
            prop_assert!(unpack(&flipped).expect("it is a plan's").is_err());
        }

        #[test]
        fn a_link_that_is_cut_is_found(text in "[a-z=\n0-9 ]{1,400}", at in any::<prop::sample::Index>()) {
            let whole = pack(&text).expect("it fits");
            let cut = &whole[..8 + at.index(whole.len() - 8)];
            prop_assert!(unpack(cut).expect("it is a plan's").is_err());
        }

        #[test]
        fn random_letters_are_refused(letters in "[A-Za-z0-9_-]{0,600}") {
            let refused = unpack(&format!("plan=v1.{letters}")).expect("it is a plan's").is_err();
            prop_assert!(refused);
        }

        #[test]
        fn any_text_after_the_key_is_judged(rest in "\\PC{0,300}") {
            let judged = unpack(&format!("plan={rest}"));
            prop_assert!(judged.is_some());
        }

        #[test]
        fn any_bytes_under_a_right_checksum_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            if let Some(Ok(text)) = unpack(&around(&bytes)) {
                prop_assert!(text.len() <= MOST_BYTES);
            }
        }
    }
}
