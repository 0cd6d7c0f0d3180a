//! Bytes become buckets of keys and values.
