"""Word files made in memory, sound ones and hostile ones."""

import io
import zipfile

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def types(main=MAIN, more=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def relations(*rows):
    """Return a part of relations, of rows (id, kind, target, more attributes)."""
    inner = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>' for key, kind, target, more in rows)
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def document(body, prolog=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
</w:styles>"""


def para(text, style="", props=""):
    return f'<w:p><w:pPr>{f"""<w:pStyle w:val="{style}"/>""" if style else ""}</w:pPr><w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r></w:p>'


def table(*rows):
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def docx(body, *, parts=None, main=MAIN, more_types="", prolog="", method=zipfile.ZIP_DEFLATED):
    """Return the bytes of a Word file with a body, and whatever further parts there shall be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr("[Content_Types].xml", types(main, more_types))
        package.writestr("_rels/.rels", relations(("rId1", "officeDocument", "word/document.xml", "")))
        package.writestr("word/styles.xml", STYLES)
        package.writestr("word/document.xml", document(body, prolog))
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return out.getvalue()
