"""The gallery: for staff only, and of nothing that is kept."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from actions.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(get_user_model().objects.create(username="staff", is_staff=True))
    return client


def test_the_gallery_is_for_staff(client):
    response = client.get(reverse("portal:gallery"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_the_gallery_shows_figures_of_every_certainty_and_keeps_no_record(staff):
    page = staff.get(reverse("portal:gallery")).content.decode()

    seen = re.sub(r"\s", "", re.sub(r"<[^>]+>", "", page))
    said = ["1600多场", "6.5万多人次", "100多万人次", "12家以上", "近百万元", "约300人", "数万人次", "第十九届", "2届（另有届次不相加）", "未报"]
    assert [phrase for phrase in said if phrase not in seen] == []
    assert Activity.objects.count() == 0


def test_pagination_keeps_the_filters_and_names_no_page_twice(staff):
    page = staff.get(reverse("portal:gallery")).content.decode()

    links = re.findall(r'class="pagination__step"[^>]*href="([^"]+)"', page)
    assert links[:2] == [f"?action=chengxiang&amp;words=%E8%AF%BB%E4%B9%A6+%E4%BC%9A&amp;page={number}" for number in (2, 15)]
    assert links[2:] == ["?page=1", "?page=6", "?page=8", "?page=15"]
