"""Overprint pictures: always the same, never alike, light, and within their inks."""

import re

import pytest
from django.template.loader import render_to_string

from actions.enums import Ink
from actions.pictures import MOTIFS, SECOND, picture
from actions.press import Dice


def drawn(number, ink):
    return render_to_string("components/overprint.html", {"picture": picture(number, ink)})


def test_every_ink_has_its_motif_and_its_second_inks():
    assert list(MOTIFS) == list(SECOND) == Ink.values
    assert all(ink not in seconds and set(seconds) < set(Ink.values) for ink, seconds in SECOND.items())


@pytest.mark.parametrize("ink", Ink.values)
def test_a_picture_never_changes_and_no_two_are_alike(ink):
    first = [drawn(number, ink) for number in range(1, 201)]
    again = [drawn(number, ink) for number in range(1, 201)]

    assert first == again
    assert len(set(first)) == 200


@pytest.mark.parametrize("ink", Ink.values)
def test_a_picture_is_printed_in_its_own_ink_and_at_most_one_other(ink):
    for number in range(1, 101):
        inks = {plate.ink for plate in picture(number, ink).plates}

        assert ink in inks
        assert len(inks) <= 2


@pytest.mark.parametrize("ink", Ink.values)
def test_a_picture_weighs_at_most_4_kb_and_carries_no_style(ink):
    for number in range(1, 201):
        svg = drawn(number, ink)

        assert len(svg.encode()) <= 4096
        assert re.findall(r"style=|<script|<style|#[0-9a-f]{6}", svg) == []


@pytest.mark.parametrize("ink", Ink.values)
def test_no_plate_holds_what_is_not_a_number(ink):
    for number in range(1, 201):
        for plate in picture(number, ink).plates:
            assert re.fullmatch(r"[MLHVQCAZmlhvqcaz0-9 .-]+", plate.d)


def test_dice_throw_the_same_on_every_machine():
    dice = Dice("bamboo/1")

    assert [dice.between(1, 6) for _ in range(8)] == [2, 2, 3, 2, 2, 1, 3, 1]


def test_dice_reach_both_ends_and_nothing_beyond():
    dice = Dice("ends")

    assert {dice.between(-1, 2) for _ in range(200)} == {-1, 0, 1, 2}
