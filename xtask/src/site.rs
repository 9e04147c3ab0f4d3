//! `cargo xtask build`: the page as a folder of files, for any static host and any sub-path.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::Result;
use crate::first_paint;
use crate::run::{command, root, step};
use crate::squeeze::squeeze;
use crate::tools;

/// Stands in files of static/ where the build's own name goes: it changes when any file of the page does,
/// so that the service worker knows an update.
const BUILD_NAME: &str = "__BUILD__";

/// Stands where the names of all files of the page go: what the service worker fetches, so that no part is missing offline.
const FILE_NAMES: &str = "__FILES__";

/// Stands in static/policy.html where the page's own policy goes, hashes and all.
const POLICY: &str = "__POLICY__";

/// Where the built page is.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What the page is made of, and makes it.
const SOURCES: [&str; 10] = [
    "src",
    "static",
    "data",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "package-lock.json",
    "xtask/src",
];

/// Builds dist/, unless it is there already as these sources make it.
pub fn build() -> Result {
    tools::ensure()?;
    let stamp_file = root().join("target/site.stamp");
    let sources = hash_of(&SOURCES.map(|name| root().join(name)));
    let whole = |sources: u64| format!("{sources:016x} {:016x}\n", hash_of(&[dist()]));
    if dist().is_dir() && fs::read_to_string(&stamp_file).is_ok_and(|stamp| stamp == whole(sources)) {
        println!("\n== dist/ is built from these sources already");
        return Ok(());
    }
    make()?;
    fs::write(&stamp_file, whole(sources)).map_err(|e| format!("{}: {e}", stamp_file.display()))
}

/// A hash of files and of all files in folders, their names included.
fn hash_of(paths: &[PathBuf]) -> u64 {
    let mut hash = DefaultHasher::new();
    for path in paths {
        let inside = if path.is_dir() { files(path) } else { vec![path.clone()] };
        for file in inside {
            (&file, fs::read(&file).ok()).hash(&mut hash);
        }
    }
    hash.finish()
}

fn make() -> Result {
    // Trunk leaves alone what it did not write; start from nothing.
    let _ = fs::remove_dir_all(dist());
    step(
        "build the page into dist/",
        command("trunk")
            .args(["--quiet", "build", "--release", "--locked"])
            // Trunk takes NO_COLOR=1 for a wrong value.
            .env_remove("NO_COLOR"),
    )?;
    name_programs(&dist())?;
    let index = dist().join("index.html");
    let page = fs::read_to_string(&index).map_err(|e| format!("{}: {e}", index.display()))?;
    if let Some(found) = inline_code(&page) {
        return Err(format!("dist/index.html has {found}, which its own security policy forbids"));
    }
    // The one inline style, by its hash.
    first_paint::prepare(&dist())?;
    stamp(&dist())
}

/// All files under a folder, in order.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Makes both programs small, and gives them names that change with what is in them: a page never meets the analysis of
/// another build.
fn name_programs(dist: &Path) -> Result {
    let index = dist.join("index.html");
    let mut page = fs::read_to_string(&index).map_err(|e| format!("dist/index.html: {e}"))?;
    for program in ["page", "analysis"] {
        let old = stem(dist, program).ok_or_else(|| format!("dist/ has no {program}"))?;
        let path = |stem: &str, ending: &str| dist.join(format!("{stem}{ending}"));
        let (script, wasm) = (path(&old, ".js"), path(&old, "_bg.wasm"));
        squeeze(&wasm, &script)?;
        let mut hash = DefaultHasher::new();
        for file in [script, wasm] {
            fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?.hash(&mut hash);
        }
        let new = format!("{program}-{:016x}", hash.finish());
        for ending in [".js", "_bg.wasm"] {
            fs::rename(path(&old, ending), path(&new, ending))
                .map_err(|e| format!("dist/{old}{ending}: {e}"))?;
            page = page.replace(&format!("./{old}{ending}"), &format!("./{new}{ending}"));
        }
    }
    fs::write(index, page).map_err(|e| format!("dist/index.html: {e}"))
}

/// What the files of a program are called, without their endings; Trunk names only the page's own with a hash.
fn stem(dist: &Path, program: &str) -> Option<String> {
    let names = files(dist)
        .into_iter()
        .filter_map(|f| Some(f.file_name()?.to_str()?.strip_suffix(".js")?.to_owned()));
    names.into_iter().find(|name| name.split('-').next() == Some(program))
}

/// Puts the build's name where [`BUILD_NAME`] stands.
fn stamp(dist: &Path) -> Result {
    let mut hash = DefaultHasher::new();
    let mut marked = Vec::new();
    for file in files(dist) {
        let bytes = fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        (file.strip_prefix(dist).unwrap_or(&file), &bytes).hash(&mut hash);
        let text = String::from_utf8(bytes)
            .ok()
            .filter(|text| [BUILD_NAME, FILE_NAMES, POLICY].iter().any(|mark| text.contains(mark)));
        marked.extend(text.map(|text| (file, text)));
    }
    let name = format!("{:016x}", hash.finish());
    let names = file_names(dist);
    let index = fs::read_to_string(dist.join("index.html")).unwrap_or_default();
    let policy = policy(&index).ok_or("dist/index.html has no policy")?;
    for (file, text) in marked {
        fs::write(&file, text.replace(BUILD_NAME, &name).replace(FILE_NAMES, &names).replace(POLICY, policy))
            .map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(())
}

/// The Content-Security-Policy of a page.
fn policy(page: &str) -> Option<&str> {
    let rest = page.split_once("Content-Security-Policy\"")?.1;
    rest.split_once("content=\"")?.1.split_once('"').map(|(policy, _)| policy)
}

/// The names of all files but the service worker itself and what a host shows in place of a missing page, with `./` for
/// `index.html`, as that is what the page is opened by.
fn file_names(dist: &Path) -> String {
    let relative = files(dist).into_iter().filter_map(|file| {
        let name = file.strip_prefix(dist).ok()?.to_string_lossy().replace('\\', "/");
        let left_out = name == "sw.js" || name.starts_with("404.");
        (!left_out).then(|| if name == "index.html" { "./".to_owned() } else { format!("./{name}") })
    });
    relative.collect::<Vec<_>>().join(" ")
}

/// The first inline script, style or handler of a page.
fn inline_code(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end..]);
            continue;
        }
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let mut words = tag.split_ascii_whitespace();
        let name = words.next().unwrap_or("");
        let bad = match name {
            "style" => true,
            "script" => !tag.contains(" src="),
            _ => words.any(|w| w.starts_with("style=") || (w.starts_with("on") && w.contains('='))),
        };
        if bad {
            return Some(format!("<{tag}>"));
        }
        rest = &rest[tag.len()..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_read() {
        let page = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"#;
        assert_eq!(policy(page), Some("default-src 'none'"));
        assert_eq!(policy("<p>"), None);
    }

    #[test]
    fn inline_code_is_found() {
        for page in ["<script>x()</script>", "<p style=\"x\">", "<b onclick=\"x()\">", "<STYLE>a{}</STYLE>"] {
            assert!(inline_code(page).is_some(), "{page}");
        }
        let fine =
            "<!-- <style> --><script type=\"module\" src=\"boot.js\"></script><p class=\"style\">on = 1</p>";
        assert_eq!(inline_code(fine), None);
    }
}
