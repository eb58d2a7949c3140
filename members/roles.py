"""The eight roles: what each is called and what it may do in words. The permissions behind the words stand with each app (`grants`)."""

from dataclasses import dataclass

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission


@dataclass(frozen=True)
class Role:
    """One role: `code` for programs, `name` for people and for the group, `may` in words."""

    code: str
    name: str
    may: str
    opens_workbench: bool = True


EDITOR = Role(
    "editor",
    "采编员",
    "录入和修改活动、结对、建言、预告、参赛作品、页面的草稿，录入时答复重叠的数字怎么计（发布才生效），新增品牌项目，提交审核；给已发布的做修订稿，修订稿经终审发布才生效。不能发布，不能改目标、会员、单位、社区和派驻。",
)
FIRST = Role("first", "初审", "查看活动、结对、建言、预告、页面和各类资料。三审三校开通以后办理初审。")
SECOND = Role("second", "复审", "查看活动、结对、建言、预告、页面和各类资料。三审三校开通以后办理复审。")
PUBLISHER = Role(
    "publisher",
    "终审",
    "发布、退回、修订、撤回活动、结对、建言、预告、参赛作品、页面，答复重叠的数字；自己也可以录入。维护行动、指标、品牌项目、目标、会员、单位、社区和派驻，登记和撤回会员的公开依据。",
)
LEADER = Role("leader", "领导", "查看活动、数字、目标、结对、建言、预告和页面，不改动任何内容。")
AUDITOR = Role("auditor", "审计员", "只查看留痕：谁在什么时候做了什么。看不到草稿，也改不了内容。")
ADMIN = Role(
    "admin",
    "系统管理员",
    "管理用户和角色；维护行动、指标、品牌项目、目标、会员、单位、社区和派驻，登记和撤回会员的公开依据。不能录入或发布活动、结对、建言、预告、页面。",
)
MEMBER = Role("member", "会员", "普通会员的账号，不能进入工作台。", opens_workbench=False)

ROLES = (EDITOR, FIRST, SECOND, PUBLISHER, LEADER, AUDITOR, ADMIN, MEMBER)
BY_NAME = {role.name: role for role in ROLES}
BY_CODE = {role.code: role for role in ROLES}


def roles_of(user):
    """Return the codes of a user's roles; none for someone who has not signed in, was shut out, or has yet to set a password of their own."""
    if not user.is_authenticated or not user.is_active or user.needs_new_password:
        return frozenset()
    if not hasattr(user, "_role_codes"):
        user._role_codes = frozenset(BY_NAME[name].code for name in user.groups.values_list("name", flat=True) if name in BY_NAME)
    return user._role_codes


def has_role(user, *roles):
    return not roles_of(user).isdisjoint(role.code for role in roles)


def is_editor(user):
    return has_role(user, EDITOR)


def is_publisher(user):
    return has_role(user, PUBLISHER)


def is_leader(user):
    return has_role(user, LEADER)


def is_auditor(user):
    return has_role(user, AUDITOR)


def is_admin(user):
    return has_role(user, ADMIN)


def may_edit(user):
    """Whether a user may enter activities: 采编员 or 终审."""
    return has_role(user, EDITOR, PUBLISHER)


def give_roles(user, *codes):
    """Set a user's roles, and with them whether the workbench opens."""
    chosen = [BY_CODE[code] for code in codes]
    user.groups.set(Group.objects.filter(name__in=[role.name for role in chosen]))
    user.is_staff = any(role.opens_workbench for role in chosen)
    user.save(update_fields=["is_staff"])
    vars(user).pop("_role_codes", None)


def make_roles(sender, using="default", **kwargs):
    """Make the groups of the roles, and give each exactly what the app just migrated grants it."""
    grants = getattr(sender, "grants", None)
    if grants is None:
        return
    create_permissions(sender, using=using, verbosity=0)
    groups = {role.code: Group.objects.using(using).get_or_create(name=role.name)[0].pk for role in ROLES}
    permissions = dict(Permission.objects.using(using).filter(content_type__app_label=sender.label).values_list("codename", "pk"))
    wanted = {(groups[code], permissions[f"{verb}_{model}"]) for code, models in grants.items() for model, verbs in models.items() for verb in verbs.split()}
    held = Group.permissions.through
    present = {
        (group, permission): pk
        for pk, group, permission in held.objects.using(using)
        .filter(group__in=groups.values(), permission__in=permissions.values())
        .values_list("pk", "group_id", "permission_id")
    }
    held.objects.using(using).filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
    held.objects.using(using).bulk_create([held(group_id=group, permission_id=permission) for group, permission in sorted(wanted - present.keys())])
