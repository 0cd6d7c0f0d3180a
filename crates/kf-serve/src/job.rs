//! Requests on the threads that have the file.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

use kf_answer::rbac::User;
use kf_answer::{
    Answer, Ask, Body, Ground, Offer, Reason, Response, Status, Told, Watch, respond, respond_with,
};
use kf_base::error::{Error, ErrorKind};
use kf_view::View;

use crate::hold::{Hold, hold, hold_live};
use crate::limits::WATCH_SECONDS;
use crate::line::Line;
use crate::pipe::{Head, Near};
use crate::player::{Live, Player};
use crate::route::Route;
use crate::server::Note;
use crate::sites::{Site, Sites};
use crate::stop::Stop;

/// A request, with where its answer goes.
pub(crate) struct Job {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) accept: String,
    pub(crate) user_agent: String,
    pub(crate) if_none_match: String,
    pub(crate) user: Option<User>,
    pub(crate) body: Vec<u8>,
    /// Whether events are messages of a WebSocket.
    pub(crate) framed: bool,
    pub(crate) near: Near,
    /// Given back when the job is done; a watch that is held open is done.
    pub(crate) permit: OwnedSemaphorePermit,
}

/// What all jobs share.
pub(crate) struct Shop<'a, 's> {
    /// The files; the first one is served without a prefix as well.
    pub(crate) files: Vec<Sites<'a, 's>>,
    pub(crate) offer: Offer,
    pub(crate) tell: &'a (dyn Fn(Note<'_>) + Sync),
    pub(crate) handle: Handle,
    pub(crate) stop: Stop,
}

/// The refusal of a path to a state that the file does not have.
fn no_state(error: &Error) -> Status {
    match error.kind() {
        ErrorKind::Invalid => Status::new(Reason::NotFound, error.message()),
        _ => Status::of_snapshot(error),
    }
}

/// The state that a request is about.
struct Spot<'r, 'a, 's> {
    sites: &'r Sites<'a, 's>,
    site: Site<'a, 's>,
    /// The revision that the path names.
    path: Option<i64>,
}

impl<'a, 's> Shop<'a, 's> {
    /// The replays.
    pub(crate) fn players(&self) -> impl Iterator<Item = &Player<'a, 's>> {
        self.files.iter().filter_map(|sites| sites.player.as_ref())
    }

    /// Answers a request.
    pub(crate) fn work(&self, job: Job) {
        let Job {
            method,
            url,
            accept,
            user_agent,
            if_none_match,
            user,
            body,
            framed,
            near,
            permit,
        } = job;
        match self.place(&url) {
            Err(status) => self.refuse(near, &status, &url, &accept),
            Ok((spot, path)) => {
                let ask = Ask {
                    method: &method,
                    url: path,
                    accept: &accept,
                    user_agent: &user_agent,
                    if_none_match: &if_none_match,
                    user: user.as_ref(),
                    body: &body,
                    offer: self.offer,
                };
                self.answer(&url, &spot, ask, near, framed);
            }
        }
        drop(permit);
    }

