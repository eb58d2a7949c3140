"""What was published before outside links had a table is entered into it, so that its links go on leading somewhere."""

from django.db import migrations

from publishing.outside import host_of, leads_out


def register(apps, schema_editor):
    links = apps.get_model("publishing", "OutsideLink")
    reports = apps.get_model("actions", "Coverage").objects.filter(activity__state="published")  # the only public links there were
    for url in reports.exclude(url="").values_list("url", flat=True).distinct():
        if leads_out(url):
            links.objects.get_or_create(url=url, defaults={"host": host_of(url)})


class Migration(migrations.Migration):
    dependencies = [("actions", "0006_who_and_where"), ("publishing", "0003_outside_links")]

    operations = [migrations.RunPython(register, migrations.RunPython.noop)]
