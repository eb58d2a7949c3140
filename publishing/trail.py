"""The trail: rows appended where things happen, chained afterwards, and looked over on demand.

What it can show: a sealed row altered, removed, swapped or inserted by somebody who reaches the database but not TRAIL_KEY, and a tail cut off by
somebody who does not reach the log file too. What it cannot show: a row removed or forged before the sealer came by (about a minute);
anything done by somebody who holds the key and the database; a tail cut off from both the table and the log (so send the log to another machine).
"""

import hashlib
import hmac
import json
import os
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files import locks
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .models import Seal, Trace

GRACE = timedelta(hours=1)  # how long a transaction may hold back a row that others have overtaken
BATCH = 2000
SEALERS_LOCK = 5_202_620  # any number that is no other advisory lock's


def leave_trace(*, verb, subject=None, by=None, fields=(), digest=""):
    """Append one row to the trail in the current transaction, and return it: names of fields and digests, never a personal value."""
    return Trace.objects.create(
        verb=verb,
        by=by if by is not None and by.pk else None,
        subject_type=None if subject is None else ContentType.objects.get_for_model(subject),
        subject_id=None if subject is None else subject.pk,
        fields=sorted(fields),
        digest=digest,
    )


def digest_of(record) -> str:
    """Return the sha256 of a record's content and of its children's, whatever their ids, versions, times and states."""
    return hashlib.sha256(_canonical(_content_of(record)).encode()).hexdigest()


def keyed_digest(text) -> str:
    """Return a digest that tells whether two texts were the same, and nothing to who guesses without the key."""
    return _mac(["text", text])


def seal() -> int:
    """Chain every committed row that has no seal yet, write where the chain ends to the log, and return how many rows there were.

    Several sealers may run at once: they wait for each other. The log lives in DATA_DIR, so seals are made on one machine.
    """
    count = 0
    with _log_to_oneself():
        _write_what_a_crash_kept_from_the_log()
        while sealed := _seal_batch():
            count += len(sealed)
            _append_to_log(sealed[-1])
    return count


def verify(*, advance=lambda count: None) -> list[str]:
    """Return what is wrong with the trail, in sentences; nothing where every seal holds and the log agrees. `advance` is told of each batch."""
    with _log_to_oneself():
        lines = _log_lines()
        newest = Seal.objects.order_by("-number").first()
    findings, ends = _compare_seals(newest, advance)
    return findings + _inserted(newest) + _compare_log(lines, ends, newest)


def unsealed():
    """Return the rows that the next sealing takes: those without a seal, unless they claim to be older than its grace allows."""
    newest = Seal.objects.order_by("-number").first()
    rows = Trace.objects.filter(~Exists(Seal.objects.filter(trace_id=OuterRef("pk"))))
    return rows.filter(at__gte=newest.sealed_at - GRACE) if newest else rows


def sealed() -> int:
    """Return how many rows are sealed."""
    return Seal.objects.count()


def log_path() -> Path:
    """Return the file that remembers, outside the database, where the chain ended each time."""
    return Path(settings.DATA_DIR) / "trail.log"


# ---- What is hashed


