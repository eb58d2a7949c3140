"""The box that a report is pasted into: what is read, what is not, and whose it is."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.articles import keep_article
from actions.models import Article
from tests.desk import PASSWORD, make_user
from tests.publishing.docx import docx, para

from .pasted import BOX, TEXT, desk_of, queries_of, sent

pytestmark = pytest.mark.django_db


def test_a_pasted_text_is_kept_and_leads_to_its_desk(client, lines, editor):
    answer = client.post(reverse(BOX), {"text": TEXT.replace("\n", "\r\n")})

    article = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, desk_of(article))
    assert (article.text, article.came_as, article.source, article.created_by) == (TEXT, "text", "浙江统战", editor)


def test_what_is_pasted_from_a_page_keeps_its_paragraphs_and_loses_its_scripts(client, lines, editor):
    client.post(reverse(BOX), {"text": "一 二", "html": "<p>办了<b>3场</b></p><script>alert(1)</script><p>来了80人</p>"})

    article = Article.objects.get()
    assert (article.came_as, [line for line in article.text.split("\n") if line]) == ("web", ["办了3场", "来了80人"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_plain_text_file_is_read_in_the_encodings_that_reports_come_in(client, lines, editor, encoding):
    client.post(reverse(BOX), {"file": SimpleUploadedFile("总结.txt", TEXT.encode(encoding))})

    article = Article.objects.get()
    assert (article.text, article.name) == (TEXT, "总结.txt")


def test_a_word_file_is_read(client, lines, editor):
    client.post(reverse(BOX), {"file": SimpleUploadedFile("总结.docx", docx(para("7月9日，举办活动3场。")))})

    assert Article.objects.values_list("text", "came_as", "name").get() == ("7月9日，举办活动3场。", "word", "总结.docx")


def empty_zip():
    made = io.BytesIO()
    ZipFile(made, "w").close()
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "text"),
        ({"text": "  \r\n"}, "text"),
        ({"text": "一" * 400_001}, "text"),
        ({"text": "有", "published_on": "去年"}, "published_on"),
        ({"file": ("a.txt", b"")}, "file"),
        ({"file": ("a.txt", b"\xff\x00\x81")}, "file"),
        ({"file": ("a.txt", b" \n")}, "file"),
        ({"file": ("a.doc", b"\xd0\xcf\x11\xe0")}, "file"),
        ({"file": ("a.docx", b"not a zip")}, "file"),
        ({"file": ("a.docx", empty_zip())}, "file"),
        ({"file": ("a.exe", b"MZ")}, "file"),
        ({"text": "有", "file": ("a.txt", b"a")}, "file"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_kept(client, lines, editor, data, field):
    data = {name: SimpleUploadedFile(*value) if name == "file" else value for name, value in data.items()}

    answer = client.post(reverse(BOX), data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not Article.objects.exists()


def test_one_sees_ones_own_articles_and_another_s_is_not_there(client, article):
    other = keep_article(text="别人的文章", by=make_user("editor"))

    listed = client.get(reverse(BOX)).content.decode()

    assert ("别人的文章" in listed, article.name in listed) == (False, True)
    assert client.get(desk_of(other)).status_code == 404
    client.force_login(make_user("publisher"))
    assert client.get(desk_of(other)).status_code == 200


def test_the_workbench_tells_of_ones_own_articles_that_are_not_finished(client, article):
    keep_article(text="别人的文章", by=make_user("editor"))

    assert "有1篇没有录完" in client.get(reverse("admin:index")).content.decode()
    client.post(desk_of(article), sent(client, article))
    assert "没有录完" not in client.get(reverse("admin:index")).content.decode()


def test_the_box_costs_the_same_for_1_article_and_for_20(client, article, editor):
    one = queries_of(client, reverse(BOX))
    for number in range(19):
        keep_article(text=f"第{number}篇", by=editor)

    assert queries_of(client, reverse(BOX)) == one


def test_a_text_pasted_too_late_stands_in_the_box_after_signing_in_again(client, lines, editor):
    client.get(reverse(BOX))
    client.cookies.pop("sessionid")

    door = client.post(reverse(BOX), {"text": TEXT})
    client.post(reverse("admin:login"), {"username": editor.username, "password": PASSWORD, "next": reverse(BOX), "carried": door.context["carried"]})

    assert client.get(reverse(BOX)).context["form"]["text"].value() == TEXT
