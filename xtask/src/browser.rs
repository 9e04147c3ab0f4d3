//! Chromium and its driver: found, or installed with the system's package manager where that is permitted.

use std::path::PathBuf;

use crate::Result;
use crate::run::{command, find, output, step, succeeds};

/// A browser for the tests.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// Finds the browser, or installs it.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    install()?;
    find_browser().ok_or_else(|| needed("Installed, but neither on the PATH."))
}

fn find_browser() -> Option<Browser> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file());
    let chromium = named("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(find)
    })?;
    let chromedriver = named("CHROMEDRIVER").or_else(|| find("chromedriver"))?;
    Some(Browser { chromium, chromedriver })
}

fn install() -> Result {
    if find("apt-get").is_none() {
        return Err(needed("There is no apt-get here to install them with."));
    }
    let root = output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root && !succeeds(command("sudo").args(["-n", "true"])) {
        return Err(needed("Installing them takes root, or sudo without a password."));
    }
    let apt = |arguments: &[&str]| {
        let mut apt = if root { command("apt-get") } else { command("sudo") };
        if !root {
            apt.args(["-n", "apt-get"]);
        }
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    step("apt-get update", &mut apt(&["update", "-qq"]))?;
    let install = ["install", "-y", "-qq", "--no-install-recommends", "chromium", "chromium-driver"];
    step("install Chromium and its driver", apt(&install).stdout(std::process::Stdio::null()))
        .map_err(|e| needed(&e))
}

fn needed(reason: &str) -> String {
    format!(
        "The tests need Chromium and chromedriver of the same version. {reason}\n\
         Install both (Debian: apt-get install chromium chromium-driver), or name them in the environment \
         variables CHROMIUM and CHROMEDRIVER."
    )
}
