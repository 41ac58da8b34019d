"""The pages of the site: the admin, where all sign in, and what SAML needs."""

from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    # The admin's own page turns away everybody who is no administrator.
    path("login/", LoginView.as_view(template_name="admin/login.html")),
    path("idp/", include("djangosaml2idp.urls")),
]
