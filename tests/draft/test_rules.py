# ruff: noqa: E501 - a sentence and what it says stand on one line
"""The rules read sentences that they were not written on: other regions, other publishers, English and Chinese.

All sentences are synthetic: the figures are invented, the people are historical.
"""

from __future__ import annotations

from datetime import date

import pytest

from ydkg.draft.drafting import Origin, draft
from ydkg.graph.graph import Graph
from ydkg.vocab import ORG, QUDT, RDF, RDFS, YD

ISSUED = date(2025, 3, 12)


def drafted(sentence: str) -> Graph:
    """Return the draft of a sentence, under a title of its own."""
    return Graph.from_triples(
        draft(f"A title\n2025-03-12\n{sentence}\n", Origin(ISSUED), Graph.from_triples([])).triples
    )


def short(value: str | None) -> str:
    """Return the last part of an IRI, or a value as it is."""
    return (value or "").rpartition("#")[2].rpartition("/")[2]


def called(table: Graph, kind: str, *parts: str) -> list[tuple[str | None, ...]]:
    """Return what the parts of each record of a class are called."""
    return [
        tuple(table.text(table.one(each, part) or "", RDFS.label) for part in parts) for each in table.subjects(kind)
    ]


def becoming(text: str) -> tuple[Graph, set[tuple[str | None, str]]]:
    """Return the draft of a text, and of which thing it says that something is planned, under way or done."""
    table = Graph.from_triples(draft(text, Origin(ISSUED), Graph.from_triples([])).triples)
    modalities = [short(table.one(each, YD.modality)) for each in table.subjects(YD.Milestone)]
    return table, {
        (*thing, modality) for thing, modality in zip(called(table, YD.Milestone, YD.about), modalities, strict=True)
    }


