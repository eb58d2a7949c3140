"""The pages that show rows of several apps, and those about the portal itself."""

from django.urls import path
from django.views.generic import TemplateView

from . import columns, health, opendata, views
from .gallery import gallery

DATA = {"figure_columns": columns.FIGURES, "total_columns": columns.TOTALS, "activity_columns": columns.ACTIVITIES}

app_name = "portal"
urlpatterns = [
    path("admin/gallery/", gallery, name="gallery"),
    path("", views.Home.as_view(), name="home"),
    path("actions/<slug:slug>/", views.LineDetail.as_view(), name="line-detail"),  # before the same address of actions, which knows nothing of events
    path("data/", TemplateView.as_view(template_name="portal/data.html", extra_context=DATA), name="data"),
    path("data/figures.csv", opendata.figures_csv, name="figures-csv"),
    path("data/figures.json", opendata.figures_json, name="figures-json"),
    path("data/totals.json", opendata.totals_json, name="totals-json"),
    path("data/activities.json", opendata.activities_json, name="activities-json"),
    path("about/", TemplateView.as_view(template_name="portal/about.html"), name="about"),
    path("privacy/", TemplateView.as_view(template_name="portal/privacy.html"), name="privacy"),
    path("accessibility/", TemplateView.as_view(template_name="portal/accessibility.html"), name="accessibility"),
    path("site-map/", views.SiteMap.as_view(), name="site-map"),
    path("healthz", health.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
]