def _canonical(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _mac(value) -> str:
    return hmac.new(settings.TRAIL_KEY.encode(), _canonical(value).encode(), hashlib.sha256).hexdigest()


def _moment(at) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _seal_digest(previous, number, sealed_at, trace) -> str:
    row = [trace.pk, _moment(trace.at), trace.by_id, trace.verb, trace.subject_type_id, trace.subject_id, trace.fields, trace.digest]
    return _mac(["seal", previous, number, _moment(sealed_at), row])


def _content_of(record, parent=None):
    """Return what a person entered, by field (states, times and what is worked out are not editable, operations are no content), and the same of each child."""
    content = {}
    for field in record._meta.concrete_fields:
        is_to_parent = parent is not None and field.is_relation and issubclass(type(parent), field.related_model)
        is_operation = field.name in getattr(record, "operations", ())
        if field.editable and not field.primary_key and not is_to_parent and not is_operation:
            value = field.value_from_object(record)
            content[field.name] = str(value) if isinstance(field, models.FileField) else field.to_python(value)
    for name in getattr(record, "children", ()):
        content[name] = sorted(_canonical(_content_of(child, parent=record)) for child in getattr(record, name).all())
    return content


# ---- Sealing


def _seal_batch():
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            connection.cursor().execute("SELECT pg_advisory_xact_lock(%s)", [SEALERS_LOCK])
        newest = Seal.objects.order_by("-number").first()
        number, previous, now, seals = (newest.number, newest.digest, timezone.now(), []) if newest else (0, "", timezone.now(), [])
        for trace in unsealed().order_by("pk")[:BATCH]:
            number += 1
            previous = _seal_digest(previous, number, now, trace)
            seals.append(Seal(number=number, trace_id=trace.pk, sealed_at=now, digest=previous))
        return Seal.objects.bulk_create(seals)


@contextmanager
def _log_to_oneself():
    with open(log_path().with_suffix(".lock"), "w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield  # closing the file frees the lock


def _log_line(seal) -> str:
    return f"{seal.number} {seal.digest} {_moment(seal.sealed_at)}"


def _log_lines() -> list[str] | None:
    try:
        return log_path().read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return None


def _append_to_log(seal):
    with open(log_path(), "a") as file:
        file.write(_log_line(seal) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _write_what_a_crash_kept_from_the_log():
    """Add the newest sealing to the log where only it is missing; a log that lacks more was cut, and stays so for `verify` to find."""
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return
    before = Seal.objects.filter(number__lt=newest.number).exclude(sealed_at=newest.sealed_at).order_by("-number").first()
    last = (_log_lines() or [""])[-1]
    if last == (_log_line(before) if before else ""):
        _append_to_log(newest)


# ---- Looking it over


def _compare_seals(newest, advance):
    """Return what is wrong with seals and their rows, and the last seal of each sealing by its line in the log."""
    findings, ends, previous = [], [], None
    for seals in _chunks(Seal.objects.filter(number__lte=newest.number) if newest else Seal.objects.none()):
        traces = Trace.objects.in_bulk([seal.trace_id for seal in seals])
        for seal in seals:
            expected, trace = (previous.number + 1 if previous else 1), traces.get(seal.trace_id)
            if seal.number != expected:
                findings.append(f"封印第{expected}号至第{seal.number - 1}号不见了。")
            if trace is None:
                findings.append(f"第{seal.number}号封印所封的留痕（编号{seal.trace_id}）不见了。")
            elif seal.number == expected and not hmac.compare_digest(
                seal.digest, _seal_digest(previous.digest if previous else "", seal.number, seal.sealed_at, trace)
            ):
                findings.append(f"留痕（编号{seal.trace_id}）与第{seal.number}号封印不符：内容、编号或封印被改动过。")
            if previous and previous.sealed_at != seal.sealed_at:
                ends.append(_log_line(previous))
            previous = seal
        advance(len(seals))
    return findings, [*ends, _log_line(previous)] if previous else ends


def _chunks(seals):
    last = 0
    while chunk := list(seals.filter(number__gt=last).order_by("number")[:BATCH]):
        yield chunk
        last = chunk[-1].number


def _inserted(newest):
    if newest is None:
        return []
    rows = Trace.objects.filter(~Exists(Seal.objects.filter(trace_id=OuterRef("pk"))), at__lt=newest.sealed_at - GRACE)
    return [f"留痕（编号{pk}）没有封印，时间却早于最近一次封存一小时以上：疑为事后插入。" for pk in rows.order_by("pk").values_list("pk", flat=True)]


def _compare_log(lines, ends, newest):
    if lines is None:
        return ["记录文件 trail.log 不见了。"] if newest else []
    findings, known, count = [], set(ends), newest.number if newest else 0
    for place, line in enumerate(lines, start=1):
        number = line.split(" ", 1)[0]
        if number.isdecimal() and int(number) > count:
            findings.append(f"末尾被截断：记录文件第{place}行说封到第{number}号，表中只到第{count}号。")
        elif line not in known:
            findings.append(f"记录文件第{place}行与封印不符：记录文件或封印被改动过。")
    return findings + [f"记录文件缺少封到第{line.split(' ', 1)[0]}号的一行。" for line in ends if line not in set(lines)]
