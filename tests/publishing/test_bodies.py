"""Bodies as fields: whatever way they come, what is kept is clean; plain text stays plain to who types it."""

import pytest
from django import forms

from publishing.bodies import RichTextFormField
from tests.actions.factories import make_activity


class BodyForm(forms.Form):
    body = RichTextFormField(required=False, max_length=12)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("第一段。\r\n\r\n第二段3 < 5", "<p>第一段。</p><p>第二段3 &lt; 5</p>"),
        ('<p style="color:red">一<script>alert(1)</script></p><p>&nbsp;</p>', "<p>一</p>"),
        ("  ", ""),
        ("<p></p>", ""),
        ("<p>" + "<strong>一二三四五六七八九十</strong></p>", "<p><strong>一二三四五六七八九十</strong></p>"),
    ],
)
def test_what_is_typed_is_kept_clean(typed, kept):
    form = BodyForm({"body": typed})

    assert form.errors == {}
    assert form.cleaned_data["body"] == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<p>一二三四五六七八九十</p><p>一二三</p>", "最多12个字，现在有13个，请写短些。"),
        ("<p>一\0二</p>", "这里有看不见的控制字符，请删去重写。"),
        ("<p>" + "<span>一</span>" * 80_000, "正文里的内容太多，存不下。请分成几篇，或者先粘贴成纯文字。"),
    ],
)
def test_what_cannot_be_kept_says_why(typed, words):
    form = BodyForm({"body": typed})

    assert form.errors == {"body": [words]}


def test_paragraphs_alone_stand_in_the_field_as_plain_text_and_are_no_change():
    field = RichTextFormField()
    body = "<p>第一段。<br>还是。</p><p>第二段。</p>"

    shown = field.widget.format_value(body)

    assert shown == "第一段。\n还是。\n\n第二段。"
    assert not field.has_changed(body, shown.replace("\n", "\r\n"))
    assert field.has_changed(body, "第一段。")


def test_what_has_form_stands_in_the_field_as_it_is():
    body = "<h2>标题</h2><p>第一段。</p>"

    assert RichTextFormField().widget.format_value(body) == body


@pytest.mark.django_db
def test_a_body_a_program_writes_is_cleaned_too():
    activity = make_activity("技术培训", body='第一段\n\n第二段<img src=x onerror="alert(1)">')
    marked = make_activity("读书会", body='<p onclick="alert(1)">一</p><script>alert(1)</script>')

    activity.refresh_from_db()
    marked.refresh_from_db()

    assert activity.body == '<p>第一段</p><p>第二段&lt;img src=x onerror="alert(1)"&gt;</p>'
    assert marked.body == "<p>一</p>"
