"""Names in running text: those of the dictionaries passed in with their variants, and unknown ones that say what they are."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from .plain import plain

QUOTING = "“”\"'‘’《》〈〉·()（）「」『』 \u3000—-"
SET_ASIDE = frozenset(QUOTING)
WITHOUT_QUOTES = str.maketrans("", "", QUOTING)
LOOSE_WORDS = re.compile('等?系列活动|系列|等活动|活动|项目|工程|[、和及与的等“”"《》()（） ]')
COVERED = 0.8
SHORTEST_END = 5
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤应温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华"
    "喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
DOUBLE = "欧阳|司徒|上官|诸葛|司马|端木|皇甫|尉迟|东方|慕容"
ROLES = (
    "专员|会员|志愿者|队员|律师|医生|医师|教师|老师|理事|会长|副会长|秘书长|书记|负责人|居民|委员|画家|作家|书法家|摄影师|传承人|讲师|教授|队长|党员|创始人|董事长|总经理|乡贤|站长|校长"
    "|院长|辅导员|社工|主播|设计师|理事长|工程师|咨询师|农艺师|主席|特派员|指导员|联络员|党代表|人大代表|政协委员|主委|部长|局长|主任|带头人|创客|学员|诗人|导师|匠人|大师|博士|护士|侨胞|侨领|商人|老人|村民|支书|校友|村医|农民|达人|店主|经理|顾问"
)
AFTER_NAME = (
    "[,。、;:()\\s]|$|为|带领|带队|带头|带动|率|一行|出资|传授|主持|创建|成立|在|说|介绍|主讲|给|向|表示|组织|牵头|和|与|等|到|赴|一边|先后|累计|捐|们|利用|创办|领|自|走进|开展|的|把|将|教|用|以|从|是|获|义务|主动|也|还|已|又|正|则"
    "|[0-9“《]|回|返|开设|开办|授课|宣讲|辅导|拍摄|编写|结对|帮助|服务|每|连续|坚持|同|联合|负责|担任|参与|参加|送|来|现场|当选|创作|发起"
)
PERSON = re.compile(f"(?:{ROLES})(?P<name>(?:{DOUBLE}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)(?={AFTER_NAME})")
NEXT_PERSON = re.compile(f"[、和与](?P<name>(?:{DOUBLE}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)(?={AFTER_NAME})")
STANDS_ALONE = re.compile(f"(?:^|[^\u4e00-\u9fff]|[由请让与和及对给向为]|{ROLES})$")  # 高洁 is a name, and a word
AFTER_ROLE = re.compile(f"(?:{ROLES})$")
FOLLOWS_NAME = re.compile(AFTER_NAME)
NOT_NAMES = re.compile("^单位|[们会员者队的等家政区县市镇乡村校园里中上下前后]$|(?:代表|活动|服务|志愿|专家)")
PLACE = re.compile(
    "(?:^|(?<=[^\u4e00-\u9fff])|(?<=[在到于赴对向与和及进往为从由的帮助访县市区镇乡道办入驻给是如中等及由离]))"
    "(?P<name>[\u4e00-\u9fff]{2,5}?(?:社区|村))(?![委民级里落支庄集规两庭晚道貌容史企办居小务]|(?:矫正|服刑|工作者|振兴|社会|文化|建设|治理|工作))"
)
NO_PLACE = re.compile(
    "^[多余几]|[为已在到进向对与和及从由于以将把被给了着过来去做当]社区$|[名位家户]社区$|[个各该本全等有新老古农乡城中多每两某此其何所]社?区?村?(?:社区|村)?$|(?:个|各|有关|优秀|新任|退休|专职|行政|自然|示范|结对|派驻|美丽|未来|现代|共富|基层|所在|试点|中心|重点|帮扶|联系|所辖|居住|周边|农业|特色|和美|智慧|完整|品质"
    "|帮扶|偏远|剩余|农村|城市|居家|建成|完成|推进|打造|建设|改造|整治|修建|新建|支持|慰问|走访|组织|联合|开展|实施|加快|加强|指导|解决|惠及|造福|带动|方便|满足|提升|促进|营造|引导|发动|一批|辖区|街道|相关|贫困|薄弱|先进|文明|数字|红色|旅游|生态|强|富裕|整|城郊|传统|老旧|进|走进|入驻|助力|服务|帮助|来到|前往|深入|赴|的)(?:社区|村)$|景区村$|[与的了被把将跟]|行动|活动|项目|工作|城中村$|度假村$|^该|农村$|乡村$|山村$"
)

LEADING = re.compile(
    "(?:完成|实施|建成|推进|加快|支持|帮助|慰问|走访|组织|联合|开展|服务|邀请|通过|选择|确定|结对|其中|位于|来自|走进|来到|深入|前往|以及|还有|包括|目前|近日|随后|当天|如|在|到|赴|与|对|向|从|由|为|和|及|镇|乡|县|区|道){1,2}(?=[\u4e00-\u9fff]{3,6}$)"
)
PREPOSED = re.compile("[\u4e00-\u9fff]{0,4}(?:在|赴|来到|走进|前往|落户)(?=[\u4e00-\u9fff]{2,4}(?:社区|村)$)")
DISTRICT = re.compile("[\u4e00-\u9fff]{1,4}?(?:镇|乡|县|市|街道)(?=[\u4e00-\u9fff]{1,4}(?:社区|村)$)")


@dataclass(frozen=True)
class Entry:
    """A name of the live lists: what it is called for sure, other ways to say it, and the line it belongs to."""

    name: str
    aliases: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator of the live lists."""

    name: str
    unit: str
    lines: tuple[int, ...] = ()
    definition: str = ""
    additive: bool = True


