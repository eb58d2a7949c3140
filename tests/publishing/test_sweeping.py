from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from actions.models import ActivityPhoto
from longgang.portal.models import Attachment
from publishing.storing import size_name
from publishing.sweeping import sweep
from tests.actions.factories import make_line
from tests.portal.factories import make_page

from . import uploads as made
from .packages import pdf
from .test_images import upload

pytestmark = pytest.mark.django_db


def stored():
    photo = ActivityPhoto()
    photo.picture.save("", upload(made.photo()), save=False)
    return photo.picture.name


def test_only_old_files_that_no_row_names_are_swept():
    named, unnamed = stored(), stored()
    line = make_line()
    line.cover.name = named
    line.save()

    assert sweep() == []  # younger than a day
    assert sorted(sweep(now=timezone.now() + timedelta(days=2))) == [size_name(unnamed, 480), unnamed]

    assert [default_storage.exists(name) for name in (named, size_name(named, 480), unnamed)] == [True, True, False]


def test_documents_are_swept_as_pictures_are_and_one_that_a_page_has_is_kept():
    page = make_page("关于培训的通知", documents=["报名表"])
    named = page.attachments.get().document.name
    unnamed = Attachment()
    unnamed.document.save("", upload(pdf()), save=False)

    assert sweep(now=timezone.now() + timedelta(days=2)) == [unnamed.document.name]

    assert default_storage.exists(named)


def test_the_command_says_how_many(capsys):
    call_command("sweep_files")

    assert capsys.readouterr().out == "清理了 0 个文件。\n"
