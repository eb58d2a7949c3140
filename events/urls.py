"""/events/, and the pictures of entries."""

from django.urls import URLPattern, URLResolver, include, path

from . import views

app_name = "events"

# /events/<slug>/
event_urls = [
    path("", views.event_detail, name="event-detail"),
    path("calendar.ics", views.event_calendar, name="event-ics"),
]
# /events/
list_urls: list[URLPattern | URLResolver] = [
    path("", views.EventCalendar.as_view(), name="event-calendar"),
    path("list/", views.EventList.as_view(), name="event-list"),
    path("calendar.ics", views.coming_calendar, name="coming-ics"),
    path("<slug:slug>/", include(event_urls)),
]

urlpatterns = [
    path("events/", include(list_urls)),
    path("entries/<int:pk>/picture/", views.entry_picture, name="entry-picture"),
    path("entries/<int:pk>/picture/<int:step>.webp", views.entry_picture, name="entry-picture-size"),
]
