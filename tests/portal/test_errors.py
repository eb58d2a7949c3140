"""What the portal says where a request cannot be answered."""

import re

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.template import loader
from django.test import Client
from django.urls import include, path

from longgang.headers import RequestNumberFilter
from longgang.portal import errors


def fails(request):
    raise RuntimeError("deliberate")


def refuses(request):
    raise PermissionDenied


def suspects(request):
    raise SuspiciousOperation


def overflows(request):
    raise RequestDataTooBig


def takes(request):
    return HttpResponse("taken")


handler400, handler403, handler404, handler500 = errors.bad_request, errors.permission_denied, errors.page_not_found, errors.server_error
urlpatterns = [
    path("fails/", fails),
    path("refuses/", refuses),
    path("suspects/", suspects),
    path("overflows/", overflows),
    path("takes/", takes),
    path("", include("longgang.urls")),
]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/suspects/", 400, "这个请求没有看懂"),
        ("/refuses/", 403, "这里不能进入"),
        ("/no-such/", 404, "没有找到这一页"),
        ("/overflows/", 413, "提交的内容太大"),
        ("/fails/", 500, "页面暂时打不开"),
    ],
)
def test_an_error_page_is_chinese_leads_on_and_carries_the_number_that_is_in_the_log(visitor, caplog, url, status, words):
    with caplog.filtering(RequestNumberFilter()):
        response = visitor.get(url)

    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{words}</h1>" in page
    assert 'href="/"' in page
    assert re.search(r'编号是<span class="nowrap">([0-9a-f]{8})</span>', page)[1] in {record.request_number for record in caplog.records}


@pytest.mark.urls(__name__)
def test_a_form_without_its_token_is_answered_in_chinese(visitor):
    response = visitor.post("/takes/")

    assert response.status_code == 403
    assert "<h1>表单已经过期</h1>" in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_failure_asks_the_database_nothing(visitor):
    """No database mark on this test: a query would fail it."""
    response = visitor.get("/fails/")

    assert "页面暂时打不开" in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_failure_of_the_error_page_itself_still_answers(visitor, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("no templates")

    monkeypatch.setattr(loader, "render_to_string", broken)

    response = visitor.get("/fails/")

    assert response.status_code == 500
    assert "页面暂时打不开" in response.content.decode()
    assert re.search(r"编号：[0-9a-f]{8}", response.content.decode())


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "410", "413", "429", "500", "503"])
def test_every_error_page_can_be_drawn_without_a_request(name):
    page = loader.render_to_string(f"{name}.html", {"number": "0123abcd"})

    assert "0123abcd" in page
    assert "<h1>" in page
