"""A Django site that is a SAML identity provider, as the documentation of djangosaml2idp has it.

https://djangosaml2idp.readthedocs.io/en/latest/content/installation_configuration.html. Only this
is its own: it lives in the folder that HANDRAIL_LAB_FOLDER names, speaks plain http, and listens on
loopback alone.
"""

import os
from pathlib import Path

from saml2 import BINDING_HTTP_REDIRECT
from saml2.saml import NAMEID_FORMAT_EMAILADDRESS, NAMEID_FORMAT_UNSPECIFIED

FOLDER = Path(os.environ["HANDRAIL_LAB_FOLDER"]) / "django"
ADDRESS = "127.0.0.1"
PORT = 8580
HOST = "idp.example.com"
SITE = f"http://{HOST}:{PORT}"
KEY = FOLDER / "key.pem"
CERTIFICATE = FOLDER / "certificate.pem"

SECRET_KEY = os.urandom(32).hex()  # nobody's session outlives the process
ALLOWED_HOSTS = [HOST, ADDRESS]
ROOT_URLCONF = "urls"
LOGIN_URL = "/login/"
STATIC_URL = "/static/"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "djangosaml2idp",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # the admin speaks the language of the browser
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"  # what the migrations of djangosaml2idp made
# djangosaml2idp compares the date in a service provider's metadata with a time without a zone.
USE_TZ = False
TIME_ZONE = "UTC"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# What an administrator cannot set in the admin; pysaml2 says what each key means:
# https://pysaml2.readthedocs.io/en/latest/howto/config.html
SAML_IDP_CONFIG = {
    "entityid": f"{SITE}/idp/metadata/",
    "service": {
        "idp": {
            "name": "Example IdP",
            "endpoints": {
                "single_sign_on_service": [(f"{SITE}/idp/sso/redirect/", BINDING_HTTP_REDIRECT)]
            },
            "name_id_format": [NAMEID_FORMAT_EMAILADDRESS, NAMEID_FORMAT_UNSPECIFIED],
        }
    },
    "key_file": str(KEY),
    "cert_file": str(CERTIFICATE),
}