FIGURES = [
    ("The outlay is Rs 7,36,437.71 crore.", [("7364377100000", "CCY_INR", "Exactly", "Actual")]),
    ("Sales hit 574 trillion VND.", [("574000000000000", "CCY_VND", "Exactly", "Actual")]),
    ("Sales hit 574 trillion riels.", []),
    ("Exports rose 8 percent to 5.89 trillion yuan.", [("5890000000000", "CCY_CNY", "Exactly", "Actual")]),
    ("At least 30% of the budget is reserved for cities.", [("30", "PERCENT", "MoreThan", "Actual")]),
    ("The scheme will support up to 1,000 MW of capacity.", [("1000", "MegaW", "LessThan", "Expected")]),
    ("Between 5 and 7 per cent of the funds go to research.", [("5", "PERCENT", "MoreThan", "Actual"), ("7", "PERCENT", "LessThan", "Actual")]),
    ("Output has doubled since 2020.", [("2", "UNITLESS", "Exactly", "Actual")]),
    ("The outlay is 18 thousand 658 crore rupees, for 1247 Kilometres.", [("186580000000", "CCY_INR", "Exactly", "Actual"), ("1247", "KiloM", "Exactly", "Actual")]),
    ("青石基地年产8GW组件，星期三投产。", [("8", "GigaW", "Exactly", "Actual")]),
    ("The berth handles 800000 twenty-foot equivalent units.", [("800000", "NUM", "Exactly", "Actual")]),
    ("余额增加1倍多。", [("1", "UNITLESS", "MoreThan", "Actual")]),
    ("The EU aims to reduce emissions by at least 55% by 2030.", [("55", "PERCENT", "MoreThan", "Target")]),
    ("One in three journeys is made by train.", [("0.333333", "UNITLESS", "Exactly", "Actual")]),
    ("The fund has invested £430m in 65 schemes.", [("430000000", "CCY_GBP", "Exactly", "Actual"), ("65", "NUM", "Exactly", "Actual")]),
    ("The Cork cluster ranked second in the Global Innovation Index 2024.", [("2", "UNITLESS", "Exactly", "Actual")]),
    ("The agency approved 1,340 permits, three times as many as in 2020.", [("1340", "NUM", "Exactly", "Actual"), ("3", "UNITLESS", "Exactly", "Actual")]),
    ("Buses with more than 50 seats pay the toll.", []),
    ("全省地区生产总值突破9万亿元。", [("9000000000000", "CCY_CNY", "MoreThan", "Actual")]),
    ("累计建成充电桩逾12万个。", [("120000", "NUM", "MoreThan", "Actual")]),
    ("力争到2030年海上风电装机达到2000万千瓦。", [("20000000", "KiloW", "Exactly", "Target")]),
    ("三分之二以上的村实现5G覆盖。", [("0.666667", "UNITLESS", "MoreThan", "Actual")]),
    ("规模以上工业增加值增长7.5%。", [("7.5", "PERCENT", "Exactly", "Actual")]),
    ("通行时间由2小时缩短至约30分钟。", [("2", "HR", "Exactly", "Actual"), ("30", "MIN", "Approximately", "Actual")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), FIGURES)
def test_figures_are_read(sentence: str, wanted: list[tuple[str, str, str, str]]) -> None:
    """Value, unit, bound and status are those of the words; a threshold and the number of a name are no figures."""
    table = drafted(sentence)
    found = [
        tuple(short(table.one(each, part)) for part in (YD.value, QUDT.hasUnit, YD.bound, YD.valueStatus))
        for each in table.subjects(YD.Observation)
    ]
    assert sorted(found) == sorted(wanted)


STAGES = [
    ("Completion of the second phase, launched in May 2024, is near.", [("second phase", "launched", "Done", "2024-05-31")]),
    ("The re-opening of the Lee Bridge is scheduled for 2026.", [("Lee Bridge", "operational", "Planned", "2026-12-31")]),
    ("The Lee Bridge will later open to pedestrian traffic.", [("Lee Bridge", "operational", "Planned", "")]),
    ("副市长梁思成宣布云岭大桥工程正式开工。", [("云岭大桥工程", "construction started", "Done", "")]),
    ("大桥主体已经完工，计划下个月通车。", [("大桥主体", "completed", "Done", ""), ("大桥主体", "operational", "Planned", "")]),
    ("县领导与建设者们一同见证青石铁路项目开工。", []),
    ("The two boards signed in March 2024 the Lee Link Agreement.", [("Lee Link Agreement", "signed", "Done", "2024-03-31")]),
    ("The mayor told how the recent signing of the harbour agreement would bring jobs.", [("harbour agreement", "signed", "Done", "")]),
    ("The construction work for the quay which began in 2022, is to be completed in 2026.", [("construction work for the quay", "completed", "Planned", "2026-12-31")]),
    ("Ada Lovelace has confirmed that the Ellen Wharf in Cork is set to open in 2026.", [("Ellen Wharf", "operational", "Planned", "2026-12-31")]),
    ("One of the projects set for completion in 2026 is the construction of the second railway track.", [("second railway track", "completed", "Planned", "2026-12-31")]),
    ("Another project nearing completion is the construction of the ring road.", [("ring road", "under construction", "Underway", "")]),
    ("The project to upgrade the port facilities commenced with a tender.", [("port facilities", "expanded", "Planned", "")]),
    ("行动开展以来，建成云岭大桥；建成通车云岭至青石、海州至甲子等2条公路。", [("云岭大桥", "completed", "Done", ""), ("云岭至青石", "operational", "Done", ""), ("海州至甲子", "operational", "Done", "")]),
    ("云岭公路青石段提前开通货运功能，海州铁路云岭段铺轨正按照今年开通目标加快建设。", [("云岭公路青石段", "operational", "Done", ""), ("海州铁路云岭段铺轨", "under construction", "Underway", "")]),
    ("云岭铁路二期工程前期准备工作正有序开展。", [("云岭铁路二期工程前期准备工作", "launched", "Underway", "")]),
    ("云岭县将加快建设世界上规模最大、效率最高的省水船闸。", [("省水船闸", "under construction", "Planned", "")]),
    ("会议表决通过了人事任免名单。", [("人事任免名单", "approved", "Done", "")]),
    ("梁思成对规划的主要特点作了主发布，介绍了规划的起草过程。", []),
    ("The agency began work on this vital road, which was completed in May 2024.", [("vital road", "completed", "Done", "2024-05-31"), ("vital road", "launched", "Done", "")]),
    ("海州县将加快云岭-青石高速东段建设。", [("云岭-青石高速东段", "under construction", "Planned", "")]),
    ("年产8GW云岭项目二期2GW组件厂房进入设备安装调试阶段，青石—海州±800千伏直流工程投产送电。", [("青石—海州±800千伏直流工程", "operational", "Done", ""), ("年产8GW云岭项目二期2GW组件厂房", "under construction", "Underway", "")]),
    ("甲子城际线、乙丑客专、丙寅高速东段等已建成通车。", [(each, "operational", "Done", "") for each in ("丙寅高速东段", "乙丑客专", "甲子城际线")]),
    ("云岭水库项目启动建设、青石工程稳步推进，超额完成年度目标。", [("云岭水库项目", "construction started", "Done", ""), ("青石工程", "advanced", "Underway", "")]),
    ("在建设现代产业体系方面，全年完成投资5亿元。", []),
    ("云岭县力争启动从青石直通海州的迎宾大道建设，加快推进地铁5号线建设。", [("地铁5号线", "advanced", "Planned", ""), ("迎宾大道建设", "launched", "Planned", "")]),
    ("The Premier today turned the first sod on the new Lee Hospital.", [("Lee Hospital", "construction started", "Done", "")]),
    ("The site would be one of seven Lee clinics to be opened across the county.", [("Lee clinics", "operational", "Planned", "")]),
    ("She pointed to $190m for the Lee hospital upgrade set to be finished next year.", [("Lee hospital upgrade", "completed", "Planned", "2026-12-31")]),
    ("Construction work is already under way on a new roundabout.", [("roundabout", "undertaken", "Underway", "")]),
    ("The safety upgrades will be in place by early 2026.", [("safety upgrades", "completed", "Planned", "2026-03-31")]),
    ("A total of about 229 km of tram network was operational.", [("tram network", "operational", "Done", "")]),
    ("The minister dedicated to the nation the Lee Barrage, built at a cost of £9m.", [("Lee Barrage", "inaugurated", "Done", "")]),
    ("The board has approved a programme of quays scheduled for delivery beyond 2030.", [("programme of quays", "approved", "Done", "")]),
    ("The tram from Lee to Moy remains a priority, with construction hoped to begin in 2028.", [("tram from Lee to Moy", "construction started", "Planned", "2028-12-31")]),
    ("The Hudson Tunnel broke ground in November 2023.", [("Hudson Tunnel", "construction started", "Done", "2023-11-30")]),
    ("The Lee Link, a 24-kilometer crossing, opened to traffic on June 30, 2024.", [("Lee Link", "operational", "Done", "2024-06-30")]),
    ("The Express is under construction and is scheduled to be in service by spring 2026.", [("Express", "operational", "Planned", "2026-05-31"), ("Express", "under construction", "Underway", "")]),
    ("The Clean Industry Act is currently being implemented.", [("Clean Industry Act", "implemented", "Underway", "")]),
    ("Terminal 3 will be put into operation this year.", [("Terminal 3", "operational", "Planned", "2025-12-31")]),
    ("The council plans to build two schools and has opened the Lee Library.", [("Lee Library", "operational", "Done", ""), ("schools", "under construction", "Planned", "")]),
    ("The Kinsale Bypass, which will cost €120 million, was approved on 3 February 2025.", [("Kinsale Bypass", "approved", "Done", "2025-02-03")]),
    ("The Shannon Scheme was expected to be completed in 2024 but is still under construction.", [("Shannon Scheme", "completed", "Planned", "2024-12-31"), ("Shannon Scheme", "under construction", "Underway", "")]),
    ("Work on the Oosterweel Link started in 2018.", [("Oosterweel Link", "launched", "Done", "2018-12-31")]),
    ("Once the Bantry Bridge is completed, traffic will ease.", []),
    ("This will help the region to build more homes.", []),
    ("The Cork Council could open the Lee Park.", []),
    ("广湛高铁正在加快建设，预计2025年底前开通运营。", [("广湛高铁", "operational", "Planned", "2025-12-31"), ("广湛高铁", "under construction", "Underway", "")]),
    ("深中通道于2024年6月30日建成通车。", [("深中通道", "operational", "Done", "2024-06-30")]),
    ("到2023年末，云岭轨道交通规划获批。", [("云岭轨道交通规划", "approved", "Done", "2023-12-31")]),
    ("云岭大桥、青石通道、白水隧道等重大工程正加快推进。", [(each, "advanced", "Underway", "") for each in ("云岭大桥", "青石通道", "白水隧道")]),
    ("云岭省新开工水利项目299个。", []),
    ("Currently, there are 103 GW under construction.", []),
    ("Work had begun on a new terminal at Corvale.", [("terminal", "launched", "Done", "")]),
    ("The Lee Line (LL) is scheduled to be completed by 2026.", [("Lee Line", "completed", "Planned", "2026-12-31")]),
    ("The council broke ground earlier this month on an expansion of the Lee Road.", [("expansion of the Lee Road", "construction started", "Done", "2025-03-31")]),
    ("Work is progressing on the Lee Link.", [("Lee Link", "advanced", "Underway", "")]),
    ("The first phase of the scheme is expected to be ready within ten years.", [("first phase of the scheme", "completed", "Planned", "")]),
    ("我省共有云岭大桥、青石通道等9项工程开工建设，白水水库建成后将灌溉农田。", [(each, "construction started", "Done", "") for each in ("云岭大桥", "青石通道")]),
    ("The council has approved €688 million for the lakes.", []),
    ("云岭高速公路将于2026年底前建成，青石水库已于去年10月开工建设。", [("云岭高速公路", "completed", "Planned", "2026-12-31"), ("青石水库", "construction started", "Done", "2024-10-31")]),
    ("All the halls are due to be completed by March 2027.", [("halls", "completed", "Planned", "2027-03-31")]),
    ("In the next five years some 60,000 flats there, in about 10 new estates, will be completed.", [("flats", "completed", "Planned", "")]),
    ("The Kinsale Bypass, approved in December 2017, has two lanes.", [("Kinsale Bypass", "approved", "Done", "2017-12-31")]),
    ("The Cork Arena will be fully open later this year.", [("Cork Arena", "operational", "Planned", "2025-12-31")]),
    ("市统计局10日发布数据。", []),
    ("The project started in August 2019 and was completed in 2022.", [("project", "completed", "Done", "2022-12-31"), ("project", "launched", "Done", "2019-08-31")]),
    ("The former span, built in 1920, was closed in 2009.", [("former span", "closed", "Done", "2009-12-31"), ("former span", "under construction", "Done", "1920-12-31")]),
    ("Officials came for a groundbreaking ceremony.", []),
    ("The approved quays will add to trade.", []),
    ("The Council adopted the harbour package for 2031-2037 on 3 March 2025.", [("harbour package", "approved", "Done", "2025-03-03")]),
    ("青石水库全面开工，云岭隧道主体结构封顶。", [("云岭隧道主体结构", "completed", "Done", ""), ("青石水库", "construction started", "Done", "")]),
    ("下一步，甲乙县将加强合作。推进云岭隧道建设，青石水库开工。", [("云岭隧道", "advanced", "Planned", ""), ("青石水库", "construction started", "Planned", "")]),
    ("去年，全县完成投资20亿元，完成货运量3亿吨。", []),
    ("推动青石水库开工。", []),
    ("《数字经济条例》自2024年9月1日起施行。", [("数字经济条例", "in force", "Done", "2024-09-01")]),
    ("The quays will cost about 40 million yuan and are expected to be finished by 2027.", [("quays", "completed", "Planned", "2027-12-31")]),
    ("The fund helps the least developed regions.", []),
    ("青石水库改造、云岭隧道通车。", [("云岭隧道", "operational", "Done", "")]),
    ("青石水库拟于年内建成，云岭隧道建设全面提速，海州港正在加快建设，甲乙大桥力争年底前开工建设。", [("云岭隧道建设", "accelerated", "Underway", ""), ("海州港", "under construction", "Underway", ""), ("甲乙大桥", "construction started", "Planned", "2025-12-31"), ("青石水库", "completed", "Planned", "2025-12-31")]),
    ("沿江高铁规划建设有序推进，成都至甲乙段全面开工。", [("成都至甲乙段", "construction started", "Done", ""), ("沿江高铁规划建设", "advanced", "Underway", "")]),
    ("青石水库前期工作正在推进，拟于“十四五”末开工。", [("青石水库前期工作", "advanced", "Underway", ""), ("青石水库前期工作", "construction started", "Planned", "2025-12-31")]),
    ("共建成渝双城经济圈。", []),
    ("云岭县累计退出企业20家，将在海州开展数据交易业务。", [("数据交易业务", "launched", "Planned", "")]),
    ("The Lee Plant is already under construction and should be completed by mid-2026.", [("Lee Plant", "completed", "Planned", "2026-06-30"), ("Lee Plant", "under construction", "Underway", "")]),
    ("The Lee Road is being built in phases and is likely to be completed by October 2026.", [("Lee Road", "completed", "Planned", "2026-10-31"), ("Lee Road", "under construction", "Underway", "")]),
    ("The Lee Route is partially operational.", [("Lee Route", "operational", "Done", "")]),
    ("A shore power facility with a capacity of at least 35 MW will be put into service in the final quarter of 2025.", [("shore power facility", "operational", "Planned", "2025-12-31")]),
    ("Construction of the £1.3 billion Lee Link started in April 2024.", [("Lee Link", "construction started", "Done", "2024-04-30")]),
    ("Prices fell, and building permits were down.", []),
    ("海关总署已出台28条举措。", []),
    ("云岭高铁计划今年开工，青石大桥建成通车。", [("云岭高铁", "construction started", "Planned", "2025-12-31"), ("青石大桥", "operational", "Planned", "")]),
    ("今年安排：云岭铁路开工，海州港投用。", [("云岭铁路", "construction started", "Planned", ""), ("海州港", "operational", "Planned", "")]),
    ("海州港建立补偿机制的目标已写入规划。", [("海州港", "established", "Planned", "")]),
    ("云岭货运区建成投用，海州算力平台投入使用。", [("云岭货运区", "operational", "Done", ""), ("海州算力平台", "operational", "Done", "")]),
    ("到2027年，研发投入强度达到2.6%。", []),
    ("《数字经济条例》已提请审议，有望年内出台。", [("数字经济条例", "issued", "Planned", "2025-12-31")]),
    ("青石水库计划2026年开工建设。云岭铁路建设稳步推进。", [("云岭铁路建设", "advanced", "Underway", ""), ("青石水库", "construction started", "Planned", "2026-12-31")]),
    ("云岭县将建成青石水库。梁思成介绍，海州县在全国率先建立补偿机制。", [("补偿机制", "established", "Done", ""), ("青石水库", "completed", "Planned", "")]),
    ("The Lee Bridge, 2.9 kilometres long, is due to be completed in the third quarter of this year.", [("Lee Bridge", "completed", "Planned", "2025-09-30")]),
    ("Construction is set to begin in 2026.", []),
    ("They include the Lee tunnel between Cork and Kerry, which is expected to be opened in 2029.", [("Lee tunnel", "operational", "Planned", "2029-12-31")]),
    ("It will start preparing the grant agreements, which should be signed by the end of May 2025.", [("grant agreements", "signed", "Planned", "2025-05-31")]),
    ("The Lee Expressway (1,386 km) is 82 per cent complete and is targeted for completion by October 2025.", [("Lee Expressway", "completed", "Planned", "2025-10-31")]),
    ("The railway, with a top speed of 350 km, is under construction and is scheduled for completion in 2027.", [("railway", "completed", "Planned", "2027-12-31"), ("railway", "under construction", "Underway", "")]),
    ("The arena, the largest in Cork with 16,000 seats, opened in May 2023.", [("arena", "operational", "Done", "2023-05-31")]),
    ("The Lee Line, construction of which will start in 2026, is to open in 2034.", [("Lee Line", "construction started", "Planned", "2026-12-31"), ("Lee Line", "operational", "Planned", "2034-12-31")]),
    ("Some ports in Ireland, Spain and Finland will be upgraded.", [("ports", "expanded", "Planned", "")]),
    ("The agency will open bids for the Lee Causeway and hopes to finish it by summer 2027.", []),
    ("The design of the Lee Line has been completed by two-thirds.", []),
    ("河套园区首三座大楼明年起分阶段落成。", [("河套园区首三座大楼", "completed", "Planned", "")]),
    ("雲嶺綫將於二○三四年通車。", [("雲嶺綫", "operational", "Planned", "2034-12-31")]),
    ("31个重点项目全部建成，10座水库全部完工。", [("10座水库", "completed", "Done", ""), ("31个重点项目", "completed", "Done", "")]),
    ("云岭运河工程已经纳入规划，正在开展前期工作。", [("云岭运河工程", "launched", "Underway", "")]),
    ("云岭河四期修复工程现已完工。", [("云岭河四期修复工程", "completed", "Done", "")]),
    ("加快长沙至赣州铁路建设。", [("长沙至赣州铁路", "under construction", "Underway", "")]),
    ("年末高速公路通车里程9806公里，在建及建成里程1.3万公里。", []),
    ("支持企业实施技术改造。", []),
    ("The council has invested $20 billion, and 42% of the tunnelling has been finished.", []),
    ("It would create 2.1 lakh jobs.", [("jobs", "created", "Planned", "")]),
    ("为加快青石水库建设，云岭县开展评估。", []),
    ("The Lee Line costs a lot; construction is slated to start in 2028.", [("Lee Line", "construction started", "Planned", "2028-12-31")]),
    ("The duct between Lee and Moy began in September and will be complete by spring 2028.", [("duct between Lee and Moy", "completed", "Planned", "2028-05-31"), ("duct between Lee and Moy", "launched", "Done", "2024-09-30")]),
    ("Work on the Lee weir commenced on 15.11.2024, and the report on the dam is under preparation.", [("Lee weir", "launched", "Done", "2024-11-15"), ("report on the dam", "drawn up", "Underway", "")]),
    ("在建项目超过2000个，交通运输部将加快实施一批公路重大项目。", [("公路重大项目", "implemented", "Planned", "")]),
    ("Works on the Lee bypass started on 1 October 2023.", [("Lee bypass", "launched", "Done", "2023-10-01")]),
    ("The Lee ring road is due for completion in the second half of 2025.", [("Lee ring road", "completed", "Planned", "2025-12-31")]),
    ("The Lee Bridge is 87% complete and will open to traffic this summer.", [("Lee Bridge", "operational", "Planned", "2025-08-31")]),
    ("The $430 million Lee project linking Cork to Kerry will be completed this year.", [("Lee project linking Cork to Kerry", "completed", "Planned", "2025-12-31")]),
    ("We expect construction of the Lee corridor to start within 24 months.", [("Lee corridor", "construction started", "Planned", "")]),
    ("It is working with Kerry to finalize the studies by the end of 2026.", [("studies", "completed", "Planned", "2026-12-31")]),
    ("The board met on March 1, 2025 and approved the Lee road project.", [("Lee road project", "approved", "Done", "2025-03-01")]),
    ("Construction on the Lee weir is to begin, with completion slated for 2028.", [("Lee weir", "completed", "Planned", "2028-12-31"), ("Lee weir", "construction started", "Planned", "")]),
    ("Completion of the Lee weir is expected in 2028.", [("Lee weir", "completed", "Planned", "2028-12-31")]),
    ("The fund will be used to construct a bus hub.", [("bus hub", "under construction", "Planned", "")]),
    ("The study began in 2023. It was completed in January 2025.", [("study", "completed", "Done", "2025-01-31"), ("study", "launched", "Done", "2023-12-31")]),
    ("The Lee Port is nearing completion.", [("Lee Port", "under construction", "Underway", "")]),
    ("The Lee Dam remains under construction.", [("Lee Dam", "under construction", "Underway", "")]),
    ("The minister laid the foundation stone of the Lee Port.", [("Lee Port", "construction started", "Done", "")]),
    ("The Lee Fund was set up in 2021.", [("Lee Fund", "established", "Done", "2021-12-31")]),
    ("Rehabilitation works on the Lee Road are ongoing.", [("Lee Road", "undertaken", "Underway", "")]),
    ("Launched in 2019, the Lee Fund has 12 members.", [("Lee Fund", "launched", "Done", "2019-12-31")]),
    ("The newly opened Lee Bridge has 3 lanes.", [("Lee Bridge", "operational", "Done", "")]),
    ("The newly created regions met.", []),
    ("Cork has started building the Lee Bridge.", [("Lee Bridge", "under construction", "Underway", "")]),
    ("Cork will start work on the Lee Bridge in 2026.", [("Lee Bridge", "launched", "Planned", "2026-12-31")]),
    ("Cork is preparing to launch the Lee Fund.", [("Lee Fund", "launched", "Planned", "")]),
    ("The Lee Line, the Moy Line and the Suir Line were opened.", [("Lee Line", "operational", "Done", ""), ("Moy Line", "operational", "Done", ""), ("Suir Line", "operational", "Done", "")]),
    ("The Lee Grid is built on its strengths.", []),
    ("It is part of the road that President Alan Turing pledged to build.", []),
    ("青石水库全线动工，云岭1000千伏输电工程获核准并开工建设。", [("云岭1000千伏输电工程", "approved", "Done", ""), ("云岭1000千伏输电工程", "construction started", "Done", ""), ("青石水库", "construction started", "Done", "")]),
    ("青石铁路、云岭高铁、海州大桥建成通车。", [("云岭高铁", "operational", "Done", ""), ("海州大桥", "operational", "Done", ""), ("青石铁路", "operational", "Done", "")]),
    ("甲乙、丙丁、戊己高铁加快建设。", [("甲乙、丙丁、戊己高铁", "under construction", "Underway", "")]),
    ("去年12月全面动工的青石铁路，从云岭到海州。", [("青石铁路", "construction started", "Done", "2024-12-31")]),
    ("青石机场通过竣工验收。", [("青石机场", "completed", "Done", "")]),
    ("青石机场工程已进入设备安装调试阶段。", [("青石机场工程", "under construction", "Underway", "")]),
    ("青石工程一期建成，二期正在建设，三期即将开工。", [("三期", "construction started", "Planned", ""), ("二期", "under construction", "Underway", ""), ("青石工程一期", "completed", "Done", "")]),
    ("青石水库总投资20亿元，预计2026年建成投用。", [("青石水库", "operational", "Planned", "2026-12-31")]),
    ("省政府印发《青石规划》。青石新区挂牌成立。", [("青石新区", "established", "Done", ""), ("青石规划", "issued", "Done", "")]),
    ("会议介绍加快建设强省有关情况，举行“高质量完成任务”发布会。", []),
    ("Construction of the depot got under way in January 2024.", [("depot", "construction started", "Done", "2024-01-31")]),
    ("They said the bypass had a toll and that rehabilitation of the Lee Road is ongoing.", [("rehabilitation of the Lee Road", "undertaken", "Underway", "")]),
    ("The council adopted no fewer than 25 projects.", [("projects", "approved", "Done", "")]),
    ("青石高铁云岭段进入试运行阶段，青石厂房建成,Pack项目投产。", [("Pack项目", "operational", "Done", ""), ("青石厂房", "completed", "Done", ""), ("青石高铁云岭段", "operational", "Underway", "")]),
    ("青石新区管委会与云岭集团签署战略合作协议。", [("战略合作协议", "signed", "Done", "")]),
    ("The Lee quay wall has been handed over.", [("Lee quay wall", "delivered", "Done", "")]),
    ("The plan will expand capacity from 2 million to 3 million cars.", [("capacity", "expanded", "Planned", "")]),
    ("It was a visit conducted alongside the minister.", []),
    ("Completed by December this year, the Lee Bridge will carry cars.", [("Lee Bridge", "completed", "Planned", "2025-12-31")]),
    ("加快青石大桥建设，早日建成通车。青石铁路要尽快开工。", [("青石大桥", "operational", "Planned", ""), ("青石大桥", "under construction", "Underway", ""), ("青石铁路", "construction started", "Planned", "")]),
    ("明年，青石大桥合龙，云岭铁路动工。", [("云岭铁路", "construction started", "Planned", ""), ("青石大桥", "completed", "Planned", "2026-12-31")]),
    ("省发展改革委要会同省财政厅印发《青石方案》。", []),
    ("确保2026年青石铁路进入试运行阶段。", [("青石铁路", "operational", "Planned", "2026-12-31")]),
    ("狮子洋通道力争2028年底前建成。", [("狮子洋通道", "completed", "Planned", "2028-12-31")]),
    ("Plans are under way to start construction of the Lee Bridge.", [("Lee Bridge", "construction started", "Planned", "")]),
    ("A longer drought could delay the completion of the Lee Dam, which has three sluices.", []),
    ("The approval of the Lee Charter is currently pending, as the board has said.", []),
    ("Preparations are in place to hold talks, along with the ratification of the Lee Charter.", [("Lee Charter", "approved", "Planned", "")]),
    ("The Lee Line, which will link Cork and Kerry, is entering a key construction phase.", [("Lee Line", "under construction", "Underway", "")]),
    ("The Lee Line is now in full construction.", [("Lee Line", "under construction", "Underway", "")]),
    ("Cork expects the new Lee Station to be completed in 2027.", [("Lee Station", "completed", "Planned", "2027-12-31")]),
    ("Completed the first phase of the Lee Line in 2024.", [("Lee Line", "completed", "Done", "2024-12-31")]),
    ("Three firms began to build the Lee Wind Park in late January.", [("Lee Wind Park", "construction started", "Done", "2025-01-31")]),
    ("Work on the Lee Bridge is expected to get under way shortly.", [("Lee Bridge", "launched", "Planned", "")]),
    ("The board is issuing a call for tenders and expects the pier in 2027.", [("call for tenders", "issued", "Underway", "")]),
    ("计划新开工的60个项目已开工50个，青石大桥开工。", [("青石大桥", "construction started", "Done", "")]),
    ("青石大桥累计完成批复概算的82.3%。", []),
    ("推进青石机场扩建，力争开工建设。", [("青石机场", "advanced", "Underway", ""), ("青石机场", "construction started", "Planned", "")]),
    ("全市抓项目早开工、快建设。", []),
    ("Mr James Watt, the deputy minister, signed for Cork.", []),
    ("The board also authorised TxDOT to call for bids.", []),
    ("The Lee Line is unlikely to be opened before 2034.", []),
    ("The Lee Bridge was inaugurated in 2024 by the mayor, and Cork inaugurated a 1.5 km long bridge near Moy.", [("Lee Bridge", "inaugurated", "Done", "2024-12-31"), ("bridge", "inaugurated", "Done", "")]),
    ("A high-speed line linking Cork and Kerry will be built by 2030.", [("high-speed line linking Cork and Kerry", "under construction", "Planned", "2030-12-31")]),
    ("High-speed lines linking Cork with Moy, Kerry and Tralee have been in operation.", [("High-speed lines", "operational", "Done", "")]),
    ("The Lee programme launched in Cork in January 2025.", [("Lee programme", "launched", "Done", "2025-01-31")]),
    ("Work today began on the next two sections of the Lee Road.", [("Lee Road", "launched", "Done", "2025-03-12")]),
    ("The agency is to establish a dry dock and inaugurate the Lee Pier.", [("Lee Pier", "inaugurated", "Planned", ""), ("dry dock", "established", "Planned", "")]),
    ("The Moy Ring to Lee Road project has been completed.", [("Moy Ring to Lee Road project", "completed", "Done", "")]),
    ("The Lee Line could reach that speed and is expected to open in 2027.", [("Lee Line", "operational", "Planned", "2027-12-31")]),
    ("S36青石至云岭一级公路正式通车。", [("S36青石至云岭一级公路", "operational", "Done", "")]),
    ("In January 2025, production in construction fell by 2%.", []),
    ("The board approved financing for the Lee Dam, expansion and upgrading of Cork Airport, and a quay.", [("financing for the Lee Dam", "approved", "Done", "")]),
    ("New financing approved demonstrates the commitment of the bank.", []),
    ("The new stations opened to the public in Cork.", [("stations", "operational", "Done", "")]),
    ("The second section must be completed by the end of 2026.", [("second section", "completed", "Planned", "2026-12-31")]),
    ("去年是深入实施“十四五”规划的关键之年。", []),
    ("今年将恢复和开通更多国际航线。", [("更多国际航线", "operational", "Planned", "2025-12-31")]),
    ("Work is expected to start on the Lee Bridge in 2026.", [("Lee Bridge", "launched", "Planned", "2026-12-31")]),
    ("It is taking shape, with construction of the line between West Cork and Kerry completed this month.", [("line between West Cork and Kerry", "completed", "Done", "2025-03-31")]),
    ("The Lee Line opened in 2024, connecting Cork with the wider network.", [("Lee Line", "operational", "Done", "2024-12-31")]),
    ("The installed capacity reached 3 GW.", []),
    ("The agency broke ground today (March 12, 2025), for the Lee Bridge.", [("Lee Bridge", "construction started", "Done", "2025-03-12")]),
    ("The Lee Line began civil works in January 2025.", [("Lee Line", "construction started", "Done", "2025-01-31")]),
    ("The agency completed the Cork to Kerry road in 2024.", [("Cork to Kerry road", "completed", "Done", "2024-12-31")]),
    ("The agency said it was fast tracking the implementation of the Lee scheme.", [("Lee scheme", "implemented", "Underway", "")]),
    ("The economy is estimated to have expanded in 2024.", []),
    ("下一步，水利部将开工建设青石水库。", [("青石水库", "construction started", "Planned", "")]),
    ("一批工程实现了重要节点目标。今年以来，云岭大桥建成。", [("云岭大桥", "completed", "Done", "")]),
    ("青石运河可通航千吨船舶，但没有铁路直接通车。", []),
    ("云岭隧道工程踏入最后阶段，预计今年12月同步开通。", [("云岭隧道工程", "operational", "Planned", "2025-12-31")]),
    ("The Lee line, which opened to traffic on 3 March 2021, is 5 km long.", [("Lee line", "operational", "Done", "2021-03-03")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), STAGES)
def test_stages_are_read(sentence: str, wanted: list[tuple[str, str, str, str]]) -> None:
    """Each stage is of its thing, planned, under way or done, with its day or deadline; without a cue there is none."""
    table = drafted(sentence)
    found = []
    for each, names in zip(table.subjects(YD.Milestone), called(table, YD.Milestone, YD.about, YD.stage), strict=True):
        day = table.one(each, YD.on) or table.one(each, YD.notAfter) or ""
        found.append((*names, short(table.one(each, YD.modality)), day))
    assert sorted(found) == sorted(wanted)


CHANGES = [
    ("In 2023, renewables accounted for 24.5% of energy, up from 23.0% in 2022.", "", "2022"),
    ("R&D spending stood at 3.6% of GDP, up 0.2 percentage points from 2023.", "0.2", ""),
    ("In 2024, trade reached 9.1 trillion yuan, an increase of 9.8 percent from the previous year.", "9.8", ""),
    ("The number of refugees stood at 108 million people, up 19.1 million people from 2021.", "19100000", ""),
    ("初步核算,全市生产总值529亿元,按可比价格计算,同比增长6.7%。", "6.7", ""),
    ("2024年，全省地区生产总值14.16万亿元，同比增长3.5%。", "3.5", ""),
    ("There were 32.4 million people in work, 23,000 more than for April to June 2018.", "23000", ""),
    ("The rate was put at 7.6%, 0.3 percentage points lower than a year earlier.", "-0.3", ""),
    ("上半年，客运量44亿人，比2020年同期增长11.1%。", "11.1", ""),
    ("新开工项目7239个，较去年同期多1948项。", "1948", ""),
    ("空气质量优良天数比例为95.8%，较2023年提升0.9个百分点。", "0.9", ""),
    ("投资增长7.9%，高于全国平均水平2.3个百分点。", "2.3", ""),
    ("2024年9月，火电增长6.1%，增速比上月回落8.7个百分点。", "-8.7", ""),
]  # fmt: skip


WORDINGS = [
    ("“十四五”期间，海州县着力打造三条通道。交通运输力争完成投资83亿元。", ["8300000000 CCY_CNY Exactly Target 2021/2025"]),
    ("Output in 10 months of 2024 grew by 9.5%.", ["9.5 PERCENT Exactly Actual 2024-01/2024-10"]),
    ("In the first half of 2024 GDP grew by 3%, the office said on August 27. Sales represented a rise of 9%.", ["3 PERCENT Exactly Actual 2024-01-01/2024-06-30", "9 PERCENT Exactly Actual 2024-01-01/2024-06-30"]),
    ("In September CPI rose by 0.8 per cent.", ["0.8 PERCENT Exactly Actual 2024-09"]),
    ("截至2020年底，全省公路里程达到15万公里。铁路里程达到6千公里。", ["150000 KiloM Exactly Actual ../2020-12-31", "6000 KiloM Exactly Actual ../2020-12-31"]),
    ("在2024年1—11月港口物流总量中，出港物流完成3290万吨。", ["32900000 TONNE Exactly Actual 2024-01/2024-11"]),
    ("海州县明确到2030年力争投资5年累计突破2200亿元。", ["220000000000 CCY_CNY MoreThan Target ../2030-12-31"]),
    ('During the "14th Five-Year Plan" period, the fund will invest more than 26 yuan.', ["26 CCY_CNY MoreThan Expected 2021/2025"]),
    ("In the first half of 2024 GDP grew by 3%.\nIndustry, meanwhile, increased by 9%.", ["3 PERCENT Exactly Actual 2024-01-01/2024-06-30", "9 PERCENT Exactly Actual 2024-01-01/2024-06-30"]),
    ("Imports fell $6m (3%) from $9m in May 2024 to $3m in June 2024.", ["3 PERCENT Exactly Actual 2024-06", "3000000 CCY_USD Exactly Actual 2024-06", "6000000 CCY_USD Exactly Actual 2024-06", "9000000 CCY_USD Exactly Actual 2024-05"]),
    ("Imports were $8m, a fall of $2m (11%) on the June 2024 imports of $10m.", ["10000000 CCY_USD Exactly Actual 2024-06", "11 PERCENT Exactly Actual ", "8000000 CCY_USD Exactly Actual "]),
    ("Sales rose by 2% in the north, by 4% in the east and by 7% in the west during the third quarter of 2024.", ["2 PERCENT Exactly Actual 2024-07-01/2024-09-30", "4 PERCENT Exactly Actual 2024-07-01/2024-09-30", "7 PERCENT Exactly Actual 2024-07-01/2024-09-30"]),
    ("When the tram opened in 1992, it had 27 stops.", ["27 NUM Exactly Actual 1992"]),
    ("Since its launch in 2014, the fund has supported 61 schemes.", ["61 NUM Exactly Actual 2014-01-01/.."]),
    ("2023 saw sales of £7m, and 9 shops opened in May.", ["7000000 CCY_GBP Exactly Actual 2023", "9 NUM Exactly Actual 2023-05"]),
    ("2024年前三季度，全县产值8亿元，其中三季度增长5%。", ["5 PERCENT Exactly Actual 2024-07-01/2024-09-30", "800000000 CCY_CNY Exactly Actual 2024-01-01/2024-09-30"]),
    ("物价上涨5.9%，高出预期目标，12月价格涨幅已回落至2.5%。", ["2.5 PERCENT Exactly Actual 2024-12", "5.9 PERCENT Exactly Actual "]),
    ("The fund paid for 16 new and existing tram lines.", ["16 NUM Exactly Actual 2025-03-12"]),
    ("Since January 20, 2017, the agency has paid for 22 tram lines.", ["22 NUM Exactly Actual 2017-01-20/.."]),
    ("Greece - around €135 million is to be invested in the network.", ["135000000 CCY_EUR Approximately Expected "]),
    ("2024年前三季度，甲乙县生产总值529亿元，增长6.7%。", ["52900000000 CCY_CNY Exactly Actual 2024-01-01/2024-09-30"]),
    ("初步核算,甲乙县生产总值529亿元,按可比价格计算,同比增长6.7%。", ["52900000000 CCY_CNY Exactly Actual "]),
    ("生猪存栏431万头。", ["4310000 NUM Exactly Actual 2025-03-12"]),
    ("出口和进口分别增长10.6%和9.1%。", ["10.6 PERCENT Exactly Actual ", "9.1 PERCENT Exactly Actual "]),
    ("增速比上年快4.6和3.1个百分点。", ["3.1 PercentagePoint Exactly Actual ", "4.6 PercentagePoint Exactly Actual "]),
    ("年末常住人口258.3万人。", ["2583000 NUM Exactly Actual ../2024-12-31"]),
    ("人均收入由2020年的2.1万元提高到2.6万元。", ["21000 CCY_CNY Exactly Actual 2020", "26000 CCY_CNY Exactly Actual "]),
    ("The KfW provides a euro 13 million grant.", ["13000000 CCY_EUR Exactly Actual "]),
    ("It has 68 members—49 of them small.", ["49 NUM Exactly Actual 2025-03-12", "68 NUM Exactly Actual 2025-03-12"]),
    ("Established in 1966, it has 68 members.", ["68 NUM Exactly Actual 2025-03-12"]),
    ("Employment changed little (+49,000).", ["49000 NUM Exactly Actual "]),
    ("失业率低于5%。", ["5 PERCENT LessThan Actual "]),
    ("经过5年奋战，产值突破180亿元。", ["18000000000 CCY_CNY MoreThan Actual "]),
    ("进口货物增长1.5倍，零关税商品1900多种。", ["1.5 UNITLESS Exactly Actual ", "1900 NUM MoreThan Actual 2025-03-12"]),
    ("9月份31个大城市就业平稳。", ["31 NUM Exactly Actual 2024-09"]),
    ("Output fell by 5.1 percent year-on-year in October-December last year.", ["5.1 PERCENT Exactly Actual 2024-10-01/2024-12-31"]),
    ("失业率为4.9%，这是自2013年6月份以来首次低于5%。", ["4.9 PERCENT Exactly Actual ", "5 PERCENT LessThan Actual "]),
    ("The largest gains were in Cork (+27,200; +0.8%).", ["0.8 PERCENT Exactly Actual ", "27200 NUM Exactly Actual "]),
    ("Prices rose 0.9% in the 12 months to November, following a 0.7% increase.", ["0.7 PERCENT Exactly Actual ", "0.9 PERCENT Exactly Actual 2023-12/2024-11"]),
    ("The index rose 0.2% in November after decreasing 0.1% in October.", ["0.1 PERCENT Exactly Actual 2024-10", "0.2 PERCENT Exactly Actual 2024-11"]),
    ("Last year, the town built 59 bridges.", ["59 NUM Exactly Actual 2024"]),
    ("工程提升了30.5万农村人口供水水平，加快两江中心建设。", ["305000 NUM Exactly Actual 2025-03-12"]),
    ("截至去年9月底，云岭2023年重大项目累计完成投资3亿元。", ["300000000 CCY_CNY Exactly Actual ../2024-09-30"]),
    ("It opened in 2022. Cork sold over 20 tonnes to Kerry from Jun 23 to Oct 31 that year.", ["20 TONNE MoreThan Actual 2022-06-23/2022-10-31"]),
    ("一年后——2017年1月调整，海州站客流量突破1万人次。", ["10000 NUM MoreThan Actual 2017-01"]),
    ("2024年，收入3亿元；近三年支出2亿元。", ["200000000 CCY_CNY Exactly Actual ", "300000000 CCY_CNY Exactly Actual 2024"]),
    ("Up to 6 people aged 16 to 64 years share a flat.", ["6 NUM LessThan Actual 2025-03-12"]),
    ("Each of the lots has 3 to 9 hectares.", ["3 HA MoreThan Actual ", "9 HA LessThan Actual "]),
    ("At the end of 2021, the town had a population of over 3 million.", ["3000000 NUM MoreThan Actual ../2021-12-31"]),
    ("The lake covers 12 hectares, with a projected volume of 2 million cubic metres.", ["12 HA Exactly Actual ", "2000000 M3 Exactly Expected "]),
    ("The pier was said to be worth £9m.", ["9000000 CCY_GBP Exactly Actual "]),
    ("Output rose by 0.6% in both the north and the south during the second quarter of 2024, after +1.9% in the first.", ["0.6 PERCENT Exactly Actual 2024-04-01/2024-06-30", "1.9 PERCENT Exactly Actual "]),
    ("Imports and exports rose by 2.1% and 3.4% respectively.", ["2.1 PERCENT Exactly Actual ", "3.4 PERCENT Exactly Actual "]),
    ("The fund comes to EUR 31 billion (in 2018 prices).", ["31000000000 CCY_EUR Exactly Actual "]),
    ("Wages rose at the highest rate in 33 years.", []),
    ("铁路、公路和水路货运量分别增长2.6%、3.9%和3.8%。", ["2.6 PERCENT Exactly Actual ", "3.8 PERCENT Exactly Actual ", "3.9 PERCENT Exactly Actual "]),
    ("货运方面，1至6月份，完成货运量25亿吨。", ["2500000000 TONNE Exactly Actual 2024-01-01/2024-06-30"]),
    ("园区落户世界500强企业44家。", ["44 NUM Exactly Actual 2025-03-12"]),
    ("商务区注册企业超2万家。", ["20000 NUM MoreThan Actual 2025-03-12"]),
    ("东六环改造提速，计划明年完成。", []),
    ("The quay cost Rs.300 crore, and the road about Rs3,399 crore.", ["3000000000 CCY_INR Exactly Actual ", "33990000000 CCY_INR Approximately Actual "]),
    ("The trail covers 148 KMs.", ["148 KiloM Exactly Actual "]),
    ("The tunnel saves almost an hour of travel time.", ["1 HR LessThan Actual "]),
    ("The trip takes half an hour.", ["0.5 HR Exactly Actual "]),
    ("Thirty-four of these towns have a station.", ["34 NUM Exactly Actual 2025-03-12"]),
    ("The harbour is the second busiest in the country.", ["2 UNITLESS Exactly Actual "]),
    ("The plan brings £600m of investment over 30 years and a council.", ["600000000 CCY_GBP Exactly Actual "]),
    ("The works took over 30 days.", ["30 DAY MoreThan Actual "]),
    ("The results came out at 15:14:21.", []),
    ("該區經濟總量接近13萬億元，企業超過20家，車程1小時。", ["1 HR Exactly Actual ", "13000000000000 CCY_CNY LessThan Actual ", "20 NUM MoreThan Actual 2025-03-12"]),
    ("该区以不到全国0.6%的土地养育了居民。", ["0.6 PERCENT LessThan Actual "]),
    ("三地比重分别提高4.3个、7.2个和8.4个百分点。", ["4.3 PercentagePoint Exactly Actual ", "7.2 PercentagePoint Exactly Actual ", "8.4 PercentagePoint Exactly Actual "]),
    ("班次增加了2、3倍。", ["2 UNITLESS MoreThan Actual ", "3 UNITLESS LessThan Actual "]),
    ("The fees do not exceed 67% of the cost.", ["67 PERCENT LessThan Actual "]),
    ("Income was between 30% in the north and 263% in the south.", ["263 PERCENT LessThan Actual ", "30 PERCENT MoreThan Actual "]),
    ("One fifth of the people live in towns.", ["0.2 UNITLESS Exactly Actual "]),
    ("The town trades with more than 143 countries.", ["143 NUM MoreThan Actual 2025-03-12"]),
    ("Sales rose by 2.6 times.", ["2.6 UNITLESS Exactly Actual "]),
    ("降幅分别收窄1.7、0.7、8.3个百分点。", ["0.7 PercentagePoint Exactly Actual ", "1.7 PercentagePoint Exactly Actual ", "8.3 PercentagePoint Exactly Actual "]),
    ("第一、二产业占比上升。", []),
    ("该县建成全国第三大汽车产业集群。", ["3 UNITLESS Exactly Actual "]),
    ("全年港口吞吐量170亿吨；铁路货运量50亿吨。", ["17000000000 TONNE Exactly Actual 2024", "5000000000 TONNE Exactly Actual 2024"]),
    ("2024年，甲乙县财政收入20亿元。其中，税收收入15亿元。", ["1500000000 CCY_CNY Exactly Actual 2024", "2000000000 CCY_CNY Exactly Actual 2024"]),
    ("四季度产值增长5.2%。", ["5.2 PERCENT Exactly Actual 2024-10-01/2024-12-31"]),
    ("截至2024年底，铁路里程1171公里，高速公路里程990公里。", ["1171 KiloM Exactly Actual ../2024-12-31", "990 KiloM Exactly Actual ../2024-12-31"]),
    ("In the fourth quarter, output rose 0.4%.", ["0.4 PERCENT Exactly Actual 2024-10-01/2024-12-31"]),
    ("For the year 2023 as a whole, output rose by 0.4%.", ["0.4 PERCENT Exactly Actual 2023"]),
    ("Output rose by 0.1% in the north and by 0.2% in the south in the third quarter of 2024.", ["0.1 PERCENT Exactly Actual 2024-07-01/2024-09-30", "0.2 PERCENT Exactly Actual 2024-07-01/2024-09-30"]),
    ("The inflow was 59 million euros, twice the inflow during 2005-14.", ["2 UNITLESS Exactly Actual 2005/2014", "59000000 CCY_EUR Exactly Actual "]),
    ("In the first half of 2024, trade was less than in the same period in 2023 (22 million tonnes).", ["22000000 TONNE Exactly Actual 2023-01-01/2023-06-30"]),
    ("一、二、三季度，进出口分别增长1.3%、4.5%和6%。", ["1.3 PERCENT Exactly Actual ", "4.5 PERCENT Exactly Actual ", "6 PERCENT Exactly Actual "]),
    ("力争到“十五五”末，互认国家达到60个左右。", ["60 NUM Approximately Expected ../2030-12-31"]),
    ("Bids were 22 percent above the $836 million of 2023.", ["22 PERCENT Exactly Actual ", "836000000 CCY_USD Exactly Actual 2023"]),
    ("Trade grew in 2023, ranking Cork first in the nation.", ["1 UNITLESS Exactly Actual "]),
    ("Deaths per 100 million miles have fallen 8 percent.", ["8 PERCENT Exactly Actual "]),
    ("就业目标完成。年末常住人口127万人。", ["1270000 NUM Exactly Actual ../2024-12-31"]),
    ("约占全部税目的74%，成交额翻了近一番。", ["2 UNITLESS LessThan Actual ", "74 PERCENT Approximately Actual "]),
    ("根据统一核算结果，2024年云岭省生产总值90亿元。其中，农业20亿元。", ["2000000000 CCY_CNY Exactly Actual 2024", "9000000000 CCY_CNY Exactly Actual 2024"]),
    ("Trade is projected to grow by 4% to 6%.", ["4 PERCENT MoreThan Expected ", "6 PERCENT LessThan Expected "]),
    ("Two in every three dollars went to small towns.", ["0.666667 UNITLESS Exactly Actual "]),
    ("粮食产量1344亿斤，劣五类水体消除。", ["134400000000 Jin Exactly Actual "]),
    ("The town raised Rs. 4,100 crore. It was more.", ["41000000000 CCY_INR Exactly Actual "]),
    ("Trips totalled 220 million in the first nine months of 2024.", ["220000000 NUM Exactly Actual 2024-01-01/2024-09-30"]),
    ("It has a 30-year term.", ["30 YR Exactly Actual "]),
    ("Output grew 6.2 percent year on year to 1.9 trillion yuan (about 277 billion dollars) in March 2024.",
     ["1900000000000 CCY_CNY Exactly Actual 2024-03", "277000000000 CCY_USD Approximately Actual 2024-03"]),
    ("Under SB 1, crews mended U.S. 101.", []),
    ("Demand could double; the lines are over 25 years old and emit 0.4 MtCO2e.", ["2 UNITLESS Exactly Expected ", "25 YR MoreThan Actual "]),
    ("每年12月开展评估。", []),
    ("培育5个千亿级产业集群。", ["5 NUM Exactly Actual 2025-03-12"]),
    ("2021年末常住人口38万人，2022年，生产总值2亿元，进出口3亿元。", ["200000000 CCY_CNY Exactly Actual 2022", "300000000 CCY_CNY Exactly Actual 2022", "380000 NUM Exactly Actual ../2021-12-31"]),
    ("They shared Rs 5 crore in 2022-23.", ["50000000 CCY_INR Exactly Actual 2022-04-01/2023-03-31"]),
    ("设备普及率、数控化率分别超过90%、75%。", ["75 PERCENT MoreThan Actual ", "90 PERCENT MoreThan Actual "]),
    ("国三货车和滹沱河四期，燃煤锅炉清零。", []),
    ("城镇化率由55%（2015年）升至63%（2020年）。", ["55 PERCENT Exactly Actual 2015", "63 PERCENT Exactly Actual 2020"]),
    ("到2030年，面貌一新。城镇化率达到67%，其中甲县70%。", ["67 PERCENT Exactly Expected ../2030-12-31", "70 PERCENT Exactly Expected ../2030-12-31"]),
    ("2025年主要目标是：生产总值增长5.5%，投资增长7%。", ["5.5 PERCENT Exactly Target 2025", "7 PERCENT Exactly Target 2025"]),
    ("甲縣二〇三〇年將建成三條地鐵，十月十六日開工。", ["3 NUM Exactly Intended 2030"]),
    ("分两批次推出。", ["2 NUM Exactly Actual 2025-03-12"]),
    ("The port has 3 to 5 million users.", ["3000000 NUM MoreThan Actual 2025-03-12", "5000000 NUM LessThan Actual 2025-03-12"]),
    ("It cost fifteen to eighteen thousand rupees.", ["15000 CCY_INR MoreThan Actual ", "18000 CCY_INR LessThan Actual "]),
    ("The scheme is worth €300-350 million.", ["300000000 CCY_EUR MoreThan Actual ", "350000000 CCY_EUR LessThan Actual "]),
    ("The council gave £2 million to 65 schools.", ["2000000 CCY_GBP Exactly Actual ", "65 NUM Exactly Actual 2025-03-12"]),
    ("产值迈上9.6万亿元台阶，连续跨越5个万亿元台阶。", ["9600000000000 CCY_CNY Exactly Actual "]),
    ("Sales rose 2% to 7%.", ["2 PERCENT Exactly Actual ", "7 PERCENT Exactly Actual "]),
    ("Bids of no more than £20 million were accepted.", ["20000000 CCY_GBP LessThan Actual "]),
    ("The town has 500 m of quay.", ["500 M Exactly Actual "]),
    ("The port ranks first in Europe and tenth worldwide.", ["1 UNITLESS Exactly Actual ", "10 UNITLESS Exactly Actual "]),
    ("Yields rose to 3 to 5 tonnes per hectare.", []),
    ("增速高于全国1.2个百分点。", ["1.2 PercentagePoint Exactly Actual "]),
    ("近一半的平板产自云岭。", ["0.5 UNITLESS LessThan Actual "]),
    ("开行量稳居全国第一，产值居全省第一位。", ["1 UNITLESS Exactly Actual ", "1 UNITLESS Exactly Actual "]),
    ("车程由半小时缩短至12分钟。", ["0.5 HR Exactly Actual ", "12 MIN Exactly Actual 2025-03-12"]),
    ("车程约两个半小时。", ["2.5 HR Approximately Actual "]),
    ("成交额翻了一番多。", ["2 UNITLESS MoreThan Actual "]),
    ("2023年，云岭省全年完成投资5亿元。", ["500000000 CCY_CNY Exactly Actual 2023"]),
    ("“十三五”时期，云岭省完成投资5亿元。累计完成水利投资3亿元，是“十二五”时期的2.6倍。", ["2.6 UNITLESS Exactly Actual 2016/2020", "300000000 CCY_CNY Exactly Actual 2016/2020", "500000000 CCY_CNY Exactly Actual 2016/2020"]),
    ("The fund had paid 5 million euros as seed money for the immediate short-term needs of the regions in the north in January 2024.", ["5000000 CCY_EUR Exactly Actual 2024-01"]),
    ("In the year to March 2023 the lake drew 61 investors.", ["61 NUM Exactly Actual 2022-04-01/2023-03-31"]),
    ("云岭研究院研究四部主任梁思成说，投资两位数增长。", []),
    ("That is against the 2012 to 2016 figure of 8,929 homes.", ["8929 NUM Exactly Actual 2012/2016"]),
    ("The states that joined in 2004 had a rate in that year of 59%.", ["59 PERCENT Exactly Actual 2004"]),
    ("产业构成为4.6∶27.7∶67.7，出生率为6.39‰。", []),
    ("云岭水利局局长韦三出席。韦三说，云岭七区建成3座水库。", ["3 NUM Exactly Actual 2025-03-12"]),
    ("Exports grew by 2.8% YoY in October 2023.", ["2.8 PERCENT Exactly Actual 2023-10"]),
    ("In May 2024, milk output fell by 2.3%, of which in the north by 12.7%, whereas in meat there was an increase of 0.6%.", [f"{each} PERCENT Exactly Actual 2024-05" for each in ("0.6", "12.7", "2.3")]),
    ("The lake drew 5 million euros in 2023 on income of 9 million euros.", ["5000000 CCY_EUR Exactly Actual 2023", "9000000 CCY_EUR Exactly Actual 2023"]),
    ("Output grew by 3.1% in the first quarter of 2024, as against 2.2% recorded in the same period of 2023.", ["2.2 PERCENT Exactly Actual 2023-01-01/2023-03-31", "3.1 PERCENT Exactly Actual 2024-01-01/2024-03-31"]),
    ("Measured in 2011 prices, output was 6.1% higher.", ["6.1 PERCENT Exactly Actual "]),
    ("It served 3,000 people this year between January and February.", ["3000 NUM Exactly Actual 2025-01/2025-02"]),
    ("It served 9 million adults and 4 million children last month.", ["4000000 NUM Exactly Actual 2025-02", "9000000 NUM Exactly Actual 2025-02"]),
    ("The fund paid €5 million as part of the package announced in June 2019.", ["5000000 CCY_EUR Exactly Actual "]),
    ("1月17日，云岭铁路发送旅客8万人次，开行列车10列。", ["10 NUM Exactly Actual 2025-01-17", "80000 NUM Exactly Actual 2025-01-17"]),
    ("2012—2021年，覆盖率由25%升至60%。", ["25 PERCENT Exactly Actual 2012", "60 PERCENT Exactly Actual 2021"]),
    ("Sales fell by 6.7% and 9.4% in 2020, respectively.", ["6.7 PERCENT Exactly Actual 2020", "9.4 PERCENT Exactly Actual 2020"]),
    ("去年前18个区新增企业9家。", ["18 NUM Exactly Actual 2024", "9 NUM Exactly Actual 2024"]),
    ("2023年春运为期40天。", ["40 DAY Exactly Actual "]),
    ("全年完成投资5亿元。", ["500000000 CCY_CNY Exactly Actual 2024"]),
    ("In 2023 it added 18 GW, an increase from the previous year's 15 GW.", ["15 GigaW Exactly Actual 2022", "18 GigaW Exactly Actual 2023"]),
    ("The outlay is RON 258 million.", []),
    ("1月份、2月份分别达到3亿元和4亿元。", ["300000000 CCY_CNY Exactly Actual 2025-01", "400000000 CCY_CNY Exactly Actual 2025-02"]),
    ("力争90%以上项目6月底前开工。", ["90 PERCENT MoreThan Target ../2025-06-30"]),
    ("Exports rose by 5.5% in the 3rd quarter of 2024. Imports fell by 2.5%.", ["2.5 PERCENT Exactly Actual 2024-07-01/2024-09-30", "5.5 PERCENT Exactly Actual 2024-07-01/2024-09-30"]),
    ("Exports rose by 5.5% in 2023. Over the same period, prices rose by 3.5%, compared with 2.5%.", ["2.5 PERCENT Exactly Actual ", "3.5 PERCENT Exactly Actual 2023", "5.5 PERCENT Exactly Actual 2023"]),
    ("Exports rose by 5.5% in 2023. The town now has 3,000 firms.", ["3000 NUM Exactly Actual 2025-03-12", "5.5 PERCENT Exactly Actual 2023"]),
    ("Exports in the third quarter of 2024 were driven by steel, which grew by 4.5%.", ["4.5 PERCENT Exactly Actual 2024-07-01/2024-09-30"]),
    ("It was above the second quarter 2024 growth of 2.5%.", ["2.5 PERCENT Exactly Actual 2024-04-01/2024-06-30"]),
    ("2024上半年全省出口达41亿元。", ["4100000000 CCY_CNY Exactly Actual 2024-01-01/2024-06-30"]),
    ("The rise was led by Cork (12.5%), as sales recovered following a strike from August to October.", ["12.5 PERCENT Exactly Actual "]),
    ("The quay (phase 1) and component project 3 cost OMR 5 million.", []),
]  # fmt: skip


def test_a_report_is_of_the_period_of_its_title() -> None:
    """What a communiqué says without a time is of the year that its title names; what it says is to come is not."""
    text = "2023年云岭省统计公报\n铁路里程15公里，货运量3万吨。\n预计货运量4万吨。\n"
    table = Graph.from_triples(draft(text, Origin(ISSUED), Graph.from_triples([])).triples)
    found = {
        table.one(o, YD.value): table.one(table.one(o, YD.period) or "", YD.edtf)
        for o in table.subjects(YD.Observation)
    }
    assert found == {"15": "2023", "30000": "2023", "40000": None}


def test_the_points_of_a_list_are_of_the_time_of_its_heading() -> None:
    """A heading's time is that of the points behind it."""
    table = drafted("Key statistics, August 2024:\n- the rate rose to 6.5%;\n- costs fell to £3.")
    periods = {table.one(table.one(o, YD.period) or "", YD.edtf) for o in table.subjects(YD.Observation)}
    assert periods == {"2024-08"}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            "一、2023年工作回顾\n出口额达到8亿元，增长3%。\n公路里程为90公里。\n二、2025年工作安排\n新建学校5所。\n",
            {"800000000": "2023", "90": "2023", "5": None},
        ),
        (
            "Lee Trade Indexes: June 2023 quarter\n- Volumes rose 7 percent.\nPrices fell 3 percent.\n",
            {"7": "2023-04-01/2023-06-30", "3": "2023-04-01/2023-06-30"},
        ),
        (
            "In 2023 output grew by 4 percent (after 2 percent in 2022). Sales fell by 6 percent.",
            {"4": "2023", "2": "2022", "6": "2023"},
        ),
        (
            "In 2023 output grew by 4 percent over 2022. Farms did well.\nTrade also grew. Sales fell by 6 percent.\n",
            {"4": "2023", "6": None},
        ),
        (
            "In 2023 output grew by 4 percent over 2022. Farms did well. Mines led, with a rise of 6 percent.",
            {"4": "2023", "6": "2023"},
        ),
        (
            "Comparing May 2024 with May 2023, prices rose by 2 percent.\nRates were 9 percent compared to QAR 8 in 2023.",
            {"2": "2024-05", "9": None},
        ),
        (
            "2023年云岭省统计公报\n2023年1—8月，产值增长7%。农业增长较快。粮食增长3%。如今有学校9所。公路达5公里。\n货运量增长6%。\n",
            {"7": "2023-01/2023-08", "3": "2023-01/2023-08", "9": None, "5": None, "6": "2023"},
        ),
        (
            "It proposes Rs 700 crore for the year 2025-26. The revenue receipts are Rs 500 crore.",
            {"7000000000": "2025-04-01/2026-03-31", "5000000000": "2025-04-01/2026-03-31"},
        ),
    ],
)
def test_sentences_without_a_time_are_of_that_of_their_section(lines: str, wanted: dict[str, str | None]) -> None:
    """A heading, the title or the sentence before says once of which period the sentences behind it report."""
    table = Graph.from_triples(draft(lines, Origin(ISSUED), Graph.from_triples([])).triples)
    found = {
        table.one(each, YD.value) or table.one(each, YD.statedChange): table.one(
            table.one(each, YD.period) or "", YD.edtf
        )
        for each in table.subjects(YD.Observation)
    }
    assert found == wanted


