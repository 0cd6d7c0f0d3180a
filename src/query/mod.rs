//! Selectors: pure functions over objects.
