//! Running other programs: from the project's folder, with its tools first on the path.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Result;

/// The project's folder.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = here.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A command that will run in the project's folder, with target/tools/bin and node_modules/.bin first on
/// the path and nothing on standard input.
pub fn command(program: &str) -> Command {
    let root = root();
    let mut paths = vec![root.join("target/tools/bin"), root.join("node_modules/.bin")];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(paths).unwrap_or_else(|_| OsString::new());
    // The search for the program itself uses our own PATH on some systems: look it up first.
    let file = std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file());
    let mut command = Command::new(file.unwrap_or_else(|| program.into()));
    command.current_dir(root).env("PATH", path).stdin(Stdio::null());
    command
}

/// The same for cargo, the one that runs us.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut command = command(&program);
    command.args(arguments);
    command
}

/// Runs a step under a heading and says how long it took. Its output goes to the terminal.
pub fn step(what: &str, command: &mut Command) -> Result {
    println!("\n== {what}");
    let start = Instant::now();
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    if status.success() {
        println!("== {what}: done in {:.0} s", start.elapsed().as_secs_f64());
        Ok(())
    } else {
        Err(format!("{what} failed ({status}): {}", shown(command)))
    }
}

/// Runs a command and gives what it wrote on standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let out = command
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .output()
        .map_err(|e| cannot_start(command, &e))?;
    if out.status.success() {
        return Ok(String::from_utf8_lossy(&out.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&out.stderr);
    Err(format!("{} failed ({}):\n{}", shown(command), out.status, said.trim_end()))
}

/// Whether the program exists and gives success.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// The file of a program on the path, if there is one.
pub fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|dir| dir.join(program)).find(|file| file.is_file())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("can't start {}: {error}", command.get_program().to_string_lossy())
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|a| a.to_string_lossy()));
    words.join(" ")
}
