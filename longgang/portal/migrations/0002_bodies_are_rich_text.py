from django.db import migrations

import publishing.bodies
from publishing.bodies import body_of_text, rewrite
from publishing.richtext import plain

HELP = "可以直接从 Word、微信粘贴，格式会自动整理。"
BODIES = (("page", "body"),)


def to_rich_text(apps, schema_editor):
    for model, name in BODIES:
        rewrite(apps.get_model("portal", model), name, body_of_text)


def to_plain_text(apps, schema_editor):
    for model, name in BODIES:
        rewrite(apps.get_model("portal", model), name, plain)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_pages")]

    operations = [
        migrations.RunPython(to_rich_text, to_plain_text, elidable=True),
        *(
            migrations.AlterField(model, name, publishing.bodies.RichTextField("正文", blank=True, max_length=20000, help_text=HELP))
            for model, name in BODIES
        ),
    ]
