//! Large snapshots are read in parts, of which nothing is seen.

use super::*;

#[test]
fn rows_are_the_same_in_how_many_parts_ever() {
    for name in ["c136-B-flat.zip", "c115-C.db.gz", "enc-aescbc-A.db.gz"] {
        let snapshot = snapshot(name);
        let view = snapshot.view().unwrap();
        let (whole, summary) = converted(&snapshot, &view, 2);
        for records in [130, 64] {
            let at_once = AtOnce {
                records,
                keys: 2 * records,
                waiting: 1000,
            };
            let (parts, told) = converted_in_parts(&snapshot, &view, 2, at_once);
            assert!(parts.0 == whole.0, "{name}");
            assert_eq!(told, summary, "{name}");
        }
    }
}

#[test]
fn shares_have_each_row_once() {
    let snapshot = snapshot("c136-B-flat.zip");
    let view = snapshot.view().unwrap();
    let identity = identify(&snapshot);
    let tables = Table::ALL.into_iter().filter(|t| t.can_be_shared());
    let tables: Vec<Table> = tables.collect();
    let names = |share: Option<Share>| {
        let mut kept = Kept::default();
        let options = Options {
            share,
            tables: &tables,
            ..options(&identity)
        };
        convert(&view, &options, &mut kept).unwrap();
        tables
            .iter()
            .map(|t| match kept.rows(*t) {
                0 => Vec::new(),
                _ => kept.texts(*t, "name"),
            })
            .collect::<Vec<_>>()
    };
    let mut whole = names(None);
    for of in [1, 2, 7] {
        let mut all = vec![Vec::new(); tables.len()];
        for number in 0..of {
            let share = names(Some(Share { number, of }));
            let rows = share[0].len();
            // The objects are cut by the revisions of their keys.
            assert!(rows > 0 && (of == 1 || rows < whole[0].len()), "{rows}");
            for (all, more) in all.iter_mut().zip(share) {
                all.extend(more);
            }
        }
        assert_eq!(all[0], whole[0]);
        for (all, whole) in all.iter_mut().zip(&mut whole) {
            all.sort();
            whole.sort();
        }
        assert!(all == whole, "{of}");
        whole = names(None);
    }
}

#[test]
fn tables_are_over_before_the_next_ones_begin() {
    /// The tables in the order in which they were over.
    struct Over(Vec<Table>);
    impl Sink for Over {
        fn batch(&mut self, table: Table, _: &RecordBatch) -> Result<()> {
            assert!(!self.0.contains(&table), "{table:?}");
            Ok(())
        }

        fn done(&mut self, table: Table) -> Result<()> {
            assert!(!self.0.contains(&table), "{table:?}");
            self.0.push(table);
            Ok(())
        }
    }
    let snapshot = snapshot("c115-A.db.gz");
    let view = snapshot.view().unwrap();
    let identity = identify(&snapshot);
    let mut over = Over(Vec::new());
    convert(&view, &options(&identity), &mut over).unwrap();
    let at = |table| over.0.iter().position(|t| *t == table);
    assert!(at(Table::Objects) < at(Table::Owners));
    assert!(at(Table::Owners) < at(Table::Revisions));
    assert!(at(Table::Revisions) < at(Table::Keys));
    // The row of the snapshot is made when all of this is known.
    assert_eq!(over.0.len(), Table::ALL.len());
}
