"""Reading the guide's files: roles, tasks, steps, and the pictures with what is on them."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from members.roles import ADMIN, AUDITOR, EDITOR, FIRST, LEADER, PUBLISHER, SECOND, Role

HERE = Path(__file__).parent
SHOWN = HERE / "pictures.json"
FOLDER = "img/guide"
CHAPTERS = {"editor": (EDITOR,), "reviewer": (FIRST, SECOND), "publisher": (PUBLISHER,), "leader": (LEADER,), "auditor": (AUDITOR,), "admin": (ADMIN,)}
WORD, TYPED = re.compile("“([^”]+)”"), re.compile("`([^`]+)`")


@dataclass(frozen=True)
class Step:
    """One thing to do: what is said of it, how the browser gets there, and what is pictured."""

    say: str
    at: str = ""
    do: tuple[tuple[str, ...], ...] = ()
    show: str = ""
    caption: str = ""
    press: str = ""
    picture: str = ""
    skip: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """The words that must be on the screen this step speaks of; those to `skip` are on another."""
        return [word for word in WORD.findall(self.say) if word not in self.skip]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The text in parts: (what kind, words): `word` on the screen, `typed` by the reader, or `text`."""
        pieces = re.split(f"({WORD.pattern}|{TYPED.pattern})".replace("([^”]+)", "[^”]+").replace("([^`]+)", "[^`]+"), self.say)
        return [("word" if piece[0] == "“" else "typed" if piece[0] == "`" else "text", piece.strip("`")) for piece in pieces if piece]

    @property
    def file(self) -> str:
        """Where the picture stands among the static files."""
        return f"{FOLDER}/{self.picture}.webp"

    @property
    def size(self) -> dict[str, Any]:
        """What is known of the picture: its width and height as it is shown, and its labels."""
        return shown().get(self.picture, {})


@dataclass(frozen=True)
class Task:
    """One thing that people of a role do, in steps."""

    title: str
    steps: tuple[Step, ...]
    about: str = ""


@dataclass(frozen=True)
class Chapter:
    """What the guide says to one role, or to several that do the same."""

    code: str
    roles: tuple[Role, ...]
    user: str
    tasks: tuple[Task, ...] = field(default=())

    @property
    def name(self) -> str:
        return "、".join(role.name for role in self.roles)

    @property
    def steps(self) -> list[Step]:
        return [step for task in self.tasks for step in task.steps]


@cache
def chapters() -> dict[str, Chapter]:
    """Return the chapters by their code, in the order in which roles stand."""
    return {code: _chapter(code, roles) for code, roles in CHAPTERS.items()}


@cache
def shown() -> dict[str, dict[str, Any]]:
    """Return what is on each picture, as it was when it was taken."""
    return json.loads(SHOWN.read_text(encoding="utf-8")) if SHOWN.exists() else {}


def _chapter(code: str, roles: tuple[Role, ...]) -> Chapter:
    said = tomllib.loads((HERE / f"{code}.toml").read_text(encoding="utf-8"))
    tasks = tuple(_task(f"{code}-{place}", task) for place, task in enumerate(said["tasks"], 1))
    return Chapter(code, roles, said["user"], tasks)


def _task(name: str, said: dict[str, Any]) -> Task:
    steps = tuple(
        Step(**step | {"do": tuple(map(tuple, step.get("do", ()))), "skip": tuple(step.get("skip", ()))}, picture=f"{name}-{place}" if "show" in step else "")
        for place, step in enumerate(said["steps"], 1)
    )
    return Task(said["title"], steps, said.get("about", ""))
