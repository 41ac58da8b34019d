"""The model of a lab: where a guide is proven, and what only the lab does."""

from typing import Annotated

from pydantic import Field

from generator.console import Identifier, ValueName, WebAddress
from generator.demands import Matching
from generator.schema import Part
from generator.steps import Steps
from generator.text import Label, Line, Typed

Host = Annotated[
    Line, Matching(r"(?:\*\.)?[A-Za-z0-9.-]+", "a host is a name such as idp.example.com")
]


class Process(Part):
    """A program that the lab needs while a guide is proven."""

    command: list[Line] = Field(
        min_length=1,
        description="The program and what it is given, a word in each item; it is started in the "
        "lab's folder. `python` is the Python that runs Handrail.",
        examples=[["python", "identity_provider.py"]],
    )
    ready: WebAddress | None = Field(
        None,
        description="An address that answers when the program is ready, without an error of its "
        "own; without it nobody waits.",
        examples=["http://127.0.0.1:8480/"],
    )


class LabIdentityProvider(Part):
    """The identity provider of a lab."""

    version: list[Line] | None = Field(
        None,
        min_length=1,
        description="A command that prints the identity provider's version, a word in each item; "
        "the number that its output begins with goes into the proof.",
        examples=[["dpkg-query", "-W", "-f=${Version}", "lemonldap-ng"]],
    )
    console: WebAddress | None = Field(
        None,
        description="Where the identity provider's console is in the lab; `go: console` leads "
        "there.",
        examples=["http://manager.example.com:8480/"],
    )


_MOVES = (
    "Write the step's anchor on the guide's page, and behind it what is done, like steps of a guide"
)


class Lab(Part):
    """Where a guide is proven, and what is done only there."""

    guide: Line = Field(
        description="The guide that is proven in the lab, as a path from this file.",
        examples=["../../docs/saml/lemonldap-ng.guide.yml"],
    )
    service_provider: Line | None = Field(
        None,
        description="The service provider that people sign in to in the lab, as a path from this "
        "file; without it, the guide's own.",
        examples=["service-provider.yml"],
    )
    identity_provider: LabIdentityProvider = Field(
        LabIdentityProvider(),
        description="The lab's identity provider: its version, and where its console is.",
        examples=[{"console": "http://manager.example.com:8480/"}],
    )
    hosts: list[Host] = Field(
        default=[],
        description="Names of hosts that are this machine for the browser; * stands for any name "
        "in front.",
        examples=[["*.example.com"]],
    )
    processes: list[Process] = Field(
        default=[],
        description="The programs that are started before, in this order, and stopped afterwards. "
        "Each is given a fresh folder as HANDRAIL_LAB_FOLDER, which is removed at the end.",
        examples=[[{"command": ["python", "identity_provider.py"]}]],
    )
    settings: dict[ValueName, Typed] = Field(
        default={},
        alias="set",
        description="What the reader puts in the place of each placeholder; without it, its "
        "example. The option --set counts more.",
        examples=[{"sso_identifier": "acme"}],
    )
    own: dict[Label, Typed] = Field(
        default={},
        description="What goes into fields that the reader fills in as they choose: write each "
        "one's label. Without it, the first `code` in what the guide says of the field.",
        examples=[{"Name": "balenacloud"}],
    )
    conditions: list[Line] = Field(
        default=[],
        description='What holds in the lab, of what guides write behind "if"; all that is for '
        "others is left out.",
        examples=[["you use groups"]],
    )
    ways: list[Label] = Field(
        default=[],
        description="The titles of the variants that are taken; without one, the first.",
        examples=[["By file"]],
    )
    sign_in: Steps | None = Field(
        None,
        description="How the administrator signs in: what is done at `sign_in`, like steps of a "
        "guide.",
        examples=[[{"enter": {"Login": "admin", "Password": "secret"}, "click": "Connect"}]],
    )
    before: dict[Identifier, Steps] = Field(
        default={},
        description=f"What is only done in the lab before a step. {_MOVES}.",
        examples=[{"turn-it-on-step-1": [{"click": "Hide help"}]}],
    )
    after: dict[Identifier, Steps] = Field(
        default={},
        description=f"What is only done in the lab after a step. {_MOVES}.",
        examples=[{"save-step-1": [{"find": "Successfully saved"}]}],
    )
    instead: dict[Identifier, Steps] = Field(
        default={},
        description=f"What a step in words means in the lab. {_MOVES}.",
        examples=[{"metadata-step-1": [{"click": "Download"}]}],
    )
    locators: dict[Label, Line] = Field(
        default={},
        description="The last resort for what a browser cannot find by its label: write the label, "
        "and a locator of Playwright. Proofs list them.",
        examples=[{"More": "css=button.kebab"}],
    )
    hand_over: Steps | None = Field(
        None,
        description="How what was brought from the identity provider is handed to the service "
        "provider, like steps of a guide.",
        examples=[[{"upload": {"XML file": {"idp": "metadata_xml"}}, "click": "Save"}]],
    )