@dataclass(frozen=True)
class Names:
    """All that the readers know beforehand; the live lists, or none."""

    lines: tuple[Entry, ...] = ()
    programmes: tuple[Entry, ...] = ()
    indicators: tuple[IndicatorEntry, ...] = ()
    communities: tuple[Entry, ...] = ()
    units: tuple[Entry, ...] = ()
    members: tuple[Entry, ...] = ()

    @cached_property
    def pairs_of_lines(self) -> list[tuple[int | None, set[str]]]:
        """Return the pairs of characters of each line's name, of those that have enough to be told by them."""
        return [(entry.line, pairs) for entry in self.lines if len(pairs := pairs_of(entry.name)) >= 3]

    @cached_property
    def line_finder(self) -> "Finder":
        return Finder(self.lines)

    @cached_property
    def programme_finder(self) -> "Finder":
        return Finder(with_short_forms(self.programmes, self.communities))

    @cached_property
    def community_finder(self) -> "Finder":
        return Finder(self.communities)

    @cached_property
    def unit_finder(self) -> "Finder":
        return Finder(self.units)

    @cached_property
    def member_finder(self) -> "Finder":
        return Finder(self.members)


@dataclass(frozen=True)
class Named:
    """A name found, and where."""

    start: int
    end: int
    name: str
    known: bool = True
    exact: bool = True


@dataclass
class Finder:
    """Finds the names of one list in a plain text, whatever quotes and brackets stand in them."""

    entries: Iterable[Entry]
    by_form: dict[str, str] = field(init=False)
    lengths: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_form, self.lengths = {}, {}
        for entry in self.entries:
            for form in (entry.name, *entry.aliases):
                bare = bare_form(form)
                if len(bare) >= 2:
                    self.by_form.setdefault(bare, entry.name)
        for bare in self.by_form:
            sizes = self.lengths.setdefault(bare[:2], [])
            if len(bare) not in sizes:
                sizes.append(len(bare))
        for sizes in self.lengths.values():
            sizes.sort(reverse=True)

    def find(self, text: "Bare") -> list[Named]:
        """Return the names in a text, the longest where several begin at one place, none within another."""
        bare, kept, lengths, by_form = text.bare, text.kept, self.lengths, self.by_form
        firsts = {pair[0] for pair in lengths}
        found: list[Named] = []
        after = 0
        for at, char in enumerate(bare):
            if char not in firsts or at < after:
                continue
            for size in lengths.get(bare[at : at + 2], ()):
                name = by_form.get(bare[at : at + size])
                if name is not None and at + size <= len(bare):
                    found.append(Named(kept[at], kept[at + size - 1] + 1, name))
                    after = at + size
                    break
        return found


