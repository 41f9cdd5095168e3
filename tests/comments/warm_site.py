"""The site as gunicorn loads it for a test that kills workers: every part that a form needs is loaded
before the workers are forked, so that each of them works from its first moment."""

from django.apps import apps
from django.db import connections
from django.test import Client

from portal.wsgi import application

for article in apps.get_model("articles", "Article").objects.all():
    Client(HTTP_HOST="127.0.0.1").post(f"/comments/new/{article.slug}/")
connections.close_all()

__all__ = ["application"]
