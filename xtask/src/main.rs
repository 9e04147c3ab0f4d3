//! The project's own commands. Each sets up what it needs and is not there yet; see [`tools`].

mod arrange;
mod bench;
mod browser;
mod eval;
mod first_paint;
mod fuzz;
mod lint;
mod run;
mod screenshots;
mod serve;
mod site;
mod size;
mod squeeze;
mod test;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  serve        build the release page and serve it on http://127.0.0.1:8080/  [--port N] [--base /path/]
  test         run everything: host tests, tests in headless Chromium, the built page from end to end
  build        build the release page into dist/, ready for any static host
  lint         formatting, clippy on both targets, documentation, dependencies
  size         what the built page weighs, against the budget                 [--no-build]
  eval         score the analysis against ../shared/data                      [--readme]
  bench        measure the speed, also beside other libraries    [--host] [--no-build] [--readme]
  fuzz         run the fuzz targets for an hour or ten million inputs each    [--minutes N] [TARGET …]
  screenshots  take the pictures in docs/screenshots

Tools go to target/tools and node_modules, nothing else on this machine is changed; only Chromium, when it
is missing, is installed with apt-get, where that is permitted.
";

/// What went wrong, in words for whoever runs the command.
type Result<T = ()> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match command {
        "serve" => serve::serve(rest),
        "test" => test::test(),
        "build" => site::build(),
        "lint" => lint::lint(),
        "size" => size::size(rest),
        "eval" => eval::eval(rest),
        "bench" => bench::bench(rest),
        "fuzz" => fuzz::fuzz(rest),
        "screenshots" => screenshots::screenshots(),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no command {other:?}\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\ncargo xtask {command}: {message}");
            ExitCode::FAILURE
        }
    }
}
