//! Requests on the threads that have the file.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

use kf_answer::{Answer, Ask, Body, Ground, Reason, Response, Status, Told, Watch, respond};
use kf_base::error::{Error, ErrorKind};
use kf_base::time::Timestamp;
use kf_view::View;

use crate::hold::{Hold, hold};
use crate::limits::WATCH_SECONDS;
use crate::pipe::{Head, Near};
use crate::server::Note;
use crate::sites::Sites;
use crate::stop::Stop;

/// A request, with where its answer goes.
pub(crate) struct Job {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) accept: String,
    pub(crate) user_agent: String,
    pub(crate) if_none_match: String,
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

impl Shop<'_, '_> {
    /// Answers a request.
    pub(crate) fn work(&self, job: Job) {
        let Job {
            method,
            url,
            accept,
            user_agent,
            if_none_match,
            body,
            framed,
            near,
            permit,
        } = job;
        let (revision, path) = match at_revision(&url) {
            Ok(found) => found,
            Err(status) => return self.refuse(near, &status, &url),
        };
        let ask = Ask {
            method: &method,
            url: path,
            accept: &accept,
            user_agent: &user_agent,
            if_none_match: &if_none_match,
            body: &body,
        };
        let view = match self.sites.view(revision) {
            Ok(view) => view,
            Err(e) => return self.refuse(near, &no_state(&e), &url),
        };
        match respond(&view, ask, self.now) {
            Ok(response) => self.write(&url, &view, &response, near, framed),
            Err(status) => {
                // The state of another revision is asked for, and the file may have it.
                let other = match status.ground {
                    Some(Ground::Revision(n)) => i64::try_from(n).ok(),
                    _ => None,
                };
                let view = other.and_then(|n| self.sites.view(Some(n)).ok());
                let Some(view) = view else {
                    return self.refuse(near, &status, &url);
                };
                match respond(&view, ask, self.now) {
                    Ok(response) => self.write(&url, &view, &response, near, framed),
                    Err(status) => self.refuse(near, &status, &url),
                }
            }
        }
        drop(permit);
    }

    fn refuse(&self, mut near: Near, status: &Status, url: &str) {
        let refusal: Response<'_, '_> = Response::refusal(status);
        if status.reason == Reason::InternalError {
            (self.tell)(Note::Problem {
                url,
                text: &status.message,
            });
        }
        near.begin(head_of(&refusal));
        let written = refusal.write(&mut near, &mut |_| {});
        // An error means that the client is gone.
        let _gone = written.and_then(|()| near.end());
    }

    fn write(
        &self,
        url: &str,
        view: &Arc<View<'_>>,
        response: &Response<'_, '_>,
        mut near: Near,
        framed: bool,
    ) {
        near.begin(head_of(response));
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

fn head_of(response: &Response<'_, '_>) -> Head {
    Head {
        code: response.code,
        content_type: response.content_type.to_string(),
        headers: response.headers.clone(),
        length: None,
    }
}
