"""Every rule in one table: its name, how severe breaking it is, what it demands and why."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much breaking a rule matters; a site may change it under `rules:` in mkdocs.yml.

    Errors always fail a check, warnings fail it under `--strict`, notes never do.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `sentence` says what must be, `why` what goes wrong otherwise."""

    name: str
    severity: Severity
    sentence: str
    why: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_TABLE = (
    # --- files ---
    ("file/unreadable", _ERROR, "A file can be read.", "What cannot be read cannot be checked."),
    ("file/extension", _ERROR,
     "A guide is called NAME.guide.yml, a service provider service-provider.yml, in small letters.",
     "A .guide.yaml or a .Guide.yml is neither read nor published."),
    ("file/link-loop", _ERROR, "A linked folder does not lead back to a folder that it stands in.",
     "MkDocs would follow it without end."),
    ("page/twice", _ERROR, "A page has one source.",
     "Of a guide and a Markdown page with the same address one would vanish silently."),
    ("page/duplicate-id", _ERROR, "An id stands once on a page.",
     "Links to it reach the first one only."),
    # --- YAML as text ---
    ("yaml/too-large", _ERROR, "A YAML file holds at most 1 MiB.",
     "No guide is that long; reading it could exhaust the machine."),
    ("yaml/too-deep", _ERROR, "YAML is nested at most 50 levels deep.",
     "No guide is that deep; reading it could exhaust the machine."),
    ("yaml/encoding", _ERROR, "A YAML file is UTF-8.",
     "Other encodings turn letters into different ones without a word."),
    ("yaml/character", _ERROR, "A YAML file holds no control characters.",
     "They are invisible in an editor and break what readers paste."),
    ("yaml/empty", _ERROR, "A YAML file is not empty.", "An empty guide would be an empty page."),
    ("yaml/not-a-mapping", _ERROR, "A YAML file has keys at its top.",
     "A list or a text there has no title, no sections, nothing to show."),
    ("yaml/documents", _ERROR, "A YAML file holds one document.",
     "Everything after a second --- would be lost."),
    ("yaml/syntax", _ERROR, "A file is well-formed YAML.", "Nothing behind the fault can be read."),
    ("yaml/tab", _ERROR, "YAML is indented with spaces.", "YAML refuses tabs in indents."),
    ("yaml/alias", _ERROR, "YAML uses no anchors and no aliases.",
     "Text that begins with * or & is read as one, and a few of them can blow up to gigabytes."),
    ("yaml/tag", _ERROR, "YAML uses no tags.",
     "Text that begins with ! is read as one; a guide is plain data."),
    ("yaml/duplicate-key", _ERROR, "A key stands once in its mapping.",
     "Most YAML readers keep one of the two without a word."),
    ("yaml/empty-key", _ERROR, "A key has a name.", "A value without a name cannot be used."),
    ("yaml/complex-key", _ERROR, "A key is a plain text.",
     "A list or a mapping as a key has no meaning in a guide."),
    ("yaml/unquoted-template", _ERROR, "A text that begins with {{ is quoted.",
     "YAML reads { as the start of a mapping."),
    ("yaml/unquoted-emphasis", _ERROR, "A text that begins with * is quoted.",
     "YAML reads * as the start of an alias."),
    ("yaml/unquoted-bracket", _ERROR, "A text that begins with [ is quoted.",
     "YAML reads [ as the start of a list."),
    ("yaml/unquoted-sign", _ERROR, "A text that begins with a backtick, @ or % is quoted.",
     "YAML keeps these signs for itself."),
    ("yaml/second-colon", _ERROR, "A text that holds a colon and a blank is quoted.",
     "YAML reads the words before the colon as a key."),
    ("yaml/comment-cuts-text", _ERROR,
     "A comment behind a text has two blanks before its # and one behind it.",
     "YAML cuts a text at a blank and #, and the rest is lost without a word."),
    ("yaml/comma-cuts-text", _ERROR, "A text with a comma inside {…} is quoted.",
     "YAML cuts the text at the comma and reads the rest as a key."),
    # --- the model ---
    ("schema/unknown-key", _ERROR, "Every key is one that Handrail knows.",
     "A misspelt key would be ignored, and what it says would be missing from the page."),
    ("schema/missing-key", _ERROR, "Every required key is there.",
     "The page cannot be made without it."),
    ("schema/type", _ERROR, "A value has the kind that its key asks for.",
     "A list where a text belongs cannot be shown."),
    ("schema/value", _ERROR, "A value is one that its key allows.",
     "What is not allowed has no meaning on the page."),
    ("schema/empty", _ERROR, "A text, a list or a mapping that is written is not empty.",
     "An empty text leaves a hole in the page; leave the key out instead."),
    ("schema/step-without-action", _ERROR, "A step has an action.",
     "A numbered step that asks for nothing confuses its reader."),
    ("schema/thing", _ERROR, "A thing names one kind and one label.",
     "With two of them nobody knows what to look for."),
    # --- texts ---
    ("text/unknown-name", _ERROR, "{{ … }} holds a dotted name of sp, idp or guide that exists.",
     "A misspelt name would reach the reader as it is."),
    ("text/link-address", _ERROR,
     "A link's address is https:, http:, mailto:, or a path relative to the file.",
     "Other schemes run code or point to the writer's own machine."),
    ("text/empty-link", _ERROR,
     "A link without words leads to a section or step of the same guide.",
     "Only these have words of their own to show."),
    ("text/glued-value", _ERROR, "A value with placeholders stands apart from other text.",
     "A reader cannot see where the value ends."),
    ("text/linked-value", _ERROR, "A value with placeholders is no part of a link.",
     "Readers copy a value; a link leads them away from it."),
    # --- values ---
    ("value/unknown", _ERROR, "A value that a guide uses exists.",
     "The step would have nothing to paste."),
    ("value/never-given", _WARNING,
     "A guide enters every value that the service provider requires.",
     "Sign-in cannot work while the identity provider does not know it."),
    ("value/used-before-brought", _ERROR, "A value is copied before it is entered.",
     "Readers would look for something that they do not have yet."),
    ("value/never-used", _WARNING, "A value that is copied is needed later.",
     "Readers would keep something for nothing."),
    ("value/used-before-shown", _ERROR,
     "A value that the service provider shows late is entered after a step that shows it.",
     "Readers would look for something that does not exist yet."),
    ("value/dummy", _ERROR, "A dummy is replaced by the step that is named.",
     "Sign-in cannot work while the dummy stands there."),
    ("value/filled-twice", _WARNING, "A section fills in a field once.",
     "Of two values readers do not know which one holds."),
    ("value/name-id-format", _ERROR,
     "The NameID format is the one that the service provider expects.",
     "The service provider would not recognize who signs in."),
    ("service-provider/missing", _ERROR, "A guide has a service provider.",
     "Without service-provider.yml there are no values to enter."),
    ("url/template", _ERROR, "A URL template holds only {name} expressions.",
     "RFC 6570 level 1 is what every reader and every tool expands alike."),
    ("url/scheme", _ERROR, "A URL that readers paste begins with https://.",
     "SAML assertions sent over plain http can be read and replayed."),
    ("url/characters", _ERROR, "A URL holds no blanks and no angle brackets.",
     "Pasted as they are, they make an address that does not exist."),
    ("url/double-slash", _ERROR, "A URL's path holds no //.",
     "Identity providers compare addresses letter by letter."),
    ("url/entity-id-length", _ERROR, "An entity ID is at most 1,024 characters long.",
     "SAML 2.0 Core, section 8.3.6, allows no more."),
    ("placeholder/undeclared", _ERROR, "A placeholder in a template is declared.",
     "Readers would not know what to put there."),
    ("placeholder/unused", _WARNING, "A declared placeholder is used.",
     "Readers would be asked for something that nothing needs."),
    ("placeholder/pattern", _ERROR,
     "A pattern means the same in Python and in browsers: literals, classes, quantifiers.",
     "A pattern that a browser cannot compile accepts everything."),
    ("placeholder/example", _ERROR, "A placeholder's example fits its pattern.",
     "Readers copy the example."),
    # --- fragments ---
    ("fragment/unknown", _ERROR, "A fragment that is used exists.",
     "Its steps would be missing from the page."),
    ("fragment/parameter", _ERROR,
     "A use says what a fragment's parameters stand for, and no more.",
     "Readers would see the parameter's name."),
    ("fragment/within-itself", _ERROR, "A fragment does not use itself.", "It would never end."),
    ("fragment/kind", _ERROR,
     "A list of sections uses fragments of sections, one of steps, of steps.",
     "A section cannot stand between steps."),
    ("fragment/unused", _WARNING, "A fragment is used.",
     "Nobody reads it, and nobody sees that it is out of date."),
    # --- labels and style ---
    ("label/two-spellings", _WARNING, "A label is spelled one way.",
     "Readers look for what is written, letter by letter."),
    ("label/many-names", _WARNING, "A guide knows a value by one or two labels.",
     "With three names for one thing readers lose track of which is which."),
    ("label/former-name", _WARNING, "A former name of a product stands under formerly: only.",
     "Readers look for the name that the product has today."),
    ("label/value-in-prose", _WARNING, "A value that a text names is entered or brought by a step.",
     "Readers would look for something that no step gives."),
    ("style/many-steps", _WARNING, "A section has at most nine steps.",
     "Longer lists are given up; two shorter ones with a heading each are not."),
    ("style/position-alone", _WARNING,
     "A text names what it means, not only its place or its colour.",
     "Places and colours change, and not everybody sees them."),
    ("style/wording", _ERROR, "A wording of one's own holds every label and value of its step.",
     "What it leaves out readers never learn."),
    # --- templates and drawings ---
    ("jinja/error", _ERROR, "A template can be rendered.", "Its page cannot be made otherwise."),
    ("drawing/text-too-long", _WARNING, "A label fits its place in a drawing.",
     "It would run over its neighbours."),
    # --- figures and images ---
    ("figure/missing", _ERROR, "Every figure has an image or a drawing.",
     "Readers would see a broken image."),
    ("figure/twice", _ERROR, "Every figure has one image.",
     "Of two files with one stem nobody knows which is shown."),
    ("figure/outside", _ERROR, "A figure stays inside the images folder.",
     "A path that climbs out could publish any file of the machine."),
    ("figure/repeated-text", _WARNING, "Two figures of a guide have different alternative texts.",
     "Who cannot see them cannot tell them apart."),
    ("image/twice", _ERROR, "A path is either in the images folder or in docs.",
     "Both would be published under one address."),
    ("image/missing", _ERROR, "An image that a page shows exists.",
     "Readers would see a broken image."),
    # --- links ---
    ("link/missing-page", _ERROR, "A link's page or file exists.", "Readers would see an error."),
    ("link/missing-anchor", _ERROR, "A link's anchor exists on its page.",
     "Readers would land at the top and search."),
    ("link/value", _ERROR, "A value that a link fills in fits its placeholder's pattern.",
     "The page would leave it out, and readers would wonder what to put there."),
    ("link/missing-asset", _ERROR,
     "A script, a style sheet or another file that a page loads exists.",
     "The page would look or work differently from what was written."),
    ("link/outside", _ERROR, "A relative link stays inside the site.",
     "Above the site there is nothing of it."),
    # --- configuration ---
    ("configuration/value", _ERROR,
     "Handrail's options in mkdocs.yml are known and have the right kind.",
     "A misspelt option would be ignored."),
    ("nav/guide-file", _ERROR, "The nav names a guide's page, NAME.md.",
     "MkDocs does not know the .guide.yml as a page."),
    # --- excuses ---
    ("excuse/unknown-rule", _ERROR, "An excuse names a rule that exists.",
     "A misspelt excuse excuses nothing."),
    ("excuse/reason", _ERROR, "An excuse gives a reason.",
     "Nobody knows later whether it still holds."),
    ("excuse/unused", _WARNING, "An excuse excuses something.",
     "It would hide the next fault at its place."),
)  # fmt: skip

RULES = {row[0]: Rule(*row) for row in _TABLE}