def test_what_stands_under_a_heading_of_plans_is_planned() -> None:
    """A bare verb under "Next steps" or a year's tasks states what is to come, whatever is reported above it."""
    text = "海州市工作报告\n一、2023年工作回顾\n云岭大桥建成通车。\n二、主要任务\n加快甲子至乙丑铁路建设，开工建设青石水库。\n"
    assert becoming(text)[1] == {("云岭大桥", "Done"), ("甲子至乙丑铁路", "Planned"), ("青石水库", "Planned")}


@pytest.mark.parametrize(("sentence", "wanted"), WORDINGS)
def test_wordings_of_other_publishers_are_read(sentence: str, wanted: list[str]) -> None:
    """Communiqués, agencies and commissions put value, unit, bound, status and time in other words."""
    table = drafted(sentence)
    found = []
    for each in table.subjects(YD.Observation):
        period = table.one(each, YD.period)
        time = table.one(period, YD.edtf) if period else table.one(each, YD.asOf)
        parts = (short(table.one(each, part)) for part in (QUDT.hasUnit, YD.bound, YD.valueStatus))
        found.append(" ".join((table.one(each, YD.value) or "", *parts, time or "")))
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(("sentence", "change", "baseline"), CHANGES)
def test_changes_are_read(sentence: str, change: str, baseline: str) -> None:
    """A change has its amount, or its two values; the baseline's period is never that of the value itself."""
    table = drafted(sentence)
    (found,) = table.subjects(YD.Comparison)
    assert (table.one(found, YD.statedChange) or "") == change
    current = table.one(table.one(found, YD.current) or "", YD.period)
    assert current is None or current != table.one(found, YD.baselinePeriod)
    if baseline:
        period = table.one(table.one(found, YD.baseline) or "", YD.period) or ""
        assert table.text(period, RDFS.label) == baseline


