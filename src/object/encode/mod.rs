//! Text forms of a value tree, byte for byte as kubectl prints them.
