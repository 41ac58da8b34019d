"""A SAML service provider for labs, in the shape of balenaCloud: python service_provider.py PORT.

It runs on 127.0.0.1 and is called as balenaCloud is, on cloud.example.com instead of
balena-cloud.com, over plain http. An administrator uploads the metadata of an identity provider for
an SSO identifier; then people sign in, and see what the identity provider says of them.

Nothing is believed but what is signed with a key of that metadata, and the addresses are this
program's own: it reads no service-provider.yml, so a wrong address there shows at the sign-in. What
it is given is kept in the folder that HANDRAIL_LAB_FOLDER names.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from flask import Flask, redirect, render_template_string, request
from flask.typing import ResponseReturnValue
from lxml.etree import XMLSyntaxError
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as MetadataParser

SSO_IDENTIFIER = re.compile(r"[a-z0-9_-]+")
# By what people are known.
EMAIL_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

# The settings of python3-saml (https://github.com/SAML-Toolkits/python3-saml).
Settings: TypeAlias = dict[str, Any]

PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{{ title }} - Cloud</title>
<style>
  body { font: 16px "DejaVu Sans", sans-serif; margin: 2rem auto; max-width: 44rem }
  label, input, button { display: block; font: inherit; margin: .5rem 0 }
  th, td { padding: .3rem 1rem .3rem 0; text-align: left; vertical-align: top }
</style>
<h1>{{ title }}</h1>
{% if text %}<p role="{{ role }}">{{ text }}</p>{% endif %}
{% if asks_for_team %}
<form action="/sign-in">
  <label for="team">SSO identifier</label>
  <input id="team" name="identifier" required>
  <button>Sign in</button>
</form>
{% endif %}
{% if is_form %}
<form method="post" enctype="multipart/form-data">
  <label for="file">XML file</label>
  <input id="file" name="file" type="file" required>
  <label for="identifier">SSO identifier</label>
  <input id="identifier" name="identifier" required>
  <button>Add Identity Provider</button>
</form>
{% endif %}
{% if facts %}
<table>
  {% for name, values in facts.items() %}
  <tr><th scope="row">{{ name }}</th><td>{{ values | join(", ") }}</td></tr>
  {% endfor %}
</table>
{% endif %}
</html>
"""


class RefusedError(Exception):
    """Something is not taken; the message says why, in a sentence."""


@dataclass(frozen=True)
class Team:
    """Those who sign in with one SSO identifier; `api` is where responses come to."""

    identifier: str
    api: str

    @property
    def entity_id(self) -> str:
        """The service provider's name for this team's identity provider."""
        return f"{self.api}/auth/saml/{self.identifier}"

    @property
    def reply_url(self) -> str:
        """Where the identity provider sends people back to."""
        return f"{self.entity_id}/callback"

    def settings(self, identity_provider: Settings) -> Settings:
        """Return what python3-saml has to know to sign somebody in."""
        return {
            "strict": True,
            "sp": {
                "entityId": self.entity_id,
                "assertionConsumerService": {
                    "url": self.reply_url,
                    "binding": Constants.BINDING_HTTP_POST,
                },
                "NameIDFormat": Constants.NAMEID_EMAIL_ADDRESS,
            },
            "idp": identity_provider,
            "security": {
                "wantAssertionsSigned": True,
                "wantAttributeStatement": False,  # it knows people by their NameID alone
                "requestedAuthnContext": False,  # how people prove who they are is not its business
                "rejectDeprecatedAlgorithm": True,
            },
        }


@dataclass
class Store:
    """The metadata of the teams' identity providers, and the last sign-in that each has begun."""

    folder: Path
    begun: dict[str, str] = field(default_factory=dict)

    def add(self, identifier: str, metadata: bytes) -> None:
        """Keep the metadata of a team's identity provider; raise RefusedError if it is unfit."""
        if not SSO_IDENTIFIER.fullmatch(identifier):
            raise RefusedError("An SSO identifier holds lower-case letters, digits, - and _.")
        parsed(metadata)
        self._file(identifier).write_bytes(metadata)

    def identity_provider(self, identifier: str) -> Settings:
        """Return what a team's metadata says; raise RefusedError if there is none."""
        if not SSO_IDENTIFIER.fullmatch(identifier) or not self._file(identifier).exists():
            raise RefusedError(f'No identity provider is installed for "{identifier}".')
        return parsed(self._file(identifier).read_bytes())

    def installed(self) -> list[str]:
        """Return the SSO identifiers that have an identity provider."""
        return sorted(file.stem for file in self.folder.iterdir())

    def _file(self, identifier: str) -> Path:
        return self.folder / f"{identifier}.xml"


