"""A Word file becomes a clean body, and only its text is ever opened."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from publishing import word
from publishing.richtext import plain

from .docx import NAMESPACES, docx, para, relations, table


def upload(content, name="报告.docx"):
    return SimpleUploadedFile(name, content)


def test_headings_bold_text_and_tables_come_over():
    content = docx(para("一、读书会", "1") + para("第三期来了四十人", props="<w:b/>") + table(["项目", "场次"], ["读书会", "3"]))

    html = word.html_of_word(upload(content))

    assert html == (
        "<h2>一、读书会</h2><p><strong>第三期来了四十人</strong></p>"
        "<table><tbody><tr><td>项目</td><td>场次</td></tr><tr><td>读书会</td><td>3</td></tr></tbody></table>"
    )
    assert plain(html) == "一、读书会\n\n第三期来了四十人\n\n项目\t场次\n读书会\t3"


def test_italics_colours_and_deleted_words_do_not_come_over():
    content = docx(
        para("斜体", props='<w:i/><w:color w:val="FF0000"/>') + "<w:p><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del><w:r><w:t>留下的</w:t></w:r></w:p>"
    )

    assert word.html_of_word(upload(content)) == "<p>斜体</p><p>留下的</p>"


def test_a_note_at_the_foot_comes_over_without_its_arrow_back():
    body = '<w:p><w:r><w:t>四十人</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{para("签到人数")}</w:footnote></w:footnotes>'
    linked = relations(("rId9", "footnotes", "footnotes.xml", ""))

    html = word.html_of_word(upload(docx(body, parts={"word/footnotes.xml": notes, "word/_rels/document.xml.rels": linked})))

    assert html == "<p>四十人[1]</p><ol><li>签到人数</li></ol>"


def test_a_link_of_the_web_stays_and_one_that_runs_something_goes():
    body = '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>报道</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId8"><w:r><w:t>别点</w:t></w:r></w:hyperlink></w:p>'
    outside = ' TargetMode="External"'
    rels = relations(("rId7", "hyperlink", "https://news.example.cn/1", outside), ("rId8", "hyperlink", "javascript:alert(1)", outside))

    html = word.html_of_word(upload(docx(body, parts={"word/_rels/document.xml.rels": rels})))

    assert html == '<p><a href="https://news.example.cn/1">报道</a>别点</p>'


def test_an_upload_is_left_open_for_whoever_keeps_it():
    sent = upload(docx(para("文字")))

    word.html_of_word(sent)
    sent.seek(0)

    assert sent.read(2) == b"PK"


@pytest.mark.parametrize("limit, value, words", [("MOST_ELEMENTS", 20, word.TOO_LONG), ("MOST_OF_TEXT", 300, word.TOO_LONG)])
def test_a_text_longer_than_can_be_read_says_so(monkeypatch, limit, value, words):
    monkeypatch.setattr(word, limit, value)

    with pytest.raises(ValidationError) as refused:
        word.html_of_word(upload(docx("".join(para(f"第{number}段") for number in range(40)))))

    assert refused.value.messages == [words]
