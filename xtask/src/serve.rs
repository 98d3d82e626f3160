//! Builds the page and serves it on this machine.

use crate::build::build_quietly;
use anyhow::{Context, Result, bail};
use page_driver::Server;
use std::path::Path;

/// How many ports are tried when the wanted one is taken.
const PORTS: u16 = 20;

/// Serves the page at `port`, or at the next free one, until the process is ended.
pub fn serve(port: u16) -> Result<()> {
    let dist = build_quietly()?;
    let server = start(&dist, port)?;
    println!("\nZoneplan is at {}\n\nCtrl-C ends it.", server.url());
    server.wait();
    Ok(())
}

/// Starts a server at the first free port from `port` on.
fn start(dist: &Path, port: u16) -> Result<Server> {
    let last = port.saturating_add(PORTS - 1);
    let mut failure = None;
    for port in port..=last {
        match Server::start(dist, port) {
            Ok(server) => return Ok(server),
            Err(error) => failure = Some(error),
        }
    }
    let tried = format!("tried the ports {port} to {last}; name another with --port");
    match failure {
        Some(error) => Err(error).context(tried),
        None => bail!(tried),
    }
}
