"""The pages that show rows of several apps, and those about the portal itself."""

from django.urls import include, path
from django.views.generic import TemplateView

from . import columns, health, opendata, views
from .gallery import gallery

DATA = {"figure_columns": columns.FIGURES, "total_columns": columns.TOTALS, "activity_columns": columns.ACTIVITIES}

app_name = "portal"

# /communities/
community_urls = [
    path("", views.CommunityList.as_view(), name="community-list"),
    path("<slug:slug>/", views.CommunityDetail.as_view(), name="community-detail"),
]

# /pairings/
pairing_urls = [
    path("", views.PairingList.as_view(), name="pairing-list"),
    path("<int:pk>/", views.pairing_detail, name="pairing-detail"),
]

# /members/
member_urls = [
    path("", views.MemberList.as_view(), name="member-list"),
    path("<int:pk>/", views.MemberDetail.as_view(), name="member-detail"),
]

# /units/
unit_urls = [
    path("", views.UnitList.as_view(), name="unit-list"),
    path("<slug:slug>/", views.UnitDetail.as_view(), name="unit-detail"),
]

# /about/, /contact/: standing columns
about_urls = [
    path("", views.column, {"column": "about"}, name="about"),
    path("<int:pk>/", views.page_detail, {"column": "about"}, name="about-detail"),
]
contact_urls = [
    path("", views.column, {"column": "contact"}, name="contact"),
    path("<int:pk>/", views.page_detail, {"column": "contact"}, name="contact-detail"),
]

# /notices/
notice_urls = [
    path("", views.NoticeList.as_view(), name="notice-list"),
    path("<int:pk>/", views.page_detail, {"column": "notice"}, name="notice-detail"),
]

urlpatterns = [
    path("admin/gallery/", gallery, name="gallery"),
    path("", views.Home.as_view(), name="home"),
    path("actions/<slug:slug>/", views.LineDetail.as_view(), name="line-detail"),  # before the same address of actions, which knows nothing of events
    path("communities/", include(community_urls)),
    path("pairings/", include(pairing_urls)),
    path("members/", include(member_urls)),
    path("units/", include(unit_urls)),
    path("data/", TemplateView.as_view(template_name="portal/data.html", extra_context=DATA), name="data"),
    path("data/figures.csv", opendata.figures_csv, name="figures-csv"),
    path("data/figures.json", opendata.figures_json, name="figures-json"),
    path("data/totals.json", opendata.totals_json, name="totals-json"),
    path("data/activities.json", opendata.activities_json, name="activities-json"),
    path("about/", include(about_urls)),
    path("contact/", include(contact_urls)),
    path("notices/", include(notice_urls)),
    path("attachments/<slug:token>/", views.attachment, name="attachment"),
    path("privacy/", TemplateView.as_view(template_name="portal/privacy.html"), name="privacy"),
    path("accessibility/", TemplateView.as_view(template_name="portal/accessibility.html"), name="accessibility"),
    path("site-map/", views.SiteMap.as_view(), name="site-map"),
    path("healthz", health.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
]
