//! What a pass over a file met that was not as it should be.

use kf_base::error::Error;
use kf_base::limits;

/// Problems in the order of the file; past [`limits::MAX_PROBLEMS`] they are only counted.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Error>,
    left_off: u64,
}

impl Problems {
    /// The problems kept.
    #[must_use]
    pub fn list(&self) -> &[Error] {
        &self.list
    }

    /// How many more there were.
    #[must_use]
    pub fn left_off(&self) -> u64 {
        self.left_off
    }

    /// Whether there were none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.left_off == 0
    }

    /// Adds one; the text is made only if it is kept.
    pub fn push(&mut self, problem: impl FnOnce() -> Error) {
        if self.list.len() < limits::MAX_PROBLEMS {
            self.list.push(problem());
        } else {
            self.left_off = self.left_off.saturating_add(1);
        }
    }

    /// Adds those of another pass.
    pub fn append(&mut self, other: Self) {
        for problem in other.list {
            self.push(|| problem);
        }
        self.left_off = self.left_off.saturating_add(other.left_off);
    }
}

impl IntoIterator for Problems {
    type Item = Error;
    type IntoIter = std::vec::IntoIter<Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
