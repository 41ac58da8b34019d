"""Jinja made quick: what a template includes is compiled into it.

Pages are made of many small templates, so that a site can replace any of them; but an include
takes longer than most of these templates. What goes wrong in such a template is at no line of use,
so it is rendered once more, as Jinja usually does, to tell where.
"""

from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.meta import find_undeclared_variables

# What means something else in a template of its own.
_OWN_NODES = (
    *(nodes.Extends, nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport),
    nodes.EvalContextModifier,
)
_OWN_NAMES = frozenset(("loop", "caller", "varargs", "kwargs", "self"))


class _Generator(CodeGenerator):
    """Writes Python that takes attributes and items as Python does.

    What `finalize` returns is printed as it is.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 (Jinja names them)
        self.write(finalize.src or "(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja calls it)
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class _Template(jinja2.Template):
    """A template that holds what it includes."""

    environment: "InliningEnvironment"

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render it; with its usual self if that fails."""
        try:
            return super().render(*args, **kwargs)
        except Exception:  # noqa: BLE001 (the usual template raises what there is to raise)
            usual = self.environment.usual.get_template(self.name or "")
        return usual.render(*args, **kwargs)


class InliningEnvironment(jinja2.Environment):
    """An environment whose templates hold what they include.

    `settings` are Jinja's own; `finalize` has to return Markup. Templates have no globals of their
    own, and each is looked for once. Filters read `context_name` from the context.
    """

    code_generator_class = _Generator
    template_class = _Template

    def __init__(self, context_name: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.usual = jinja2.Environment(**settings)  # noqa: S701 (the settings have autoescape)
        self.usual.filters = self.filters
        self._context_name = context_name
        self._found: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Jinja names it)
    ) -> jinja2.Template:
        """Return the template called `name`."""
        found = self._found.get(name) if isinstance(name, str) else None
        if found is None:
            found = super().get_template(name, parent, globals)
            self._found[found.name or ""] = found
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template; those that `get_template` is given are none here."""
        return super().make_globals(d) if d else self.globals

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 (Jinja calls it)
    ) -> str:
        self._inline(source, (name or "",))
        self._look_up_once(source)
        return super()._generate(source, name, filename, defer_init)

    def _inline(self, template: nodes.Template, within: tuple[str, ...]) -> None:
        """Put what `template` includes in the place of its includes."""
        if not self._can_be_one(template):
            return
        for node in (template, *template.find_all(nodes.Node)):
            for field, children in node.iter_fields():
                if isinstance(children, list):
                    made = [self._inlined(child, within) for child in children]
                    setattr(node, field, made)

    def _inlined(self, node: Any, within: tuple[str, ...]) -> Any:
        """Return what is included if `node` includes it always, else `node`."""
        name = _included(node)
        if name is None or name in within or self.loader is None:
            return node
        try:
            text, filename, _ = self.loader.get_source(self, name)
            template = self.parse(text, name, filename)
        except (jinja2.TemplateNotFound, jinja2.TemplateSyntaxError):
            return node  # it may never be reached
        if not self._can_be_one(template) or _OWN_NAMES & find_undeclared_variables(template):
            return node
        self._inline(template, (*within, name))
        return nodes.Scope(template.body, lineno=node.lineno, environment=self)

    def _can_be_one(self, template: nodes.Template) -> bool:
        """Tell whether a template means the same within another, and others within it.

        Filters see what a template sets only in others, so one that sets their name is left alone.
        """
        if self._context_name in _stored(template):
            return False
        return all(template.find(kind) is None for kind in _OWN_NODES)

    def _look_up_once(self, template: nodes.Template) -> None:
        """Look up at the start what is nowhere set, and not again in every scope."""
        names = {name.name for name in template.find_all(nodes.Name)} - _stored(template)
        template.body[:0] = [
            nodes.ExprStmt(nodes.Name(name, "load"), lineno=1, environment=self)
            for name in sorted(names - {"loop"})
        ]


def _included(node: Any) -> str | None:
    """Return the name of the template that a node includes, None if that is not known."""
    if not isinstance(node, nodes.Include) or node.ignore_missing or not node.with_context:
        return None
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    return name if isinstance(name, str) else None


def _stored(template: nodes.Template) -> set[str]:
    """Return the names that are set in a template."""
    return {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
