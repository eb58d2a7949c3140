"""How the stylesheet is shipped: `site.css` imports its parts, a page loads them as one flattened file."""

import re
from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("([^"]+)"\);')


class SheetStorage(CompressedManifestStaticFilesStorage):
    """Static files with hashed names, whose style sheets have had their imports written out in order."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in [name for name in paths if name.endswith(".css")]:
                self._flatten(name)
        yield from super().post_process(paths, dry_run, **options)

    def _flatten(self, name):
        text = Path(self.path(name)).read_text(encoding="utf-8")
        if not IMPORT.search(text):
            return
        folder = Path(name).parent
        flat = IMPORT.sub(lambda match: Path(self.path(str(folder / match[1]))).read_text(encoding="utf-8"), text)
        self.delete(name)
        self._save(name, ContentFile(flat.encode()))
