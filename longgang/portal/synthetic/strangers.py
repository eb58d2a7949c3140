"""Whether a database holds anything that neither the demo nor this package has put there."""

from django.contrib.auth import get_user_model

from actions.models import Activity
from longgang.portal.demo.accounts import ACCOUNTS
from longgang.portal.demo.records import read

from .reference import AUTHOR


def strangers():
    """Return in words what is there that is neither demo nor synthetic data; "" where there is nothing of the kind."""
    known = [row["title"] for row in read("activities")["activities"]]
    activities = Activity.objects.exclude(created_by__username=AUTHOR).exclude(title__in=known).count()
    accounts = get_user_model().objects.exclude(username__in=[AUTHOR, *ACCOUNTS]).count()
    found = [f"{name}{count}{unit}" for name, count, unit in (("活动", activities, "条"), ("账号", accounts, "个")) if count]
    return "、".join(found)
