"""The access table: every named address of the portal x role x GET and POST, and what each is answered.

You have added an address? Then `tests/test_access.py` fails until it has a row here. Add it to TABLE, by the page's name:
- a public page: `"portal:thing-list": [public()]`, with its arguments by their place in the sample world: `[public("community.slug")]`;
- what was not public, or is not any more: a row of its own that says so: `[public("pairing.pk"), hidden("pairing_draft.pk"), gone("pairing_withdrawn.pk")]`;
- a page of the staff's: `[Row(("draft.pk",), get=desk("editor publisher"), post=desk("editor publisher"))]`: `desk` names the roles that get in; other staff
  get 403 (or what `others` says), anonymous and member are asked to sign in;
- all pages of a model in the admin: `**family("app_model", sample="thing.pk", view="editor …", add="…", change="…", delete="…")`, and the verbs of a
  record that becomes public: `**acts("app_model", "thing", enter="editor publisher", publish="publisher")`.
Every row names its roles: none is worked out from the grants in `apps.py`, since that is what it is there to check. Sample rows are made in `World`.
"""

from dataclasses import dataclass, field

ROLES = ("anonymous", "member", "editor", "first", "second", "publisher", "leader", "auditor", "admin")
STAFF = "editor first second publisher leader auditor admin"
LOGIN = "login"  # led to the sign-in page

READERS = "editor first second publisher leader"
ALL_BUT_AUDITOR = "editor first second publisher leader admin"
ENTERERS = "editor publisher"
KEEPERS = "publisher admin"


@dataclass(frozen=True)
class Row:
    """One address with its arguments (by their place in the sample world), what is sent, and what each role is answered."""

    args: tuple = ()
    get: dict = field(default_factory=dict)
    post: dict = field(default_factory=dict)
    query: str = ""
    data: dict = field(default_factory=dict)
    note: str = ""


def everyone(answer, **but):
    """Return the same answer for all roles but those named."""
    return dict.fromkeys(ROLES, answer) | but


def desk(let_in, *, answer=200, others=403, **but):
    """Return what a page of the staff's answers: the roles let in, the other staff; anonymous and member are asked to sign in."""
    roles = let_in.split()
    assert set(roles) <= set(STAFF.split()), let_in
    return everyone(LOGIN) | dict.fromkeys(STAFF.split(), others) | dict.fromkeys(roles, answer) | but


def public(*args, query="", answer=200, note=""):
    return Row(args, everyone(answer), everyone(405), query, note=note)


def hidden(*args, query="", note="never public", **but):
    return Row(args, everyone(404, **but), everyone(405), query, note=note)


def staff_only(*args):
    """Return the row of a picture that is not public: whoever sees the record in the workbench sees it, for the rest there is none."""
    return Row(args, everyone(404) | dict.fromkeys(READERS.split(), 200), everyone(405), note="not public")


def gone(*args, note="withdrawn"):
    return Row(args, everyone(410), everyone(405), note=note)


def insiders(*args, query="", note=""):
    """Return the row of a page of the dashboard: who may see activities; member is known, and refused."""
    return Row(args, desk(READERS, member=403), desk(READERS, answer=405, member=403), query, note=note)


def family(model, *, sample, view, add="", change="", delete="", own="", note=""):
    """Return the rows of a model's pages in the admin. What may be changed is shown by a POST of nothing: the form comes back, nothing is saved."""
    name = f"admin:{model}"
    return {
        f"{name}_changelist": [Row((), desk(view), desk(view))],
        f"{name}_add": [Row((), desk(add), desk(add))],
        f"{name}_change": [Row((sample,), desk(view), desk(change), note=note)],
        f"{name}_delete": [Row((sample,), desk(delete), desk(delete, answer=302), data={"post": "yes"}, note=note)],
        f"{name}_history": [Row((sample,), desk("", others=404), desk("", others=404), note="the trail has it")],
    }