@dataclass(frozen=True)
class Bare:
    """A plain text without quotes, brackets and dots, and where its characters stand in the text."""

    text: str
    bare: str
    kept: list[int]

    @classmethod
    def of(cls, text: str) -> "Bare":
        kept = [at for at, char in enumerate(text) if char not in SET_ASIDE]
        return cls(text, text.translate(WITHOUT_QUOTES), kept)


def bare_form(name: str) -> str:
    """Return a name without quotes, brackets and dots, in plain characters."""
    return plain(name).text.translate(WITHOUT_QUOTES)


def with_short_forms(programmes: Iterable[Entry], communities: Iterable[Entry]) -> list[Entry]:
    """Return programmes with the ends of their names as further ways to say them: 城市阅读高峰论坛 for 中国（龙港）城市阅读高峰论坛.

    An end counts that is most of the name and the end of no other; a name that begins with a place has none, since 社区公益服务 may be of any place.
    """
    places = {bare_form(form) for entry in communities for form in (entry.name, *entry.aliases)}
    bare = {entry.name: bare_form(entry.name) for entry in programmes}
    ends: dict[str, set[str]] = {}
    for name, form in bare.items():
        if not any(form.startswith(place) for place in places):
            for size in range(max(SHORTEST_END, -(-len(form) * 3 // 5)), len(form)):
                ends.setdefault(form[-size:], set()).add(name)
    taken = set(bare.values())
    return [
        Entry(entry.name, (*entry.aliases, *(end for end, owners in ends.items() if owners == {entry.name} and end not in taken)), entry.line)
        for entry in programmes
    ]


def pieces_of(name: str) -> list[str]:
    """Return what a name is made of, without the words that say nothing: 画展、美育下乡等活动 is 画展 and 美育下乡."""
    return [piece for piece in (bare_form(part) for part in LOOSE_WORDS.split(plain(name).text)) if len(piece) >= 2]


def pairs_of(name: str) -> set[str]:
    """Return the pairs of characters that the pieces of a name are made of."""
    return {piece[at : at + 2] for piece in pieces_of(name) for at in range(len(piece) - 1)}


def find_people(given: Bare, names: Names) -> list[Named]:
    """Return the members named in a text, and names that a role before them shows to be names."""
    text = given.text
    found = {(named.start, named.end): named for named in names.member_finder.find(given) if _is_said_of_a_person(named, text)}
    for match in PERSON.finditer(text):
        at, name = match.end("name"), match["name"]
        if NOT_NAMES.search(name):
            continue
        found.setdefault((match.start("name"), at), Named(match.start("name"), at, name, known=False))
        while (following := NEXT_PERSON.match(text, at)) and not NOT_NAMES.search(following["name"]):
            found.setdefault(
                (following.start("name"), following.end("name")), Named(following.start("name"), following.end("name"), following["name"], known=False)
            )
            at = following.end("name")
    ordered = sorted(found.values(), key=lambda named: (named.start, not named.known, -named.end))
    kept: list[Named] = []
    for named in ordered:
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return kept


def _is_said_of_a_person(named: Named, text: str) -> bool:
    """Say whether a member's name is meant: a name of two characters may be a word, unless it stands as names do."""
    if named.end - named.start > 2:
        return True
    if AFTER_ROLE.search(text, max(0, named.start - 5), named.start):
        return True
    return bool(STANDS_ALONE.search(text, max(0, named.start - 5), named.start) and FOLLOWS_NAME.match(text, named.end))


def find_communities(given: Bare, names: Names) -> list[Named]:
    """Return the communities named in a text, known ones and such as end in 社区 or 村."""
    text = given.text
    known = names.community_finder.find(given)
    ends = [named.end for named in known]
    found = list(known)
    for match in PLACE.finditer(text):
        start, end = match.span("name")
        for before in (PREPOSED, LEADING, DISTRICT):
            if cut := before.match(text, start, end):
                start = cut.end()
        if text[start - 1 : start] in ("“", "《") or NO_PLACE.search(text[start:end]):
            continue
        next_known = bisect_right(ends, start)  # the first that ends after this begins
        if next_known < len(known) and known[next_known].start < end:
            continue
        found.append(Named(start, end, text[start:end], known=False))
    return sorted(found, key=lambda named: named.start)
