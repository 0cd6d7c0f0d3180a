//! Resources by what they are called: with as many types as somebody liked, each may be looked up.

use hashbrown::{Equivalent, HashMap};

use super::{Resource, Text};

/// Positions of resources by group and plural, and by group and kind.
#[derive(Debug)]
pub(super) struct Names {
    plurals: HashMap<(Text, Text), usize>,
    kinds: HashMap<(Text, Text), Vec<usize>>,
}

/// A group and a name in it, to ask with.
#[derive(Hash)]
struct Asked<'n>(&'n str, &'n str);

impl Equivalent<(Text, Text)> for Asked<'_> {
    fn equivalent(&self, key: &(Text, Text)) -> bool {
        (self.0, self.1) == (key.0.as_ref(), key.1.as_ref())
    }
}

impl Names {
    pub(super) fn of(resources: &[Resource]) -> Self {
        let mut plurals = HashMap::with_capacity(resources.len());
        let mut kinds: HashMap<_, Vec<usize>> = HashMap::with_capacity(resources.len());
        for (at, resource) in resources.iter().enumerate() {
            let name = |name: &Text| (resource.group.clone(), name.clone());
            plurals.entry(name(&resource.plural)).or_insert(at);
            kinds.entry(name(&resource.kind)).or_default().push(at);
        }
        Self { plurals, kinds }
    }

    /// The first resource of a group and plural.
    pub(super) fn plural(&self, group: &str, plural: &str) -> Option<usize> {
        self.plurals.get(&Asked(group, plural)).copied()
    }

    /// The resources of a group and kind, in their order.
    pub(super) fn kind(&self, group: &str, kind: &str) -> &[usize] {
        let found = self.kinds.get(&Asked(group, kind));
        found.map_or(&[], Vec::as_slice)
    }
}
