//! NaCl's `crypto_secretbox`: XSalsa20-Poly1305.
//!
//! ```text
//! subkey   HSalsa20(key, nonce[..16])
//! stream   Salsa20(subkey, nonce[16..])
//! tag      Poly1305(key: stream[..32], the ciphertext)
//! text     the ciphertext XOR stream[32..]
//! ```
//!
//! Put together here out of RustCrypto's primitives: their crate for the whole, crypto_secretbox
//! 0.1, stands on the generation before the one that the other ciphers use.

use ctutils::CtEq as _;
use poly1305::universal_hash::{KeyInit as _, UniversalHash as _};
use poly1305::{Block, Poly1305};
use salsa20::cipher::consts::U10;
use salsa20::cipher::{KeyIvInit as _, StreamCipher as _};
use salsa20::{Salsa20, hsalsa};
use zeroize::Zeroizing;

use super::wipe::Plaintext;

const KEY: usize = 32;
const NONCE_PREFIX: usize = 16;
const NONCE_SUFFIX: usize = 8;
const TAG: usize = 16;

/// A key.
pub(super) struct Secretbox(Zeroizing<[u8; KEY]>);

impl Secretbox {
    /// `None` when it has not 32 bytes.
    pub(super) fn new(secret: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; KEY]);
        if secret.len() != KEY {
            return None;
        }
        key.copy_from_slice(secret);
        Some(Self(key))
    }

    /// Opens nonce, tag and ciphertext; `None` when they are not authentic. Nothing is deciphered
    /// before the tag was found right, in a time that does not depend on where it is wrong.
    pub(super) fn open(&self, sealed: &[u8]) -> Option<Plaintext> {
        let (prefix, rest) = sealed.split_first_chunk::<NONCE_PREFIX>()?;
        let (suffix, rest) = rest.split_first_chunk::<NONCE_SUFFIX>()?;
        let (tag, text) = rest.split_first_chunk::<TAG>()?;
        let subkey = Zeroizing::new(hsalsa::<U10>((&*self.0).into(), prefix.into()));
        let mut stream = Salsa20::new(&subkey, suffix.into());
        let mut mac_key = Zeroizing::new([0; KEY]);
        stream.apply_keystream(mac_key.as_mut_slice());
        let mut mac = Poly1305::new((&*mac_key).into());
        let (blocks, end) = Block::slice_as_chunks(text);
        mac.update(blocks);
        if !bool::from(mac.compute_unpadded(end).0.ct_eq(tag)) {
            return None;
        }
        let mut plain = Plaintext::new(text.to_vec());
        stream.apply_keystream(&mut plain);
        Some(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of Bernstein's "Cryptography in NaCl", section 10, which libsodium's
    /// `test/default/secretbox.exp` has as well.
    #[test]
    fn the_vector_of_nacl() {
        let key = hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
        let nonce = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
        let sealed = hex(
            "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186a\
             c0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae\
             90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74\
             e355a5",
        );
        let plain = hex(
            "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129\
             6cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde\
             048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705",
        );
        let opened = Secretbox::new(&key).unwrap();
        let opened = opened.open(&[nonce, sealed].concat()).unwrap();
        assert_eq!(*opened, *plain);
    }

    /// What crypto_secretbox seals opens, whatever its length, and not with a bit changed.
    #[test]
    fn what_another_seals() {
        use crypto_secretbox::aead::{Aead as _, KeyInit as _};
        let (key, nonce) = ([3; KEY], [5; NONCE_PREFIX + NONCE_SUFFIX]);
        let theirs = crypto_secretbox::XSalsa20Poly1305::new(&key.into());
        let ours = Secretbox::new(&key).unwrap();
        for length in 0..=260_u16 {
            let plain: Vec<u8> = (0..length).map(|n| n.to_le_bytes()[0] ^ 0x5a).collect();
            let sealed = theirs.encrypt(&nonce.into(), plain.as_slice()).unwrap();
            let mut sealed = [nonce.as_slice(), &sealed].concat();
            assert_eq!(*ours.open(&sealed).unwrap(), *plain);
            let at = usize::from(length) * 7 % sealed.len();
            sealed[at] ^= 1 << (length % 8);
            assert!(ours.open(&sealed).is_none(), "{length}");
        }
        assert!(ours.open(&[0; 39]).is_none());
        assert!(Secretbox::new(&[0; 31]).is_none() && Secretbox::new(&[0; 33]).is_none());
    }

    fn hex(digits: &str) -> Vec<u8> {
        let digits = digits.as_bytes().as_chunks::<2>().0;
        let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
        digits.iter().map(byte).collect()
    }
}
