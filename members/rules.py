"""The rules of pairings that speak of several rows, asked on every saving and publication."""

from .models import Pairing


def twin_of(pairing: Pairing) -> Pairing | None:
    """Return another record of the same unit and community from the same day; None where there is none."""
    alike = Pairing.objects.originals().filter(unit=pairing.unit_id, community=pairing.community_id, started_on=pairing.started_on)
    return alike.with_sides().exclude(pk__in=[pairing.pk or 0, pairing.revises_id or 0]).first()


def broken_rules(pairing: Pairing) -> list[str]:
    """Return in Chinese what is wrong with a pairing as it stands; nothing where all is well."""
    return [f"{twin.started_on}起的“{twin}”已经有一条，请改那一条"] if (twin := twin_of(pairing)) else []
