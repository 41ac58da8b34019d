"""What serves readers in their browsers: a style sheet, and scripts that a site publishes as well.

They are plain files that any site engine can load; templates mark up what they act on.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent / "assets"
# What pages load, below the site's root: the script is a module, and loads the others itself.
STYLE = "assets/handrail.css"
SCRIPT = "assets/handrail/main.js"


# Every file by the path at which it is published, below the site's root.
FILES = {
    path.relative_to(_FOLDER.parent).as_posix(): path
    for path in sorted(_FOLDER.rglob("*"))
    if path.is_file()
}
