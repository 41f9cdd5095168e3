"""`manage.py search_index`: index all articles anew, as after a restore or when folding has changed."""

from django.core.management.base import BaseCommand

from articles.models import Article, Byline
from articles.search.index import rebuild


class Command(BaseCommand):
    help = "Index all articles for the search anew. The site goes on meanwhile; twice is harmless."

    def handle(self, *args, **options):
        count = rebuild(Article.objects, Byline.objects)
        self.stdout.write(f"Articles that search can find from their time on: {count}.")