def parsed(metadata: bytes) -> Settings:
    """Return what an identity provider's metadata says; raise RefusedError if it is unfit."""
    try:
        found: Settings = MetadataParser.parse(metadata).get("idp", {})
    except (XMLSyntaxError, ValueError) as error:
        raise RefusedError(f"The file is no XML: {error}") from error
    if not found.get("entityId"):
        raise RefusedError("The file is no metadata of an identity provider.")
    if not found.get("singleSignOnService", {}).get("url"):
        raise RefusedError("The metadata does not say where people sign in.")
    if not (found.get("x509cert") or found.get("x509certMulti")):
        raise RefusedError("The metadata holds no certificate, so no signature can be verified.")
    return found


@dataclass(frozen=True)
class Person:
    """What a signed assertion says of somebody."""

    email: str
    attributes: Mapping[str, Sequence[str]]


class SignIn:
    """A sign-in of a team, from the request that is being answered."""

    def __init__(self, team: Team, store: Store) -> None:
        self.team = team
        self.store = store
        settings = team.settings(store.identity_provider(team.identifier))
        try:
            self.auth = OneLogin_Saml2_Auth(self._request(), settings)
        except OneLogin_Saml2_Error as error:
            raise RefusedError(f"The metadata is not taken: {error}") from error

    def _request(self) -> dict[str, Any]:
        """Return the request as python3-saml wants it, at the address that it has to come to."""
        host, _, path = self.team.reply_url.removeprefix("http://").partition("/")
        posted = request.form.to_dict()
        return {
            "https": "off",
            "http_host": host,
            "script_name": f"/{path}",
            "get_data": {},
            "post_data": posted,
        }

    def begin(self) -> str:
        """Return the address at the identity provider where people sign in."""
        address: str = self.auth.login(return_to="")
        self.store.begun[self.team.identifier] = self.auth.get_last_request_id()
        return address

    def end(self) -> Person:
        """Return who has signed in; raise RefusedError if the response does not prove that."""
        begun = self.store.begun.pop(self.team.identifier, None)
        if begun is None:
            raise RefusedError("No sign-in has begun here.")
        try:
            self.auth.process_response(begun)
        except (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError) as error:
            raise RefusedError(str(error)) from error
        if self.auth.get_errors():
            codes = ", ".join(self.auth.get_errors())
            raise RefusedError(f"{self.auth.get_last_error_reason()} ({codes})")
        return self._person()

    def _person(self) -> Person:
        email, form = self.auth.get_nameid() or "", self.auth.get_nameid_format()
        if form != Constants.NAMEID_EMAIL_ADDRESS or not EMAIL_ADDRESS.fullmatch(email):
            raise RefusedError(f'The NameID is no e-mail address: "{email}" ({form}).')
        return Person(email, self.auth.get_attributes())


def make_app(port: int, folder: Path) -> Flask:
    """Return the service provider, which keeps what it is given in a folder."""
    app = Flask(__name__)
    api = f"http://api.cloud.example.com:{port}"
    dashboard = f"http://dashboard.cloud.example.com:{port}"
    store = Store(folder)

    def sign_in(identifier: str) -> SignIn:
        return SignIn(Team(identifier, api), store)

    @app.get("/")
    def home() -> str:
        return page("Sign in to Cloud", asks_for_team=True)

    @app.get("/sign-in")
    def team() -> ResponseReturnValue:
        return redirect(f"{dashboard}/saml/{request.args['identifier']}")

    @app.get("/identity-provider")
    def settings() -> str:
        installed = (f"The identity provider of {one} is installed." for one in store.installed())
        return page("Identity Provider", " ".join(installed), is_form=True)

    @app.post("/identity-provider")
    def add() -> ResponseReturnValue:
        store.add(request.form["identifier"], request.files["file"].read())
        return redirect("/identity-provider")

    @app.get("/saml/<identifier>")
    def login(identifier: str) -> ResponseReturnValue:
        return redirect(sign_in(identifier).begin())

    @app.post("/auth/saml/<identifier>/callback")
    def callback(identifier: str) -> str:
        person = sign_in(identifier).end()
        facts = {"NameID": [person.email], **person.attributes}
        return page("You are signed in", facts=facts)

    @app.errorhandler(RefusedError)
    def refused(error: RefusedError) -> ResponseReturnValue:
        title = "Not installed" if request.path == "/identity-provider" else "Sign-in failed"
        return page(title, str(error), role="alert"), 400

    return app


def page(title: str, text: str = "", role: str = "status", **parts: Any) -> str:
    """Return a page with a text, and its other `parts`."""
    return render_template_string(PAGE, title=title, text=text, role=role, **parts)


def main() -> None:
    """Run the service provider; raises SystemExit with a message if it cannot be run."""
    named = os.environ.get("HANDRAIL_LAB_FOLDER")
    match sys.argv[1:]:
        case [port] if port.isdecimal() and named:
            folder = Path(named, "service-provider")
            folder.mkdir(exist_ok=True)
            make_app(int(port), folder).run("127.0.0.1", int(port))
        case _:
            sys.exit("Give a port, and in HANDRAIL_LAB_FOLDER the folder to keep things in.")


if __name__ == "__main__":
    main()
