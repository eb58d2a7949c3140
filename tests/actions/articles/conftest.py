"""Somebody who enters, the lists that a report may name, and a report that was pasted in."""

import pytest

from actions.articles import keep_article
from tests.desk import make_community, make_lines, make_member, make_programme, make_unit, make_user

from .pasted import TEXT


@pytest.fixture
def lines():
    made = make_lines()
    make_community()
    make_member()
    make_unit()
    make_programme(made[4])
    return made


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def article(lines, editor):
    return keep_article(text=TEXT, source="浙江统战", by=editor)