def acts(model, thing, *, enter, publish):
    """Return the rows of the verbs of a record: where none is asked why, POST does it (302); where it is, the page comes back (200)."""

    def row(sample, may, post):
        return [Row((f"{thing}{sample}.pk",), desk(may), desk(may, answer=post))]

    return {
        f"admin:{model}_submit": row("_draft", enter, 302),
        f"admin:{model}_publish": row("_draft", publish, 302),
        f"admin:{model}_replace": row("_copy", publish, 302),
        f"admin:{model}_send-back": row("_waiting", publish, 200),
        f"admin:{model}_revise": row("", enter, 200),
        f"admin:{model}_withdraw": row("", publish, 200),
        f"admin:{model}_discard": row("_copy", enter, 302),
    }


def record(model, thing, *, view, enter, publish, deleted="_draft"):
    """Return all rows of a record that becomes public: its draft may be changed and deleted, what the public sees may not be deleted."""
    rows = family(model, sample=f"{thing}_draft.pk", view=view, add=enter, change=enter, delete=enter, note="a draft of another's") | acts(
        model, thing, enter=enter, publish=publish
    )
    rows[f"admin:{model}_change"] += [
        Row((f"{thing}.pk",), desk(view), desk(enter), note="what the public sees: the form comes back, unsaved"),
        Row((f"{thing}_own.pk",), desk(view), desk(enter), note="one's own draft"),
    ]
    rows[f"admin:{model}_delete"] = [
        Row((f"{thing}{deleted}.pk",), desk(enter), desk(enter, answer=302), data={"post": "yes"}, note="never public"),
        Row((f"{thing}.pk",), desk(""), desk(""), data={"post": "yes"}, note="what the public sees"),
    ]
    return rows


def step(model, slug, sample, may, *, post=302):
    return {f"admin:{model}_{slug}": [Row((sample,), desk(may), desk(may, answer=post))]}


def own_article(name, *, get=None, post):
    """Return the rows of a page of an article: an editor's own, and another's, which only 终审 may open."""
    get = get or desk(ENTERERS)
    return {
        f"admin:actions_article_{name}": [
            Row(("article_own.pk",), get, desk(ENTERERS, answer=post), note="an editor's own"),
            Row(
                ("article.pk",),
                get | ({"editor": 404} if 200 in get.values() else {}),
                desk(ENTERERS, answer=post) | {"editor": 404},
                note="another's",
            ),
        ]
    }


