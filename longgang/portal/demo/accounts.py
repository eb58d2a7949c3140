"""One account for each role, none of them a superuser, each with a password of its own that is shown once."""

import secrets

from django.contrib.auth import get_user_model

from members.roles import BY_CODE, give_roles
from publishing.models import Verb
from publishing.trail import leave_trace

#: user name -> role
ACCOUNTS = {
    "caibian": BY_CODE["editor"],
    "chushen": BY_CODE["first"],
    "fushen": BY_CODE["second"],
    "zhongshen": BY_CODE["publisher"],
    "lingdao": BY_CODE["leader"],
    "shenji": BY_CODE["auditor"],
    "xitong": BY_CODE["admin"],
    "huiyuan": BY_CODE["member"],
}
LETTERS, CAPITALS, DIGITS = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


def new_password():
    """Return twelve characters of three kinds, none of which reads like another."""
    chosen = [*(secrets.choice(kind) for kind in (LETTERS, CAPITALS, DIGITS)), *(secrets.choice(LETTERS + CAPITALS + DIGITS) for _ in range(9))]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)


def open_accounts():
    """Open the accounts that are not there yet; return all by user name, and the new ones' passwords."""
    User = get_user_model()
    users, passwords = {}, {}
    for username, role in ACCOUNTS.items():
        user = User.objects.filter(username=username).first()
        if user is None:
            passwords[username] = new_password()
            user = User.objects.create_user(username, password=passwords[username], name=f"{role.name}（示例）")
            give_roles(user, role.code)
            leave_trace(verb=Verb.CREATED, subject=user, fields=["username", "groups"])
        users[username] = user
    return users, passwords
