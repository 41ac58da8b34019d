"""A throw-away LemonLDAP::NG on 127.0.0.1:8480, from Debian's packages.

All that it knows is kept in the folder that HANDRAIL_LAB_FOLDER names: nothing of a LemonLDAP::NG
that is in use on the same machine is read or changed. It runs until it is told to stop (SIGTERM,
SIGINT) or until one of its two servers has ended, and stops both.

As root, the servers run as Debian's user of web servers: LemonLDAP::NG refuses to run as root.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypedDict

FASTCGI = "/usr/sbin/llng-fastcgi-server"
NGINX = "/usr/sbin/nginx"
# Perl modules that Debian's packages only recommend, and without which pages are errors.
PERL_MODULES = ("Lasso", "GD::SecurityImage", "Image::Magick", "MIME::Entity", "XML::LibXSLT")
# As whom Debian's web servers run.
WEB_USER = "www-data"

# What the identity provider reads, and where in its folder; LAB_FOLDER in it is that folder.
SEED = Path(__file__).parent / "seed"
SEEDS = {"lmConf-1.json": "conf", "lemonldap-ng.ini": "", "nginx.conf": ""}
FOLDERS = ("conf", "cache", "sessions/lock", "persistent-sessions/lock", "temporary")
# Where the two servers meet.
SOCKET = "fastcgi.sock"
LOG = "servers.log"

# In seconds: how long a server has to start or to end, and how often it is looked at.
PATIENCE = 10
PAUSE = 0.1


class CannotRunError(Exception):
    """The identity provider cannot be started, or has ended; the message says why."""


class Account(TypedDict, total=False):
    """As whom a server is run; empty: as whoever runs this."""

    user: str
    group: str
    extra_groups: Sequence[str]


def main() -> None:
    """Run the identity provider until there is a reason to stop.

    Raises SystemExit, with a message unless a signal was the reason.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit())
    try:
        check_packages()
        run(prepare(lab_folder()))
    except CannotRunError as error:
        sys.exit(str(error))


def check_packages() -> None:
    """Raise CannotRunError if something is not installed."""
    missing = [program for program in (FASTCGI, NGINX) if not Path(program).exists()]
    missing += missing_modules()
    if missing:
        raise CannotRunError(f'Run "make lab" first: there is no {", no ".join(missing)}.')


def missing_modules() -> list[str]:
    """Return the Perl modules that are not installed."""
    perl = shutil.which("perl")
    if perl is None:
        return ["perl"]
    asked = "for (@ARGV) { eval qq{require $_; 1} or print qq{$_\\n} }"
    answer = subprocess.run(
        [perl, "-e", asked, *PERL_MODULES], capture_output=True, text=True, check=True
    )
    return answer.stdout.splitlines()


def lab_folder() -> Path:
    """Return the folder of this run; raise CannotRunError if none is named."""
    named = Path(os.environ.get("HANDRAIL_LAB_FOLDER", ""))
    if not named.is_absolute() or not named.is_dir():
        raise CannotRunError("HANDRAIL_LAB_FOLDER has to name a folder, from the root on.")
    return named


def prepare(lab: Path) -> Path:
    """Make the identity provider's folder in that of the lab, and return it."""
    folder = lab / "lemonldap-ng"
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    for name, place in SEEDS.items():
        text = (SEED / name).read_text(encoding="utf-8")
        made = folder / place / name
        made.write_text(text.replace("LAB_FOLDER", str(folder)), encoding="utf-8")
    if account():
        lab.chmod(0o711)  # the servers get through it, and do not see what else is in it
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, WEB_USER, WEB_USER)
    folder.chmod(0o700)
    return folder


def account() -> Account:
    """Return as whom the servers are run."""
    if os.geteuid() != 0:
        return {}
    return {"user": WEB_USER, "group": WEB_USER, "extra_groups": []}


def run(folder: Path) -> None:
    """Run both servers; raise CannotRunError as soon as one has ended."""
    with ExitStack() as stack:
        fastcgi = stack.enter_context(server(folder, *fastcgi_command(folder)))
        wait_for(folder / SOCKET, fastcgi)
        nginx = stack.enter_context(
            server(folder, NGINX, "-e", "stderr", "-c", f"{folder}/nginx.conf")
        )
        while fastcgi.poll() is None and nginx.poll() is None:
            time.sleep(PAUSE)
        raise CannotRunError(f"A server of LemonLDAP::NG has ended:\n{last_words(folder)}")


def fastcgi_command(folder: Path) -> Iterator[str]:
    """Yield the command of the server that runs LemonLDAP::NG itself."""
    yield from (FASTCGI, "--foreground", "--proc", "3")
    yield from ("--socket", f"{folder}/{SOCKET}", "--pid", f"{folder}/fastcgi.pid")


@contextmanager
def server(folder: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server, in a session of its own; afterwards nothing is left of it."""
    with (
        (folder / LOG).open("ab") as log,
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **account(),
        ) as process,
    ):
        try:
            yield process
        finally:
            end(process)


def environment(folder: Path) -> Mapping[str, str]:
    """Return the environment of the servers; USER in it would be whom LemonLDAP::NG changes to."""
    return {
        "PATH": os.defpath,
        "LLNG_DEFAULTCONFFILE": f"{folder}/lemonldap-ng.ini",
        "LLNG_DEFAULTLOGGER": "Lemonldap::NG::Common::Logger::Std",
    }


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server with all that it has started."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def wait_for(socket: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server has made its socket; raise CannotRunError if it does not."""
    until = time.monotonic() + PATIENCE
    while not socket.exists():
        if process.poll() is not None or time.monotonic() > until:
            said = last_words(socket.parent)
            raise CannotRunError(f"LemonLDAP::NG does not start:\n{said}")
        time.sleep(PAUSE)


def last_words(folder: Path) -> str:
    """Return the end of what the servers have said."""
    lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-10:])


if __name__ == "__main__":
    main()
