//! Buckets become revisions.
