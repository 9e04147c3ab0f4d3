//! The tools that the page needs, each at the version that is known to work, installed where it is missing.
//!
//! Trunk and wasm-bindgen are built by cargo into target/tools; wasm-opt comes with the npm package binaryen,
//! since older ones (also the crate wasm-opt) do not read this compiler's output. Trunk runs with
//! `offline = true`, so it takes these and never downloads its own.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Result;
use crate::run::{cargo, command, find, output, root, step};

const TRUNK: &str = "0.21.14";
/// The same as in Cargo.toml: the two sides must match exactly.
const WASM_BINDGEN: &str = "0.2.130";
const CARGO_FUZZ: &str = "0.13.2";
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Installs everything that building the page takes.
pub fn ensure() -> Result {
    wasm_target()?;
    node_packages()?;
    // With --locked wasm-bindgen's own lock file has failed on a registry that lagged behind it.
    // It serves and fetches nothing here, so it needs no encryption.
    let trunk = installed("trunk", "trunk", TRUNK, &["--locked", "--no-default-features"])?;
    let bindgen = installed("wasm-bindgen-cli", "wasm-bindgen", WASM_BINDGEN, &[])?;
    if trunk || bindgen {
        // Over a gigabyte, of no more use.
        let _ = fs::remove_dir_all(root().join("target/tools-build"));
    }
    Ok(())
}

/// Installs what runs the fuzz targets.
pub fn cargo_fuzz() -> Result {
    installed("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ, &["--locked"]).map(|_| ())
}

/// Adds the standard library for WebAssembly, unless it is there. Looks for the files, since `rustup target
/// list` says nothing about a compiler that rustup did not install.
pub fn wasm_target() -> Result {
    let dir = output(command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    let there = fs::read_dir(dir.trim())
        .is_ok_and(|files| files.flatten().any(|f| f.file_name().to_string_lossy().starts_with("libcore-")));
    if there {
        return Ok(());
    }
    step("install the target wasm32-unknown-unknown", command("rustup").args(["target", "add", WASM_TARGET]))
        .map_err(|e| {
            format!("{e}\nThe Rust compiler here has no standard library for {WASM_TARGET}, and rustup could not add it.")
        })
}

/// Installs the packages of package-lock.json (wasm-opt, and what drives the browser in tests).
pub fn node_packages() -> Result {
    if find("node").is_none() || find("npm").is_none() {
        return Err("Node.js 20 or newer with npm is needed (for wasm-opt and the browser tests); \
                    install it from your system's packages or nodejs.org"
            .into());
    }
    let root = root();
    let lock =
        fs::read_to_string(root.join("package-lock.json")).map_err(|e| format!("package-lock.json: {e}"))?;
    if packages_match(&lock, &root) {
        return Ok(());
    }
    step("install the packages of package-lock.json", command("npm").args(["ci", "--no-audit", "--no-fund"]))
}

/// Whether each package of the lock file is there in its version.
fn packages_match(lock: &str, root: &Path) -> bool {
    let Ok(lock) = serde_json::from_str::<Value>(lock) else { return false };
    let Some(packages) = lock["packages"].as_object() else { return false };
    packages.iter().filter(|(path, package)| !path.is_empty() && package["optional"] != true).all(
        |(path, package)| {
            let file = fs::read(root.join(path).join("package.json")).unwrap_or_default();
            let found: Value = serde_json::from_slice(&file).unwrap_or_default();
            found["version"].is_string() && found["version"] == package["version"]
        },
    )
}

/// Installs `program` of the crate `name`, unless that version is there. True if it had to.
fn installed(name: &str, program: &str, version: &str, flags: &[&str]) -> Result<bool> {
    let has = output(command(program).arg("--version")).unwrap_or_default();
    if has.split_whitespace().nth(1) == Some(version) {
        return Ok(false);
    }
    let mut install = cargo(&["install", name, "--version", version, "--root", "target/tools", "--force"]);
    install.args(flags).arg("--quiet");
    // Tools that run for seconds: the time to compile them is what counts. Trunk only copies and calls.
    let optimised = if name == "trunk" { "0" } else { "1" };
    install
        .env("CARGO_TARGET_DIR", root().join("target/tools-build"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", optimised)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    step(&format!("install {program} {version} into target/tools (once, some minutes)"), &mut install)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_is_not_there_does_not_match() {
        let lock = r#"{"packages": {"": {}, "node_modules/nothing": {"version": "1.0.0"}}}"#;
        assert!(!packages_match(lock, Path::new("/nonexistent")));
        assert!(packages_match(r#"{"packages": {"": {}}}"#, Path::new("/nonexistent")));
        assert!(!packages_match("not json", Path::new("/nonexistent")));
    }

    #[test]
    fn the_pinned_wasm_bindgen_is_the_one_in_cargo_toml_and_trunk_toml() {
        for (file, line) in [
            ("Cargo.toml", format!("wasm-bindgen = \"={WASM_BINDGEN}\"")),
            ("Trunk.toml", format!("wasm_bindgen = \"{WASM_BINDGEN}\"")),
            ("Trunk.toml", format!("trunk-version = \"^{TRUNK}\"")),
        ] {
            let text = fs::read_to_string(root().join(file)).unwrap();
            assert!(text.contains(&line), "{file} should say {line}");
        }
    }
}
