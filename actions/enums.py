"""The words that rows of the six actions are kept in."""

from django.db import models

from .quantities import Qualifier


class Kind(models.TextChoices):
    """What an activity is: something that happened on its days, or a statement that sums up a programme."""

    OCCASION = "occasion", "一次活动"
    SUMMARY = "summary", "累计情况"


class Precision(models.TextChoices):
    """How exactly the days are known; `to_date` exactly where the start is not."""

    DAY = "day", "准到日"
    MONTH = "month", "准到月"
    YEAR = "year", "准到年"
    TO_DATE = "to_date", "起始日期不详"


#: How exactly a day is known, where there is one.
DATED = [(code, words) for code, words in Precision.choices if code != Precision.TO_DATE]


class Work(models.TextChoices):
    """Kinds of work."""

    TRAINING = "training", "培训"
    LECTURE = "lecture", "讲座"
    VISIT = "visit", "走访探望"
    VOLUNTEERING = "volunteering", "志愿服务"
    FORUM = "forum", "论坛"
    READING = "reading", "读书会"
    EXHIBITION = "exhibition", "展览采风"
    CONTEST = "contest", "赛事"
    CONSULTATION = "consultation", "调研协商"
    EXCHANGE = "exchange", "对接交流"
    CEREMONY = "ceremony", "仪式"
    OTHER = "other", "其他"


class Ink(models.TextChoices):
    """The six spot inks, one for each line (`look.md`)."""

    BAMBOO = "bamboo", "竹青"
    SEA = "sea", "海青"
    INDIGO = "indigo", "靛蓝"
    SPARK = "spark", "星火"
    GRAPE = "grape", "葡紫"
    OCHRE = "ochre", "赭金"


class HostRole(models.TextChoices):
    """What a unit did for an activity."""

    HOST = "host", "主办"
    UNDERTAKER = "undertaker", "承办"
    ASSISTANT = "assistant", "协办"


class PersonRole(models.TextChoices):
    """What a person did in an activity."""

    LEADER = "leader", "带队"
    LECTURER = "lecturer", "主讲"
    TRAINER = "trainer", "培训"
    SPEAKER = "speaker", "发言"
    ORGANISER = "organiser", "组织"
    VOLUNTEER = "volunteer", "志愿者"
    PARTICIPANT = "participant", "参与"


class ProposalKind(models.TextChoices):
    """How advice was given."""

    PROPOSAL = "proposal", "建议"
    SPEECH = "speech", "大会发言"
    CONSULTATION = "consultation", "协商发言"


class OutcomeKind(models.TextChoices):
    """What came of advice."""

    ADOPTED = "adopted", "采用"
    INSTRUCTED = "instructed", "批示"
    AFFIRMED = "affirmed", "肯定"
    REPORTED = "reported", "报道"
    PRINTED = "printed", "刊发"
    AWARDED = "awarded", "获奖"
    SPOKEN = "spoken", "发言"


class OutcomeLevel(models.TextChoices):
    """How far up an outcome reached; blank where nothing says so."""

    COUNTY = "county", "县级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"
    NATION = "nation", "全国"


class Numbering(models.TextChoices):
    """In what the occasions of a programme are numbered."""

    ISSUE = "期", "期"
    EDITION = "届", "届"


class Level(models.TextChoices):
    """The three levels that totals are kept for."""

    LINE = "line", "行动"
    PROGRAMME = "programme", "品牌项目"
    COMMUNITY = "community", "社区"


QUALIFIERS = [
    (Qualifier.EXACT.value, "确数"),
    (Qualifier.OVER.value, "多于"),
    (Qualifier.NEARLY.value, "近"),
    (Qualifier.ABOUT.value, "约"),
    (Qualifier.TENS_OF.value, "数十、数百、数万"),
    (Qualifier.ORDINAL.value, "届次"),
]
