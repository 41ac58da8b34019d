"""Jinja for page templates: where they are found, how what they print becomes Markdown."""

import re
import traceback
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup

from generator.cells import cell
from generator.diagnostics import Diagnostic, Place
from generator.folders import State, states
from generator.inlining import InliningEnvironment
from generator.names import value_code
from generator.prose import blocks, code_block, indent
from generator.signs import signs
from generator.text import Prose, Text, address_markup, code, escape, inline

E = TypeVar("E", bound=jinja2.Environment)
_Folders = tuple[tuple[Path, tuple[State, ...]], ...]
_OWN_TEMPLATES = (Path(__file__).parent / "templates", Path(__file__).parent.parent / "templates")
# What a template can run into by what is written in it.
_TEMPLATE_ERRORS = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RecursionError,
)


class TemplateFaultError(Exception):
    """A template could not be rendered; `diagnostic` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def template_folders(site: Path) -> list[Path]:
    """Return where templates are looked for: the site's folder, then Handrail's own.

    In a wheel Handrail's own stand inside the package, in its repository beside it.
    """
    own = next(folder for folder in _OWN_TEMPLATES if folder.is_dir())
    return [site, own]


def compiled_once(make: Callable[[Sequence[Path]], E], folders: Sequence[Path]) -> E:
    """Return what `make` makes of `folders`, the same one as long as no template in them changes.

    Compiling all templates takes longer than making a small site, which `mkdocs serve` does anew
    after every change.
    """
    found = ((folder, tuple(states(folder, ".j2"))) for folder in folders)
    made: E = _compiled(make, tuple(one for one in found if one[1]))
    return made


@lru_cache(maxsize=8)
def _compiled(make: Callable[[Sequence[Path]], E], folders: _Folders) -> E:
    return make([folder for folder, _ in folders])


def environment(folders: Sequence[Path]) -> InliningEnvironment:
    """Return the environment of the page templates.

    Whatever a template prints becomes Markdown that shows it: labels as plain text, writers' texts
    with their own small markup. Only `Markup` is taken as Markdown already.
    """
    made = InliningEnvironment(
        "names",
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,  # no limit: there are few
    )
    made.filters |= {
        "code": code,
        "value_code": value_code,
        "signs": signs,
        "sentence": _sentence,
        "item": _item,
        "nested": lambda text: indent(text.strip(), 4),
        "heading_id": _heading_id,
        "cell": cell,
        "in_quotes": _in_quotes,
        "lines_in_quotes": _lines_in_quotes,
        "address": address_markup,
        "code_block": _code_block,
    }
    return made


@jinja2.pass_context
def _code_block(context: jinja2.runtime.Context, text: str, language: str | None) -> Markup:
    return code_block(text, language or "", context["names"])


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, value: Any) -> str:
    if isinstance(value, Markup):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)
    if isinstance(value, Prose):
        return blocks(value, context["names"], value.file)
    if isinstance(value, Text):
        return inline(value, context["names"], value.file)
    return escape(str(value))


def _sentence(text: str) -> Markup:
    """Begin with a capital letter; end so that the next sentence can follow.

    A list or a table needs a blank line behind it.
    """
    stripped = str(text).strip()
    end = "\n\n" if "\n" in stripped else " "
    return Markup(stripped[:1].upper() + stripped[1:] + end)  # noqa: S704 (it was Markdown before)


def _item(text: str, number: int) -> Markup:
    """Return Markdown as an item of a numbered list, all its blocks inside the item."""
    mark = f"{number}. ".ljust(4)
    return Markup(mark + indent(text.strip(), 4).lstrip())  # noqa: S704 (it was Markdown before)


def _heading_id(identifier: str) -> Markup:
    """Return the attribute list that gives a heading its id.

    With a colon, as the macros plugin reads a brace and a hash as the start of a comment.
    """
    return Markup("{: #%s }") % Markup(identifier)  # noqa: S704 (letters, digits, - and _ only)


def _in_quotes(text: str) -> Markup:
    """Return plain text between quotation marks: the title of a box or a tab, an attribute."""
    return Markup(str(escape(str(text))).replace('"', "&quot;"))  # noqa: S704 (just escaped)


def _lines_in_quotes(text: str) -> Markup:
    """Return plain text of several lines as an attribute that stands in one."""
    return Markup("&#10;").join(map(_in_quotes, text.split("\n")))


def render(template: jinja2.Template, name: str, context: dict[str, Any]) -> str:
    """Render `template`, called `name`.

    Raises TemplateFaultError with the place in the template where it went wrong.
    """
    try:
        text = template.render(context)
    except _TEMPLATE_ERRORS as error:
        raise TemplateFaultError(_diagnostic(error, name)) from error
    # Templates are laid out to be read; a page needs one blank line between blocks. Fences never
    # hold two (see `text.fence`).
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def load(environment: jinja2.Environment, name: str) -> jinja2.Template:
    """Return the template called `name`.

    Raises TemplateFaultError where it is missing or not well-formed.
    """
    try:
        return environment.get_template(name)
    except jinja2.TemplateError as error:
        raise TemplateFaultError(_diagnostic(error, name)) from error


def _diagnostic(error: Exception, name: str) -> Diagnostic:
    """Return the innermost template line that the error passed through."""
    line = 1
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith((".j2", ".html", ".svg")):
            name, line = frame.filename, frame.lineno or 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.filename or error.name or name, error.lineno
    if isinstance(error, jinja2.TemplateNotFound):
        message = f'no template is called "{error.name}"'
        return Diagnostic(Place(name, line), "jinja/error", message)
    return Diagnostic(Place(name, line), "jinja/error", f"{error}")
