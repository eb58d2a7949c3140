"""/leave/, /pasted/."""

from django.urls import path

from . import views

app_name = "publishing"
urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("pasted/", views.pasted, name="pasted"),
]
