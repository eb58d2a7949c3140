"""Where everything is."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("longgang.portal.urls")),  # first: the gallery stands under admin/
    path("admin/", admin.site.urls),
    path("dashboard/", include("longgang.dashboard.urls")),
    path("", include("actions.urls")),
    path("", include("events.urls")),
    path("", include("publishing.urls")),
]

handler400 = "longgang.portal.errors.bad_request"
handler403 = "longgang.portal.errors.permission_denied"
handler404 = "longgang.portal.errors.page_not_found"
handler500 = "longgang.portal.errors.server_error"
