//! The end of a server.

use std::sync::Arc;

use tokio::sync::watch;

/// Ends a server from anywhere; copies end the same one.
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stop {
    /// Ends the server, now or as soon as it begins.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Waits until the server is to end.
    pub(crate) async fn stopped(&self) {
        let mut receiver = self.0.subscribe();
        // The sender is alive as long as `self` is.
        let _ended = receiver.wait_for(|stopped| *stopped).await;
    }
}
