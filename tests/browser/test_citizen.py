"""A citizen on a phone finds what the portal is asked most: every tap from home is counted."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_TAPS = 4


class Phone:
    """A phone in a citizen's hand, at the home page; counts the taps."""

    def __init__(self, open_sheet):
        self.sheet = open_sheet(390, 844, has_touch=True, is_mobile=True)
        self.page, self.taps = self.sheet.page, 0
        self.sheet.open("/")

    def tap(self, name, *, within="body", exact=True):
        """Tap a link by what it says, as it can be seen, and wait for its page."""
        link = self.page.locator(within).get_by_role("link", name=name, exact=exact).first
        link.scroll_into_view_if_needed()
        before = self.page.url
        link.tap()
        self.page.wait_for_url(lambda url: url != before, wait_until="load")
        self.taps += 1

    @property
    def text(self):
        return re.sub(r"\s", "", self.page.locator("main").inner_text())

    @property
    def heading(self):
        return re.sub(r"\s", "", self.page.locator("h1").inner_text())


@pytest.fixture
def phone(open_sheet, staff):
    phone = Phone(open_sheet)
    yield phone
    assert phone.taps <= MOST_TAPS
    assert phone.sheet.problems(axe=False) == []


def test_what_happened_in_my_community(phone):
    phone.tap("社区结对", within="header")
    phone.tap("方城浦社区", within="main")

    assert phone.heading == "方城浦社区"
    assert phone.taps == 2
    happened = phone.page.locator("main .activity-row__title a").all_inner_texts()
    assert sorted(title.strip() for title in happened) == ["市新联会与方城浦社区结对", "方城浦社区公益服务：结对以来"]
    assert all(words in phone.text for words in ("2场", "10人", "挖掘抗倭文化", "抗倭故事采集"))
    phone.tap("方城浦社区公益服务：结对以来", within="main")
    assert "解决的是生产和生活里的实际难处" in phone.text


def test_who_teaches_there(phone):
    """The report names who taught, and not where: the portal says both, and no more."""
    phone.tap("社区结对", within="header")
    phone.tap("方城浦社区", within="main")
    assert "没有写明派驻到哪个社区，所以说不出谁在方城浦社区" in phone.text

    phone.tap("社区家庭妇女技术培训", within="main")

    assert phone.taps == 3
    assert phone.heading == "社区家庭妇女技术培训"
    facts = phone.page.locator(".facts").inner_text().split("\n")
    assert "杨柳妹" in "".join(facts)
    assert [fact for fact in facts if fact.strip() in ("社区", "地点")] == []
    phone.tap("杨柳妹", within="main", exact=False)
    assert phone.heading == "杨柳妹"
    assert "派驻到哪个社区，没有写明" in phone.text
    assert "依据浙江统战2022年7月20日的报道公开" in phone.text


def test_how_the_number_of_helped_residents_was_counted(phone):
    phone.tap("城乡共富助力", within="main")
    phone.tap("10人", within="main")

    assert phone.taps == 2
    assert "帮扶人数" in phone.heading
    total = phone.page.locator("[data-total]")
    listed = phone.page.locator("[data-amount]")
    assert (total.get_attribute("data-total"), [row.get_attribute("data-amount") for row in listed.all()]) == ("10", ["10"])
    assert "方城浦社区公益服务：结对以来" in listed.first.inner_text()
    phone.tap("方城浦社区公益服务：结对以来", within="main")
    assert all(words in phone.text for words in ("10人", "来源：浙江统战"))
