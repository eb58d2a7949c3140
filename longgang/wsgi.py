"""What gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from longgang.settled import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longgang.settings")
application = get_wsgi_application()
settle()

if not settings.REDIS_URL:  # no Celery beat: the server's own process does each minute what is due
    from publishing.minute import start_ticking

    start_ticking()