def test_a_rise_in_a_list_can_have_changed() -> None:
    """A number that is a rise as the one before it is one figure, of the whole period, also where a change is of it."""
    table = drafted(
        "From 2012 to 2021 the fees grew by 10% and 20%, respectively, an increase of 5 percentage points "
        "compared with 15%."
    )
    (change,) = table.subjects(YD.Comparison)
    current, baseline = (table.one(change, part) or "" for part in (YD.current, YD.baseline))
    assert [table.one(each, YD.value) for each in (current, baseline)] == ["20", "15"]
    rises = [each for each in table.subjects(YD.Observation) if table.one(each, YD.value) in {"10", "20"}]
    assert len(rises) == 2
    assert len({table.one(each, YD.period) for each in rises}) == 1


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Corvale's rate stood at 95%, 3 percentage points above the national average.", "nation"),
        ("Corvale's rate stood at 95%, 3 percentage points above the EU average.", "EU"),
        ("云岭省覆盖率95%，高于全国平均水平3个百分点。", "全国"),
    ],
)
def test_an_average_is_never_that_of_what_is_compared_with_it(sentence: str, whole: str) -> None:
    """A national average is that of the country, named or not, and not of what the text is about."""
    assert called(drafted(sentence), YD.Comparison, YD.baselineAbout) == [(whole,)]


