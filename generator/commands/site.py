"""Which site a command is about: the option --config."""

from pathlib import Path

import click

from generator import configuration
from generator.configuration import Configuration
from generator.mkdocs_yml import ConfigurationError
from generator.terminal import stop

option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The site's mkdocs.yml, here or in a folder above.",
)


def read_site(config_file: Path) -> Configuration:
    """Return the configuration of the site that --config names; ends the command without one."""
    try:
        return configuration.read(_upwards(config_file))
    except ConfigurationError as error:
        stop(str(error))


def _upwards(config_file: Path) -> Path:
    """Return the mkdocs.yml of this folder or the nearest one above that has it."""
    folders = [Path.cwd(), *Path.cwd().parents]
    found = (folder / config_file for folder in folders if (folder / config_file).is_file())
    return next(found, config_file)
