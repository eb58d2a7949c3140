"""/actions/, /programmes/, /figures/, /activities/, /proposals/, /photos/."""

from django.urls import include, path, register_converter

from . import views
from .converters import PeriodConverter

register_converter(PeriodConverter, "period")

app_name = "actions"

# /actions/
line_urls = [
    path("", views.LineList.as_view(), name="line-list"),
    path("<slug:slug>/", views.LineDetail.as_view(), name="line-detail"),
    path("<slug:slug>/cover/", views.line_cover, name="line-cover"),
]

# /figures/<indicator>/ : a period is tried before a line, so that no line's slug is taken for one
evidence_urls = [
    path("", views.Evidence.as_view(), name="evidence"),
    path("<period:period>/", views.Evidence.as_view(), name="evidence-period"),
    path("<slug:line>/", views.Evidence.as_view(), name="evidence-line"),
    path("<slug:line>/<period:period>/", views.Evidence.as_view(), name="evidence-line-period"),
]

# /activities/
activity_urls = [
    path("", views.ActivityList.as_view(), name="activity-list"),
    path("<int:pk>/", views.activity_detail, name="activity-detail"),
]

# /proposals/
proposal_urls = [
    path("", views.ProposalList.as_view(), name="proposal-list"),
    path("<int:pk>/", views.proposal_detail, name="proposal-detail"),
]

urlpatterns = [
    path("actions/", include(line_urls)),
    path("programmes/<slug:slug>/", views.ProgrammeDetail.as_view(), name="programme-detail"),
    path("figures/<slug:indicator>/", include(evidence_urls)),
    path("activities/", include(activity_urls)),
    path("proposals/", include(proposal_urls)),
    path("photos/<int:pk>/", views.photo, name="photo"),
    path("photos/<int:pk>/<int:step>.webp", views.photo, name="photo-size"),
]