MEASURED = [
    ("The minister inaugurated 9 projects.", "number of projects"),
    ("The minister presented the budget with estimated revenue surplus of £9 million.", "revenue surplus"),
    ("Mr Watt pointed to £9 million for the arena.", "amount"),
    ("The analysis shows that goods imports fell 9%.", "decline of goods imports"),
    ("The fiscal deficit for the year 2023-24 stands at £9 million.", "fiscal deficit"),
    ("The government has made a provision of £9 million in the budget.", "provision"),
    ("It will oversee road works spanning 75 km.", "length of road works"),
    ("The new 66-bed hospital is large.", "number of beds"),
    ("The line, built at a cost of £9 million, is short.", "cost"),
    ("In the estimates, £9 million is proposed for roads.", "amount"),
    ("The port accounts for a fifth of the world total.", "share of world total"),
    ("Travel from Cork to Kerry by rail rose to 40 million journeys.", "number of journeys"),
    ("年度投资完成率84.7%。", "投资完成率"),
    ("完成全年目标的95%。", "目标完成率"),
    ("全省城镇新增就业9万人。", "城镇新增就业人数"),
    ("共建成渝双城项目完成投资9亿元。", "投资"),
    ("The operating surplus of the Lee Port rose to €5 million.", "operating surplus of the Lee Port"),
    ("In October 2019 milk output increased by 3%.", "growth of milk output"),
    ("Electricity and gas supply fell by 4%.", "decline of electricity and gas supply"),
    ("The state allocated €26 million.", "amount allocated"),
    ("The plant has a capacity of 35 MW.", "capacity"),
    ("The fund paid for 20 more affordable homes.", "number of affordable homes"),
    ("There was a decline in completions by councils to 11,952.", "number of completions"),
    ("全省572个县实现了均衡发展。", "县数量"),
    ("The half year saw an increase in ferry traffic of 11.4%.", "growth of ferry traffic"),
    ("Traffic at the port, one of the largest, reached €44 million.", "traffic at the port"),
    ("The council raised fares, increasing their operating surplus from €2 million.", "operating surplus"),
    ("云岭省安排重点项目350项。", "重点项目数量"),
    ("货运量增长4.5%。", "货运量增速"),
    ("投资额占全省总投资的50%。", "占全省总投资比重"),
    ("公共充电设施（枪）462万个。", "公共充电设施（枪）数量"),
    ("跨区域人员流动量660亿人次。", "跨区域人员流动量"),
    ("服务业增加值8亿元。", "服务业增加值"),
]


