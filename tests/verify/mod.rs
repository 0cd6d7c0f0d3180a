//! `kf verify`: real programs where there are some, and stand-ins that go wrong on purpose.

mod answers;
mod containers;
mod conversion;
mod etcd;
mod interrupts;
mod objects;
mod refusals;
mod stack;

pub(crate) use objects::example;
