//! Throw-away certificates: an authority of one run, and what etcd, the kube-apiserver and their
//! clients show each other.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use zeroize::Zeroizing;

use kf_base::error::{Error, Result};
use kf_base::time::Timestamp;
use kf_certs::{Identity, Maker, Usage, new_key, tls};

/// Who kf is for the kube-apiserver: the common name of its certificate, the user of its token.
pub const USER: &str = "kf-verify";

/// Whom etcd's clients are taken for. A snapshot of an etcd that authenticates has users, and asks for
/// one: the certificate's common name is it (`AuthInfoFromTLS` in etcd server/auth/store.go), and
/// `root` has to exist where authentication is on (`AuthEnable`).
const ETCD_USER: &str = "root";

/// The group that a kube-apiserver lets do everything, before any authorizer is asked.
const MASTERS: &str = "system:masters";

/// Names that every server is reached by.
const LOCAL: [&str; 3] = ["127.0.0.1", "::1", "localhost"];

/// Names that clients in a cluster have for the kube-apiserver.
const KUBERNETES: [&str; 4] = [
    "kubernetes",
    "kubernetes.default",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
];

/// The keys that service account tokens are signed and checked with.
pub struct ServiceAccountKeys {
    /// The private key, PEM. The server's own name for it is the signing key.
    pub private: Zeroizing<String>,
    /// The public key, PEM.
    pub public: String,
}

impl fmt::Debug for ServiceAccountKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccountKeys")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

/// All certificates and secrets of one run. None of the cluster that the snapshot is of is among
/// them.
pub struct Certificates {
    /// The authority's certificate, PEM. Its key is forgotten when everything is signed.
    pub authority: String,
    /// What etcd shows its clients. Good for a client too: the gateway of etcd's own JSON API
    /// calls etcd with it.
    pub etcd_server: Identity,
    /// What etcd's members show each other.
    pub etcd_peer: Identity,
    /// What the kube-apiserver and kf show etcd.
    pub etcd_client: Identity,
    /// What the kube-apiserver shows its clients.
    pub apiserver: Identity,
    /// What kf shows the kube-apiserver: user [`USER`] of the group `system:masters`.
    pub admin: Identity,
    /// What the kube-apiserver signs service account tokens with.
    pub service_accounts: ServiceAccountKeys,
    /// The bearer token of the same user.
    pub token: Zeroizing<String>,
    authority_der: CertificateDer<'static>,
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates")
            .field("authority", &self.authority)
            .finish_non_exhaustive()
    }
}

impl Certificates {
    /// Makes a new authority and everything below it, valid from an hour before `now` until
    /// `validity` after it.
    ///
    /// `names` are further host names and addresses of etcd and of the kube-apiserver, such as
    /// those of containers. `random` becomes the bearer token.
    ///
    /// # Errors
    /// A name that no certificate can hold, or no random numbers from the system.
    pub fn new(
        now: Timestamp,
        validity: Duration,
        names: &[String],
        random: &[u8; 32],
    ) -> Result<Self> {
        let maker = Maker::new(now, validity);
        let authority = maker.authority("kf-verify-ca")?;
        let local: Vec<&str> = LOCAL
            .into_iter()
            .chain(names.iter().map(String::as_str))
            .collect();
        let serving: Vec<&str> = local.iter().copied().chain(KUBERNETES).collect();
        let both = &[Usage::Server, Usage::Client];
        let only_client = &[Usage::Client];
        let etcd_server = maker.issue(&authority, "etcd", None, &local, both)?;
        let etcd_peer = maker.issue(&authority, "etcd-peer", None, &local, both)?;
        let etcd_client = maker.issue(&authority, ETCD_USER, None, &[], only_client)?;
        let apiserver = maker.issue(
            &authority,
            "kube-apiserver",
            None,
            &serving,
            &[Usage::Server],
        )?;
        let admin = maker.issue(&authority, USER, Some(MASTERS), &[], only_client)?;
        let keys = new_key()?;
        Ok(Self {
            authority: authority.pem(),
            authority_der: authority.der().clone(),
            etcd_server,
            etcd_peer,
            etcd_client,
            apiserver,
            admin,
            service_accounts: ServiceAccountKeys {
                private: Zeroizing::new(keys.serialize_pem()),
                public: keys.public_key_pem(),
            },
            token: Zeroizing::new(URL_SAFE_NO_PAD.encode(random)),
        })
    }