@pytest.mark.parametrize(("sentence", "metric"), MEASURED)
def test_what_is_measured_is_called_by_its_words(sentence: str, metric: str) -> None:
    """A metric has the noun of its number: no verb, no time, no other number."""
    assert called(drafted(sentence), YD.Observation, YD.metric) == [(metric,)]


def test_the_object_of_what_was_done_is_what_is_measured() -> None:
    """Who did it is no part of a metric's name, nor is what was done besides."""
    table = drafted("The minister inaugurated two parks and laid the foundation stone for three more.")
    assert set(called(table, YD.Observation, YD.metric)) == {("number of parks",)}


POSTS = [
    ("Ada Lovelace, Governor of Guangdong, spoke.", ("Ada Lovelace", "Guangdong", "governor")),
    ("European Commission President Grace Hopper spoke.", ("Grace Hopper", "European Commission", "president")),
    ("Isaac Newton, chief executive of Transport for Cork, said so.", ("Isaac Newton", "Transport for Cork", "chief executive")),
    ("省交通运输厅厅长梁思成出席会议。", ("梁思成", "省交通运输厅", "厅长")),
    ("Ada Lovelace, Director of Works at Cork Rail, spoke.", ("Ada Lovelace", "Cork Rail", "director of works")),
    ("Acme Rail CEO Grace Hopper spoke.", ("Grace Hopper", "Acme Rail", "ceo")),
    ("Ada Lovelace, Minister of Trade, Water and Industry, spoke.", ("Ada Lovelace", "Trade, Water and Industry", "minister")),
    ("The Transport Secretary, Grace Hopper, spoke.", ("Grace Hopper", "Transport", "secretary")),
    ("Ada Lovelace, the leader of the city council, spoke.", ("Ada Lovelace", "city council", "leader")),
    ("The deal was signed by Country Director of WBG Grace Hopper.", ("Grace Hopper", "WBG", "country director")),
    ("Secretary of the Water Works Division Ada Lovelace spoke.", ("Ada Lovelace", "Water Works Division", "secretary")),
    ("“It works,” said WBG Senior Water Specialist Grace Hopper.", ("Grace Hopper", "WBG", "senior water specialist")),
    ("“It works,” said WBG Water Specialist for South Asia Grace Hopper.", ("Grace Hopper", "WBG", "water specialist")),
    ("Ada Lovelace, Cork Highway Commissioner, spoke.", ("Ada Lovelace", "Cork Highway", "commissioner")),
    ("“It works,” said Cork Works Secretary Grace Hopper.", ("Grace Hopper", "Cork", "works secretary")),
    ("The Secretary for Works, Ms Grace Hopper, spoke.", ("Grace Hopper", "Works", "secretary")),
    ("The Permanent Secretary for Water (Works), Ms Grace Hopper, spoke.", ("Grace Hopper", "Water (Works)", "permanent secretary")),
    ("Ada Lovelace, Chairman, MoRT, spoke.", ("Ada Lovelace", "MoRT", "chairman")),
    ("Ada Lovelace, Director of ACME's Grid Office, spoke.", ("Ada Lovelace", "Grid Office", "director")),
    ("Ada Lovelace, IAS, Joint Secretary in the Ministry of Works, spoke.", ("Ada Lovelace", "Ministry of Works", "joint secretary")),
    ("“It will,” said U.S. Secretary of Energy Ada B. Lovelace.", ("Ada B. Lovelace", "Energy", "secretary")),
    ("云岭市统计局总统计师梁思成主持会议。", ("梁思成", "云岭市统计局", "总统计师")),
    ("CRA Chair Ada Lovelace spoke.", ("Ada Lovelace", "CRA", "chair")),
    ("Ada Lovelace spoke. Lovelace, who is also chairman of Cork Rail, was glad.", ("Ada Lovelace", "Cork Rail", "chairman")),
    ("Ada Lovelace, Array 2 Project Manager, spoke. The Array 2 farm is new.", ("Ada Lovelace", "Array 2", "project manager")),
    ("Ada Lovelace, ACME's Director of Works and Water, spoke.", ("Ada Lovelace", "ACME", "director")),
    ("云岭市财政局党委书记梁思成列席。", ("梁思成", "云岭市财政局", "党委书记")),
    ("雲嶺運輸局局長梁思成說。", ("梁思成", "雲嶺運輸局", "局长")),
    ("海州总署副署长梁思成表示。", ("梁思成", "海州总署", "副署长")),
    ("云岭海关副关长梁思成介绍说。", ("梁思成", "云岭海关", "副关长")),
    ("会议听取了县水利局局长梁思成24日作的报告。", ("梁思成", "县水利局", "局长")),
    ("“It is a big task,” U.S. Water Secretary Elaine L. Marsh said.", ("Elaine L. Marsh", "U.S.", "water secretary")),
    ("“We go on,” FTA Acting Administrator K. Jane Reed said.", ("K. Jane Reed", "FTA", "acting administrator")),
    ("Grace Hopper, Commissioner for Water and Works, said so.", ("Grace Hopper", "Water and Works", "commissioner")),
    ("Ada Lovelace MP, Parliamentary Under Secretary of State for Works and Safety, will visit.", ("Ada Lovelace", "Works and Safety", "parliamentary under secretary of state")),
    ("Shri Alan Mathison Turing, Secretary, Department of Works, spoke.", ("Alan Mathison Turing", "Department of Works", "secretary")),
    ("The Union Minister for Steel, Smt. Grace Hopper, spoke.", ("Grace Hopper", "Steel", "union minister")),
    ("Ada Lovelace, the Harbour Authority's CFO, said so.", ("Ada Lovelace", "Harbour Authority", "cfo")),
    ("Ada Lovelace, a Senior Director in ACME, said so.", ("Ada Lovelace", "ACME", "senior director")),
    ("The Premier of Cork, Tan Sri Dato' Alan Turing, attended.", ("Alan Turing", "Cork", "premier")),
    ("Minister for Trade and Industry Goh Keng Swee said so.", ("Goh Keng Swee", "Trade and Industry", "minister")),
    ("Ada Lovelace, who heads the Cork Water Authority, said so.", ("Ada Lovelace", "Cork Water Authority", "head")),
    ("Ada Lovelace has been named the new chief executive of Cork Rail.", ("Ada Lovelace", "Cork Rail", "chief executive")),
    ("Ada Lovelace took office as Governor of Cork in May.", ("Ada Lovelace", "Cork", "governor")),
    ("Ada Lovelace (Minister of Works) spoke.", ("Ada Lovelace", "Works", "minister")),
    ("Former Cork Mayor Ada Lovelace spoke.", ("Ada Lovelace", "Cork", "former mayor")),
    ("Acting FTA Administrator Ada Lovelace said so.", ("Ada Lovelace", "FTA", "acting administrator")),
    ("The Minister of Works and Water, Hon. Ada Lovelace, opened it.", ("Ada Lovelace", "Works and Water", "minister")),
    ("Union Minister of Railways, Water and Works Shri Alan Turing said so.", ("Alan Turing", "Railways, Water and Works", "union minister")),
    ("Ada Lovelace, head of economics at Cork Bank, said so.", ("Ada Lovelace", "Cork Bank", "head of economics")),
    ("Ada Lovelace, deputy governor of the People's Bank of China, spoke.", ("Ada Lovelace", "People's Bank of China", "deputy governor")),
    ("Ada Lovelace, a spokeswoman with the ministry, said so.", ("Ada Lovelace", "ministry", "spokeswoman")),
    ("任命梁思成为云岭省水利厅厅长。", ("梁思成", "云岭省水利厅", "厅长")),
    ("梁思成当选云岭市市长。", ("梁思成", "云岭市", "市长")),
    ("时任云岭省省长梁思成表示。", ("梁思成", "云岭省", "时任省长")),
    ("邀请到云岭省水利厅厅长梁思成介绍情况。", ("梁思成", "云岭省水利厅", "厅长")),
    ("在云岭市市长梁思成的陪同下。", ("梁思成", "云岭市", "市长")),
    ("据云岭海关关长 梁思成：", ("梁思成", "云岭海关", "关长")),
    ("市经信局局长梁思成表示。", ("梁思成", "市经信局", "局长")),
    ("梁思成（云岭省水利厅厅长）说。", ("梁思成", "云岭省水利厅", "厅长")),
    ("Mayor of West Cork Ada Lovelace spoke.", ("Ada Lovelace", "West Cork", "mayor")),
    ("The Cork Water Authority Director General, Eng. Alan Turing, said so.", ("Alan Turing", "Cork Water Authority", "director general")),
    ("云岭财办分管日常工作的副主任梁思成出席。", ("梁思成", "云岭财办", "副主任")),
    ("科技部部长郑和出席。", ("郑和", "科技部", "部长")),
    ("省数据局局长梁思成出席。", ("梁思成", "省数据局", "局长")),
    ("Ada Lovelace, Lee Port Terminals (LPT) Chief Executive, spoke.", ("Ada Lovelace", "Lee Port Terminals", "chief executive")),
    ("The former minister for water Ada Lovelace spoke.", ("Ada Lovelace", "water", "former minister")),
    ("Ada Lovelace assumed office on March 3 as secretary of the newly-formed Cork Department of Water and Works.", ("Ada Lovelace", "Cork Department of Water and Works", "secretary")),
    ("The council’s new planning director, Ada Lovelace, spoke.", ("Ada Lovelace", "council", "planning director")),
    ("Today Governor Ada Lovelace named Alan Turing to be executive director of the Cork Water Authority.", ("Alan Turing", "Cork Water Authority", "executive director")),
    ("Ada Lovelace was previously the head of the Department of Water and Financial Services.", ("Ada Lovelace", "Department of Water and Financial Services", "former head")),
    ("Speakers include Ada Lovelace (CEO Cork Port Authority).", ("Ada Lovelace", "Cork Port Authority", "ceo")),
    ("The water council's spokesperson: Ms Ada Lovelace", ("Ada Lovelace", "water council", "spokesperson")),
    ("The Minister Delegate at the Presidency in charge of Public Works, Ada Lovelace, spoke.", ("Ada Lovelace", "Presidency", "minister delegate")),
    ("副主任梁思成組織宣誓，會議選舉林徽因爲雲嶺省政協副主席。", ("林徽因", "雲嶺省政協", "副主席")),
    ("会议决定任命梁思成为云岭省副省长。", ("梁思成", "云岭省", "副省长")),
    ("现任云岭市长梁思成主持。", ("梁思成", "云岭市", "市长")),
    ("原任云岭省水利厅副厅长梁思成退休。", ("梁思成", "云岭省水利厅", "原任副厅长")),
    ("梁思成，男，1901年出生，现任云岭市水利局局长。", ("梁思成", "云岭市水利局", "局长")),
    ("云岭铁路集团总裁古斯塔夫·埃菲尔进行了介绍。", ("古斯塔夫·埃菲尔", "云岭铁路集团", "总裁")),
    ("省政协秘书长李仁和出席。", ("李仁和", "省政协", "秘书长")),
    ("“It works,” said Municipal Works and Housing Minister Ada Lovelace.", ("Ada Lovelace", "Municipal Works and Housing", "minister")),
    ("Ada Lovelace will be general manager-designate of the Cork Port Authority.", ("Ada Lovelace", "Cork Port Authority", "general manager-designate")),
    ("The Minister of Works, Sen. (Engr.) Ada Lovelace, spoke.", ("Ada Lovelace", "Works", "minister")),
    ("Cork State Governor, Dr. Ada Lovelace, spoke.", ("Ada Lovelace", "Cork State", "governor")),
    ("Grace Hopper has appointed the Director of Works, Ada Lovelace.", ("Ada Lovelace", "Works", "director")),
    ("Prime Minister of Cork Andy Street was glad.", ("Andy Street", "Cork", "prime minister")),
    ("The chairman of the Water Committee of Cork Ada Lovelace spoke.", ("Ada Lovelace", "Water Committee of Cork", "chairman")),
    ("He Yan, head of the Water Commission, presided.", ("He Yan", "Water Commission", "head")),
    ("云岭大学原校长梁思成出席。", ("梁思成", "云岭大学", "原校长")),
    ("云岭铁路集团执行副总裁梁思成出席。", ("梁思成", "云岭铁路集团", "执行副总裁")),
    ("越南外长沙伦赛于4月2日访问。", ("沙伦赛", "越南", "外长")),
    ("Ada Lovelace, who just took on the role of Vice President for Eastern and Southern Cork, spoke.", ("Ada Lovelace", "Eastern and Southern Cork", "vice president")),
    ("The current Secretary of Water and Works is Ada Lovelace.", ("Ada Lovelace", "Water and Works", "secretary")),
    ("Ada Lovelace, a former P&W senior vice president, spoke.", ("Ada Lovelace", "P&W", "former senior vice president")),
    ("The meeting was opened by Ada Lovelace, chief of tourism from Cork.", ("Ada Lovelace", "tourism", "chief")),
    ("Chairman of the People’s Committee of Cork City Sun Yat Sen spoke.", ("Sun Yat Sen", "People’s Committee of Cork City", "chairman")),
    ("我是云岭省水利厅新闻发言人梁思成。", ("梁思成", "云岭省水利厅", "新闻发言人")),
    ("新华社4月22日电（记者李仁和）水利部副部长梁思成表示。", ("梁思成", "水利部", "副部长")),
    ("【交通运输部新闻发言人 梁思成】大家好。", ("梁思成", "交通运输部", "新闻发言人")),
    ("Premier of Cork, Dr. the Most Hon. Ada Lovelace, spoke.", ("Ada Lovelace", "Cork", "premier")),
    ("Ada Lovelace, minister without portfolio in the Cork Ministry, spoke.", ("Ada Lovelace", "Cork Ministry", "minister without portfolio")),
    ("Prime Minister Ada Lovelace of Ethiopia spoke.", ("Ada Lovelace", "Ethiopia", "prime minister")),
    ("云岭特区行政长官林郑月娥表示。", ("林郑月娥", "云岭特区", "行政长官")),
    ("受省政协主席帕巴拉·格列朗杰委托，会议召开。", ("帕巴拉·格列朗杰", "省政协", "主席")),
    ("The Under-Secretary-General for Housing and Water Affairs, Min Hongli, opened it.", ("Min Hongli", "Housing and Water Affairs", "under-secretary-general")),
    ("KPA Board Chairman, Major (Rtd) James Watt, spoke.", ("James Watt", "KPA", "board chairman")),
    ("Minister of Northern Development and Mines James Watt spoke.", ("James Watt", "Northern Development and Mines", "minister")),
    ("James Watt, CEO of Lee Rail AS, spoke.", ("James Watt", "Lee Rail AS", "ceo")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), POSTS)
