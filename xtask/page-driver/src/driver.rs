//! The process that drives a browser: chromedriver or geckodriver.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a browser may take to close before its driver is killed.
const CLOSING: Duration = Duration::from_secs(5);

/// A WebDriver server on a port of its own; it and its browsers end when this is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
    /// What closes its browsers, as method and path.
    farewell: String,
}

impl Driver {
    /// Starts chromedriver.
    pub(crate) fn chromedriver(program: &Path) -> Result<Self> {
        let arguments = ["--port=0", "--log-level=SEVERE"];
        let start = || Self::start(program, &arguments, "started successfully on port ", "GET /shutdown");
        // It looks for a free port and takes it later: another may have been quicker.
        start().or_else(|_| start()).or_else(|_| start())
    }

    /// Starts geckodriver. What closes its browser is known once there is a session.
    pub(crate) fn geckodriver(program: &Path) -> Result<Self> {
        Self::start(program, &["--port", "0"], "Listening on 127.0.0.1:", "")
    }

    /// Has a session closed with the driver.
    pub(crate) fn closes_session(&mut self, session: &str) {
        self.farewell = format!("DELETE /session/{session}");
    }

    /// Starts the program and waits until it says after `mark` which port it took.
    fn start(program: &Path, arguments: &[&str], mark: &str, farewell: &str) -> Result<Self> {
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let lines = process.stdout.take().map(|stdout| BufReader::new(stdout).lines());
        let port = lines.and_then(|mut lines| {
            let port = lines.find_map(|line| port_in(&line.ok()?, mark));
            // Someone must go on reading, or a full pipe would stop the driver.
            std::thread::spawn(move || lines.for_each(drop));
            port
        });
        match port {
            Some(port) => Ok(Self { process, port, farewell: farewell.to_owned() }),
            None => {
                let _ = process.kill();
                let status = process.wait()?;
                bail!("{} ended without naming its port ({status})", program.display())
            }
        }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to close its browsers and to end.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(CLOSING))?;
        write!(
            stream,
            "{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.farewell, self.port
        )?;
        std::io::copy(&mut stream, &mut std::io::sink())?;
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = Instant::now();
        // Of the two only chromedriver ends with its browsers.
        let ends_itself = self.farewell.starts_with("GET");
        if !self.farewell.is_empty() && self.shut_down().is_ok() && ends_itself {
            while asked.elapsed() < CLOSING {
                if matches!(self.process.try_wait(), Ok(Some(_))) {
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port in "ChromeDriver was started successfully on port 41235.", or after another mark.
fn port_in(line: &str, mark: &str) -> Option<u16> {
    let (_, port) = line.split_once(mark)?;
    port.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_line_that_names_it() {
        let mark = "started successfully on port ";
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0", mark), None);
        assert_eq!(port_in("ChromeDriver was started successfully on port 41235.", mark), Some(41235));
        let line = "1764259200000\tgeckodriver\tINFO\tListening on 127.0.0.1:41235";
        assert_eq!(port_in(line, "Listening on 127.0.0.1:"), Some(41235));
    }
}
