"""What pages say, worked out by hand from the data: each address with what stands on its page, and what does not."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from conftest import Ask

#: Anything within a section, a list of details, a row.
_S, _D, _R = (f"(?:(?!</{tag}>).)*" for tag in ("section", "dl", "tr"))
_RAILWAY, _PROMISE = "shanghai-suzhou-huzhou-high-speed-railway", "milestone-key-tasks-executed-planned"
_IN_PART = "<strong>◐ in part, 59 of 68.6 km: in operation since 27 December 2024</strong>"
_IN_PART_ZH = "<strong>◐部分兑现（68.6公里中的59公里）：已于2024年12月27日开通运营</strong>"
_COUNTED = "32 promises of documents at hand: 1 reached, 3 reached in part, 16 under way, 12 without"
_BY_PAGE, _BY_PAGE_ZH = "By a public page, not proven to the letter.", "据公开网页，未逐字核验。"
_TRAP = "The first two phases of the plan only; the promise is of the third."
_TRAP_ZH = "只涉及前两轮计划；所承诺的是第三轮。"
_BETTER = "better than baseline by"
#: Address, and words of its page; `¬` stands before words that it must not have, `re:` before a pattern of its markup.
SAYS = [
    # A railway: 163 km, of which no period is stated, since a length has none (user trial), planned, with three cities.
    (f"/id/{_RAILWAY}", "163 km", "planned to open by the end of 2024", "¬no period stated", "railway line 铁路线"),
    *(
        (f"/id/{_RAILWAY}", f"Shanghai-Suzhou-Huzhou high-speed railway connects {city}")
        for city in ("Huzhou", "Shanghai", "Suzhou")
    ),
    # A plan is never marked as done.
    ("/id/airport-link-line", '<p class="modality">Planned</p>', '<li class="modality-Planned">', "¬modality-Done"),
    # A metric: 1.55 vehicles a pile against 1.9 where fewer are better is ahead, and both are in table and chart. From
    # 1.34 to 2.11: 12 + 0.21/0.77 × 166 = 57.3 and 12 + 0.56/0.77 × 166 = 132.7.
    (
        "/id/metric-vehicle-to-pile-ratio",
        *("current 1.55", "target 1.9", "lower is better", "ahead of target", "2024, the year of the release"),
        *(
            '<circle class="mark current" cx="57.3"',
            '<line class="mark target" x1="132.7" x2="132.7"',
            "re:(1[.]9.*){3}",
        ),
    ),
    # A region: PM2.5 fell from 42 to 30, which is better; 35 neighbours are too many for the picture.
    ("/id/yangtze-river-delta", "42 µg/m³", "30 µg/m³", f"{_BETTER} 12 µg/m³, computed", "24 most connected of 35"),
    # Less dust (42 to 30), less time (2 hours to 40 minutes) and more research (2.81 to 3.34 %) are better.
    *(
        (f"/id/comparison-{each}", _BETTER, "¬worse")
        for each in ("pm25-against-2018", "travel-shanghai-huzhou", "rd-intensity-2018-2023")
    ),
    # The journey takes 40 minutes once the line is open: expected, drawn in outline, and on a scale in minutes.
    (
        "/id/comparison-travel-shanghai-huzhou",
        *("expected to be better than baseline", "¬current 40 minutes", "138 min"),
        *('class="mark current hoped"', "¬outcome-improved"),
    ),
    ("/id/comparison-pm25-against-2018", "outcome-improved"),
    # A first claim says of what, terms and directions are called by their Chinese names.
    ("/id/first-claim-greenway-standard", "Regional Greenway Connection Standard: called "),
    ("/id/first-claim-greenway-standard?lang=zh", "区域绿道衔接标准：文中称其为"),
    ("/id/stage-operational?lang=zh", "<h1>投入运行</h1>", "下载 阶段 投入运行"),
    ("/id/role-director?lang=zh", "<h1>主任</h1>"),
    ("/id/stages?lang=zh", "<h1>进展阶段</h1>"),
    ("/id/metric-travel-time?lang=zh", "re:指标方向.{1,99}越短越好", "¬数值越"),
    ("/id/metric-innovation-rank?lang=zh", "re:指标方向.{1,99}名次越靠前越好", "¬数值越"),
    ("/id/metric-pm25-concentration?lang=zh", "re:指标方向.{1,99}越低越好", "¬数值越"),
    ("/id/metric-consortium-count?lang=zh", "re:单位.{1,99}家"),
    ("/id/metric-passengers-carried?lang=zh", "单位 人次 指标方向"),
    ("/id/8th-china-international-import-expo?lang=zh", "所属系列 中国国际进口博览会"),
    ("/id/practical-integration-initiatives-of-2025?lang=zh", "名称所指 统称（含多项）"),
    ("/id/gu-jun?lang=zh", "顾军", "职务", "主任", '<html lang="zh-Hans">'),
    # A post is one sentence with parts and sources; what was read from a name says so, wherever it is told.
    (
        "/id/membership-gu-jun-shanghai-municipal-development-and-reform-commission",
        "Gu Jun is director of Shanghai Municipal Development and Reform Commission, as of 4 December 2024",
        *("sentence 3 of 85", "How to cite this", "Where this is written"),
    ),
    *(
        (f"/id/{each}?lang={lang}", said)
        for lang, said in (("en", "read from the name"), ("zh", "据名称判断"))
        for each in (_RAILWAY, "suzhou", "passage-release-20241204-6324-6365")
    ),
    ("/id/airport-link-line", "¬read from the name"),
    ("/id/airport-link-line?lang=zh", "¬据名称判断"),
    # What was looked up names the sources that agree.
    *(
        ("/id/shanghai", f"{said}")
        for said in ("Agreed by: pycountry", "Agreed by: Natural Earth 50m", "Read from the code. Agreed by:")
    ),
    ("/id/register-iso-3166", "Agreed by: pycountry"),
    # A passage tells what it carries; without the document its words are on no page.
    (
        "/id/passage-release-20241204-7058-7136",
        *("Words in sentence 39 of 85, in Energy infrastructure", "7058–7136", "¬<blockquote"),
        "Vehicle-to-pile ratio of the Delta: 1.55 against a target of 1.9, ahead",
    ),
    ("/id/release-20241204", "re:[0-9]+ of [0-9]+ sentences carry facts[.]"),
    # What is carried out in Hefei is on the page of Anhui, under its name; a theme has what is under its sub-themes.
    (
        "/id/anhui",
        f're:"within"{_S}In places within Anhui{_S}>Hefei{_S}/id/science-and-technology-finance-pilot-reforms',
    ),
    ("/id/hefei", '¬aria-labelledby="within"'),
    (
        "/id/new-quality-productive-forces",
        f're:"within"{_S}Under sub-themes of{_S}>original scientific and technological innovation{_S}/id/hefei-com',
    ),
    # What became of a promise, with the pages behind it, in both languages; one line counts all.
    (
        "/id/airport-link-line",
        *(_IN_PART, "As later pages say, the last of 1 February 2026.", "By public pages, not proven to the letter"),
        'rel="nofollow noreferrer noopener">SHINE, 25 December 2024</a>',
    ),
    ("/id/airport-link-line?lang=zh", _IN_PART_ZH, "据公开网页（未逐字核验）", "今日闵行，2024年11月"),
    (
        "/id/milestone-airport-link-line-operational-planned",
        _IN_PART,
        "As later pages say, the last of 1 February 2026.",
    ),
    ("/", _COUNTED, '<a href="/milestones">What became of it</a>', 'href="/coverage"'),
    ("/milestones", _COUNTED),
    ("/?lang=zh", "有原文可查的来源文件共有32项承诺，其中"),
    ("/milestones?lang=zh", "有原文可查的来源文件共有32项承诺，其中", "进展", "未注明日期", "已兑现"),
    (f"/id/{_PROMISE}", 're:id="judged".*href="/id/judgement-0e258c5f1eb4"', _TRAP, f"¬{_BY_PAGE}"),
    (f"/id/{_PROMISE}?lang=zh", _TRAP_ZH, "编者的判断", "○尚无后续说法", "据公开网页（未逐字核验）"),
    ("/id/observation-railway-network", f're:id="told-by-pages"{_S} · is of another time'),
    # Figures of several documents stand in a series, with their documents, and nothing calls them a contradiction.
    (
        "/id/high-speed-railway-network",
        f're:id="series"{_S}A series is never a contradiction',
        *(f're:id="series"{_S}{each}' for each in ("metric-network-length", 'href="/id/release-20241204"', _BY_PAGE)),
    ),
    ("/id/high-speed-railway-network?lang=zh", "各来源文件的历次数据"),
    ("/id/metric-network-length", f're:id="series"{_S}href="/id/high-speed-railway-network"'),
    (
        "/id/metric-pm25-concentration",
        f're:id="series"{_S}31 cities of the Yangtze River Delta in the ministry’s bulletin',
    ),
    # What is hoped for is no fact.
    ("/id/journey-hongqiao-airport-pudong-airport", f're:id="series"{_S}40 minutes</a>, expected</span>'),
    # A cited page has title, publisher, address and what it says, and says that none of it is proven to the letter.
    *(
        (
            f"/id/aa-20251110?lang={lang}",
            *(said, called, "https://www.aa.com.tr/en/economy/chinese-import-expo-sees-over-8349b-in-deals/3740073"),
            *("Chinese import expo sees over $83.49B in deals</", f"<dd><span>{tongue}</span></dd>"),
            *('href="/id/anadolu', 'href="/id/8th-china-international-import-expo', "re:^(?!.*</a>(，|, ) · )"),
        )
        for lang, said, called, tongue in (
            ("en", _BY_PAGE, "Chinese import expo sees over $83.49B in deals", "English"),
            ("zh", _BY_PAGE_ZH, "阿纳多卢通讯社，2025年11月10日", "英文"),
        )
    ),
    # One that shows no day says in words when it appeared, not in the notation of the data.
    ("/id/aegis-2025?lang=en", f"re:<dl{_D}<dd>April 2025 or later</dd>", f"re:^(?!.*<dl{_D}EDTF)"),
    ("/id/aegis-2025?lang=zh", f"re:<dl{_D}<dd>2025年4月或之后</dd>"),
    # A record of a page: its sentence, the page behind it, and what the editors judged of it; judgement and citation.
    (
        "/id/observation-share-of-tasks-completed-three-year-action-plan-hangzhou-20240802",
        *(
            _BY_PAGE,
            'href="/id/hangzhou-20240802"',
            'href="/id/judgement-0e258c5f1eb4"',
            "What the editors judged of it",
        ),
    ),
    (
        "/id/judgement-0e258c5f1eb4",
        *("By the editors’ judgement, not by a document.", "editors of ydkg", "26 November 2026", _TRAP),
        *(f'href="/id/{_PROMISE}"', 'href="/id/observation-share-of-tasks-completed-three-year-action-plan-hangzhou-'),
    ),
    (
        "/id/judgement-0e258c5f1eb4?lang=zh",
        *(_TRAP_ZH, "任务完成率：90%（2018—2023年）”与“重点任务：将落实（截至2024年12月4日）”的关系：不可比"),
    ),
    # What realises a part of what was promised is not told as if it realised the whole.
    ("/id/judgement-f1c2d86cec4d", "”, as to section of the airport link line"),
    (
        "/id/citation-aa-20251110-4177719c438e",
        "$83.49 billion one-year intended deals",
        *('href="/id/aa-20251110"', 'href="/id/8th-china-international-import-expo"'),
    ),
    ("/id/8th-china-international-import-expo", "8th China International Import Expo"),
    ("/sitemap.xml", "/id/8th-china-international-import-expo</loc>"),
    # The foot of a page promises what the page keeps: no words are kept of a public page.
    ("/id/aa-20251110", f"re:<footer.*{_BY_PAGE}"),
    ("/id/judgement-0e258c5f1eb4", "re:<footer.*By the editors’ judgement, not by a document."),
    ("/id/release-20241204", "re:<footer.*every fact leads to the words that state it."),
    # Metrics: which beats its target or baseline, by how much; a bound stays a bound.
    ("/metrics?outcome=ahead", "1.55", "1.9", "ahead of target"),
    (
        "/metrics",
        *("more than 7,600 km", f"{_BETTER} 0.53 percentage points, computed", "ahead of target by 0.35, computed"),
        *(f"{_BETTER} more than 3,450 km, computed", "expected to be better than baseline by 80 minutes, computed"),
        're:(<svg class="chart".*){8}',
    ),
    ("/metrics?lang=zh", "优于目标"),
    *((f"/{each}?thing=gu-jun", "The graph has nothing of the kind.") for each in ("metrics", "milestones")),
    *((f"/{each}", "¬The graph has nothing of the kind.") for each in ("metrics", "milestones")),
    ("/things", '<td data-label="Status"><span class="state modality-Planned">'),
    # Search: things, questions, facts by figures and stages, and what nothing is called.
    ("/search?q=shanghai", "re:>Shanghai</bdi>.*>Shanghai Municipal Government</bdi>"),
    ("/search?q=edition", "/questions/metrics/rankings"),
    (f"/search?q={quote('上海')}&lang=zh", "搜索"),
    ("/search?q=nothing+of+the+kind", "Nothing here is called “nothing of the kind”"),
    ("/search?q=Nantong", "Nothing here is called “Nantong”", "re:“Nantong”, .*Did you mean"),
    ("/search?q=first+in+China", 'href="/questions/firsts/first_in_china"', "¬mentions nothing"),
    ("/search?q=AW", '¬href="/id/huawei"'),
    *(
        (f"/search?q={quote(typed)}", f're:id="facts".*{fact}', "¬Nothing here is called")
        for typed, fact in {
            "7,600": "over 7,600 km",
            "7600": "over 7,600 km",
            "46441": "46,441",
            "under construction": "Watertown Living Room: under construction",
        }.items()
    ),
    # A question in own words leads on to things and questions that share its words (user trial).
    *(
        (f"/search?q={quote(typed)}", "Nothing here is called", *(f'href="/{link}"' for link in links))
        for typed, *links in (
            ("what did Anhui do", "id/anhui"),
            ("R&D intensity target", "id/metric-rd-intensity", "questions/metrics/not_actual"),
            ("who is responsible for the demonstration zone", "id/demonstration-zone"),
            ("who is responsible for the demonstration zone", "questions/organizations/who_is_responsible"),
            ("which promises were kept", "questions/promises/answers"),
            ("安徽做了什么", "id/anhui"),
            ("哪些铁路开通了", f"id/{_RAILWAY}", "questions/infrastructure/status_of_lines"),
        )
    ),
    # What only public pages speak of is found, marked once, by a misspelt name, too.
    ("/search?q=wenzh", f"re:^(?!.*{_BY_PAGE}.*{_BY_PAGE}).*{_BY_PAGE}"),
    ("/search?q=wenzh&lang=zh", _BY_PAGE_ZH),
    ("/search?q=wenzhuo", 'href="/id/wenzhou"'),
    # Lists of questions: by their words, checks on a page of their own (user trial).
    ("/questions?q=person", 'href="/questions/people/posts_of_a_person"'),
    ("/questions?q=zebra", "No question has these words."),
    ("/questions", "¬/questions/checks/", 'href="/questions/checks"'),
    # Answers: what is not computed here, what is empty, what is planned reads as a sentence.
    (
        "/questions/metrics/computed_values",
        "only if the server was started with --derived",
        "¬the graph states nothing",
    ),
    (
        "/questions/places/within_a_place?place=ydr:hefei",
        'value="ydr:hefei" selected',
        "Nothing: the graph states nothing",
    ),
    (
        "/questions/organizations/who_is_responsible?thing=ydr:hefei",
        "This has an answer: Initiatives in a place: Hefei",
    ),
    ("/questions/people/posts_of_a_person", "¬This has an answer"),
    *(
        (
            f"/questions/{name}",
            f"re:<th[^>]*>Thing</th>{_R}<th[^>]*>Stage</th>{_R}<th[^>]*>By</th>",
            "airport link line planned to open 31 December 2024",
        )
        for name in ("infrastructure/planned_to_open", "progress/planned")
    ),
    (
        "/questions/metrics/all_figures",
        f're:<a[^>]*href="/id/passage-release-20241204-6403-[^>]*>{_R}?sentence 35',
        *("more than 7,600 km", 're:<a[^>]*href="/id/[^>]*>[^/]*7th China International Import Expo'),
    ),
    ("/questions/metrics/all_figures?lang=zh", "长三角", "超过7600公里", "数值"),
    ("/questions/metrics/stated_changes?lang=zh", "超过7600公里"),  # what a change says is not said of the number
    ("/questions/people/posts_of_a_person?lang=zh", "主任"),
    ("/questions/progress/planned?lang=zh", "计划开通运营"),
    ("/questions/progress/milestones_of_a_thing?lang=zh", "已启用"),
    ("/questions/sources/looked_up_facts?lang=zh", "re:位于.{1,200}中国.{1,200}高"),
    (
        "/questions/people/all_posts?lang=zh",
        *(
            '<a href="/id/luo-fanghao" lang="en">Luo Fanghao',
            '<a href="/id/gu-jun">顾军',
            '<a href="/id/ling-ming">凌鸣',
        ),
        "毫秒",
    ),
    ("/questions/sources/everything_about?thing=ydr:hefei", "340100", "31.86389", "https://sws.geonames.org/1808722/"),
    ("/questions/promises/answers", "reached in part", "Associated Press of Pakistan, 27 December 2024"),
    ("/questions/promises/answers?lang=zh", "部分兑现"),
    # Bars stand where numbers can be compared: not of ranks, nor of figures that are told against each other.
    ("/questions/metrics/figures_of_a_metric?metric=ydr:metric-travel-time", '<figure class="bars">'),
    ("/questions/metrics/rankings", '¬<figure class="bars">'),
    ("/questions/claims/figures_told_differently", '¬<figure class="bars">'),
]


@pytest.mark.parametrize(("path", "words"), [(path, words) for path, *words in SAYS])
def test_a_page_says(ask: Ask, path: str, words: list[str]) -> None:
    """Or does not, in its markup or in what a reader reads of it, where its address leads."""
    reply = ask(path, Accept="text/html")
    if reply.status == 303:
        reply = ask(reply.headers["Location"], Accept="text/html")
    assert reply.status == 200
    markup = html.unescape(reply.body.decode())
    told = f"{markup}\n{reply.text}\n{' '.join(re.sub('<[^>]*>', '', markup).split())}"

    def holds(said: str) -> bool:
        if said.startswith("re:"):
            return bool(re.search(said.removeprefix("re:"), markup, re.DOTALL))
        return said.removeprefix("¬") in told

    assert [said for said in words if holds(said) == said.startswith("¬")] == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("people/posts_of_a_person?person=Gu+Jum", "nothing in the graph is called 'Gu Jum'"),
        ("people/posts_of_a_person?nobody=x", "parameter 'nobody' is not declared"),
        ("people/posts_of_a_person?person=ydr:hefei", "Hefei is a place, not a person"),
        ("infrastructure/planned_to_open?by=soon", "'soon' is no xsd:date"),
        ("sources/what_is_stated_at?position=1.5", "'1.5' is no xsd:integer"),
        ("people/posts_of_a_person?nobody=x&lang=zh", "没有参数“nobody”；现有参数：person"),
        ("people/posts_of_a_person?person=ydr:hefei&lang=zh", "“合肥市”属于地点，此处应为人物"),
        ("infrastructure/planned_to_open?by=soon&lang=zh", "“soon”不是 xsd:date"),
        # A suggestion is a link that keeps the other parameters.
        ("infrastructure/what_connects?a=Shangha&b=ydr:suzhou", "a=ydr%3Ashanghai&b=ydr%3Asuzhou"),
    ],
)
def test_a_wrong_parameter_is_answered_at_its_field(ask: Ask, path: str, said: str) -> None:
    """Status 400, one clear line, and no answer beside it."""
    reply = ask(f"/questions/{path}", Accept="text/html")
    assert reply.status == 400
    assert said in html.unescape(reply.body.decode())
    assert b'<table class="answer">' not in reply.body


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/metric", 'href="/metrics"'),
        ("/downloads", 'href="/download"'),
        ("/hefey", 'href="/id/hefei"'),
        ("/hefey?lang=zh", 're:href="/id/hefei[^>]*>合肥市<'),  # in the language of the page
        ("/id/shangai", 'href="/id/shanghai"'),
        ("/id/gu-jung", 'href="/id/gu-jun"'),
        (f"/id/{quote('上海')}", 'href="/id/shanghai"'),
        ("/id/Hefei", 'href="/id/hefei"'),
    ],
)
def test_a_lost_visitor_finds_on(ask: Ask, path: str, meant: str) -> None:
    """A page that is not found has a search box with the word of the address, and what may be meant (user trial)."""
    reply = ask(path, Accept="text/html")
    page = reply.body.decode().partition("<main")[2]
    assert reply.status == 404
    assert 'action="/search"' in page
    assert re.search(meant.removeprefix("re:"), page)
