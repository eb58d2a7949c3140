"""Every setting of the portal: runs with nothing set, takes the rest from the environment (README lists each)."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# ---- Where it runs
DEBUG = env.bool("DEBUG", default=True)
VAR_DIR = env.path("VAR_DIR", default=str(BASE_DIR / "var"))
DATA_DIR = Path(str(VAR_DIR))
DATA_DIR.mkdir(parents=True, exist_ok=True)
UNSAFE_SECRET = "only-for-development-never-for-a-real-portal"  # noqa: S105
KEPT_SECRET = DATA_DIR / "secret_key"  # made by `make run`, so that every command on this machine seals and verifies with the same key
SECRET_KEY = env.str("SECRET_KEY", default=KEPT_SECRET.read_text(encoding="ascii").strip() if KEPT_SECRET.exists() else UNSAFE_SECRET)
if not DEBUG and (SECRET_KEY == UNSAFE_SECRET or len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 8):
    raise ImproperlyConfigured("DEBUG 已关闭，SECRET_KEY 必须另设：至少40个字符的随机串，不能用开发时的默认值。")
TRAIL_KEY = env.str("TRAIL_KEY", default=SECRET_KEY)  # seals the trail; keep it outside the database's backup
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# ---- What the department may set, and what stays unset is not shown
SITE_NAME = env.str("SITE_NAME", default="龙港新力量")
SITE_SUBTITLE = env.str("SITE_SUBTITLE", default="六大行动进展")
SITE_DOMAIN = env.str("SITE_DOMAIN", default=SITE_URL.split("://", 1)[1])
SITE_ID_CODE = env.str("SITE_ID_CODE", default="")  # 网站标识码
SITE_HOST = env.str("SITE_HOST", default="中共龙港市委宣传统战部")  # 主办单位
SITE_CONTACT = env.str("SITE_CONTACT", default="")  # 联系方式
ICP_NUMBER = env.str("ICP_NUMBER", default="")  # ICP备案号
POLICE_NUMBER = env.str("POLICE_NUMBER", default="")  # 公安备案号
GOVERNMENT_HOSTS = [host.strip().lower() for host in env.list("GOVERNMENT_HOSTS", default=["gov.cn"])]  # links there ask nothing; subdomains included
CHECK_LINKS = env.bool("CHECK_LINKS", default=False)  # whether outside links are looked at each week; a closed net asks nobody

# ---- Apps: each knows only those below it
INSTALLED_APPS = [
    "longgang.portal",
    "events",
    "actions",
    "members",
    "publishing",
    "longgang.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_prose_editor",  # for its one script
]
AUTH_USER_MODEL = "members.User"
ROOT_URLCONF = "longgang.urls"
WSGI_APPLICATION = "longgang.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets have their templates beside the pages
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "longgang.headers.request_number",
    "longgang.headers.extra_headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "longgang.doors.private",
    "axes.middleware.AxesMiddleware",  # last: what it says of a lock takes the place of the answer
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "longgang.portal.context.site",
            ],
        },
    }
]

# ---- Database: SQLite in WAL mode with immediate transactions, or what DATABASE_URL names
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# ---- Redis, Celery: only where REDIS_URL is set; else the cache is local and jobs run in the process
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 3,
    "socket_timeout": 10,
    "max_retries": 1,  # with the broker away nobody waits for it (by default for ever)
    "interval_start": 0,
}
CELERY_BEAT_SCHEDULE = {
    "seal-trail": {"task": "publishing.tasks.seal_trail", "schedule": 60.0},
    "take-up-stale-jobs": {"task": "publishing.tasks.take_up_stale_jobs", "schedule": 60.0},
    "go-rounds": {"task": "publishing.tasks.go_rounds", "schedule": 60.0},
}

# ---- The city: it governs its communities itself, 102 of them, so that what the register lacks is known too; 0: the register is all
COMMUNITY_COUNT = env.int("COMMUNITY_COUNT", default=102)

# ---- Signing in
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "members.passwords.LengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "members.passwords.ThreeKindsValidator"},
    {"NAME": "members.passwords.NotAmongLastFiveValidator"},
]
PASSWORD_DAYS = env.int("PASSWORD_DAYS", default=0)  # after so many days a password must be changed; 0: never
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "members.backends.RoleBackend"]
PRIVATE_PATHS = ("/admin/", "/dashboard/", "/account/")  # kept in no cache, shut after a while of nothing, and until the first password is changed
IDLE_MINUTES = env.int("IDLE_MINUTES", default=20)
SESSION_COOKIE_AGE = IDLE_MINUTES * 60 + 30  # half a minute more, since a session is written down at most twice a minute

# ---- Locks: five failures under one name from one address, for a quarter of an hour (`members.locks`)
PROXIES = env.int("PROXIES", default=0)  # how many of our own stand in front and write X-Forwarded-For
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "members.locks.SparingHandler"
AXES_USERNAME_CALLABLE = "members.locks.name_of"
AXES_CLIENT_IP_CALLABLE = "members.locks.address_of"
AXES_LOCKOUT_CALLABLE = "members.locks.locked_page"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says until when: trying meanwhile does not move it
AXES_DISABLE_ACCESS_LOG = True  # the trail has it
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# ---- Language, time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# ---- Files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "media"))
MEDIA_URL = "media/"
MEDIA_ACCEL = env.str("MEDIA_ACCEL", default="")  # the prefix nginx serves X-Accel-Redirect from; empty: Django sends the file itself
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_PERMISSIONS = 0o640
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "longgang.staticfiles.SheetStorage",
        "OPTIONS": {"file_permissions_mode": 0o644},  # nginx reads them as another user
    },
}

# ---- Headers (trust.md, "Headers")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
HTTPS = SITE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "longgang.portal.errors.csrf_failure"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked on the machine itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

# ---- Log: to the console, each line with the number of its request
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_number": {"()": "longgang.headers.RequestNumberFilter"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_number)s] %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["request_number"]}},
    "loggers": {"axes": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
