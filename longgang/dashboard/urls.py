"""/dashboard/."""

from django.urls import path

from . import views

app_name = "dashboard"
urlpatterns = [
    path("", views.Board.as_view(), name="board"),
    path("count/", views.CountAnew.as_view(), name="count"),
    path("<slug:table>.csv", views.TableCSV.as_view(), name="table"),
    path("part/<slug:whose>/<int:pk>/", views.Part.as_view(), name="part"),
    path("attention/<slug:what>/", views.Attention.as_view(), name="attention"),
]
