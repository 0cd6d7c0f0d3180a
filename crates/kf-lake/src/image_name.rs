//! Names of images, taken apart as container runtimes do (distribution `reference/normalize.go`).

/// Registry that is meant where none is named.
const DEFAULT_REGISTRY: &str = "docker.io";

/// The parts of an image's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageName<'t> {
    pub(crate) registry: &'t str,
    pub(crate) repository: String,
    pub(crate) tag: Option<&'t str>,
    pub(crate) digest: Option<&'t str>,
}

impl<'t> ImageName<'t> {
    pub(crate) fn parse(text: &'t str) -> Self {
        let (name, digest) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (text, None),
        };
        // A colon before a slash belongs to the registry's port.
        let (name, tag) = match name.rsplit_once(':') {
            Some((rest, tag)) if !tag.contains('/') => (rest, Some(tag)),
            _ => (name, None),
        };
        let is_registry = |first: &str| first.contains(['.', ':']) || first == "localhost";
        let (registry, repository) = match name.split_once('/') {
            Some((first, rest)) if is_registry(first) => (first, rest),
            _ => (DEFAULT_REGISTRY, name),
        };
        let registry = match registry {
            "index.docker.io" => DEFAULT_REGISTRY,
            other => other,
        };
        let official =
            registry == DEFAULT_REGISTRY && !repository.contains('/') && !repository.is_empty();
        Self {
            registry,
            repository: if official {
                format!("library/{repository}")
            } else {
                repository.to_owned()
            },
            tag: tag.or((digest.is_none() && !text.is_empty()).then_some("latest")),
            digest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_runtimes_do() {
        let told = |text: &'static str| {
            let name = ImageName::parse(text);
            let tag = name.tag.unwrap_or("-");
            format!(
                "{} {} {tag} {}",
                name.registry,
                name.repository,
                name.digest.unwrap_or("-")
            )
        };
        assert_eq!(told("nginx"), "docker.io library/nginx latest -");
        assert_eq!(told("corp/web:1.2"), "docker.io corp/web 1.2 -");
        assert_eq!(told("localhost/web"), "localhost web latest -");
        assert_eq!(told("reg.corp:5000/a/b"), "reg.corp:5000 a/b latest -");
        assert_eq!(
            told("reg.corp:5000/a/b:v1@sha256:ab"),
            "reg.corp:5000 a/b v1 sha256:ab"
        );
        assert_eq!(
            told("index.docker.io/library/nginx@sha256:ab"),
            "docker.io library/nginx - sha256:ab"
        );
        assert_eq!(told(""), "docker.io  - -");
    }
}
