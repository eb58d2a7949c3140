"""What a body keeps of HTML from anywhere, and how a page shows it."""

import time
from pathlib import Path

import pytest

from publishing.richtext import clean, is_markup, of_plain, plain, rich

PASTED = Path(__file__).parent / "pasted"

OWN = f"/photos/ab12/{'0a' * 16}/"
CASES = {
    "word": (
        (PASTED / "word.html").read_text("utf-8"),
        "<p>2022年，读书会办了三期。</p><ol><li>第一项<ul><li>细目</li></ul></li><li>第二项</li></ol><p>（一）<strong>抬头</strong></p>",
    ),
    "wechat": ((PASTED / "wechat.html").read_text("utf-8"), "<p><strong>小标题</strong></p><p>正文一，接着写。</p><p>正文二</p><p>名片</p>"),
    "headings": ("<h1>甲</h1><h2>乙</h2><h3>丙</h3><h6>丁</h6>", "<h2>甲</h2><h2>乙</h2><h3>丙</h3><h4>丁</h4>"),
    "no italics": ("<p><em>强调</em>和<i>斜体</i>和<u>线</u></p>", "<p>强调和斜体和线</p>"),
    "two line breaks make a paragraph": ("甲<br>乙<br><br>丙", "<p>甲<br>乙</p><p>丙</p>"),
    "script": ("<p>甲<script>alert(1)</script><style>p{}</style></p><img src=x onerror=alert(1)>", "<p>甲</p>"),
    "handlers": ("<p onclick=alert(1) class=x id=y data-track=1>甲</p>", "<p>甲</p>"),
    "links": (
        '<p><a href="javascript:alert(1)">甲</a><a href=" https://a.cn/?a=1&b=2" target=_blank>乙</a><a href="//evil.cn/">丙</a>'
        '<a href="/lists/">丁</a><a href="mailto:a@b.cn">戊</a></p>',
        '<p>甲<a href="https://a.cn/?a=1&amp;b=2">乙</a>丙<a href="/lists/">丁</a><a href="mailto:a@b.cn">戊</a></p>',
    ),
    "pictures of others": ('<p>甲<img src="https://a.cn/1.jpg"><img src="data:image/png;base64,AA"><img src="//a.cn/photos/3/"></p>', "<p>甲</p>"),
    "pictures of the portal": (
        f'<p>甲</p><figure><img src="{OWN}" alt="合影" width=9 style="x"><figcaption>合影</figcaption></figure><img src="/photos/3/"><img src="/a{OWN}">',
        f'<p>甲</p><figure><img src="{OWN}" alt="合影"><figcaption>合影</figcaption></figure>',
    ),
    "table": (
        "<table width=9 border=1><caption>场次表</caption><tr><th colspan=2>项目</th></tr><tr><td rowspan=999><p>甲</p></td><td>3<br>4</td></tr></table>",
        '<p>场次表</p><table><thead><tr><th colspan="2">项目</th></tr></thead><tbody><tr><td>甲</td><td>3<br>4</td></tr></tbody></table>',
    ),
    "an empty heading": (
        "<table><tr><th>甲</th><th> </th></tr><tr><td>1</td><td>2</td></tr></table>",
        "<table><thead><tr><th>甲</th><td></td></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    "a table that is a frame": ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "<p>甲</p><p>乙</p>"),
    "a table in a cell": (
        "<table><tr><td>甲</td><td><table><tr><td>乙</td><td>丙</td></tr></table></td></tr></table>",
        "<table><tbody><tr><td>甲</td><td>乙丙</td></tr></tbody></table>",
    ),
    "a list goes on counting": ("<ol start=3><li>甲</ol><ol start=x><li>乙</ol>", '<ol start="3"><li>甲</li></ol><ol><li>乙</li></ol>'),
    "text between items": ("<ul>甲<li>乙</li><ul><li>丙</li></ul></ul>", "<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>"),
    "quote": ("<blockquote>甲</blockquote>", "<blockquote><p>甲</p></blockquote>"),
    "characters that nobody sees": ("<p>甲\u200b\u202e乙\x00\u00ad丙</p>", "<p>甲乙丙</p>"),
    "characters beyond the first plane": ("<p>𠮷舥垟👍🏽</p>", "<p>𠮷舥垟👍🏽</p>"),
    "signs that are no tags": ("<p>3 &lt; 5 &amp; 7</p>5 < 6", "<p>3 &lt; 5 &amp; 7</p><p>5 &lt; 6</p>"),
    "nothing": ("<p> &nbsp;　</p><ul><li></li></ul><table><tr><td></td></tr></table>", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_body_keeps(case):
    html, kept = CASES[case]

    assert clean(html) == kept
    assert clean(kept) == kept


def test_plain_words_keep_paragraphs_rows_and_cells_apart():
    rows = "<table><tbody><tr><td>项目</td><td>场次</td></tr><tr><td>读书会</td><td>3</td></tr></tbody></table>"
    html = f"<h2>读书会</h2><p>甲<br>乙</p><ul><li>一<ul><li>二</li></ul></li><li>三</li></ul>{rows}"

    assert plain(html) == "读书会\n\n甲\n乙\n\n一\n二\n三\n\n项目\t场次\n读书会\t3"


@pytest.mark.parametrize("text", ["一段。\n还是这段。\n\n第二段 3 < 5 & 7。", "只有一段", ""])
def test_plain_text_becomes_a_body_and_is_the_same_again(text):
    body = of_plain(text)

    assert plain(body) == text
    assert not is_markup(text) and (is_markup(body) or not text)


def test_a_page_shows_a_body_through_the_wall_once_more():
    stored = '<p>甲<script>alert(1)</script><a href="javascript:alert(1)" onclick="x">乙</a></p>'

    assert rich(stored) == "<p>甲<a>乙</a></p>"
    assert rich("一 < 二\n\n三") == "<p>一 &lt; 二</p><p>三</p>"


def test_a_link_in_a_body_that_leads_out_goes_by_the_leaving_page(settings):
    settings.GOVERNMENT_HOSTS = ["gov.cn"]

    shown = rich('<p><a href="https://news.example.com/1?a=1&amp;b=2">外</a><a href="https://www.zj.gov.cn/">内</a></p>')

    assert shown == '<p><a href="/leave/?to=https%3A%2F%2Fnews.example.com%2F1%3Fa%3D1%26b%3D2">外</a><a href="https://www.zj.gov.cn/">内</a></p>'


def test_a_table_scrolls_in_a_box_of_its_own_that_the_keyboard_reaches():
    shown = rich("<table><tbody><tr><td>甲</td></tr></tbody></table><table><tbody><tr><td>乙</td></tr></tbody></table>")

    box = '<div class="table-box" tabindex="0" role="region" aria-label="表格{}"><table class="table"><tbody><tr><td>{}</td></tr></tbody></table></div>'
    assert shown == box.format(1, "甲") + box.format(2, "乙")


HOSTILE = {
    "divisions": "<div>" * 60_000,
    "lists": "<ul><li>" * 40_000,
    "quotes": "<blockquote>" * 40_000,
    "bold": "<b>" * 60_000,
    "links": "<a href=x>" * 40_000,
    "tables": "<table><tr><td>" * 20_000,
    "signs": "<" * 100_000,
    "ampersands": "&" * 100_000,
    "unclosed": "<p " * 60_000,
    "mixed": "<b><p>" * 20_000,
    "rows": "<table>" + "<tr><td>甲" * 20_000,
    "styles": f'<p style="{"mso-list:" * 20_000}">甲</p>',
    "breaks": "甲<br>" * 30_000,
    "spaces": "<p>" + "\u00a0 \n" * 60_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_html_takes_no_time_to_speak_of(case):
    begun = time.process_time()

    kept = clean(HOSTILE[case])

    assert time.process_time() - begun < 3
    assert clean(kept) == kept
