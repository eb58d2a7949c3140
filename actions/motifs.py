"""The six motifs, one for each line's ink: roofs and fields, waves and sun, sheets, sparks, open books, boxes."""

from .press import Dice, Plate, around, box, circle, leaf, polygon, star, turned, wave


def roofs(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Houses over rolling fields, some of them only screened."""
    ground = height * dice.share(70, 84)
    solid, light, over = "", "", ""
    x = float(dice.between(-40, 10))
    while x < width - 20:
        w, tall, eaves = dice.between(44, 96), dice.between(66, 152), dice.between(14, 44)
        ridge = dice.one_of((0.5, 0.5, 0.5, 0.0, 1.0, 0.32))
        top = ground - tall
        house = polygon((x, ground), (x, top + eaves), (x + w * ridge, top), (x + w, top + eaves), (x + w, ground))
        match dice.between(0, 5):
            case 0 | 1 | 2:
                solid += house
                if dice.between(0, 1) and tall - eaves > 50:
                    over += "".join(box(x + w * at, top + eaves + 14, w * 0.18, w * 0.22) for at in dice.one_of(((0.41,), (0.2, 0.62))))
            case 3 | 4:
                light += house
            case _:
                over += house
        x += w - dice.between(-30, 26)
    far = wave(dice, ground - dice.between(4, 12), dice.between(16, 42), width, height)
    near = wave(dice, ground + (height - ground) * 0.5, dice.between(10, 26), width, height)
    sun = circle(dice.between(40, width - 40), dice.between(34, 60), dice.between(15, 30)) if dice.between(0, 2) else ""
    return [Plate(second, "dots", light), Plate(second, "", over + sun), Plate(ink, "", solid), Plate(ink, "dense", far), Plate(ink, "", near)]


def waves(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """The sea under a sun, with hills, sails or a bridge on the horizon."""
    x, y, r = dice.between(60, width - 60), dice.between(52, 112), dice.between(30, 62)
    horizon = height * dice.share(44, 60)
    sun, halo, behind = circle(x, y, r), "", ""
    match dice.between(0, 4):
        case 0:
            halo = circle(x, y, r + dice.between(14, 30))
        case 1 | 2:
            for _ in range(dice.between(1, 3)):
                at, tall = dice.between(30, width - 60), dice.between(44, 88)
                behind += polygon((at, horizon + 18), (at, horizon - tall), (at + tall * 0.55, horizon + 18))
                behind += polygon((at - 5, horizon + 18), (at - tall * 0.34, horizon + 18), (at - 5, horizon - tall * 0.7))
        case 3:
            for at in range(dice.between(-60, 0), width, dice.between(90, 150)):
                behind += polygon((at, horizon + 26), (at + dice.between(40, 90), horizon - dice.between(24, 66)), (at + 150, horizon + 26))
        case _:
            deck, gap = horizon - dice.between(22, 40), dice.between(56, 84)
            sun += box(0, deck, width, 8) + "".join(box(at, deck, 9, horizon + 26 - deck) for at in range(dice.between(8, 40), width, gap))
    first, middle, near = (
        wave(dice, horizon + (height - horizon) * depth, dice.between(low, low + 22), width, height) for depth, low in ((0, 12), (0.32, 16), (0.66, 14))
    )
    return [
        Plate(second, "dots", halo),
        Plate(second, "", sun),
        Plate(second, "dense", behind),
        Plate(ink, "dots", first),
        Plate(ink, "dense", middle),
        Plate(ink, "", near),
    ]


def sheets(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Written sheets and what is said of them, turned a little, one over the other."""
    pile = {"solid": "", "light": "", "over": ""}
    lines = ""
    for k in range(dice.between(4, 6)):
        w, h = dice.between(84, 130), dice.between(96, 150)
        x, y, turn = (k + 0.5) * width / 5 - w / 2 + dice.between(-34, 34), dice.between(16, max(17, height - h + 10)), dice.between(-15, 15)
        match dice.between(0, 3):
            case 0:  # a speech bubble
                h = h * 0.62
                shape = ((0, 0), (w, 0), (w, h), (w * 0.5, h), (w * 0.28, h + 26), (w * 0.26, h), (0, h))
            case 1:  # a corner folded
                shape = ((0, 0), (w - 24, 0), (w, 24), (w, h), (0, h))
            case _:
                shape = ((0, 0), (w, 0), (w, h), (0, h))
        pile[("solid", "light", "over")[k % 3]] += turned(x, y, turn, *shape)
        for row in range(dice.between(2, 3)):
            v, long = 22 + row * 19, w * dice.share(36, 76)
            lines += turned(x, y, turn, (14, v), (14 + long, v), (14 + long, v + 6), (14, v + 6))
    return [Plate(second, "dots", pile["over"]), Plate(ink, "dots", pile["light"]), Plate(ink, "", pile["solid"]), Plate(second, "", lines)]


def sparks(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Sparks, round and rayed, that rise from a heart, ring it, or fly past."""
    plates = {(ink, "dots"): "", (second, "dense"): "", (second, ""): "", (ink, ""): ""}
    way, lean = dice.between(0, 2), dice.share(-55, 55)
    cx, cy, core = width * dice.share(36, 64), height * dice.share(40, 60), dice.between(40, 62)
    for k in range(dice.between(17, 24)):
        r = dice.between(5, 14) + (dice.between(2, 15) if k < 7 else 0)
        match way:
            case 0:  # rising
                up = dice.share(0, 100)
                x, y = width / 2 + lean * width * (up - 0.4) + dice.between(-width // 2, width // 2) * (0.3 + 0.7 * up), height * (1.02 - up)
            case 1:  # a ring
                x, y = around(cx, cy, core + dice.between(14, 90), dice.between(0, 359))
            case _:  # a stream
                along = dice.share(0, 100)
                x, y = width * along, height * (0.2 + 0.55 * (along if lean > 0 else 1 - along)) + dice.between(-46, 62)
        shape = star(x, y, r * 1.9) if dice.between(0, 3) == 0 else circle(x, y, r)
        plates[dice.one_of(((ink, ""), (ink, ""), (ink, "dots"), (second, "dense"), (second, "")))] += shape
    if way == 1:
        plates[ink, "dots"] += circle(cx, cy, core)
    else:
        plates[ink, "dots"] += circle(width / 2 - lean * width * 0.4, height * dice.share(80, 102), dice.between(52, 86))
    return [Plate(*key, d) for key, d in plates.items()]


def books(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Open books, a flock of small ones or one large with its leaves flying off."""
    solid, light, over, right, lines = "", "", "", "", ""
    large = dice.between(0, 2) == 0
    spots = [(width / 2 + dice.between(-50, 50), height * 0.42, dice.between(120, 150), height * dice.share(38, 46))] if large else []
    for k in range(2 if large else dice.between(3, 5)):
        w, h = dice.between(42, 60) if large else dice.between(52, 84), dice.between(46, 66) if large else dice.between(62, 104)
        spots.append(
            (
                (k + 0.5) * width / (2 if large else 4.4) + dice.between(-26, 26),
                dice.between(20, max(21, int(height * 0.3 if large else height - h - 26))),
                w,
                h,
            )
        )
    for x, y, w, h in spots:
        sag = dice.between(12, 26)
        left, other = leaf(x - w, y + sag, w, h, sag), leaf(x, y + sag, w, h, sag)
        if dice.between(0, 2):
            solid, light = solid + left, light + other
        else:
            over, right = over + left, right + other
        if dice.between(0, 1):
            lines += "".join(leaf(x + w * 0.14, y + sag + h * at, w * dice.share(40, 70), 5, sag * 0.5) for at in (0.24, 0.44, 0.64))
    lamp = circle(dice.between(50, width - 50), dice.between(30, height - 40), dice.between(26, 54)) if dice.between(0, 1) else ""
    return [Plate(second, "dots", light + lamp), Plate(second, "", over), Plate(ink, "dense", right), Plate(ink, "", solid), Plate(ink, "", lines)]


def boxes(dice: Dice, ink: str, second: str, width: int, height: int) -> list[Plate]:
    """Boxes of the packaging trade, stacked, taped, each with its three sides."""
    top, front, side, tape, other = "", "", "", "", ""
    base = height * dice.share(88, 96)
    x, stacks = dice.between(6, 40), dice.between(2, 4)
    for _ in range(stacks):
        foot, at = base, float(x)
        for _ in range(dice.between(1, 3)):
            w, h, depth = dice.between(56, 100), dice.between(38, 70), dice.between(20, 34)
            rise = depth * 0.55
            if foot - h - rise < 14:
                break
            if dice.between(0, 3) == 0:
                other += box(at, foot - h, w, h)
            else:
                front += box(at, foot - h, w, h)
            side += polygon((at + w, foot - h), (at + w + depth, foot - h - rise), (at + w + depth, foot - rise), (at + w, foot))
            top += polygon((at, foot - h), (at + depth, foot - h - rise), (at + w + depth, foot - h - rise), (at + w, foot - h))
            match dice.between(0, 3):
                case 0 | 1:  # tape down the front and over the top
                    u, wide = at + w * 0.42, w * 0.16
                    tape += polygon(
                        (u, foot), (u, foot - h), (u + depth, foot - h - rise), (u + depth + wide, foot - h - rise), (u + wide, foot - h), (u + wide, foot)
                    )
                case 2:  # a label
                    tape += box(at + w * 0.12, foot - h * 0.42, w * 0.4, h * 0.26)
            at, foot = at + dice.between(-8, 22), foot - h
        x += (width - 40) // stacks + dice.between(-14, 10)
    mark = circle(dice.between(50, width - 50), dice.between(34, 78), dice.between(18, 38)) if dice.between(0, 2) else ""
    return [Plate(second, "dots", top), Plate(second, "", mark + other), Plate(ink, "", front), Plate(ink, "dense", side), Plate(second, "", tape)]
