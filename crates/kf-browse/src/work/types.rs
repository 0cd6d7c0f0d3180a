//! The types that the snapshot's server knew, with how many objects there are of each.

use kf_resource::discovery::ListingOrder;
use kf_resource::{Storage, api_version};

use super::{Stop, Worker};
use crate::ask::{Id, Reading};
use crate::table::{Heading, Name, RowFacts, Rows};

impl Worker<'_, '_> {
    /// The table of types.
    pub(super) fn types(&self, id: Id, reading: Reading) -> Result<(), Stop> {
        let view = self.whole(reading)?;
        let titles = [
            "NAME",
            "SHORTNAMES",
            "APIVERSION",
            "NAMESPACED",
            "KIND",
            "OBJECTS",
        ];
        self.headings(id, titles.map(Heading::new).to_vec(), true)?;
        let mut rows = Rows::default();
        for row in view.catalog().api_resources(ListingOrder::Name) {
            let resource = row.resource;
            let mapping = view.preferred(resource);
            let stored = resource.storage != Storage::Virtual;
            let count = mapping.filter(|_| stored).and_then(|mapping| {
                let (records, _) = view.records_of(&mapping, None).ok()?;
                Some(records.len())
            });
            let name = Name {
                word: "TYPE".to_owned(),
                namespace: String::new(),
                name: resource.group_resource(),
            };
            let cells = [
                resource.plural.to_string(),
                resource.short_names.join(","),
                api_version(&resource.group, row.version),
                resource.namespaced.to_string(),
                resource.kind.to_string(),
                count.map_or_else(|| "-".to_owned(), |n| n.to_string()),
            ];
            rows.push(&name, &cells, RowFacts::default());
        }
        self.rows(id, rows)?;
        self.done(id, &view, reading.side, Vec::new())
    }
}