    /// The state that a URL names, and what follows its prefix.
    fn place<'u>(&self, url: &'u str) -> Result<(Spot<'_, 'a, 's>, &'u str), Status> {
        let route = Route::of(url)?;
        let named = |sites: &&Sites<'_, '_>| route.file.is_none_or(|name| sites.name == name);
        let sites = self.files.iter().find(named);
        let sites = sites.ok_or_else(Status::no_such_path)?;
        let site = sites.site(route.revision).map_err(|e| no_state(&e))?;
        let spot = Spot {
            sites,
            site,
            path: route.revision,
        };
        Ok((spot, route.path))
    }

    /// The state of the other revision that a request asked for, if the file has it.
    fn other(spot: &Spot<'_, 'a, 's>, refused: &Status) -> Option<Site<'a, 's>> {
        let Some(Ground::Revision(revision)) = refused.ground else {
            return None;
        };
        let revision = i64::try_from(revision).ok()?;
        spot.sites.exact(spot.path, revision).ok()
    }

    fn answer(&self, url: &str, spot: &Spot<'_, 'a, 's>, ask: Ask<'_>, near: Near, framed: bool) {
        let site: &View<'s> = &spot.site;
        let now = spot.sites.now();
        let documents = spot.sites.documents(spot.path, site.revision());
        let first = respond_with(site, &documents, ask, now);
        let other = first.as_ref().err();
        let other = other.and_then(|status| Self::other(spot, status));
        let (site, answered) = match other.as_deref() {
            Some(other) => (other, respond(other, ask, now)),
            None => (site, first),
        };
        match answered {
            Ok(response) => match &response.body {
                Body::Watch(watch) => {
                    let mut near = near;
                    near.begin(Head::of(&response));
                    self.watch(url, spot, watch, near, framed);
                }
                _ => self.write(url, site, &response, near),
            },
            Err(status) => self.refuse(near, &status, url, ask.accept),
        }
    }

    fn refuse(&self, mut near: Near, status: &Status, url: &str, accept: &str) {
        let refusal: Response<'_, '_> = Response::refusal_in(status, accept);
        if status.reason == Reason::InternalError {
            (self.tell)(Note::Problem {
                url,
                text: &status.message,
            });
        }
        near.begin(Head::of(&refusal));
        let written = refusal.write(&mut near, &mut |_| {});
        // An error means that the client is gone.
        let _gone = written.and_then(|()| near.end());
    }

    fn write(&self, url: &str, view: &View<'_>, response: &Response<'_, '_>, mut near: Near) {
        near.begin(Head::of(response));
        if let (Body::Answer(_), Some(doubt)) = (&response.body, view.doubt()) {
            near.warn(doubt);
        }
        if let Body::Answer(Answer::List(_)) = &response.body {
            for problem in view.type_problems() {
                near.warn(&problem.to_string());
            }
        }
        let mut told = Vec::new();
        let near = RefCell::new(near);
        let written = response.write(&mut Shared(&near), &mut |said| match said {
            Told::Problem(e) => {
                let text = e.to_string();
                near.borrow_mut().warn(&text);
                told.push(text);
            }
            Told::Note(note) => near.borrow_mut().warn(note),
        });
        for text in &told {
            (self.tell)(Note::Problem { url, text });
        }
        let near = near.into_inner();
        match written {
            Ok(()) => {
                let _gone = near.end();
            }
            Err(e) => near.cut_off(e),
        }
    }

    fn watch(
        &self,
        url: &str,
        spot: &Spot<'_, 'a, 's>,
        watch: &Watch<'_, '_>,
        mut near: Near,
        framed: bool,
    ) {
        let mut problems = Vec::new();
        let mut tell = |told: Told<'_>| {
            if let Told::Problem(e) = told {
                problems.push(e.to_string());
            }
        };
        let mut take = |event: &[u8]| {
            if framed {
                return near.message(event);
            }
            near.write_all(event)?;
            near.write_all(b"\n")
        };
        let written = watch.write(&mut take, &mut tell);
        for text in &problems {
            (self.tell)(Note::Problem { url, text });
        }
        match written.and_then(|on| near.flush_now().map(|()| on)) {
            Ok(true) => {
                let time = Duration::from_secs(watch.timeout().unwrap_or(WATCH_SECONDS));
                if let Some(player) = spot.sites.player.as_ref().filter(|_| spot.path.is_none()) {
                    let going = Going {
                        url,
                        spot,
                        player,
                        framed,
                        time,
                    };
                    return self.join(watch, going, near);
                }
                let bookmark = watch.bookmark().map(|mut event| {
                    if !framed {
                        event.push(b'\n');
                    }
                    event
                });
                let held = Hold { bookmark, time };
                let stop = self.stop.clone();
                self.handle.spawn(hold(held, near.into_sender(), stop));
            }
            Ok(false) => {
                let _gone = near.end();
            }
            Err(e) => near.cut_off(e),
        }
    }

    /// Lets a watch go on with the clock.
    fn join(&self, watch: &Watch<'_, '_>, going: Going<'_, 'a, 's>, near: Near) {
        let follow = match watch.follow() {
            Ok(follow) => follow,
            Err(e) => return near.cut_off(io::Error::other(e)),
        };
        let Going {
            url,
            spot,
            player,
            framed,
            time,
        } = going;
        let to = near.into_sender();
        let line = Line::new(to.clone());
        // One view is enough for all watches of types that it knows.
        let last = spot.sites.last();
        let site = if follow.is_known(last) {
            Site::Newest(last)
        } else {
            spot.site.clone()
        };
        player.join(Live {
            site,
            follow,
            line: Arc::clone(&line),
            framed,
            url: url.to_owned(),
            told: spot.site.revision(),
        });
        let (clock, stop) = (player.clock().clone(), self.stop.clone());
        self.handle.spawn(hold_live(time, line, to, clock, stop));
    }
}

/// A watch that goes on.
struct Going<'r, 'a, 's> {
    url: &'r str,
    spot: &'r Spot<'r, 'a, 's>,
    player: &'r Player<'a, 's>,
    framed: bool,
    /// Until when.
    time: Duration,
}

/// The near end, for a writer and for who warns at the same time.
struct Shared<'n>(&'n RefCell<Near>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
