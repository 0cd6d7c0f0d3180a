//! The arguments of the programs of the stack: pure functions of their versions.
//!
//! A server that is given an argument it does not know refuses to start, so each argument is
//! given in those versions alone that have it. What they have was read in the sources of every
//! minor; the notes name the file and the function.

pub mod apiserver;
pub mod etcd;
pub mod gates;

/// A host or an address, and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A name, an IPv4 address, or an IPv6 address without brackets.
    pub host: String,
    /// A TCP port.
    pub port: u16,
}

impl Place {
    /// A place.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
        }
    }

    /// `HOST:PORT`, with brackets where the host has colons.
    #[must_use]
    pub fn address(&self) -> String {
        let (host, port) = (&self.host, self.port);
        if host.contains(':') {
            format!("[{host}]:{port}")
        } else {
            format!("{host}:{port}")
        }
    }

    /// `https://HOST:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://{}", self.address())
    }
}

/// A list of arguments that is being put together.
#[derive(Debug, Default)]
struct Arguments(Vec<String>);

impl Arguments {
    /// `--NAME=VALUE`, the one form that every kind of flag takes, booleans too.
    fn add(&mut self, name: &str, value: impl std::fmt::Display) {
        self.0.push(format!("--{name}={value}"));
    }

    /// The same, if there is a value.
    fn add_some(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    /// A flag of its own.
    fn switch(&mut self, name: &str) {
        self.0.push(format!("--{name}"));
    }

    /// Gives a flag another value, in its place or at the end.
    fn set(&mut self, name: &str, value: &str) {
        let start = format!("--{name}=");
        let argument = format!("{start}{value}");
        match self.0.iter_mut().find(|a| a.starts_with(&start)) {
            Some(place) => *place = argument,
            None => self.0.push(argument),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(Place::new("127.0.0.1", 1).url(), "https://127.0.0.1:1");
        assert_eq!(Place::new("::1", 2379).url(), "https://[::1]:2379");
        assert_eq!(Place::new("etcd-0", 65_535).address(), "etcd-0:65535");
    }

    #[test]
    fn values_are_replaced_in_their_place() {
        let mut arguments = Arguments::default();
        arguments.add("a", 1);
        arguments.add("ab", 2);
        arguments.set("a", "3");
        arguments.set("c", "4");
        assert_eq!(arguments.0, ["--a=3", "--ab=2", "--c=4"]);
    }
}
