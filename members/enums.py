"""The words that rows about people, places and pairings are kept in."""

from django.db import models


class Basis(models.TextChoices):
    """On what ground something about a person is public (design 6); blank means it is not."""

    CONSENT = "consent", "本人同意"
    SOURCE = "source", "已公开报道"


class MemberField(models.TextChoices):
    """What may be public of a member, each with a basis of its own (个人信息保护法 art. 25: separate consent)."""

    NAME = "name", "姓名"
    PROFESSION = "profession", "职业"
    UNIT = "unit", "单位"
    POST = "post", "会内职务"
    CATEGORY = "category", "类别"
    INTRODUCTION = "introduction", "简介"


class PairingList(models.TextChoices):
    """The three lists of a pairing: what the community needs, what it gives, what both do."""

    NEED = "need", "需求"
    RESOURCE = "resource", "资源"
    PROJECT = "project", "项目"


class ItemState(models.TextChoices):
    """How far an item of a list has come."""

    OPEN = "open", "待认领"
    NEXT = "next", "下一步"
    UNDER_WAY = "under_way", "进行中"
    DONE = "done", "已办结"
    DROPPED = "dropped", "不再办理"
