"""The tables of the rules, and texts folded so that the rules need not know every way of printing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: Signs that mean the same, each one character, so that positions stay: full-width digits and signs, odd spaces, dashes.
_SAME: dict[int, int | str] = {
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\uff0d"), "-"),
    ord("％"): "%",
    ord("．"): ".",
    ord("’"): "'",
    ord("＄"): "$",
    ord("￥"): "¥",
    ord("～"): "~",
    ord("○"): "〇",
    # Characters of numbers, units and cues that are printed in traditional form.
    **str.maketrans(
        "萬億個過達約將餘間時長項條臺輛戶場屆類種門樁筆張對處級連續畝兩圓幣歐鎊盧韓鐘週噸標準東華國縣鎮計"
        "劃規擬爭確預實現設開啟動運營簽發佈頒評備總額產業減穩較與從為於數據負責關廳會議員領導書記經濟縮擴"
        "際進強環電飛車線鐵橋樓築單雙後來還這當區灣廣龍園參貿資貨務質稅財買賣專術創網絡醫療學養歲辦內號組"
        "織結構體權證護隻臨島陸併屬層鄉應變點顯紹頃說談補調認論訪請給讓該詳語話訴識譯讀購賽贊贏趕趨踐軍軌"
        "軟軸輕載輔輪輸轄轉農違遠適選遷邊鄭鄰釋針鋼錄錢閉問隊陽階隨險雖離難雲靈靜響頁頂頓頻題願顧風館驗驟"
        "驚魚鮮麗黃齊齡黨僅偉傳債傷價儀優兒冊凍劇劑勞勝勢勵勳勸協叢歷嗎嘗嘆嚴團圍執報塊墊墜壓壞壽夢夾奧奪"
        "婦嬰孫寧審寫寬寶尋岡峽崗嶺師帶幫幹幾庫廠廢廟弒彈彌彎徑徹恆惡惱態慣慶憂憑憲懷戰戲拋掃掛採揚換擁擇"
        "擊擔擺擾攔攜攝敗敵斷昇晉暢曆曉極槍樂樞樣樸機橫檔檢歡歸殘殺殼氣決沒況淚淨淺滅滙滯滲滿漁漢漲漸潔潛"
        "潤澤濱濕灑煙熱燈燒爐爾牆牽犧狀獨獲獎獸瑪甯畫異監盤盡眾睜矯碩禮禍禪稱穀穌窮竄節範簡籌籤紀紅純紙紡"
        "細終絕統綜綠維綱緊緣編練縱績繞繼罰羅聖聞聯聰聲職聽肅脅脈腦腳臉舉舊艦艱藍藝藥蘇蘭虛蟲裝裡裏製複見"
        "視親覺覽觀觸訂訊討訓託許診試詩誌誠誤誼諒諸譽讚豐貢貧販貫貴費賓賴賺賢贈跡躍輝輯辭遊遲邁邏郵醜釀釘"
        "鈔鉅銀銅銘銷鋒鋪錯錦鍋鍵鎖鏈鏡鑒鑽閃閏閒閣閱闊陣陳隱霧靑順須頭頸顆顏飄飯飲飼飽馬駐駛騎騙騰驅驕驢"
        "髮鬆鬥鬧鬱魯鯨鳥鳳鳴鴻鷹鹽麥麼龐龜蕭薩劉倉傑鄧鍾譚葉吳楊趙閻馮蔣賈鄒龔",
        "万亿个过达约将余间时长项条台辆户场届类种门桩笔张对处级连续亩两元币欧镑卢韩钟周吨标准东华国县镇计"
        "划规拟争确预实现设开启动运营签发布颁评备总额产业减稳较与从为于数据负责关厅会议员领导书记经济缩扩"
        "际进强环电飞车线铁桥楼筑单双后来还这当区湾广龙园参贸资货务质税财买卖专术创网络医疗学养岁办内号组"
        "织结构体权证护只临岛陆并属层乡应变点显绍顷说谈补调认论访请给让该详语话诉识译读购赛赞赢赶趋践军轨"
        "软轴轻载辅轮输辖转农违远适选迁边郑邻释针钢录钱闭问队阳阶随险虽离难云灵静响页顶顿频题愿顾风馆验骤"
        "惊鱼鲜丽黄齐龄党仅伟传债伤价仪优儿册冻剧剂劳胜势励勋劝协丛历吗尝叹严团围执报块垫坠压坏寿梦夹奥夺"
        "妇婴孙宁审写宽宝寻冈峡岗岭师带帮干几库厂废庙弑弹弥弯径彻恒恶恼态惯庆忧凭宪怀战戏抛扫挂采扬换拥择"
        "击担摆扰拦携摄败敌断升晋畅历晓极枪乐枢样朴机横档检欢归残杀壳气决没况泪净浅灭汇滞渗满渔汉涨渐洁潜"
        "润泽滨湿洒烟热灯烧炉尔墙牵牺状独获奖兽玛宁画异监盘尽众睁矫硕礼祸禅称谷稣穷窜节范简筹签纪红纯纸纺"
        "细终绝统综绿维纲紧缘编练纵绩绕继罚罗圣闻联聪声职听肃胁脉脑脚脸举旧舰艰蓝艺药苏兰虚虫装里里制复见"
        "视亲觉览观触订讯讨训托许诊试诗志诚误谊谅诸誉赞丰贡贫贩贯贵费宾赖赚贤赠迹跃辉辑辞游迟迈逻邮丑酿钉"
        "钞巨银铜铭销锋铺错锦锅键锁链镜鉴钻闪闰闲阁阅阔阵陈隐雾青顺须头颈颗颜飘饭饮饲饱马驻驶骑骗腾驱骄驴"
        "发松斗闹郁鲁鲸鸟凤鸣鸿鹰盐麦么庞龟萧萨刘仓杰邓钟谭叶吴杨赵阎冯蒋贾邹龚",
    ),
}
#: What texts print before Chinese words that were to be full-width marks.
_WIDE = {",": "，", ";": "；", ":": "："}
#: A long dash between a word and a number parts two clauses: "68 members—49 of them".
_DASH = re.compile("(?<![A-Za-z])\u2014|\u2014(?!\\d)")
_BEFORE_CHINESE = re.compile(r"[,;:](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:](?! [A-Za-z])")
#: Round brackets around Chinese words.
_BRACKETS = re.compile(r"\(([^()\n]*[\u4e00-\u9fff][^()\n]*)\)")


def folded(text: str) -> str:
    """Give a text with one sign for all that mean the same.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as the text, so that positions are the same.

    Examples
    --------
    >>> folded("５％–７％")
    '5%-7%'
    """
    dashed = _DASH.sub("-", text.translate(_SAME))
    bracketed = _BRACKETS.sub(r"（\1）", dashed)
    return _BEFORE_CHINESE.sub(lambda sign: _WIDE[sign.group()], bracketed)


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """Read a table.

    Parameters
    ----------
    package : str
        The package that the file lies in.
    name : str
        The file's name without its ending.

    Returns
    -------
    dict
        As TOML has it; read once, not to be changed.
    """
    return tomllib.loads((files(package) / f"{name}.toml").read_text(encoding="utf-8"))


def is_chinese(text: str) -> bool:
    """Tell whether a text has a Chinese character.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    return any("\u4e00" <= character <= "\u9fff" for character in text)
