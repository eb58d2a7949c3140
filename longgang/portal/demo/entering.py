"""How the demo is entered: the editor writes each record and hands it in, the publisher shows it; what is there already is left as it is."""

import tomllib
from pathlib import Path

from publishing.models import Verb
from publishing.services import publish, record_saved, submit
from publishing.trail import leave_trace

HERE = Path(__file__).parent


def read(name):
    """Return what the TOML file of this name beside this one holds."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def enter_row(model, by, **values):
    """Return the row with the first of the values, made with all of them and traced if it is not there."""
    key, known = next(iter(values.items()))
    row, is_new = model.objects.get_or_create(**{key: known}, defaults=values)
    if is_new:
        leave_trace(verb=Verb.CREATED, subject=row, by=by)
    return row


class Entering:
    """What every kind of record of the demo is entered by."""

    def __init__(self, *, editor, publisher):
        self.editor, self.publisher = editor, publisher

    def save(self, record):
        """Save a new record by the model's own rules."""
        record.full_clean()
        record.save()

    def show(self, record):
        """Close the entry of a new record with all that hangs on it, hand it in, publish it, and return it."""
        record = record_saved(record, by=self.editor, created=True)
        return publish(submit(record, by=self.editor), by=self.publisher)
