//! What shells and man read: completions and pages, made from the arguments themselves.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::args::{Args, Format};
use super::error::CliError;
use super::files;
use super::run::json;
use crate::engine::export::ExportFile;

/// What the help of `completions` adds.
pub(super) const COMPLETIONS: &str = "Where each shell reads them:\n  \
    bash        zoneplan completions bash > ~/.local/share/bash-completion/completions/zoneplan\n  \
    zsh         zoneplan completions zsh > ~/.zfunc/_zoneplan   (with fpath+=~/.zfunc before compinit)\n  \
    fish        zoneplan completions fish > ~/.config/fish/completions/zoneplan.fish\n  \
    powershell  zoneplan completions powershell >> $PROFILE\n  \
    elvish      zoneplan completions elvish >> ~/.config/elvish/rc.elv\n\n\
    Examples:\n  zoneplan completions bash > zoneplan.bash";

/// What the help of `man` adds.
pub(super) const MAN: &str = "Examples:\n  zoneplan man > zoneplan.1\n  zoneplan man --out man1\n  \
    zoneplan man --out ~/.local/share/man/man1";

/// Which pages go where.
#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// Folder for the pages of every command. Default: the program's own page, on standard output.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Form of the answer when a folder is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints what completes commands and options in a shell.
pub(super) fn completions(shell: Shell) -> Result<ExitCode, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "zoneplan", &mut script);
    files::print_bytes(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the page of the program, or writes one for every command.
pub(super) fn man(args: &ManArgs) -> Result<ExitCode, CliError> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let Some(folder) = args.out.as_deref() else {
        files::print_bytes(&page(&program)?.bytes)?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut pages = Vec::new();
    collect(&program, &mut pages)?;
    files::write_folder(folder, &pages)?;
    files::print(&answer(folder, &pages, args.format)?)?;
    Ok(ExitCode::SUCCESS)
}

fn answer(folder: &Path, pages: &[ExportFile], format: Format) -> Result<String, CliError> {
    let names = pages.iter().map(|page| folder.join(&page.name).display().to_string());
    match format {
        Format::Text => Ok(names.map(|name| format!("wrote {name}\n")).collect()),
        Format::Json => json(&names.collect::<Vec<_>>()),
    }
}

/// The page of a command, and those of the commands below it.
fn collect(command: &Command, pages: &mut Vec<ExportFile>) -> Result<(), CliError> {
    pages.push(page(command)?);
    command.get_subcommands().filter(|below| !below.is_hide_set()).try_for_each(|below| collect(below, pages))
}

fn page(command: &Command) -> Result<ExportFile, CliError> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut text = Vec::new();
    let page = clap_mangen::Man::new(command.clone())
        .title(&name)
        .source(concat!("zoneplan ", env!("CARGO_PKG_VERSION")));
    page.render(&mut text).map_err(super::run::output)?;
    let text = String::from_utf8(text).map_err(super::run::output)?;
    Ok(ExportFile::text(format!("{name}.1"), text))
}