    /// The one line of the file that `--token-auth-file` names.
    #[must_use]
    pub fn token_file(&self) -> Zeroizing<String> {
        let token = self.token.as_str();
        Zeroizing::new(format!("{token},{USER},{USER},\"{MASTERS}\"\n"))
    }

    /// How to speak to etcd: trusts the run's authority alone, shows the client certificate, and
    /// asks for HTTP/2, without which Go's server does not speak gRPC.
    ///
    /// # Errors
    /// The certificates do not fit each other: a bug.
    pub fn etcd_client_config(&self) -> Result<Arc<ClientConfig>> {
        self.client_config(&self.etcd_client, b"h2")
    }

    /// How to speak HTTP/1.1 to the kube-apiserver: trusts the run's authority alone, shows the
    /// admin's certificate.
    ///
    /// # Errors
    /// The certificates do not fit each other: a bug.
    pub fn admin_client_config(&self) -> Result<Arc<ClientConfig>> {
        self.client_config(&self.admin, b"http/1.1")
    }

    fn client_config(&self, identity: &Identity, protocol: &[u8]) -> Result<Arc<ClientConfig>> {
        let mut roots = RootCertStore::empty();
        roots.add(self.authority_der.clone()).map_err(tls)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let (chain, key) = identity.chain_and_key();
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(tls)?
            .with_root_certificates(roots)
            .with_client_auth_cert(chain, key)
            .map_err(tls)?;
        config.alpn_protocols = vec![protocol.to_vec()];
        Ok(Arc::new(config))
    }