PUBLIC = {
    "portal:home": [public()],
    "portal:data": [public()],
    "portal:about": [public()],
    "portal:about-detail": [public("page_about.pk")],
    "portal:contact": [public()],
    "portal:contact-detail": [public("page_contact.pk")],
    "portal:notice-list": [public()],
    "portal:notice-detail": [
        public("page.pk"),
        hidden("page_draft.pk"),
        hidden("page_waiting.pk"),
        hidden("page_copy.pk", note="working copy"),
        gone("page_withdrawn.pk"),
        Row(("page_about.pk",), everyone(302), everyone(405), note="stands in another column"),
    ],
    "portal:attachment": [
        public("document.token"),
        *(staff_only(f"{document}.token") for document in ("document_of_draft", "document_of_withdrawn")),
        hidden("nothing"),
    ],
    "portal:privacy": [public()],
    "portal:accessibility": [public()],
    "portal:site-map": [public()],
    "portal:healthz": [public()],
    "portal:favicon": [public(answer=302)],
    "portal:figures-csv": [public()],
    "portal:figures-json": [public()],
    "portal:totals-json": [public()],
    "portal:activities-json": [public()],
    "portal:line-detail": [public("line.slug"), hidden("nothing", note="no such line")],
    "portal:community-list": [public()],
    "portal:community-detail": [public("community.slug"), hidden("nothing")],
    "portal:pairing-list": [public()],
    "portal:pairing-detail": [public("pairing.pk"), hidden("pairing_draft.pk"), hidden("pairing_copy.pk", note="working copy"), gone("pairing_withdrawn.pk")],
    "portal:member-list": [public()],
    "portal:member-detail": [public("member.pk"), hidden("member_unknown.pk", note="no basis")],
    "portal:unit-list": [public()],
    "portal:unit-detail": [public("unit.slug"), hidden("nothing")],
    "actions:line-list": [public()],
    "actions:line-detail": [public("line.slug"), hidden("nothing", note="no such line")],
    "actions:line-cover": [hidden("line.slug", note="no picture")],
    "actions:programme-detail": [public("programme.slug"), hidden("nothing")],
    "actions:evidence": [public("indicator.code"), hidden("nothing")],
    "actions:evidence-line": [public("indicator.code", "line.slug")],
    "actions:evidence-period": [public("indicator.code", "period")],
    "actions:evidence-line-period": [public("indicator.code", "line.slug", "period")],
    "actions:activity-list": [public()],
    "actions:activity-detail": [
        public("activity.pk"),
        hidden("activity_draft.pk"),
        hidden("activity_waiting.pk", note="waits for review"),
        hidden("activity_copy.pk", note="working copy"),
        gone("activity_withdrawn.pk"),
        Row(("activity_moved.pk",), everyone(301), everyone(405), note="moved"),
    ],
    "actions:photo": [
        public("photo.pk"),
        *(staff_only(f"{photo}.pk") for photo in ("photo_unconsented", "photo_of_minors", "photo_of_draft", "photo_of_copy", "photo_of_withdrawn")),
    ],
    "actions:photo-size": [
        public("photo.pk", "a_width"),
        hidden("photo.pk", "no_width", note="no such size"),
        *(staff_only(f"{photo}.pk", "a_width") for photo in ("photo_unconsented", "photo_of_minors", "photo_of_draft", "photo_of_copy", "photo_of_withdrawn")),
    ],
    "actions:proposal-list": [public()],
    "actions:proposal-detail": [
        public("proposal.pk"),
        hidden("proposal_draft.pk"),
        hidden("proposal_copy.pk", note="working copy"),
        gone("proposal_withdrawn.pk"),
    ],
    "events:event-calendar": [public()],
    "events:event-list": [public()],
    "events:coming-ics": [public()],
    "events:event-detail": [public("event.slug"), hidden("event_draft.slug"), hidden("event_waiting.slug"), gone("event_withdrawn.slug")],
    "events:event-ics": [public("event.slug"), hidden("event_draft.slug"), gone("event_withdrawn.slug")],
    "events:entry-picture": [
        public("entry.pk"),
        *(staff_only(f"{entry}.pk") for entry in ("entry_draft", "entry_copy", "entry_withdrawn", "entry_unconsented", "entry_of_draft")),
    ],
    "publishing:pasted": [Row((), desk(STAFF, answer=405, others=405), desk(STAFF), data={"html": "<p>一段</p>"})],
    "events:entry-picture-size": [
        public("entry.pk", "a_width"),
        *(staff_only(f"{entry}.pk", "a_width") for entry in ("entry_draft", "entry_copy", "entry_withdrawn", "entry_unconsented", "entry_of_draft")),
    ],
    "publishing:leave": [
        public(query="?to=https%3A%2F%2Fnews.example.com%2Fa"),
        hidden(query="?to=https%3A%2F%2Fevil.example.com%2F", note="not registered"),
        Row((), everyone(410), everyone(405), "?to=https%3A%2F%2Foff.example.com%2F", note="switched off"),
    ],
}

DASHBOARD = {
    "dashboard:board": [insiders(), insiders(query="?community=nothing", note="a filter that fits nothing")],
    "dashboard:table": [insiders("table")],
    "dashboard:attention": [insiders("wanting")],
    "dashboard:part": [
        insiders("a_member", "member.pk"),
        insiders("a_unit", "unit.pk"),
        Row(("a_member", "member_unknown.pk"), desk(READERS, answer=404, member=403), desk(READERS, answer=405, member=403), note="may not be named"),
    ],
    "dashboard:count": [Row((), desk(READERS, answer=405, member=403), desk(ENTERERS, answer=302, member=403))],
}

