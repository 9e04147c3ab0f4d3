//! `cargo xtask serve`: builds the page and serves dist/ the way a static host does: files by name,
//! `404.html` for what is not there, nothing else.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::Result;
use crate::site;

pub fn serve(arguments: &[String]) -> Result {
    let (mut port, mut base, mut build) = (8080u16, "/".to_string(), true);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--port" => port = value()?.parse().map_err(|_| "--port needs a number".to_string())?,
            "--base" => base = format!("/{}/", value()?.trim_matches('/')).replace("//", "/"),
            "--no-build" => build = false,
            other => return Err(format!("serve does not know {other}")),
        }
    }
    if build {
        site::build()?;
    }
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|e| format!("port {port}: {e}"))?;
    println!("\nCrossread is on http://127.0.0.1:{port}{base} (Ctrl+C ends it)");
    let site = Arc::new(Site { root: site::dist(), base });
    for stream in listener.incoming().flatten() {
        let site = site.clone();
        std::thread::spawn(move || {
            // A browser that hangs up early is no concern of ours.
            let _ = site.answer(stream);
        });
    }
    Ok(())
}

struct Site {
    root: PathBuf,
    /// Begins and ends with a slash.
    base: String,
}

impl Site {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut request = String::new();
        let mut reader = BufReader::new(stream.try_clone()?).take(64 << 10);
        reader.read_line(&mut request)?;
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
        let (status, file) = match self.file(target) {
            Some(file) => ("200 OK", Some(file)),
            None => ("404 Not Found", Some(self.root.join("404.html")).filter(|f| f.is_file())),
        };
        let body = file.as_deref().map(fs::read).transpose()?.unwrap_or_default();
        let kind = file.as_deref().map_or("text/plain", media_type);
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    /// The file for an address below the base; never one outside the folder.
    fn file(&self, target: &str) -> Option<PathBuf> {
        let path = decode(target.split(['?', '#']).next()?)?;
        let name = path.strip_prefix(&self.base)?;
        if name.contains('\\') || name.split('/').any(|part| part == "..") {
            return None;
        }
        let mut file = self.root.join(name.trim_start_matches('/'));
        if name.is_empty() || name.ends_with('/') {
            file = file.join("index.html");
        }
        file.is_file().then_some(file)
    }
}

/// Undoes percent-encoding.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_are_served() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let site = Site { root: root.clone(), base: "/crossread/".into() };
        assert_eq!(site.file("/crossread/main.rs?x=1"), Some(root.join("main.rs")));
        assert_eq!(site.file("/crossread/%6dain.rs"), Some(root.join("main.rs")));
        for target in [
            "/main.rs",
            "/crossread/../Cargo.toml",
            "/crossread/%2e%2e/Cargo.toml",
            "/crossread/%zz",
            "/crossread//etc/passwd",
        ] {
            assert_eq!(site.file(target), None, "{target}");
        }
    }
}
