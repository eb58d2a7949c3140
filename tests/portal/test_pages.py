"""Pages that staff write: where each is shown, what was withdrawn, the documents under them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from longgang.portal.models import Attachment, Column, Page
from publishing import services as publishing
from publishing.documents import accept_document
from publishing.models import State, Trace, Verb
from tests.desk import make_user, rows
from tests.portal.factories import make_page
from tests.publishing.packages import office, pdf

pytestmark = pytest.mark.django_db

NOTICES = reverse("portal:notice-list")
ADD = reverse("admin:portal_page_add")


def sent(response):
    return response.getvalue() if response.streaming else response.content


# ---- Standing columns


@pytest.mark.parametrize(("column", "words"), [("about", "数字从哪里来"), ("contact", "数字或文字有误")])
def test_a_column_without_a_published_page_has_its_built_in_text(client, column, words):
    make_page("还没有发布的", column=column, published=False)

    text = client.get(reverse(f"portal:{column}")).content.decode()

    assert words in text
    assert "还没有发布的" not in text


@pytest.mark.parametrize("column", ["about", "contact"])
def test_the_first_page_of_a_column_stands_at_its_address_and_the_others_beside_it(client, column):
    second = make_page("内设机构", column=column, position=2)
    first = make_page("机构职能", column=column, position=1)
    make_page("别处的", column="notice")

    response = client.get(reverse(f"portal:{column}"))

    assert response.context["page"] == first
    assert [page.title for page in response.context["others"]] == ["机构职能", "内设机构"]
    assert f'href="{second.get_absolute_url()}"' in response.content.decode()
    assert client.get(second.get_absolute_url()).context["page"] == second


def test_a_single_page_names_no_others(client):
    make_page("机构职能", column="about")

    assert client.get(reverse("portal:about")).context["others"] == []


def test_a_page_that_changed_its_column_leads_there(client):
    page = make_page("机构职能", column="about")

    response = client.get(reverse("portal:notice-detail", args=[page.pk]))

    assert (response.status_code, response.url) == (302, page.get_absolute_url())


# ---- Notices


def test_notices_are_listed_newest_first_with_those_put_on_top_before_them_each_with_its_day(client):
    older, pinned, newer = make_page("较早的"), make_page("置顶的", pinned=True), make_page("较新的")
    make_page("草稿的", published=False)
    publishing.withdraw(make_page("撤回的"), reason="有误", by=make_user())
    publishing.revise(newer, reason="错字", by=make_user())

    response = client.get(NOTICES)

    assert list(response.context["page"]) == [pinned, newer, older]
    assert len(re.findall(r"<time datetime", response.content.decode())) == 3


@pytest.mark.parametrize("count", [1, 3, 25])
def test_the_list_takes_the_same_queries_for_any_number_of_notices(client, count, django_assert_num_queries):
    by = make_user("publisher")
    for at in range(count):
        make_page(f"通知{at}", by=by, documents=["附件"])

    with django_assert_num_queries(2):
        response = client.get(NOTICES)

    assert len(response.context["page"]) == min(count, 20)


@pytest.mark.parametrize("count", [0, 3])
def test_a_notice_takes_the_same_queries_for_any_number_of_documents(client, count, django_assert_num_queries):
    page = make_page("通知", documents=[f"附件{at}" for at in range(count)])

    with django_assert_num_queries(4):
        client.get(page.get_absolute_url())


def test_a_notice_names_itself_as_the_site_s_rules_ask_and_its_neighbours(client):
    older = make_page("较早的")
    page = make_page("关于培训的通知", source="市新联会", body="第一段。\n\n第二段<script>alert(1)</script>。")
    newer = make_page("较新的")

    text = client.get(page.get_absolute_url()).content.decode()

    metas = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)"', text))
    assert (metas["ArticleTitle"], metas["ContentSource"], metas["ColumnName"], metas["ColumnType"]) == ("关于培训的通知", "市新联会", "通知公告", "通知公告")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", metas["PubDate"])
    assert re.search(rf'rel="prev" href="{newer.get_absolute_url()}"', text) and re.search(rf'rel="next" href="{older.get_absolute_url()}"', text)
    assert "当前位置" in text and "&lt;script&gt;alert(1)" in text and "<script>alert" not in text


def test_what_was_withdrawn_is_gone_until_it_is_published_again(client):
    page, by = make_page("关于培训的通知"), make_user()

    publishing.withdraw(page, reason="改期", by=by)
    answer = client.get(page.get_absolute_url())
    gone, said = answer.status_code, answer.content.decode()
    publishing.publish(page, by=by, reason="已改")

    assert "现在不再公开。" in said and "合计" not in said and f'href="{reverse("portal:notice-list")}">看通知公告' in said
    assert (gone, client.get(page.get_absolute_url()).status_code) == (410, 200)


def test_a_draft_is_not_found(client):
    assert client.get(make_page("草稿", published=False).get_absolute_url()).status_code == 404


def test_home_shows_the_first_three_and_names_no_empty_column(client):
    site_map = reverse("portal:site-map")
    assert NOTICES not in client.get("/").content.decode() and NOTICES not in client.get(site_map).content.decode()

    made = [make_page(f"通知{at}") for at in range(5)]

    response = client.get("/")
    assert list(response.context["notices"]) == made[:1:-1]
    assert f'href="{NOTICES}"' in response.content.decode() and f'href="{NOTICES}"' in client.get(site_map).content.decode()


# ---- Documents


def test_a_document_is_sent_to_be_kept_under_its_title_and_can_do_nothing(client):
    document = make_page("通知", documents=["报名表"]).attachments.get()

    response = client.get(document.get_absolute_url())
    again = client.get(document.get_absolute_url(), headers={"if-none-match": response["ETag"]})

    assert (response.status_code, sent(response), response["Content-Type"]) == (200, pdf(), "application/pdf")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E6%8A%A5%E5%90%8D%E8%A1%A8.pdf"
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == ("nosniff", "default-src 'none'; sandbox")
    assert (response["Cache-Control"], again.status_code) == ("public, no-cache", 304)


def test_behind_nginx_a_document_is_sent_by_nginx(client, settings):
    settings.MEDIA_ACCEL = "/files"
    document = make_page("通知", documents=["报名表"]).attachments.get()

    response = client.get(document.get_absolute_url())

    assert response["X-Accel-Redirect"] == f"/files/{document.document.name}"
    assert (response["Content-Type"], response.content) == ("application/pdf", b"")


def test_the_page_says_what_kind_of_document_and_how_large(client):
    text = client.get(make_page("通知", documents=["报名表"]).get_absolute_url()).content.decode()

    assert re.sub(r"<[^>]+>", "", re.search(r'<li class="attachments__item">.*?</li>', text)[0]) == "报名表 PDF，1 KB"


def test_a_document_keeps_its_address_through_a_revision_and_goes_with_its_page(client):
    by, page = make_user(), make_page("通知", documents=["报名表", "说明"])
    kept, dropped = (row.get_absolute_url() for row in page.attachments.all())
    copy = publishing.revise(page, reason="换表", by=by)
    copy.attachments.get(title="说明").delete()

    during = [client.get(url).status_code for url in (kept, dropped)]
    publishing.replace(copy, by=by)
    after = [client.get(url).status_code for url in (kept, dropped)]
    publishing.withdraw(Page.objects.get(pk=page.pk), reason="有误", by=by)

    assert (during, after) == ([200, 200], [200, 404])
    assert client.get(kept).status_code == 404


def test_a_document_only_of_a_working_copy_is_seen_by_staff_alone(client):
    by, page = make_user("editor"), make_page("通知")
    copy = publishing.revise(page, reason="加表", by=by)
    document = accept_document(SimpleUploadedFile("表.docx", office()))
    row = Attachment.objects.create(page=copy, title="表", document=document, kind=document.kind, size=document.size)

    before = client.get(row.get_absolute_url()).status_code
    client.force_login(by)
    response = client.get(row.get_absolute_url())

    assert (before, response.status_code, response["Cache-Control"]) == (404, 200, "private, no-store")


# ---- The desk


def filled(*documents, initial=0, **fields):
    return (
        {"column": "notice", "title": "关于培训的通知", "body": "第一段。", "source": "市新联会", "editor": "", "position": "0"}
        | fields
        | rows("attachments", *documents, initial=initial)
    )


def test_an_editor_writes_a_page_with_its_documents_and_a_publisher_publishes_it(client):
    client.force_login(make_user("editor"))

    client.post(
        ADD,
        filled({"document": SimpleUploadedFile("报名表.pdf", pdf()), "title": ""}, {"document": SimpleUploadedFile("x.pdf", office("xlsx")), "title": "预算"})
        | {"_submit": "1"},
    )

    page = Page.objects.get()
    assert (page.state, page.column) == (State.THIRD, Column.NOTICE)
    assert list(page.attachments.values_list("title", "kind", "position")) == [("报名表", "pdf", 0), ("预算", "xlsx", 1)]
    client.force_login(make_user("publisher"))
    client.post(reverse("admin:portal_page_publish", args=[page.pk]))
    assert client.get(page.get_absolute_url()).status_code == 200
    assert list(
        Trace.objects.filter(subject_id=page.pk, verb__in=[Verb.CREATED, Verb.SUBMITTED, Verb.PUBLISHED]).values_list("verb", flat=True).order_by("pk")
    )[-3:] == ["created", "submitted", "published"]


def test_documents_stand_in_the_order_that_is_written(client):
    page = make_page("通知", published=False, documents=["甲", "乙"])
    first, second = page.attachments.all()
    client.force_login(make_user("editor"))
    placed = [{"id": first.pk, "title": "甲", "position": "5"}, {"id": second.pk, "title": "乙", "position": "1"}]

    client.post(reverse("admin:portal_page_change", args=[page.pk]), filled(*placed, initial=2, seen=page.version))

    assert list(page.attachments.values_list("title", flat=True)) == ["乙", "甲"]


def test_what_is_no_document_is_said_beside_its_field_and_nothing_is_saved(client):
    client.force_login(make_user("editor"))

    response = client.post(ADD, filled({"document": SimpleUploadedFile("报名表.pdf", b"MZ\x90"), "title": "报名表"}))

    assert "这是程序，不能作附件" in response.content.decode()
    assert "关于培训的通知" in response.content.decode()
    assert not Page.objects.exists()


def test_a_document_that_is_refused_is_all_that_is_wrong_where_it_has_no_name_yet(client):
    client.force_login(make_user("editor"))

    refused = [client.post(ADD, filled({"document": SimpleUploadedFile("报名表.pdf", content)})) for content in (b"MZ\x90", b"")]

    assert [[one.words for one in answer.context["wrong"]] for answer in refused] == [
        ["这是程序，不能作附件。请上传 PDF、Word（.docx）、Excel（.xlsx）或 PPT（.pptx）。"],
        ["文件是空的，没有内容。请重新选择。"],
    ]
    assert "选好的文件浏览器不会留着" in refused[0].content.decode()


def test_the_workbench_takes_pages_up(client):
    user = make_user("editor")
    client.force_login(user)
    make_page("还没写完的通知", published=False, by=user, body="")

    text = client.get(reverse("admin:index")).content.decode()

    assert "还没写完的通知" in text and "还差正文" in text
    assert reverse("admin:portal_page_add") in text


def test_a_form_takes_the_same_queries_for_any_number_of_documents(client):
    client.force_login(make_user("editor"))
    pages = [make_page("关于培训的通知", published=False, documents=names) for names in (["报名表"], ["报名表", "名单", "日程"])]
    client.get(reverse("admin:portal_page_change", args=[pages[0].pk]))

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("admin:portal_page_change", args=[pages[0].pk]))
    with CaptureQueriesContext(connection) as three:
        shown = client.get(reverse("admin:portal_page_change", args=[pages[1].pk])).content.decode()

    assert len(three) == len(one)
    assert shown.count('class="document__now"') == 3


def test_a_new_page_stands_at_0_until_something_else_is_written(client):
    client.force_login(make_user("editor"))

    form = client.get(ADD).context["adminform"].form

    assert form["position"].value() == 0