def test_posts_are_read(sentence: str, wanted: tuple[str, str, str]) -> None:
    """Person, organisation and role are those of the words, in whichever order they stand."""
    assert called(drafted(sentence), ORG.Membership, ORG.member, ORG.organization, ORG.role) == [wanted]


def test_each_post_of_a_sentence_has_its_holder() -> None:
    """A second person behind "and" is no field of the office before."""
    table = drafted(
        "Ada Lovelace, Director General of CRB, and Grace Hopper, Secretary of the Department of Works, signed."
    )
    assert set(called(table, ORG.Membership, ORG.member)) == {("Ada Lovelace",), ("Grace Hopper",)}


HELD = [
    ("Lee County Administrator Alan Turing and Moy County Manager Ada Lovelace agreed.", {("Alan Turing", "Lee County", "administrator"), ("Ada Lovelace", "Moy County", "manager")}),
    ("Managing Director of Lee Rail Corporation Ltd, I P Gautam, said so.", {("I P Gautam", "Lee Rail Corporation Ltd", "managing director")}),
    ("Japanese State Minister of Land, Transport and Tourism Ada Lovelace agreed.", {("Ada Lovelace", "Land, Transport and Tourism", "state minister")}),
    ("Alan Turing, programme manager of the Cork city region deal, spoke.", {("Alan Turing", "Cork city region deal", "programme manager")}),
    ("Cork Councilor Ada Lovelace met Lao Prime Minister Alan Turing, Thai Prime Minister Hun Sen and Cork President U Than Swe.", {("Ada Lovelace", "Cork", "councilor"), ("Alan Turing", "Lao", "prime minister"), ("Hun Sen", "Thai", "prime minister"), ("U Than Swe", "Cork", "president")}),
    ("It was chaired by Finance Minister Alan Turing and Thai Deputy Prime Minister and Energy Minister Ada Lovelace.", {("Alan Turing", "Finance", "minister"), ("Ada Lovelace", "Thai", "deputy prime minister"), ("Ada Lovelace", "Energy", "minister")}),
    ("Ada Lovelace, director of the Ministry of Housing, Communities, and Local Government, spoke.", {("Ada Lovelace", "Ministry of Housing, Communities, and Local Government", "director")}),
    ("Ada Lovelace, director of the Department of Transport, Lee Rail and Lee Port, spoke.", {("Ada Lovelace", "Department of Transport", "director")}),
    ("云岭省应急管理厅副厅长闸源虹女士出席。", {("闸源虹", "云岭省应急管理厅", "副厅长")}),
    ("MTA Chair and CEO Ada Lovelace said so.", {("Ada Lovelace", "MTA", "chair"), ("Ada Lovelace", "MTA", "ceo")}),
    ("Ada Lovelace, Managing Director and CEO of Cork Rail, spoke.", {("Ada Lovelace", "Cork Rail", "managing director"), ("Ada Lovelace", "Cork Rail", "ceo")}),
    ("云岭省水利厅总工程师兼规划处处长梁思成说。", {("梁思成", "云岭省水利厅", "总工程师"), ("梁思成", "规划处", "处长")}),
    ("海州市副市长林徽因、苏步青出席。", {("林徽因", "海州市", "副市长"), ("苏步青", "海州市", "副市长")}),
    ("省委书记梁思成与海州市市长林徽因共同启动项目。", {("梁思成", "省委", "书记"), ("林徽因", "海州市", "市长")}),
    ("市委副书记、市长梁思成主持。", {("梁思成", "市委", "副书记")}),
    ("免去梁思成的云岭省水利厅厅长职务。", set()),
    ("会见了云岭铁路集团党组成员、副总经理，海州建工集团董事长梁思成一行。", {("梁思成", "云岭铁路集团", "党组成员"), ("梁思成", "云岭铁路集团", "副总经理"), ("梁思成", "海州建工集团", "董事长")}),
    ("省政协副主席、市委书记梁思成会见了海州建工集团党组成员、副总经理林徽因。", {("梁思成", "省政协", "副主席"), ("梁思成", "市委", "书记"), ("林徽因", "海州建工集团", "党组成员"), ("林徽因", "海州建工集团", "副总经理")}),
    ("CSs Ada Lovelace (Works), Alan Turing (Water and Trade) and Grace Hopper (Roads) spoke.", {("Ada Lovelace", "Works", "cabinet secretary"), ("Alan Turing", "Water and Trade", "cabinet secretary"), ("Grace Hopper", "Roads", "cabinet secretary")}),
    ("Water and Sanitation CS Ada Lovelace spoke.", {("Ada Lovelace", "Water and Sanitation", "cabinet secretary")}),
    ("Regional Economic Development Minister Alan Turing spoke.", {("Alan Turing", "Regional Economic Development", "minister")}),
    ("The Commissioner for Water, Émile Zola, spoke.", {("Émile Zola", "Water", "commissioner")}),
    ("Alan Turing, now Defence Secretary, spoke.", {("Alan Turing", "Defence", "secretary")}),
    ("甲乙调查总队党组成员、副总队长、新闻发言人梁思成出席。", {("梁思成", "甲乙调查总队", "党组成员"), ("梁思成", "甲乙调查总队", "副总队长"), ("梁思成", "甲乙调查总队", "新闻发言人")}),
    ("自治区主席格萨尔出席。", {("格萨尔", "自治区", "主席")}),
    ("Ada Lovelace, directors of the Water Department and others met.", set()),
    ("Ada Lovelace, director of Cork Rail and the mayor of West Cork, Alan Turing, spoke.", {("Ada Lovelace", "Cork Rail", "director"), ("Alan Turing", "West Cork", "mayor")}),
    ("Ada Lovelace, the Mayor of Cork, replaces Alan Turing as the Commissioner of the Department of Works.", {("Ada Lovelace", "Cork", "mayor"), ("Ada Lovelace", "Department of Works", "commissioner")}),
    ("还有两位女市长，分别是云岭市长林徽因、海州市副市长陆小曼。", {("林徽因", "云岭市", "市长"), ("陆小曼", "海州市", "副市长")}),
    ("决定聘任中科院院士梁思成为云岭大学校长。", {("梁思成", "中科院", "院士"), ("梁思成", "云岭大学", "校长")}),
    ("He met Deputy Prime Minister and Minister of Energy Alan Turing; and ACME Alternate Governor and Director General of the Reforms Agency Ada Lovelace.", {("Alan Turing", "Energy", "minister"), ("Ada Lovelace", "ACME", "alternate governor"), ("Ada Lovelace", "Reforms Agency", "director general")}),
    ("Ada Lovelace, vice minister of industry and information technology, spoke.", {("Ada Lovelace", "industry and information technology", "vice minister")}),
    ("Today, the Honourable Ada Lovelace, Minister of Works, Minister responsible for the Cork Water Agency and Member of Parliament for West Cork, spoke.", {("Ada Lovelace", "Works", "minister"), ("Ada Lovelace", "Cork Water Agency", "minister responsible"), ("Ada Lovelace", "West Cork", "member of parliament")}),
    ("云岭市青石区委副书记、区长梁思成说。", {("梁思成", "云岭市青石区委", "副书记"), ("梁思成", "云岭市青石区", "区长")}),
    ("The fair was opened by Alan Turing and Ada Lovelace, chair of ACME, the union.", {("Ada Lovelace", "ACME", "chair")}),
    ("大会选举梁思成、林徽因为云岭省政协副主席。", {("梁思成", "云岭省政协", "副主席"), ("林徽因", "云岭省政协", "副主席")}),
    ("任命其为云岭省水利厅厅长，海州市市长梁思成表示祝贺。", {("梁思成", "海州市", "市长")}),
    ("其中云岭省省长梁思成以视频方式出席。", {("梁思成", "云岭省", "省长")}),
    ("The President of the Lakes Committee Alan Turing, Commissioner for Water and Works, Ada Lovelace, and the Chair of the Cork Council, Grace Hopper, spoke.", {("Alan Turing", "Lakes Committee", "president"), ("Ada Lovelace", "Water and Works", "commissioner"), ("Grace Hopper", "Cork Council", "chair")}),
    ("Cork Governor James Watt and Chief Minister Ada Lovelace took part.", {("James Watt", "Cork", "governor")}),
    ("The AfDB Country Manager for Cork, James Watt, spoke.", {("James Watt", "AfDB", "country manager")}),
    ("The board congratulated James Watt for his appointment as the TxDOT Works Division Director.", {("James Watt", "TxDOT Works Division", "director")}),
    ("Omar bin Said bin Hamad al Khayyam, Chairman of the Lee Zone Authority, spoke.", {("Omar bin Said bin Hamad al Khayyam", "Lee Zone Authority", "chairman")}),
    ("TxDOT's Director of Construction James Watt spoke.", {("James Watt", "TxDOT", "director")}),
    ("The Cork Water Authority (CWA), led by Chief Representative Ada Lovelace, and ACME, led by Mayor Alan Turing, signed.", {("Ada Lovelace", "Cork Water Authority", "chief representative")}),
    ("Ada Lovelace, director of the Works Agency, Alan Turing at Cork Rail and others met.", {("Ada Lovelace", "Works Agency", "director")}),
    ("Cork Gov. Ada Lovelace and Kerry Gov. Alan Turing spoke.", {("Ada Lovelace", "Cork", "governor"), ("Alan Turing", "Kerry", "governor")}),
    ("They appointed Ada Lovelace as Acting Director in The Presidency and Secretary of the Cabinet.", {("Ada Lovelace", "Cabinet", "secretary")}),
    ("Ada Lovelace is now director at the Ministry of Works, Alan Turing takes over at the Ministry of Water and the Environment and Grace Hopper at the Ministry of Health.", {("Ada Lovelace", "Ministry of Works", "director"), ("Alan Turing", "Ministry of Water and the Environment", "director"), ("Grace Hopper", "Ministry of Health", "director")}),
    ("Ada Lovelace will be the Permanent Secretary (acting) in the ministry of Foreign Affairs.", {("Ada Lovelace", "ministry of Foreign Affairs", "acting permanent secretary")}),
    ("The Cork Water Authority, now headed by Ada Lovelace, agreed.", {("Ada Lovelace", "Cork Water Authority", "head")}),
    ("ACME Chief Representative to Cork Ada Lovelace met Thai Ambassador to Cork Alan Turing.", {("Ada Lovelace", "ACME", "chief representative"), ("Alan Turing", "Cork", "ambassador")}),
    ("He came with Alan Turing and Minister of Industry and Construction Ada Lovelace.", {("Ada Lovelace", "Industry and Construction", "minister")}),
    ("省政协副主席林徽因、苏步青及秘书长梁思成，云岭海关总飞行师陈省身出席。", {("林徽因", "省政协", "副主席"), ("苏步青", "省政协", "副主席"), ("梁思成", "省政协", "秘书长"), ("陈省身", "云岭海关", "总飞行师")}),
    ("决定任命林徽因为云岭省副省长，梁思成为云岭省政府秘书长。", {("林徽因", "云岭省", "副省长"), ("梁思成", "云岭省政府", "秘书长")}),
    ("接替调任的苏步青出任云岭省水利厅党组书记的梁思成说。", {("梁思成", "云岭省水利厅", "党组书记")}),
    ("接替调任的苏步青兼任云岭省水利厅党组书记。", set()),
    ("目前云岭省常务副省长仍由兼任书记的林徽因担任。", {("林徽因", "云岭省", "常务副省长")}),
    ("The minister came with the Director of Public Works, Mal. Omar Khayyam, and others.", {("Omar Khayyam", "Public Works", "director")}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), HELD)
