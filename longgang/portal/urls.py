"""The pages that show rows of several apps, and those about the portal itself."""

from django.urls import path
from django.views.generic import TemplateView

from . import views
from .gallery import gallery

app_name = "portal"
urlpatterns = [
    path("admin/gallery/", gallery, name="gallery"),
    path("", views.Home.as_view(), name="home"),
    path("data/", TemplateView.as_view(template_name="portal/data.html"), name="data"),
    path("about/", TemplateView.as_view(template_name="portal/about.html"), name="about"),
    path("privacy/", TemplateView.as_view(template_name="portal/privacy.html"), name="privacy"),
    path("accessibility/", TemplateView.as_view(template_name="portal/accessibility.html"), name="accessibility"),
    path("favicon.ico", views.favicon, name="favicon"),
]
