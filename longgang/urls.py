"""Where everything is."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("longgang.portal.urls")),  # first: the gallery stands under admin/
    path("admin/", admin.site.urls),
    path("", include("actions.urls")),
]
