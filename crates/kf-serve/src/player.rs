//! Plays recorded changes to the watches that are open, in the order of their revisions.
//!
//! A watch is told of everything up to the state that it began with, as in a server whose state
//! does not change. Then it is here, and each time the clock moves on, all watches get their
//! changes in one order: that of the revisions, over all resources. A client that does not read
//! holds up nobody else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::runtime::Handle;

use kf_answer::Follow;
use kf_view::{KeyChange, KeyChanges};

use crate::clock::{Clock, Moment};
use crate::line::{Line, Sent};
use crate::server::Note;
use crate::sites::Site;

/// A watch that is open.
pub(crate) struct Live<'a, 's> {
    /// By whose rules objects are read.
    pub(crate) site: Site<'a, 's>,
    pub(crate) follow: Follow,
    pub(crate) line: Arc<Line>,
    /// Whether events are messages of a WebSocket, else they are lines.
    pub(crate) framed: bool,
    /// What the client asked for.
    pub(crate) url: String,
    /// The state up to which the client has been told everything.
    pub(crate) told: i64,
}

/// A watch with its place in the changes.
struct Seat<'a, 's> {
    live: Live<'a, 's>,
    /// The change that comes next.
    next: usize,
    /// An event for which there was no room.
    waiting: Option<Bytes>,
}

/// All open watches of a replay.
pub(crate) struct Player<'a, 's> {
    clock: Clock,
    changes: &'a KeyChanges<'s>,
    seats: Mutex<Vec<Seat<'a, 's>>>,
}

/// What a round needs of the server.
pub(crate) struct Stage<'t> {
    pub(crate) handle: &'t Handle,
    pub(crate) tell: &'t (dyn Fn(Note<'_>) + Sync),
}

impl<'a, 's> Player<'a, 's> {
    pub(crate) fn new(clock: Clock, changes: &'a KeyChanges<'s>) -> Self {
        Self {
            clock,
            changes,
            seats: Mutex::default(),
        }
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    fn seats(&self) -> MutexGuard<'_, Vec<Seat<'a, 's>>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a watch that has been told of everything up to [`Live::told`].
    pub(crate) fn join(&self, live: Live<'a, 's>) {
        let next = self.changes.after(live.told);
        self.seats().push(Seat {
            live,
            next,
            waiting: None,
        });
        // The clock may have moved on since.
        self.clock.ring();
    }

    /// Plays until the clock ends.
    pub(crate) fn run(&self, stage: &Stage<'_>) {
        while self.clock.wait() {
            self.round(stage);
        }
        self.seats().clear();
    }

    /// Tells all watches what has happened up to where the clock is.
    pub(crate) fn round(&self, stage: &Stage<'_>) {
        let moment = self.clock.moment();
        let end = self.changes.after(moment.revision);
        let mut seats = self.seats();
        for seat in seats.iter_mut() {
            if let Some(event) = seat.waiting.take() {
                seat.send(event, stage, &self.clock);
            }
        }
        // Those who do not read are not waited for.
        let ready = seats.iter().filter(|seat| seat.waiting.is_none());
        let start = ready.map(|seat| seat.next).min().unwrap_or(end);
        for at in start..end {
            let Some(change) = self.changes.get(at) else {
                break;
            };
            for seat in seats.iter_mut() {
                if seat.next == at && seat.waiting.is_none() {
                    seat.next = at.saturating_add(1);
                    seat.play(&change, moment, stage, &self.clock);
                }
            }
        }
        for seat in seats.iter_mut() {
            let is_there = seat.next >= end && seat.waiting.is_none();
            if is_there && seat.live.line.take_due() {
                let site = &seat.live.site;
                if let Some(bookmark) = seat.live.follow.bookmark(site, moment.revision) {
                    seat.send(seat.live.piece(bookmark), stage, &self.clock);
                }
            }
        }
        seats.retain(|seat| !seat.live.line.is_gone());
    }
}

impl Live<'_, '_> {
    fn piece(&self, mut event: Vec<u8>) -> Bytes {
        if !self.framed {
            event.push(b'\n');
        }
        event.into()
    }
}

impl<'s> Seat<'_, 's> {
    /// Tells of a change, if it is one for this watch.
    fn play(&mut self, change: &KeyChange<'s>, moment: Moment, stage: &Stage<'_>, clock: &Clock) {
        let live = &mut self.live;
        if !live.follow.is_about(change.record.key) {
            return;
        }
        // One event that fails must not end the watches of others.
        let made = catch_unwind(AssertUnwindSafe(|| {
            live.follow.event(&live.site, change, moment.time)
        }));
        let text = match made {
            Ok(Ok(None)) => return,
            Ok(Ok(Some(event))) => {
                let piece = self.live.piece(event);
                self.send(piece, stage, clock);
                return;
            }
            Ok(Err(e)) => e.to_string(),
            Err(_) => {
                live.line.end();
                "the answer failed: this is a fault of kf".to_owned()
            }
        };
        (stage.tell)(Note::Problem {
            url: &live.url,
            text: &text,
        });
    }

