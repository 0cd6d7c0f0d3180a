//! Requests on the threads that have the file.

use std::cell::RefCell;
use std::io::{self, Write};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

use kf_answer::rbac::User;
use kf_answer::{Answer, Ask, Body, Ground, Reason, Response, Status, Told, Watch, respond};
use kf_base::error::{Error, ErrorKind};
use kf_base::time::Timestamp;
use kf_view::View;

use crate::hold::{Hold, hold};
use crate::limits::WATCH_SECONDS;
use crate::pipe::{Head, Near};
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
    pub(crate) sites: Sites<'a, 's>,
    pub(crate) now: Option<Timestamp>,
    pub(crate) tell: &'a (dyn Fn(Note<'_>) + Sync),
    pub(crate) handle: Handle,
    pub(crate) stop: Stop,
}

/// Splits the prefix of a state at another revision from a URL: `/rev/7/api` is `/api` at 7.
fn at_revision(url: &str) -> Result<(Option<i64>, &str), Status> {
    let Some(rest) = url.strip_prefix("/rev/") else {
        return Ok((None, url));
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (number, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let revision = number.parse::<i64>().ok().filter(|n| *n > 0);
    let revision = revision.ok_or_else(Status::no_such_path)?;
    Ok((Some(revision), if path.is_empty() { "/" } else { path }))
}

/// The refusal of a path to a state that the file does not have.
fn no_state(error: &Error) -> Status {
    match error.kind() {
        ErrorKind::Invalid => Status::new(Reason::NotFound, error.message()),
        _ => Status::of_snapshot(error),
    }
}

impl<'s> Shop<'_, 's> {
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
            Err(status) => self.refuse(near, &status, &url),
            Ok((site, path)) => {
                let ask = Ask {
                    method: &method,
                    url: path,
                    accept: &accept,
                    user_agent: &user_agent,
                    if_none_match: &if_none_match,
                    user: user.as_ref(),
                    body: &body,
                };
                self.answer(&url, &site, ask, near, framed);
            }
        }
        drop(permit);
    }

    /// The state that a URL names, and what follows its prefix.
    fn place<'u>(&self, url: &'u str) -> Result<(Site<'_, 's>, &'u str), Status> {
        let (revision, path) = at_revision(url)?;
        let site = self.sites.site(revision).map_err(|e| no_state(&e))?;
        Ok((site, path))
    }

    /// The state of the other revision that a request asked for, if the file has it.
    fn other(&self, refused: &Status) -> Option<Site<'_, 's>> {
        let Some(Ground::Revision(revision)) = refused.ground else {
            return None;
        };
        let revision = i64::try_from(revision).ok()?;
        self.sites.site(Some(revision)).ok()
    }

    fn answer(&self, url: &str, site: &View<'s>, ask: Ask<'_>, near: Near, framed: bool) {
        let first = respond(site, ask, self.now);
        let other = first.as_ref().err().and_then(|status| self.other(status));
        let (site, answered) = match other.as_deref() {
            Some(other) => (other, respond(other, ask, self.now)),
            None => (site, first),
        };
        match answered {
            Ok(response) => self.write(url, site, &response, near, framed),
            Err(status) => self.refuse(near, &status, url),
        }
    }

    fn refuse(&self, mut near: Near, status: &Status, url: &str) {
        let refusal: Response<'_, '_> = Response::refusal(status);
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

    fn write(
        &self,
        url: &str,
        view: &View<'_>,
        response: &Response<'_, '_>,
        mut near: Near,
        framed: bool,
    ) {
        near.begin(Head::of(response));
        if let Body::Watch(watch) = &response.body {
            self.watch(url, watch, near, framed);
            return;
        }
        if let Body::Answer(Answer::List(_)) = &response.body {
            for problem in view.definition_problems() {
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

    fn watch(&self, url: &str, watch: &Watch<'_, '_>, mut near: Near, framed: bool) {
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
                let seconds = watch.timeout().unwrap_or(WATCH_SECONDS);
                let bookmark = watch.bookmark().map(|mut event| {
                    if !framed {
                        event.push(b'\n');
                    }
                    event
                });
                let held = Hold {
                    bookmark,
                    time: Duration::from_secs(seconds),
                };
                let stop = self.stop.clone();
                self.handle.spawn(hold(held, near.into_sender(), stop));
            }
            Ok(false) => {
                let _gone = near.end();
            }
            Err(e) => near.cut_off(e),
        }
    }
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