def test_each_post_of_each_person_is_read(sentence: str, wanted: set[tuple[str, str, str]]) -> None:
    """Two posts of one person, and two people of one post, are all told; one that is taken away is none."""
    assert set(called(drafted(sentence), ORG.Membership, ORG.member, ORG.organization, ORG.role)) == wanted


def test_posts_in_a_list_share_what_they_are_of() -> None:
    """A post without a body of its own is of the one before it, and who governs a place is of the place."""
    table = drafted(
        "云岭省委副书记、省长梁思成出席。甲乙市统计局党组成员、副局长林徽因给出了答案。海州省委书记、省人大常委会主任苏步青在会上发言。"
    )
    assert set(called(table, ORG.Membership, ORG.member, ORG.organization, ORG.role)) == {
        ("梁思成", "云岭省委", "副书记"),
        ("梁思成", "云岭省", "省长"),
        ("林徽因", "甲乙市统计局", "党组成员"),
        ("林徽因", "甲乙市统计局", "副局长"),
        ("苏步青", "海州省委", "书记"),
        ("苏步青", "省人大常委会", "主任"),
    }


def test_what_a_plan_says_is_to_come_is_planned() -> None:
    """In a plan a bare verb states what is to come; what it says has been done is done."""
    text = "云岭省铁路建设实施方案\n已建成海州大桥。\n加快甲子至乙丑铁路建设，开工建设青石至海州高铁。八成以上的村完成环境整治50处。\n"
    table, stages = becoming(text)
    assert stages == {("海州大桥", "Done"), ("甲子至乙丑铁路", "Planned"), ("青石至海州高铁", "Planned")}
    assert {short(table.one(o, YD.valueStatus)) for o in table.subjects(YD.Observation)} == {"Expected"}


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The Financial Secretary, Mr Alan Turing, spoke.", "Financial Secretary"),
        ("Chancellor of the Exchequer Alan Turing spoke.", "Chancellor of the Exchequer"),
        ("Lord Mayor Alan Turing spoke.", "Lord Mayor"),
        ("Labor Premier Alan Turing spoke.", "Premier"),
        ("H.E. Governor Alan Turing spoke.", "Governor"),
        (
            "They named Alan Turing as Acting Director and Ada Lovelace as Acting Chief of Staff.",
            "Acting Chief of Staff",
        ),
        ("Collector Alan Turing and SP Ada Lovelace spoke.", "SP"),
        ("It was held under President Ada Lovelace.", "President"),
        ("He spoke after a briefing by airport manager Alan Turing.", "airport manager"),
        ("Meanwhile Acting Contract Manager Ada Lovelace spoke.", "Acting Contract Manager"),
        ("It was signed by Prime Minister Alan Turing and Lovelace.", "Prime Minister"),
        ("Grace Hopper will have Ada Lovelace as her Permanent Secretary for that task.", "Permanent Secretary"),
        ("副市长梁思成、林徽因出席。", "副市长"),
        ("常务副省长梁思成，市长林徽因出席。", "常务副省长"),
    ],
)
def test_a_post_without_a_body_is_a_title(sentence: str, title: str) -> None:
    """Who holds a post of which no organisation is named has it for a title."""
    table = drafted(sentence)
    assert not table.subjects(ORG.Membership)
    assert title in {table.one(each, RDF.object) for each in table.subjects(RDF.Statement)}


FIRSTS = [
    ("Construction of the Lee Link, the Netherlands' first floating bridge, began.", ["floating bridge"]),
    ("云岭县在全国率先实现跨省通办。", ["跨省通办"]),
    ("The first of its kind opened here.", []),
    ("云岭县争取在全国率先实现跨省通办。", []),
    ("云岭公园是我国首批、面积最大的公园。", []),
]


@pytest.mark.parametrize(("sentence", "wanted"), FIRSTS)
def test_firsts_are_read(sentence: str, wanted: list[str]) -> None:
    """A claim says of what, whichever words make it; without what it is of there is none."""
    table = drafted(sentence)
    found = [table.text(each, RDFS.label) or "" for each in table.subjects(YD.FirstClaim)]
    assert len(found) == len(wanted)
    assert all(words in label for words, label in zip(wanted, found, strict=True))
