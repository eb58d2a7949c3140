"""The guide's files: every role has its chapter, every picture is there, known and light."""

import pytest
from django.urls import reverse

from longgang.guide.reading import FOLDER, Step, chapters, shown
from longgang.settings import BASE_DIR
from members.roles import ROLES
from tests.desk import make_user

MOST_BYTES = 1_500_000
STEPS = [(chapter, step) for chapter in chapters().values() for step in chapter.steps]


def test_every_role_of_the_workbench_has_its_chapter():
    assert {role.code for chapter in chapters().values() for role in chapter.roles} == {role.code for role in ROLES if role.opens_workbench}


def test_every_task_says_where_it_begins():
    assert [task.title for chapter in chapters().values() for task in chapter.tasks if not task.steps[0].at] == []


def test_every_picture_has_words_under_it_and_what_is_skipped_is_in_the_text():
    assert [step.say for _, step in STEPS if step.picture and not step.caption] == []
    assert [word for _, step in STEPS for word in step.skip if f"“{word}”" not in step.say] == []


def test_the_pictures_are_those_of_the_steps_and_light():
    files = {path.stem: path for path in (BASE_DIR / "static" / FOLDER).glob("*.webp")}

    assert set(files) == set(shown()) == {step.picture for _, step in STEPS if step.picture}
    assert sum(path.stat().st_size for path in files.values()) < MOST_BYTES


def test_a_step_tells_apart_what_is_on_the_screen_and_what_is_typed():
    step = Step("点“保存”，写`100多`。", skip=("看不见",))

    assert step.parts == [("text", "点"), ("word", "“保存”"), ("text", "，写"), ("typed", "100多"), ("text", "。")]
    assert step.words == ["保存"]


@pytest.mark.django_db
@pytest.mark.parametrize(("roles", "code"), [(["leader"], "leader"), (["second"], "reviewer"), (["admin", "auditor"], "auditor"), ([], "editor")])
def test_the_guide_opens_at_the_reader_s_own_chapter(client, roles, code):
    user = make_user(*roles)
    user.is_staff = True
    user.save()
    client.force_login(user)

    response = client.get(reverse("admin:guide"))

    assert response.context["chapter"].code == code
    assert all(f"static/{step.file}" in response.content.decode() for step in response.context["chapter"].steps if step.picture)
