"""What was typed into a form whose session had ended is carried over the sign-in and shown again to the same person, unsaved.

It travels signed, inside the sign-in page, and is written to the session only once that person is back; passwords and files are left behind.
"""

import time
from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

SALT, KEY = "publishing.carrying", "carried"
TRAVELS = 12 * 60 * 60  # seconds that a sign-in page may stand open with what it carries
WAITS = 5 * 60  # seconds that the session keeps it for the form it belongs to
LEFT_BEHIND = ("csrfmiddlewaretoken", KEY)
WORDS = "刚才离开太久，登录过期了。填的内容都在下面，还没有保存：请核对，再按一次保存。"
WORDS_ON_FILES = "选好的照片要重新选一次。"


@dataclass(frozen=True)
class Carried:
    """What was typed: into which form, by whom, and whether files had been chosen."""

    path: str
    owner: int
    fields: list
    had_files: bool = False

    @property
    def words(self):
        return WORDS + (WORDS_ON_FILES if self.had_files else "")

    def value(self, name):
        """Return what was typed into one field; nothing where it was not there."""
        return next((value for key, value in self.fields if key == name), "")


def pack(request, *, owner):
    """Return what a request would have sent, signed, for the account that filled it in."""
    fields = [[name, value] for name, values in request.POST.lists() if name not in LEFT_BEHIND and "password" not in name for value in values]
    return signing.dumps([request.get_full_path(), owner, fields, bool(request.FILES)], salt=SALT, compress=True)


def typed_in(request):
    """Return what a person wrote into the fields of a request that was sent: (name, value); none of one that was not sent, nor what the form itself keeps."""
    sent = request.POST.lists() if request.method == "POST" else ()
    return [(name, value) for name, values in sent if name not in LEFT_BEHIND and "password" not in name for value in values if is_writing(name, value)]


def is_writing(name, value):
    return value.strip() and name != "seen" and not name.startswith("_") and "__prefix__" not in name and not name.endswith(("_FORMS", "-id"))


def unpack(packed):
    """Return what was packed; nothing where it was not packed here, or too long ago."""
    try:
        return Carried(*signing.loads(packed, salt=SALT, max_age=TRAVELS)) if packed else None
    except signing.BadSignature:
        return None


def lay_down(request, carried):
    """Keep in the session what was carried, until its form is opened again."""
    request.session[KEY] = [int(time.time()), carried.path, carried.owner, carried.fields, carried.had_files]


def take_up(request):
    """Return what waits in the session for exactly this page, and forget it there; nothing where nothing waits."""
    kept = request.session.get(KEY) if request.method == "GET" and hasattr(request, "session") else None
    if not kept or (kept[1] != request.get_full_path() and kept[0] > time.time() - WAITS):
        return None
    del request.session[KEY]
    carried = Carried(*kept[1:])
    is_mine = carried.owner == request.user.pk and carried.path == request.get_full_path() and kept[0] > time.time() - WAITS
    return carried if is_mine else None


def as_sent(request, carried):
    """Let a request look as if it had been sent with what was carried, so that its form fills itself in; whoever asks for this saves nothing."""
    data = QueryDict(mutable=True)
    for name, value in carried.fields:
        data.appendlist(name, value)
    request.method, request.POST, request._files = "POST", data, MultiValueDict()