    /// A kubeconfig for the server at `server`, such as `https://127.0.0.1:6443`, with everything
    /// inside it.
    ///
    /// It has both the certificate and the token: a kube-apiserver that was not told of the
    /// authority (`--client-ca-file`) does not ask for a certificate.
    ///
    /// # Errors
    /// An address that is not a plain URL.
    pub fn kubeconfig(&self, server: &str) -> Result<Zeroizing<String>> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]%".contains(c);
        if !server.starts_with("https://") || !server.chars().all(plain) {
            return Err(Error::invalid(format!(
                "not an https URL for a kubeconfig: {}",
                server.escape_debug()
            )));
        }
        let authority = STANDARD.encode(&self.authority);
        let certificate = STANDARD.encode(&self.admin.certificate);
        let key = Zeroizing::new(STANDARD.encode(self.admin.key.as_bytes()));
        let (token, key) = (self.token.as_str(), key.as_str());
        Ok(Zeroizing::new(format!(
            "apiVersion: v1\n\
             kind: Config\n\
             clusters:\n\
             - name: {USER}\n\
             \x20 cluster:\n\
             \x20   server: {server}\n\
             \x20   certificate-authority-data: {authority}\n\
             users:\n\
             - name: {USER}\n\
             \x20 user:\n\
             \x20   client-certificate-data: {certificate}\n\
             \x20   client-key-data: {key}\n\
             \x20   token: {token}\n\
             contexts:\n\
             - name: {USER}\n\
             \x20 context:\n\
             \x20   cluster: {USER}\n\
             \x20   user: {USER}\n\
             current-context: {USER}\n"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use x509_parser::prelude::*;

    const DAY: Duration = Duration::from_secs(86_400);

    fn made_now() -> Certificates {
        let names = ["etcd-0".to_owned(), "10.89.0.2".to_owned()];
        Certificates::new(Timestamp::new(1_700_000_000, 5), DAY, &names, &[7; 32]).unwrap()
    }

    /// Runs `look` on the certificate in a PEM text.
    fn parsed<T>(pem: &str, look: impl FnOnce(&X509Certificate<'_>) -> T) -> T {
        let (_, pem) = parse_x509_pem(pem.as_bytes()).unwrap();
        look(&pem.parse_x509().unwrap())
    }

    fn names(pem: &str) -> Vec<String> {
        parsed(pem, |certificate| {
            let Ok(Some(names)) = certificate.subject_alternative_name() else {
                return Vec::new();
            };
            let text = |name: &GeneralName<'_>| match name {
                GeneralName::DNSName(name) => (*name).to_owned(),
                GeneralName::IPAddress(bytes) => format!("{bytes:?}"),
                other => panic!("{other:?}"),
            };
            names.value.general_names.iter().map(text).collect()
        })
    }

    #[test]
    fn an_authority_signs_everything() {
        let all = made_now();
        parsed(&all.authority, |authority| {
            assert_eq!(authority.version(), X509Version::V3);
            let basic = authority.basic_constraints().unwrap().unwrap();
            assert!(basic.value.ca && basic.critical);
            let usage = authority.key_usage().unwrap().unwrap().value;
            assert!(usage.key_cert_sign() && usage.digital_signature());
            assert_eq!(authority.subject(), authority.issuer());
        });
        let subject = parsed(&all.authority, |a| a.subject().to_string());
        let leaves = [
            &all.etcd_server,
            &all.etcd_peer,
            &all.etcd_client,
            &all.apiserver,
            &all.admin,
        ];
        for leaf in leaves {
            parsed(&leaf.certificate, |certificate| {
                assert_eq!(certificate.issuer().to_string(), subject);
                assert!(!certificate.is_ca());
                let valid = certificate.validity();
                assert_eq!(valid.not_before.timestamp(), 1_700_000_000 - 3_600);
                assert_eq!(valid.not_after.timestamp(), 1_700_000_000 + 86_400);
                let usage = certificate.key_usage().unwrap().unwrap().value;
                assert!(usage.digital_signature() && !usage.key_cert_sign());
                assert!(!certificate.raw_serial().is_empty());
            });
            assert!(leaf.key.starts_with("-----BEGIN PRIVATE KEY-----"));
        }
    }

    #[test]
    fn each_is_good_for_what_it_is_made_for() {
        let all = made_now();
        for (identity, server, client) in [
            (&all.etcd_server, true, true),
            (&all.etcd_peer, true, true),
            (&all.etcd_client, false, true),
            (&all.apiserver, true, false),
            (&all.admin, false, true),
        ] {
            parsed(&identity.certificate, |certificate| {
                let usage = certificate.extended_key_usage().unwrap().unwrap().value;
                assert_eq!((usage.server_auth, usage.client_auth), (server, client));
            });
        }
        let local = [
            "[127, 0, 0, 1]",
            "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]",
        ];
        let given = ["localhost", "etcd-0", "[10, 89, 0, 2]"];
        let want: Vec<&str> = local.into_iter().chain(given).collect();
        assert_eq!(names(&all.etcd_server.certificate), want);
        assert_eq!(names(&all.etcd_peer.certificate), want);
        assert_eq!(names(&all.etcd_client.certificate), Vec::<String>::new());
        let want: Vec<&str> = want.into_iter().chain(KUBERNETES).collect();
        assert_eq!(names(&all.apiserver.certificate), want);
        let subject = parsed(&all.admin.certificate, |c| c.subject().to_string());
        assert_eq!(subject, "O=system:masters, CN=kf-verify");
    }

    #[test]
    fn texts() {
        let all = made_now();
        assert_eq!(
            all.token_file().as_str(),
            "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc,kf-verify,kf-verify,\"system:masters\"\n"
        );
        let text = all.kubeconfig("https://127.0.0.1:6443").unwrap();
        assert!(text.contains("    server: https://127.0.0.1:6443\n"));
        assert!(text.contains("    client-key-data: LS0tLS1CRUdJTiB"));
        assert!(all.kubeconfig("https://127.0.0.1:1\nx: y").is_err());
        assert!(all.kubeconfig("http://127.0.0.1:1").is_err());
        assert!(
            all.service_accounts
                .public
                .starts_with("-----BEGIN PUBLIC KEY-----")
        );
        // What is printed of it for debugging has no secret.
        for secret in [all.token.as_str(), all.admin.key.as_str()] {
            assert!(
                !format!("{all:?} {:?} {:?}", all.admin, all.service_accounts).contains(secret)
            );
        }
        let etcd = all.etcd_client_config().unwrap();
        assert_eq!(etcd.alpn_protocols, [b"h2".to_vec()]);
        let admin = all.admin_client_config().unwrap();
        assert_eq!(admin.alpn_protocols, [b"http/1.1".to_vec()]);
    }

    #[test]
    fn odd_requests() {
        let now = Timestamp::new(i64::MAX, 0);
        let ages = Duration::from_secs(u64::MAX);
        let all = Certificates::new(now, ages, &[], &[0; 32]).unwrap();
        let end = parsed(&all.admin.certificate, |c| {
            c.validity().not_after.timestamp()
        });
        assert_eq!(end, kf_certs::LAST);
        let now = Timestamp::new(i64::MIN, 0);
        assert!(Certificates::new(now, DAY, &[], &[0; 32]).is_ok());
        let odd = Certificates::new(now, DAY, &["etcd-\u{e9}".to_owned()], &[0; 32]);
        assert_eq!(odd.unwrap_err().kind(), kf_base::ErrorKind::Invalid);
    }
}
