"""The portal's addresses, and /bare/: a Django view that does nothing."""

from django.http import HttpResponse
from django.urls import include, path


def bare(request):
    """Answer at once, through the same middleware."""
    return HttpResponse("<!DOCTYPE html><title>bare</title>")


urlpatterns = [path("bare/", bare), path("", include("longgang.urls"))]
handler404 = "longgang.portal.errors.page_not_found"
