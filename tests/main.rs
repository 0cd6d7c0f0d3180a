//! Integration tests: one binary, one module a topic.

#[cfg(test)]
mod inspect;
#[cfg(test)]
mod layering;
