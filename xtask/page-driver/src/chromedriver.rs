//! The chromedriver process.

use crate::Programs;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a browser may take to close before its driver is killed.
const CLOSING: Duration = Duration::from_secs(5);

/// A chromedriver on a port of its own; it and its browsers end when this is dropped.
#[derive(Debug)]
pub(crate) struct Chromedriver {
    process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts chromedriver and waits until it says which port it took.
    pub(crate) fn start(programs: &Programs) -> Result<Self> {
        let program = &programs.chromedriver;
        let mut process = Command::new(program)
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let lines = process.stdout.take().map(|stdout| BufReader::new(stdout).lines());
        let port = lines.and_then(|mut lines| {
            let port = lines.find_map(|line| port_in(&line.ok()?));
            // Someone must go on reading, or a full pipe would stop the driver.
            std::thread::spawn(move || lines.for_each(drop));
            port
        });
        match port {
            Some(port) => Ok(Self { process, port }),
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
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        )?;
        std::io::copy(&mut stream, &mut std::io::sink())?;
        Ok(())
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let asked = Instant::now();
        if self.shut_down().is_ok() {
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

/// The port in "ChromeDriver was started successfully on port 41235."
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_line_that_names_it() {
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
        assert_eq!(port_in("ChromeDriver was started successfully on port 41235."), Some(41235));
    }
}