DOORS = {
    "admin:login": [Row((), everyone(302, anonymous=200, member=200), everyone(200))],
    "admin:logout": [Row((), everyone(405, anonymous=302, member=302), everyone(200, anonymous=302, member=302))],
    "admin:index": [Row((), desk(STAFF), desk(STAFF))],
    "admin:alive": [Row((), desk(STAFF, answer=204), desk(STAFF, answer=204))],
    "admin:drafts": [
        Row((), desk(ENTERERS, others=404, anonymous=401, member=401), desk(ENTERERS, answer=302, others=404, anonymous=401, member=401), query, note=note)
        for query, note in (("?form=actions.activity&record=0", "of a new one"), ("?form=actions.activity&record=1", "of a record; POST by the form's button"))
    ]
    + [
        Row(
            (),
            everyone(404, anonymous=401, member=401),
            everyone(404, anonymous=401, member=401),
            "?form=members.user&record=0",
            note="passwords are kept nowhere",
        )
    ],
    "admin:guide": [Row((), desk(STAFF), desk("", others=405))],
    "admin:guide-role": [Row(("a_chapter",), desk(STAFF), desk("", others=405)), Row(("nothing",), desk("", others=404), desk("", others=405))],
    "admin:app_list": [Row(("app",), desk(STAFF, answer=302), desk(STAFF, answer=302))],
    "admin:jsi18n": [Row((), desk(STAFF), desk("", others=405))],
    "admin:password_change": [Row((), desk(STAFF), desk(STAFF))],
    "admin:password_change_done": [Row((), desk(STAFF), desk("", others=405))],
    "admin:auth_user_password_change": [Row(("user.pk",), desk("admin"), desk("admin"))],
    "admin:view_on_site": [Row(("activity_type", "activity.pk"), desk(STAFF, answer=302), desk(STAFF, answer=302))],
    "admin:autocomplete": [
        Row((), desk(ALL_BUT_AUDITOR), desk("", others=405), "?term=&app_label=actions&model_name=activity&field_name=community"),
        Row((), desk("admin"), desk("", others=405), "?term=&app_label=actions&model_name=activity&field_name=created_by", note="accounts"),
    ],
    "portal:gallery": [Row((), desk(STAFF), desk("", others=405))],
}

