"""Why a number with what stands around it counts nothing: a share, a span, a place, a rank, a name, a range, a plan."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from . import measures

DATE, NAME, CAPTION, SHARE = "是日期", "在名称里", "照片说明", "是比例，不是数量"
SPAN, PLACE, RANK, RANGE, RATE = "是一段时间", "是地址或编号", "只是次序、级别或版本", "是一个范围，没有确定的数", "是每人、每次、每年的数"
PLAN, BACKGROUND, LOOSE, CEILING, IDIOM = "是计划或目标", "是背景情况", "泛指，不是数", "只说了上限", "是固定的说法"
DIFFERENCE, LACKING = "是和别的时候相比的差数", "是还缺的、还没有做到的"
LIMIT, BROKEN = "是划分的界限", "数字中间有空格或逗号，看不出是一个数还是两个"
ORDER, NO_MEASURE, ENDLESS = "只是次序", "后面没有量词", "数字太长，读不了"
CERTAIN = {ORDER, NO_MEASURE, DATE, NAME, CAPTION, SHARE, SPAN, PLACE, RANK, IDIOM, LOOSE}
WITH_UNIT = {RANGE, RATE, PLAN, BACKGROUND, LOOSE, CEILING, IDIOM, LIMIT, BROKEN, DIFFERENCE, LACKING}

SMALL = "一二两三四五六七八九十"
ABSTRACT = (
    "方面|层面|维度|环节|阶段|步骤|体系|机制|目标|意识|自信|维护|确立|务必|坚持|关键|重点(?!项目|企业|村|工程)|抓手|原则|要求|转变|统一|结合|同步|到位|关系|特点|特征|优势|着力|聚焦"
    "|强化|层次|梯次|篇章|模块|领域|方向|角度|行动|战略|战役|时代|世纪|文明|全面|先行|示范(?!点|村|基地|区|项目|户|社|岗)|定位|导向|支撑|一流|高地|主题|主线|小组|板块|第一"
    "|必须|从严|坚定|服从|关口|要素|变量|增量|变革|率先|故事|模式|路径|循环|方阵|班子|腿走路|最(?!美|佳|大)|不(?!同)|没有|如何|怎么|善于|敢于|带头|优先|清零|全覆盖"
)
STRUCTURE = re.compile(f"(?:重点|主要|重大|关键|核心|基本)?(?:{ABSTRACT})|(?:建设|发展|工作|奋斗|管理|服务|创建)(?:目标|方面|环节|原则|抓手|层面|维度)")
VERBS = (
    "举办|开展|组织|召开|成立|组建|建成|新建|开设|创建|捐赠|捐建|设立|新增|引进|推出|编写|出版|拍摄|制作|承办|主办|协办|开通|荣获|获得|落成|修建|改造|援建|资助|救助|开办|创办|举行|承接"
    "|签约|添置|配备|培育|孵化|打造|建立"
)
REACHING = re.compile(f"(?:{VERBS}|服务|走访|惠及|慰问|帮助|发放|入户|覆盖|带动|助力|遴选|选派|征集)(?:了|到|近|超)?$")
ONE = re.compile(f"(?:{VERBS})(?:了|过|起|有)?$")
ONE_UNITS = {"场", "期", "座", "所", "家", "处", "支", "间", "栋", "届", "台", "辆", "部", "条", "本", "个"}
PLACE_NAME = re.compile("(?:村(?!级|里|民|集体|委)|县|镇|乡|区|街道|街|桥|山(?!区)|河|湖|岭|湾|港|庄|屯|堡|寨|岛|溪|江|峡|渠|坊|坡|坪|沟|井|洞)")
IDIOMS = re.compile("[支对事人户家件项校站点门岗会村县镇企][一二三四五六七八九两](?!线|级|等|流|把|般|名|个|位|家|所|类|次|批|期)")
PLAN_WORDS = re.compile(
    '(?<=[还也均都])将(?!近|心|士|[^,。;]{0,6}(?:所得|善款|物资|全部|这|其))|力争|(?<!共)(?<!累计)(?<!积极)(?<!向上)争取(?=在|于|明年|今年|年内|年底|用|再|早日|实现|达到|完成|建成|新增|新建|突破)|可(?:同时)?(?:容纳|供|达|实现|带动|满足|停放)|原定|原计划|(?:建成|投用|达产|投产|完工|竣工)后,?(?:可|将|预计|能)|(?<=[初会局委府部院校团县市区镇乡街们还也均,;])计划(?![的中内外书表、"”』经生])|预计|预期|有望|下一步|下步|下阶段|下一阶段|接下来|(?:透露|表示|打算|宣布|决定|想)要(?!求)|届时|(?<![模虚草比])拟(?!定|订|态|稿|人)|计划(?=在|于|到|用|年内|今年|明年|全年|总投|投资|新|建|开|举办|组织|培训|打造|培育|完成|实现|再|募集|筹集|招募|[0-9三两五])'
    "|(?<![即名姓小大健干])将(?=[为把](?:[0-9]|$)|投资|启动|开工|募集|筹集|招募|引进|安排|选派|发放|资助|扩建|改造|实施|争取|邀请|开设|开办|推动|推进|设立|成立|招聘|招收|力争|为[^,。;!?\n]{0,12}(?:提供|发放|体检|服务)|于|在|继续|组织|开展|举办|建设|建成|打造|新增|新建|培训|推出|投入|完成|达到|实现|陆续|持续|进一步|再|重点|培育|覆盖|有(?:[0-9]|$))|目标(?=是|为)|每[个家名][^,。;!?\n]{0,10}至少|(?:年底|年末|月底|月末)[以之]?前|确保(?=[^,。;!?\n]{0,16}不[低少]于|年|到|完成|实现|达|全年)"
    "|到(?:本世纪|今年底|年底|年末)[^,。;]{0,12}(?:达到|实现|建成|突破|达)|不少于[^,。;]{0,8}的(?:目标|任务)"
)
INVESTED = re.compile("(?:总)?投资")  # 计划投资9亿元,带动就业3500人: only the sum is planned
DONE = re.compile("已(?!经?列入)|完成了|累计|基本建成|共(?:有|计|开展|举办|组织)|实际|[办开建做训扶成]了")
BACKGROUND_WORDS = re.compile(
    "(?:下辖|管辖|现辖|共辖|辖有|辖(?!区|内)|总面积|区域面积|国土面积|行政区域|辖区面积|常住人口|户籍人口|总人口|(?<![\u4e00-\u9fff])人口|(?:(?<![\u4e00-\u9fff])|(?<=其中))(?:暂住|流动|外来|青年|老年|农业|城镇)人口|持证残疾人|海拔|距离|相距|距|水深|高程|身高|体重)[^,。;!?\n]{0,24}$"
)
GOES_ON = re.compile("(?:其中|[现共]?有)[^,。;!?\n]{0,16}$")  # 下辖11个社区,有小区64个
COUNT_AT_END = re.compile("[0-9.]{1,9}[余多]?万?[余多]?[一-龥]{1,6},$")
STOCK = re.compile("[现共]有[^,。;!?\n]{0,16}$")  # 我市现有从业人员41.7万人
FLOOR = {"平方米", "㎡", "平米"}
REACHED = re.compile("(?:辐射|覆盖|惠及|深入|走遍|遍及|遍布|走进|带动|服务|走访)了?全.{1,2}$")
WHOLE_OF = ("全县", "全市", "全区", "全镇", "全乡", "全省", "全州", "全街道")
RATES_BEFORE = re.compile(
    "每[^,。;!?、\n]{0,10}$|(?:人均|户均|平均|[生校班床店组周]均|各(?:颁发|奖励|发放|获得?|捐赠?|出资?|赠送|补助)|均价|日均|年均|月均|亩均|场均|村均|单价)[^,。;!?\n]{0,8}$"
    "|每[天日周月季年次场期人户][^,。;!?、\n0-9]{0,16}$|平均[^,。;!?\n0-9]{0,16}$|平均[^,。;!?、\n]{0,16}(?:增至|增加到|提高到|升至|降至)$"
    "|(?:一|半)(?:周|天|个?月)[^来间内中多,。;!?\n]{0,6}$"
)
PRICES_BEFORE = re.compile(
    "(?:标准|票价|售价|定价|年薪|[月年日](?:收入|工资|薪)|月租|均收入|门票)[^,。;!?\n]{0,16}$|亩产[^,。;!?\n]{0,4}$|最[高低](?:的)?(?:一[例笔户人家份])?(?:达|为)?$|助学金各$|金各$"
)
DIFFERENCE_BEFORE = re.compile(
    "(?:同比净?(?:增加|增长|增|多|减少|减|少|上升|下降|提高|缩短)了?|(?:比|较|相比)(?:去年|上年|上月|上季度|往年|前年|前一年|同期|上届|上期|[0-9]{4}年)[^,。;!?\n]{0,8}(?:增加|增长|增|多|减少|减|少|上升|下降|提高|缩短)了?)$"
)
COMMITTEE = "(?:理事会|监事会|常务委员会|委员会|常委会|执委会|执行委员会|会员大会|会员代表大会|代表大会|政协|人大|[全市县区州省]委)"
TASK_BEFORE = re.compile("(?:^|[,;。!?:()\n])(?:(?!完成|实现|落实|承接|办理|执行|通过)[^,;。!?:()\n]){0,24}(?:任务|指标)(?:数|量)?[为是]?$")
SUFFERED_BEFORE = re.compile("(?:造成|致使)[^。;!?\n]{0,16}$")  # 造成8.8万户25万人受灾
SUFFERED_AFTER = re.compile("[^,。;!?、\n]{0,4}受灾(?!群众|户|人口|家庭)")
LACKING_BEFORE = re.compile("(?:未含|不含|未包括|不包括|尚未|仍有|尚有|缺口|还差|尚缺|仍缺|还缺)[^,。;!?\n]{0,10}$")
HOUSEHOLDS_BEFORE = re.compile("[村镇乡县市区社组](?:现|共|总|全)?有(?:农户|村民|居民|人口|住户|家庭|户籍)?(?:[0-9]{1,6}[余多]?户[、,]?)?$")
STARTED_FROM = re.compile("[从由](?!事)[^,。;!?\n]{0,14}$")  # 从300万元增加到1.9亿元
RISEN_TO = re.compile("[^,。;!?\n0-9]{0,4}(?:增加|增长|增|提高|提升|上升|扩大|扩|扩展|发展|跃升|攀升|升|壮大|减少|减|下降|降|缩短|缩减)[到至为]")
AT_FIRST = re.compile(
    "(?:原先|原来|原本|过去|以前|从前|当初|当时|起初|之初|[来到届立办手]时)(?![^。;!?\n]{0,30}(?:如今|现在|目前|已))[^。;!?\n]{0,30}(?:只有|仅有|才有|不到|不足|仅)[^,。;!?\n]{0,3}$"
)
IN_ALL = re.compile("(?:共|共计|合计|总计|累计)$")  # 每人1万元共38万元
RATES_AFTER = re.compile("/(?!套|组)|每[人户月年天次场]|一(?:人|户|月|年|亩|斤|次)(?![一-龥])")
RANGE_BEFORE = re.compile(f"(?<![加大升增展])(?:[0-9{SMALL}百千万多余几]|[人名场次个家件条篇份万亿元户])[-‐–—−~～至到]{{1,2}}第?$")
RANGE_AFTER = re.compile(f"[人名场次个家件条篇份万亿元户]{{0,2}}(?:[-‐–—−~～]{{1,2}}|[至到](?!位))第?[0-9{SMALL}数](?!月)")
JOINED = re.compile("[A-Za-z/·・_#№=*×]$|(?<![0-9万千百])[+]$|No[.]$|[0-9][+.·:/-]$|〔[0-9]{4}〕$")
FORMULA = re.compile("[+][0-9A-Za-zNX一]|[·:/][0-9]|-[0-9]{3,12}|[×*xX][0-9]|[A-Za-z](?![a-z])")


@dataclass(frozen=True)
class Around:
    """A number, what stands right before and after it, its measure word, what follows that, and the words leading up to it."""

    number: str
    before: str
    after: str
    unit: str
    rest: str
    lead: str
    arabic: bool


@dataclass(frozen=True)
class Rule:
    """A reason why a number counts nothing, and what must stand around it; what is not set may be anything."""

    why: str
    units: Collection[str] | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    rest: re.Pattern[str] | None = None
    lead: re.Pattern[str] | None = None
    number: re.Pattern[str] | None = None

    def holds(self, around: Around) -> bool:
        return (
            (self.units is None or around.unit in self.units)
            and (self.after is None or self.after.match(around.after) is not None)
            and (self.rest is None or self.rest.match(around.rest) is not None)
            and (self.before is None or self.before.search(around.before) is not None)
            and (self.lead is None or self.lead.search(around.lead) is not None)
            and (self.number is None or self.number.fullmatch(around.number) is not None)
        )


NO_UNIT = {""}
SHAPES = [
    Rule(SHARE, after=measures.SHARE),
    Rule(SHARE, before=re.compile("分之$")),
    Rule(BROKEN, before=re.compile("[0-9][ ，]$"), number=re.compile("[0-9]{3}(?:[.,][0-9]{1,9})?")),
    Rule(RANGE, before=RANGE_BEFORE),
    Rule(RANGE, after=RANGE_AFTER),
    Rule(RANK, before=JOINED),
    Rule(RANK, after=FORMULA),
    Rule(SPAN, after=measures.SPAN),
    Rule(PLACE, NO_UNIT, after=measures.PLACE),
    Rule(SPAN, NO_UNIT, after=measures.CLOCK),
    Rule(RANK, NO_UNIT, after=measures.RANK),
    Rule(PLACE, {"栋", "幢", "间", "组"}, rest=re.compile("[0-9]|单元|号|楼")),
    Rule(PLACE, {"公里", "米", "千米"}, rest=re.compile("处|外|远|范围|半径|以内|之外")),
    Rule(PLACE, {"组", "班"}, before=re.compile("[0-9一二三四五六七八九十]、$")),
    Rule(PLACE, {"组"}, before=re.compile("[村社]$")),
    Rule(PLACE, {"组"}, rest=re.compile("村民|居民")),
    Rule(LIMIT, rest=re.compile("(?:以上|以下)(?:的|企业|项目|村|规模|家庭|单位)")),
    Rule(CEILING, rest=re.compile("以内|以下|之内")),
    Rule(CEILING, before=re.compile("(?:不超过|不多于|不高于|至多|最多|不满|未满|(?<!不)少于|(?<!不)低于)$")),
    Rule(RATE, rest=RATES_AFTER),
    Rule(RATE, lead=RATES_BEFORE),
    Rule(RATE, {"元", "斤", "公斤", "吨", ""}, lead=PRICES_BEFORE),
    Rule(RATE, before=re.compile("(?<![平人户日月年周场村亩店校班生])均(?:达到?|为|超过?)?$")),
    Rule(DIFFERENCE, lead=DIFFERENCE_BEFORE),
    Rule(RATE, {"公里", "千米", "公斤", "千克", "斤", "吨"}, before=re.compile("(?:时速|重达|重约|净重|体重|载重)$")),
    Rule(DIFFERENCE, {"元"}, lead=STARTED_FROM, rest=RISEN_TO),
    Rule(BACKGROUND, lead=AT_FIRST),
    Rule(LACKING, lead=LACKING_BEFORE),
    Rule(LACKING, rest=re.compile("(?:尚|还|仍)?(?:未(?![成来婚])|没有|待(?=建|改|办|解))")),
    Rule(LOOSE, before=re.compile("[这那哪某]$"), number=re.compile(f"[{SMALL}百0-9]{{1,5}}")),
    Rule(LIMIT, {"元"}, before=re.compile("[过超上]$"), rest=re.compile("的(?:有|共有|达|企业|项目|村|会员|大户|单位)")),
    Rule(PLAN, before=re.compile("(?:[,;(](?:目标任务|年度任务|任务|目标)|任务数|目标数|指标数)[为是:]?$")),
    Rule(PLAN, before=re.compile("(?:任务|指标)(?:数|量)?[为是]?$"), lead=TASK_BEFORE),
    Rule(RANK, {"届"}, rest=re.compile(COMMITTEE)),
    Rule(RANK, {"届"}, number=re.compile("(?:19|20)[0-9]{2}")),  # 2023届毕业生
    Rule(RATE, {"元"}, lead=re.compile("(?:标准|价格|单价|待遇)[^。;!?\n]{0,24}(?:提高|提升|上调|调高|调整|增加|上升|降低|下调)[到至为]$")),
    Rule(BACKGROUND, lead=SUFFERED_BEFORE),
    Rule(BACKGROUND, rest=SUFFERED_AFTER),
    Rule(PLAN, rest=re.compile("的(?:年度|全年|既定|计划|目标){0,2}(?:任务|目标)")),
    Rule(BACKGROUND, {"件", "项"}, rest=re.compile("[^,。;、]{0,6}(?:实事|任务|指标)[^,。;、]{0,2}中")),
    Rule(BACKGROUND, rest=re.compile("[^,。;、\n]{1,10}之一")),  # 全市30件民生实事之一
    Rule(BACKGROUND, {"人"}, rest=re.compile("口")),  # 住着3.1万人口
    Rule(BACKGROUND, lead=re.compile("(?<!还)原(?:有|来|先)?[^,。;!?\n]{0,16}$"), rest=re.compile("[^,。;!?\n]{0,9}基础上")),
    Rule(IDIOM, {"个"}, number=re.compile("[8八]"), rest=re.compile("民主党派")),
    Rule(BACKGROUND, {"平方公里", "平方千米"}, lead=re.compile("面积[^,。;!?\n]{0,6}$")),
    Rule(BACKGROUND, {"公里", "千米"}, lead=re.compile("(?:往返|相隔|跨越|横跨|驱车|辗转|从[^,。;!?\n]{1,12}到[^,。;!?\n]{1,12},)[^,。;!?\n]{0,4}$")),
    Rule(BACKGROUND, {"户"}, before=re.compile("[村寨庄屯组]$"), rest=re.compile("人家|人口")),
    Rule(BACKGROUND, {"口"}, before=re.compile("家[中里]?[有共]?$")),
    Rule(LOOSE, {"趟", "班"}, rest=re.compile("高铁|火车|飞机|航班|公交|地铁|大巴")),
    Rule(NAME, {"人"}, number=re.compile("[0-9]{4}"), rest=re.compile("员")),  # 4050人员
    Rule(BACKGROUND, {"户"}, lead=HOUSEHOLDS_BEFORE, rest=re.compile("[、,]?共?[0-9]{1,7}[余多]?人")),
    Rule(BACKGROUND, {"人"}, before=re.compile("户[、,]?$"), lead=HOUSEHOLDS_BEFORE),
    Rule(
        NAME, {"字"}, number=re.compile("十"), rest=re.compile("[会路架街]|组织|医院|运动|精神|事业|志愿|救护|系统|青少年|工作|人道|博爱|基层|绣|花|头|坡|岭")
    ),
    Rule(NAME, {"字"}, before=re.compile("红$")),
    Rule(NAME, {"次"}, before=re.compile("(?:阅读|浏览|点击)(?:次数|数)?:$")),
    Rule(IDIOM, {"组", "队", "路", "批"}, before=re.compile("分$")),
    Rule(NAME, {"份"}, before=re.compile("(?:共印|(?<![编复打翻加])印)$"), rest=re.compile("[ )]{0,3}(?:\n|$)")),
    Rule(RANK, {"名", "位", "强"}, before=re.compile("前$")),
    Rule(PLACE, {"班"}, before=re.compile("[级)]$")),
    Rule(NAME, {"次"}, before=re.compile("[届暨]$")),
    Rule(NAME, {"次", "届"}, before=re.compile("[届第]$"), rest=re.compile("全会|全体会议|会议|党代会|代表大会|人代会")),
    Rule(RANK, {"届", "期", "季"}, before=re.compile("[前上本下每头历该这]$")),
    Rule(RANK, {"期"}, number=re.compile("."), rest=re.compile("工程|项目|建设|投资|总投资|用地|厂房|改造|开发|主体|总用地|、[一二三四五]期")),
    Rule(NAME, {"个"}, number=re.compile("[0-9]"), rest=re.compile("[1一][^0-9个一]")),
]
# Of numbers in Chinese numerals alone.
WORDS = [
    Rule(NAME, number=re.compile("[壹贰叁肆伍陆柒捌玖拾]")),  # one alone is part of a name: 壹次心
    Rule(NAME, set("台门家间户面口堂道块片顶张股桌元"), number=re.compile("."), rest=PLACE_NAME),
    Rule(RANK, number=re.compile("二")),  # two of a thing are 两
    Rule(NAME, number=re.compile("."), rest=re.compile("[0-9]")),
    Rule(IDIOM, {"件"}, rest=re.compile("(?:民生|惠民|为民|利民)?(?:办)?[实大好小]?事")),
    Rule(IDIOM, set("个大项种类条张轮支面道块套"), number=re.compile(".{1,2}"), rest=STRUCTURE),
    Rule(LOOSE, set("种类面头样口道"), number=re.compile(".")),
]
STRUCTURED = Rule(IDIOM, set("个大项种类条张轮支面道块套"), number=re.compile("[0-9]"), rest=STRUCTURE)
ALL_DID = re.compile("[^,。;!?、\n]{2,8}?(?:全部|都|均|100%|百分之百)")  # 全市9个县区全部开通
INCLUDED = Rule(BACKGROUND, rest=re.compile("行政村|自然村|乡镇|镇街|村|社区|街道|小区|县"))
OF_ONE = re.compile("[定样般些直切系]")
MARKED = re.compile("(?:上|近|约|逾|超|过|破|数|几|不足)$")


@lru_cache(maxsize=512)
def _rules_of(unit: str) -> tuple[Rule, ...]:
    """Return the rules that can hold for a measure word, in order."""
    return tuple(rule for rule in SHAPES if rule.units is None or unit in rule.units)


def why_no_count(around: Around) -> str:
    """Return why a number counts nothing, "" where it seems to count."""
    rule = next((rule for rule in _rules_of(around.unit) if rule.holds(around)), None)
    if rule is not None and not (rule.why == RATE and IN_ALL.search(around.before)):
        return "" if rule.why == SPAN and _hours_given(around) else rule.why
    return _by_words(around) or _by_sentence(around)


def _hours_given(around: Around) -> bool:
    """Say whether a span is the time that volunteers gave in all, which is counted: 服务时长1.2万小时."""
    many = len(around.number) > 2 or "万" in around.number + around.after[:2]
    return many and around.after.lstrip("多余个万").startswith("小时") and bool(measures.SERVED.search(around.before))


def _by_words(around: Around) -> str:
    """Return why a number is part of a name or a way of speaking."""
    if not around.unit:
        return ""
    if around.arabic:
        return STRUCTURED.why if STRUCTURED.holds(around) else ""
    if len(around.number) == 1 and around.number in SMALL and IDIOMS.match(around.unit + around.rest):
        return IDIOM
    if around.number == "一":
        return "" if around.unit in ONE_UNITS and ONE.search(around.before) and not OF_ONE.match(around.rest) else LOOSE
    if around.number in {"百", "千", "万", "亿"}:
        return _bare_power(around)
    return next((rule.why for rule in WORDS if rule.holds(around)), "")


def _bare_power(around: Around) -> str:
    """百名 counts a hundred, 百家争鸣 and 百企 are ways of speaking."""
    if MARKED.search(around.before) or around.after[:1] in set("余多+") or around.unit in {"元", "名", "位", "人次", "场次"}:
        return ""
    return "" if around.unit in set("户场家件份幅本册亩") and REACHING.search(around.before) else LOOSE


def is_planned(sentence: str) -> bool:
    """Say whether the words leading up to a number, from the beginning of its sentence, tell of what is to come."""
    planned = list(PLAN_WORDS.finditer(sentence))
    if not planned or DONE.search(sentence, planned[-1].end()):
        return False
    last = planned[-1]
    return "将" in last[0] or "," not in sentence[last.end() :] or not INVESTED.match(sentence, last.end())


def _by_sentence(around: Around) -> str:
    """Return why the sentence leading up to the number says that it is no count of things done."""
    sentence = around.lead[max(around.lead.rfind(mark) for mark in "。;!?\n") + 1 :]
    if is_planned(sentence):
        return PLAN
    if around.before.endswith(WHOLE_OF) and not REACHED.search(around.before) and INCLUDED.holds(around) and not ALL_DID.match(around.rest):
        return BACKGROUND
    clause = sentence[max(sentence.rfind(mark) for mark in ",:") + 1 :]
    if around.unit.startswith("元") or (around.unit in FLOOR and "面积" in clause):
        return ""
    if BACKGROUND_WORDS.search(clause) or (GOES_ON.match(clause) and BACKGROUND_WORDS.search(COUNT_AT_END.sub("", sentence[: -len(clause)]))):
        return BACKGROUND
    return BACKGROUND if "万" in around.number + around.after[:2] and around.unit == "人" and STOCK.search(clause) else ""
