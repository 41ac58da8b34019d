"""A throw-away Django site with djangosaml2idp on 127.0.0.1:8580: python identity_provider.py.

Its database, key and certificate are made anew in the folder that HANDRAIL_LAB_FOLDER names. It
runs until it is told to stop (SIGTERM, SIGINT).
"""

import os
import shutil
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.servers import basehttp

# With it pysaml2 signs; it would say so no earlier than when somebody signs in.
SIGNER = "xmlsec1"
LIFE_OF_CERTIFICATE = timedelta(days=1)


def main() -> None:
    """Run the site until a signal ends it; raises SystemExit, with a message if it cannot run."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit())
    check()
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    settings.FOLDER.mkdir()
    make_key(settings.HOST, settings.KEY, settings.CERTIFICATE)
    django.setup()
    keep_metadata_in(settings.FOLDER)
    call_command("migrate", verbosity=0)
    add_people()
    handler = StaticFilesHandler(basehttp.get_internal_wsgi_application())
    basehttp.run(settings.ADDRESS, settings.PORT, handler, threading=True)


def check() -> None:
    """Raise SystemExit if something is not there that the site needs."""
    if shutil.which(SIGNER) is None:
        sys.exit(f'Run "make lab" first: there is no {SIGNER}.')
    named = Path(os.environ.get("HANDRAIL_LAB_FOLDER", ""))
    if not named.is_absolute() or not named.is_dir():
        sys.exit("HANDRAIL_LAB_FOLDER has to name a folder, from the root on.")


def make_key(host: str, key_file: Path, certificate_file: Path) -> None:
    """Write a new key, and a certificate for it that it has signed itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + LIFE_OF_CERTIFICATE)
        .sign(key, hashes.SHA256())
    )
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def keep_metadata_in(folder: Path) -> None:
    """Have djangosaml2idp write its files for pysaml2 to `folder`.

    It has no setting for that, and writes to /tmp/djangosaml2idp, which all sites on a machine
    share and nobody clears.
    """

    def metadata_path(provider: Any) -> str:
        path = folder / f"{provider.pk}.xml"
        path.write_text(provider.local_metadata, encoding="utf-8")
        return str(path)

    apps.get_model("djangosaml2idp", "ServiceProvider").metadata_path = metadata_path


def add_people() -> None:
    """Add an administrator, and somebody who signs in to the service provider."""
    users = get_user_model().objects
    users.create_superuser("admin", "admin@example.com", "admin")
    users.create_user("ada", "ada@example.com", "ada")


if __name__ == "__main__":
    main()
