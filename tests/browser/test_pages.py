"""A notice with a document, from an empty form to the public and back, by the hands of staff."""

import pytest
from playwright.sync_api import expect

from longgang.portal.models import Page
from tests.browser.desk import sign_in, write
from tests.publishing.packages import office, pdf

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TITLE = "关于举办摄影培训的通知（示例）"


def press(page, words):
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


@pytest.mark.parametrize(("width", "phone"), [(390, True), (1440, False)])
def test_a_notice_with_documents_goes_to_the_public_and_is_taken_back(open_sheet, staff, width, phone):
    editor, publisher, reader = (open_sheet(width, 844, is_mobile=phone, has_touch=phone, accept_downloads=True) for _ in range(3))
    page = editor.page
    sign_in(editor, "caibian")
    editor.open("/admin/portal/page/add/")
    write(page, title=TITLE, source="示例单位")
    page.locator('[name="attachments-0-document"]').set_input_files({"name": "报名表.pdf", "mimeType": "application/pdf", "buffer": b"MZ program"})
    press(page, "保存并提交")
    expect(page.locator(".field-document .errorlist")).to_contain_text("这是程序，不能作附件")
    expect(page.locator('[name="title"]')).to_have_value(TITLE)
    page.locator('[name="attachments-0-document"]').set_input_files({"name": "报名表.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    page.get_by_text("＋ 再加一个附件").click()
    page.locator('[name="attachments-1-document"]').set_input_files({"name": "x.docx", "mimeType": "text/plain", "buffer": office("docx")})
    write(page, attachments__1__title="日程")
    press(page, "保存并提交")

    notice = Page.objects.get(title=TITLE)
    sign_in(publisher, "zhongshen")
    publisher.open(f"/admin/portal/page/{notice.pk}/change/")
    press(publisher.page, "保存并发布")

    reader.open("/")
    reader.page.get_by_role("link", name=TITLE).click()
    links = reader.page.locator(".attachments__link")
    expect(links).to_have_text(["报名表", "日程"])
    problems = reader.problems()
    with reader.page.expect_download() as started:
        links.first.click()
    assert (started.value.suggested_filename, started.value.path().read_bytes()) == ("报名表.pdf", pdf())

    publisher.open(f"/admin/portal/page/{notice.pk}/withdraw/")
    publisher.page.locator('[name="reason"]').fill("改期")
    press(publisher.page, "撤回")
    gone = [reader.open(path).status for path in (notice.get_absolute_url(), notice.attachments.first().get_absolute_url())]
    assert (problems, gone, editor.complaints) == ([], [410, 404], [])
