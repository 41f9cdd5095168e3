"""What a report or a notice can be about, in words for readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models import Decision

# What a reader can say in one click; each is a Decision.Reason.
BREACHES = {
    Decision.Reason.INSULT: _("It insults or harasses somebody"),
    Decision.Reason.PERSONAL_DATA: _("It tells private things about somebody"),
    Decision.Reason.ADVERTISING: _("It is advertising or spam"),
    Decision.Reason.OFF_TOPIC: _("It has nothing to do with the article"),
    Decision.Reason.OTHER: _("Something else"),
}


class Category(models.TextChoices):
    """Kinds of illegal content, as the Commission's templates for transparency reports sort them."""

    SPEECH = "speech", _("Hatred, threats, insult or defamation")
    PRIVACY = "privacy", _("Privacy or data protection")
    PROPERTY = "property", _("Copyright or other intellectual property")
    VIOLENCE = "violence", _("Violence, or a call for it")
    CYBER_VIOLENCE = "cyber_violence", _("Stalking or harassment online")
    MINORS = "minors", _("Harm to children")
    SCAM = "scam", _("Fraud or scam")
    CIVIC = "civic", _("Harm to elections or public debate")
    SECURITY = "security", _("Terrorism or a risk to public security")
    SELF_HARM = "self_harm", _("Suicide or self-harm")
    PRODUCTS = "products", _("Forbidden goods or services")
    OTHER = "other", _("Something else")
