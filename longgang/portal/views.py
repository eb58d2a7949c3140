"""The home page, and the pages about the portal itself."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView


class Home(TemplateView):
    """/: the six lines as a ledger, and the newest activities."""

    template_name = "portal/home.html"


@require_safe
def favicon(request):
    """Send browsers that ask at the old address on to the emblem."""
    return HttpResponseRedirect(staticfiles_storage.url("img/favicon.svg"))
