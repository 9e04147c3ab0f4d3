//! `cargo xtask bench`: how fast the analysis is.

use crate::Result;
use crate::eval::replace_section;
use crate::run::{cargo, output, root};

pub fn bench(arguments: &[String]) -> Result {
    println!("== speed of each stage on the host, one thread (the release build takes a while)");
    let table =
        output(&mut cargo(&["bench", "--locked", "--quiet", "--package", "crossread", "--bench", "stages"]))?;
    println!("\n{table}");
    if arguments.iter().any(|a| a == "--readme") {
        replace_section(&root().join("README.md"), "bench", &table)?;
        println!("written to README.md");
    }
    Ok(())
}
