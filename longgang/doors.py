"""The doors of the private side: shut after a while of nothing, shut until the first password is changed, and nothing typed is lost at them."""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from members.forms import SignInForm
from publishing import carrying

WRITTEN_EVERY = 30  # seconds
SHUT_BUT = ("admin:password_change", "admin:logout", "admin:login", "admin:jsi18n")
OWNER = "__Host-desk" if settings.HTTPS else "desk"
OWNER_SALT, OWNER_AGE = "longgang.doors", 30 * 24 * 60 * 60


def private(get_response):
    """Keep the doors of private pages; public pages are not touched, so that they ask nothing of the visitor's session."""

    def middleware(request):
        if not request.path_info.startswith(settings.PRIVATE_PATHS):
            return get_response(request)
        if must_change_password(request):
            return redirect("admin:password_change")
        typed_too_late = request.method == "POST" and not request.user.is_authenticated and not is_door(request)
        response = get_response(request)
        if typed_too_late and response.status_code == 302 and response.url.startswith(reverse("admin:login")):
            response = sign_in_and_go_on(request) or response
        if request.user.is_authenticated:
            response = what_nobody_took_up(request) or response
            stay_awake(request)
            remember_owner(request, response)
        return response

    return middleware


def is_door(request):
    return request.path in (reverse("admin:login"), reverse("admin:logout"))


def must_change_password(request):
    """Whether this page stays shut until the first password is changed."""
    return request.user.is_authenticated and request.user.needs_new_password and request.path not in map(reverse, SHUT_BUT)


def stay_awake(request):
    """Write down that somebody is here: the session ends IDLE_MINUTES after the last time."""
    now = int(time.time())
    if request.session.get("awake", 0) < now - WRITTEN_EVERY:
        request.session["awake"] = now


# ---- Nothing typed is lost


def owner_of_forms(request):
    """Return who filled in the forms that stand open in this browser, and whether nobody else has signed in here for a month; None where unknown."""
    try:
        owner, alone = request.get_signed_cookie(OWNER, default="", salt=OWNER_SALT, max_age=OWNER_AGE).split(".")
        return int(owner), alone == "1"
    except ValueError:
        return None, False


def remember_owner(request, response):
    """Tell the browser, signed, who signed in last and whether always the same: the session that knew is gone when it matters."""
    owner, _ = owner_of_forms(request)
    if owner != request.user.pk:
        value = f"{request.user.pk}.{int(owner is None)}"
        response.set_signed_cookie(OWNER, value, salt=OWNER_SALT, max_age=OWNER_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS)


def sign_in_and_go_on(request, packed=""):
    """Return the sign-in page that carries what was just sent; nothing where it is not known who filled it in."""
    owner, _ = owner_of_forms(request)  # the form's token was made at the last sign-in, so it is theirs
    carried = carrying.unpack(packed) if packed else None
    if owner is None and carried is None:
        return None
    path = carried.path if carried else request.get_full_path()
    context = admin.site.each_context(request) | {
        "form": SignInForm(request),
        "app_path": f"{reverse('admin:login')}?{urlencode({'next': path})}",
        "next": path,
        "carried": packed or carrying.pack(request, owner=owner),
        "title": "登录",
    }
    return TemplateResponse(request, "admin/login.html", context).render()


def signed_in_with(request, carried, response):
    """Return where somebody who has just signed in goes on: the form, if it was theirs; what another filled in is dropped with a word."""
    if carried.owner != request.user.pk:
        messages.warning(request, "登录过期前填的内容是另一个账号的，没有带过来。")
        return response
    carrying.lay_down(request, carried)
    return redirect(carried.path)


def after_a_stale_token(request):
    """Return how to go on after a form came with a token of before the last sign-in: none where it came from elsewhere or may be another's."""
    if request.headers.get("Origin") not in (settings.SITE_URL, f"{request.scheme}://{request.get_host()}"):
        return None
    if not request.path_info.startswith(settings.PRIVATE_PATHS):
        return None
    if is_door(request):
        packed = request.POST.get(carrying.KEY, "")
        carried = carrying.unpack(packed)
        if carried is None or not request.user.is_authenticated:
            return sign_in_and_go_on(request, packed) if carried else None
        return signed_in_with(request, carried, redirect("admin:index"))
    owner, alone = owner_of_forms(request)
    if not alone or not request.POST:
        return None
    packed = carrying.pack(request, owner=owner)
    if not request.user.is_authenticated:
        return sign_in_and_go_on(request, packed)
    return signed_in_with(request, carrying.unpack(packed), redirect("admin:index"))


def what_nobody_took_up(request):
    """Return a page that lists what was typed, where the form it belongs to did not take it up by itself."""
    carried = carrying.take_up(request)
    if carried is None:
        return None
    shown = [(name, value) for name, value in carried.fields if carrying.is_writing(name, value)]
    context = admin.site.each_context(request) | {"title": "刚才填的内容", "fields": shown, "path": carried.path}
    return TemplateResponse(request, "admin/carried.html", context).render()
