"""The pages that show rows of several apps."""

app_name = "portal"
urlpatterns = []
