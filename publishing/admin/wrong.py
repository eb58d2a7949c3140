"""What is wrong with a form that was sent, listed at its head, each with the field to go to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """One thing to mend: where it is called what, the id of its field, and the words that stand there."""

    label: str
    field: str
    words: str


def wrong_in(form, formsets):
    """Return everything that is wrong with the fields of a form and of the rows under it, in the order of the form."""
    found = [Wrong(field.label, field.auto_id, words) for field in form for words in field.errors]
    for formset in formsets:
        name = formset.model._meta.verbose_name
        for place, row in enumerate(formset.forms, 1):
            found += [Wrong(f"{name} 第{place}行 {field.label}", field.auto_id, words) for field in row for words in field.errors]
            found += [Wrong(f"{name} 第{place}行", f"{formset.prefix}-{place - 1}", words) for words in row.non_field_errors()]
        found += [Wrong(str(formset.model._meta.verbose_name_plural), f"{formset.prefix}-group", words) for words in formset.non_form_errors()]
    return found