ADMIN = {
    **record("actions_activity", "activity", view=READERS, enter=ENTERERS, publish="publisher"),
    "admin:actions_activity_overlaps": [Row(("activity.pk",), desk(READERS), desk("publisher", answer=302))],
    "admin:actions_activity_read": [Row((), desk(ENTERERS), desk("", others=405))],
    "admin:actions_activity_next-number": [Row((), desk(ENTERERS), desk("", others=405))],
    "admin:actions_activity_preview": [
        Row((), desk("", others=405), desk(ENTERERS)),
        Row((), desk("", others=405), desk(ENTERERS, answer=404), query="?record=0", note="a record that is not there"),
    ],
    "admin:actions_activity_uploads": [Row((), desk(ENTERERS), desk(ENTERERS))],
    "admin:actions_activity_upload": [Row(("a_token",), desk(ENTERERS, answer=404), desk(STAFF, answer=405), note="another's")],
    "admin:actions_activity_photo": [Row(("photo.pk",), desk(ENTERERS), desk(ENTERERS, answer=302))],
    "admin:actions_activity_name": [Row(("person.pk",), desk(ENTERERS), desk(ENTERERS, answer=302))],
    "admin:actions_article_changelist": [Row((), desk(ENTERERS), desk(ENTERERS))],
    **own_article("change", post=302),
    **own_article("choices", get=desk("", others=405), post=400),
    **own_article("entered", post=403),
    **own_article("delete", post=302),
    **record("actions_proposal", "proposal", view=READERS, enter=ENTERERS, publish="publisher"),
    "admin:actions_proposal_name": [Row(("author.pk",), desk(ENTERERS), desk(ENTERERS, answer=302))],
    **record("members_pairing", "pairing", view=READERS, enter=ENTERERS, publish="publisher"),
    **record("events_event", "event", view=READERS, enter=ENTERERS, publish="publisher", deleted="_waiting"),
    **step("events_event", "cancel", "event.pk", ENTERERS, post=200),
    **step("events_event", "restore", "event_cancelled.pk", ENTERERS),
    **step("events_event", "capacity", "event.pk", ENTERERS),
    **step("events_event", "registration", "event.pk", ENTERERS),
    **step("events_event", "close", "event_over.pk", ENTERERS),
    "admin:events_event_next-number": [Row((), desk(ENTERERS), desk("", others=405))],
    **record("events_contestentry", "entry", view=READERS, enter=ENTERERS, publish="publisher"),
    **step("events_contestentry", "withdraw-author", "entry.pk", ENTERERS),
    **step("events_contestentry", "withdraw-picture", "entry.pk", ENTERERS),
    **record("portal_page", "page", view=READERS, enter=ENTERERS, publish="publisher"),
    **family("actions_actionline", sample="line.pk", view=ALL_BUT_AUDITOR, change=KEEPERS),
    **family("actions_indicator", sample="indicator_unused.pk", view=ALL_BUT_AUDITOR, add=KEEPERS, change=KEEPERS, delete=KEEPERS),
    **family("actions_programme", sample="programme_unused.pk", view=ALL_BUT_AUDITOR, add=f"editor {KEEPERS}", change=KEEPERS, delete=KEEPERS),
    **family("actions_target", sample="target.pk", view=ALL_BUT_AUDITOR, add=KEEPERS, change=KEEPERS, delete=KEEPERS),
    **family("members_member", sample="member_unknown.pk", view=ALL_BUT_AUDITOR, add=KEEPERS, change=KEEPERS, delete=KEEPERS),
    "admin:members_member_disclose": [Row(("member.pk",), desk(KEEPERS), desk(KEEPERS))],
    "admin:members_member_undisclose": [Row(("disclosure.pk",), desk(KEEPERS), desk(KEEPERS, answer=302))],
    "admin:members_member_undisclose_all": [Row(("member.pk",), desk(KEEPERS), desk(KEEPERS, answer=302))],
    **family("members_unit", sample="unit_unused.pk", view=ALL_BUT_AUDITOR, add=KEEPERS, change=KEEPERS, delete=KEEPERS),
    **family("members_community", sample="community_unused.pk", view=ALL_BUT_AUDITOR, add=KEEPERS, change=KEEPERS, delete=KEEPERS),
    **family("members_posting", sample="posting.pk", view=ALL_BUT_AUDITOR, add=KEEPERS, change=KEEPERS, delete=KEEPERS),
    **family("members_user", sample="user.pk", view="admin", add="admin", change="admin"),
    **family("members_lock", sample="lock.pk", view="admin"),
    **step("members_lock", "unlock", "lock.pk", "admin"),
    **family("publishing_outsidelink", sample="link.pk", view=KEEPERS),
    **step("publishing_outsidelink", "switch-off", "link.pk", KEEPERS, post=200),
    **step("publishing_outsidelink", "switch-on", "link_off.pk", KEEPERS),
    **family("publishing_trace", sample="trace.pk", view="auditor"),
    "admin:publishing_trace_verify": [Row((), desk("", others=405), desk("auditor", answer=302))],
    **family("publishing_job", sample="job_own.pk", view=STAFF, note="one's own"),
}
ADMIN["admin:publishing_job_change"] += [Row(("job.pk",), desk("", others=404), desk(""), note="another's: as if it were not there")]

TABLE = PUBLIC | DASHBOARD | DOORS | ADMIN