    fn send(&mut self, event: Bytes, stage: &Stage<'_>, clock: &Clock) {
        match self.live.line.send(event) {
            Sent::Yes => {}
            Sent::Full(event) => {
                self.waiting = Some(event);
                self.live.line.ring_when_read(stage.handle, clock);
            }
            Sent::Gone => self.live.line.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_answer::{Ask, Body, Offer, respond};
    use kf_file::etcd::Want;
    use kf_file::input::{Input, OpenOptions};
    use kf_view::{Snapshot, View, ViewOptions};
    use tokio::sync::mpsc::{self, Receiver};

    use crate::pipe::Piece;

    fn map(name: &str, app: &str) -> String {
        format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"a","labels":{{"app":"{app}"}}}}}}"#
        )
    }

    /// Maps in a namespace, a node and a service account, changed in turn.
    fn recorded() -> Snapshot {
        let (one, two) = (map("one", "web"), map("two", "web"));
        let other = map("one", "db");
        let node = r#"{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}"#;
        let file = kf_testing::etcd::history(
            &[
                ("/registry/configmaps/a/one", 2, Some(&one)),
                ("/registry/minions/n", 3, Some(node)),
                ("/registry/configmaps/a/one", 4, Some(&other)),
                ("/registry/minions/n", 5, None),
                ("/registry/configmaps/a/two", 6, Some(&two)),
                ("/registry/configmaps/a/one", 7, None),
                ("/registry/configmaps/b/one", 8, Some(&two)),
                ("/registry/configmaps/a/bad", 9, Some("k8s\0\u{1}broken")),
                ("/registry/configmaps/a/two", 10, None),
            ],
            None,
        );
        let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
        Snapshot::new(input.unwrap())
    }

    fn at(revision: i64) -> Moment {
        Moment {
            revision,
            time: None,
        }
    }

    /// A replay with its clock at 3, and what is told beside the events.
    struct Scene<'v, 's> {
        view: &'v View<'s>,
        player: Player<'v, 's>,
        runtime: tokio::runtime::Runtime,
        told: Mutex<Vec<String>>,
    }

    impl<'v, 's> Scene<'v, 's> {
        /// Opens a watch that was told of everything up to a revision.
        fn watch(&self, url: &str, told: i64, room: usize) -> Receiver<Piece> {
            let ask = Ask {
                method: "GET",
                url,
                accept: "",
                user_agent: "",
                if_none_match: "",
                user: None,
                body: b"",
                offer: Offer::default(),
            };
            let response = respond(self.view, ask, None).unwrap();
            let Body::Watch(watch) = &response.body else {
                panic!("{url} is no watch");
            };
            let (to, from) = mpsc::channel(room);
            self.player.join(Live {
                site: Site::Newest(self.view),
                follow: watch.follow().unwrap(),
                line: Line::new(to),
                framed: false,
                url: url.to_owned(),
                told,
            });
            from
        }

        fn advance(&self, revision: i64) {
            self.player.clock().advance(at(revision));
            self.round();
        }

        fn round(&self) {
            let tell = |note: Note<'_>| {
                if let Note::Problem { text, .. } = note {
                    self.told.lock().unwrap().push(text.to_owned());
                }
            };
            self.player.round(&Stage {
                handle: self.runtime.handle(),
                tell: &tell,
            });
        }
    }

    fn with_scene(run: impl FnOnce(&Scene<'_, '_>)) {
        let recorded = recorded();
        let view = recorded.view_with(&ViewOptions::default()).unwrap();
        let changes = view.changes_of(&Want::all());
        run(&Scene {
            view: &view,
            player: Player::new(Clock::new(at(3)), &changes),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            told: Mutex::default(),
        });
    }

    /// `TYPE NAME REVISION` of what has arrived.
    fn arrived(from: &mut Receiver<Piece>) -> Vec<String> {
        let mut events = Vec::new();
        while let Ok(piece) = from.try_recv() {
            let piece = piece.unwrap();
            assert!(piece.ends_with(b"}\n"));
            let event: serde_json::Value = serde_json::from_slice(&piece).unwrap();
            let metadata = &event["object"]["metadata"];
            let texts = [
                &event["type"],
                &metadata["name"],
                &metadata["resourceVersion"],
            ];
            events.push(texts.map(|t| t.as_str().unwrap_or("-")).join(" "));
        }
        events
    }

    const MAPS: &str = "/api/v1/namespaces/a/configmaps?watch=1&allowWatchBookmarks=true";

    #[test]
    fn changes_arrive_when_the_clock_comes_to_them() {
        with_scene(|scene| {
            let mut maps = scene.watch(MAPS, 3, 9);
            let mut nodes = scene.watch("/api/v1/nodes?watch=1", 3, 9);
            let web = format!("{MAPS}&labelSelector=app%3Dweb");
            let mut web = scene.watch(&web, 3, 9);
            scene.round();
            assert!(arrived(&mut maps).is_empty());
            scene.advance(4);
            assert_eq!(arrived(&mut maps), ["MODIFIED one 4"]);
            // It is selected no more.
            assert_eq!(arrived(&mut web), ["DELETED one 4"]);
            scene.advance(7);
            assert_eq!(arrived(&mut maps), ["ADDED two 6", "DELETED one 7"]);
            assert_eq!(arrived(&mut nodes), ["DELETED n 5"]);
            assert_eq!(arrived(&mut web), ["ADDED two 6"]);
            // A clock that is set back stands.
            scene.advance(5);
            scene.advance(10);
            assert_eq!(arrived(&mut maps), ["DELETED two 10"]);
            let told = scene.told.lock().unwrap();
            assert!(told.iter().all(|text| text.contains("configmaps/a/bad")));
            assert_eq!(told.len(), 2);
        });
    }

    #[test]
    fn who_comes_late_misses_nothing() {
        with_scene(|scene| {
            scene.advance(6);
            let mut maps = scene.watch(MAPS, 3, 9);
            let mut one = scene.watch("/api/v1/watch/namespaces/a/configmaps/one", 6, 9);
            scene.round();
            assert_eq!(arrived(&mut maps), ["MODIFIED one 4", "ADDED two 6"]);
            scene.advance(10);
            assert_eq!(arrived(&mut one), ["DELETED one 7"]);
        });
    }

    #[test]
    fn a_deletion_carries_the_last_value() {
        with_scene(|scene| {
            let mut maps = scene.watch(MAPS, 6, 9);
            scene.advance(7);
            let piece = maps.try_recv().unwrap().unwrap();
            let text = String::from_utf8(piece.to_vec()).unwrap();
            assert!(text.contains(r#""labels":{"app":"db"}"#), "{text}");
        });
    }

    #[test]
    fn who_does_not_read_holds_up_nobody_and_loses_nothing() {
        with_scene(|scene| {
            let mut slow = scene.watch(MAPS, 3, 1);
            let mut maps = scene.watch(MAPS, 3, 9);
            scene.advance(10);
            assert_eq!(arrived(&mut maps).len(), 4);
            let mut all = Vec::new();
            for _ in 0..4 {
                all.extend(arrived(&mut slow));
                scene.round();
            }
            assert_eq!(
                all,
                [
                    "MODIFIED one 4",
                    "ADDED two 6",
                    "DELETED one 7",
                    "DELETED two 10"
                ]
            );
        });
    }

    #[test]
    fn bookmarks_come_after_what_they_are_about() {
        with_scene(|scene| {
            let mut maps = scene.watch(MAPS, 3, 9);
            let mut nodes = scene.watch("/api/v1/nodes?watch=1", 3, 9);
            for seat in scene.player.seats().iter() {
                seat.live.line.make_due();
            }
            scene.advance(5);
            assert_eq!(arrived(&mut maps), ["MODIFIED one 4", "BOOKMARK - 5"]);
            // Who has not asked for them gets none.
            assert_eq!(arrived(&mut nodes), ["DELETED n 5"]);
            scene.round();
            assert!(arrived(&mut maps).is_empty());
        });
    }

    #[test]
    fn clients_that_left_are_forgotten() {
        with_scene(|scene| {
            let maps = scene.watch(MAPS, 3, 9);
            let _nodes = scene.watch("/api/v1/nodes?watch=1", 3, 9);
            drop(maps);
            scene.round();
            assert_eq!(scene.player.seats().len(), 1);
            for seat in scene.player.seats().iter() {
                seat.live.line.end();
            }
            scene.round();
            assert!(scene.player.seats().is_empty());
        });
    }
}
