"""How the stylesheet is shipped: `site.css` imports its parts, a page loads them as one flattened file."""

import re
from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("([^"]+)"\);')


class SheetStorage(CompressedManifestStaticFilesStorage):
    """Static files with hashed names, whose style sheets have had their imports written out in order, and whose modules import each other by these names."""

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            flat = [name for name in paths if name.endswith(".css") and self._flatten(name, paths)]
            paths = paths | {name: (self, name) for name in flat}  # else the hashed file would be made of the source, imports and all
        yield from super().post_process(paths, dry_run, **options)

    def _flatten(self, name, paths):
        """Write the imports of a sheet out in their place; return whether its source has any."""
        text = _source(paths[name])
        if not IMPORT.search(text):
            return False
        folder = Path(name).parent
        flat = IMPORT.sub(lambda match: _source(paths[str(folder / match[1])]), text)
        self.delete(name)
        self._save(name, ContentFile(flat.encode()))
        return True


def _source(found):
    """Return the text that a sheet was collected from, which an earlier flattening has not touched."""
    storage, path = found
    with storage.open(path) as file:
        return file.read().decode()
