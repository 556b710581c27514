/** The page's own words in English and Chinese; what the graph says comes from the graph. */

/** @type {Record<string, [string, string]>} */
const strings = {
  documentTitle: ["Yangtze River Delta integration: who does what, where, by when, and where it is written", "长三角一体化：谁在何处做什么、何时完成，出处何在"],
  title: ["Yangtze River Delta integration", "长三角一体化"],
  motto: ["Who does what, where, by when – and where it is written", "谁在何处做什么、何时完成，出处何在"],
  language: ["中文", "English"],
  searchLabel: ["Search by any name, in English or Chinese", "按中文或英文名称查找"],
  searchHint: ["Search any name · 按名称查找", "按名称查找 · Search any name"],
  found: ["Things found", "查找结果"],
  notFound: ["No thing has this name", "没有这个名称"],
  hits: ["{n} found", "找到{n}项"],
  views: ["Views", "视图"],
  picture: ["Picture", "网络图"],
  things: ["Things", "条目"],
  relations: ["Relations", "关系"],
  milestones: ["Milestones", "进展"],
  metrics: ["Metrics", "指标"],
  paths: ["Paths", "路径"],
  pictureLabel: ["Network of {n} things and {m} relations. Arrow keys go from thing to thing, plus and minus zoom, Shift with arrows moves the view, Alt with arrows moves the selected thing.", "由{n}个条目和{m}条关系组成的网络。方向键在条目间移动，加减键缩放，Shift 加方向键移动视野，Alt 加方向键移动所选条目。"],
  back: ["Back", "后退"],
  forward: ["Forward", "前进"],
  zoomOut: ["Zoom out", "缩小"],
  zoomIn: ["Zoom in", "放大"],
  fit: ["Fit", "全图"],
  fitLabel: ["Fit the picture to the frame", "使全图适应窗口"],
  showAll: ["Show all", "显示全部"],
  showOverview: ["Show the overview", "显示概览"],
  families: ["Families: show or hide", "类别：显示或隐藏"],
  filters: ["Filters", "筛选"],
  topic: ["Focus area", "重点领域"],
  place: ["Province", "省市"],
  status: ["Status", "状态"],
  any: ["any", "不限"],
  clear: ["Clear filters", "清除筛选"],
  Planned: ["Planned", "计划中"],
  Underway: ["Under way", "进行中"],
  Done: ["Done", "已完成"],
  allThings: ["All {n} things", "全部{n}个条目"],
  someThings: ["{n} of {m} things", "{m}个条目中的{n}个"],
  around: ["Around {name}: {n} things within {k} steps", "“{name}”周围{k}步内的{n}个条目"],
  around1: ["Around {name}: {n} things within 1 step", "“{name}”周围1步内的{n}个条目"],
  leaveFocus: ["Leave focus", "退出聚焦"],
  hiddenCount: ["Bring back {n} hidden", "恢复已隐藏的{n}项"],
  leaveTrail: ["Clear path", "清除路径"],
  take: ["Take away", "导出"],
  png: ["Picture as PNG", "图片 PNG"],
  svg: ["Picture as SVG", "图片 SVG"],
  turtle: ["Visible part as Turtle", "可见部分 Turtle"],
  csvThings: ["Visible things as CSV", "可见条目 CSV"],
  csvRelations: ["Visible relations as CSV", "可见关系 CSV"],
  copyLink: ["Copy link to this view", "复制此视图的链接"],
  print: ["Print", "打印"],
  saved: ["Saved {name}", "已保存 {name}"],
  copied: ["Copied", "已复制"],
  copyByHand: ["Copy this by hand:", "请手动复制："],
  actions: ["What to do with it", "操作"],
  hide: ["Hide", "隐藏"],
  pin: ["Pin", "固定"],
  pathFrom: ["Find paths", "查找路径"],
  focus: ["Focus", "聚焦"],
  steps1: ["1 step", "1步"],
  steps: ["{k} steps", "{k}步"],
  expand: ["Add to the picture", "加入网络图"],
  cite: ["Copy citation", "复制引文"],
  close: ["Back to the overview", "返回概览"],
  also: ["also", "又称"],
  editors: ["Editors’ note", "编者注"],
  facts: ["Facts", "事实"],
  connections: ["Connections", "关系"],
  inText: ["In the text", "文中出处"],
  named: ["Named in {n} places.", "文中提及{n}处。"],
  named1: ["Named in 1 place.", "文中提及1处。"],
  described: ["Described, without a name of its own.", "文中有描述，未具名。"],
  registered: ["Not in the text; known from a register.", "文中未出现，据登记资料。"],
  openLine: ["Show this relation", "显示此关系"],
  comma: [", ", "，"],
  colon: [": ", "："],
  identifier: ["Identifier", "标识符"],
  between: ["Between", "两端"],
  particulars: ["Particulars", "详情"],
  role: ["Role", "职务或身份"],
  asOf: ["As of", "截至"],
  asOfDay: ["as of {day}", "截至{day}"],
  asOfNote: [", as of {day}", "（截至{day}）"],
  confidence: ["Confidence", "可信度"],
  record: ["Record", "记录"],
  source: ["Source", "来源"],
  editorial: ["A definition of the editors, which needs none.", "编者所作界定，无需注明来源。"],
  whereWritten: ["Where this is written", "出处"],
  characters: ["characters {range}", "第{range}字符"],
  and: [" and ", "、"],
  measuredBy: ["measured by", "衡量指标"],
  figures: ["Figures", "数据"],
  howTo: ["How to read this", "使用说明"],
  startWith: ["Start with a name", "从名称开始"],
  welcome: ["The graph tells {things} things and {relations} relations between them, {figures} figures and {milestones} milestones. Search, or choose a shape or a line in the picture; every fact opens to the place where it is written.", "本图谱包含{things}个条目、{relations}条关系、{figures}项数据和{milestones}项进展。可按名称查找，也可在图中点选图形或连线；每项事实均可展开查看出处。"],
  guided: ["Guided views", "导览"],
  most: ["Most connected", "关系最多"],
  takenFrom: ["What it is taken from", "资料来源"],
  more: ["Show {n} more", "再显示{n}项"],
  first: ["First of its kind, as the document claims", "首创（据文件所称）"],
  value: ["Value", "数值"],
  period: ["Period", "时期"],
  noPeriod: ["no period stated", "未注明时期"],
  values: ["Values", "数值"],
  baseline: ["baseline", "基准"],
  current: ["current", "当前"],
  target: ["target", "目标"],
  statedChange: ["stated change {change}", "文件所述变化：{change}"],
  against: ["against {what}", "对比：{what}"],
  Higher: ["higher is better", "越高越好"],
  Lower: ["lower is better", "越低越好"],
  better: ["better", "更优"],
  ahead: ["ahead of target", "优于目标"],
  behind: ["behind target", "落后于目标"],
  improved: ["better than baseline", "优于基准"],
  worsened: ["worse than baseline", "劣于基准"],
  unchanged: ["as the baseline", "与基准持平"],
  hoped: ["expected to be {verdict}", "预期{verdict}"],
  computed: ["(by the figures)", "（据数据比较）"],
  metric: ["Metric", "指标"],
  of: ["Of", "对象"],
  change: ["Change", "变化"],
  direction: ["Direction", "方向"],
  verdict: ["Judgement", "评价"],
  chart: ["Chart", "图示"],
  noChart: ["nothing to compare with", "无可比数据"],
  rankChart: ["a rank has no length", "名次不作图示"],
  openUp: ["or more", "或更多"],
  openDown: ["or less", "或更少"],
  legend: ["○ baseline   ● current   ▏target   ┄▸ open bound: the true value lies further on", "○ 基准   ● 当前   ▏目标   ┄▸ 界限未封闭：实际值在箭头方向"],
  name: ["Name", "名称"],
  other: ["Other name", "其他名称"],
  kind: ["Kind", "种类"],
  links: ["Links", "关系数"],
  relation: ["Relation", "关系"],
  subject: ["From", "主体"],
  object: ["To", "对象"],
  thing: ["Thing", "条目"],
  fact: ["What is said", "内容"],
  by: ["When", "时间"],
  findIn: ["Filter the table", "筛选表格"],
  rows: ["{n} rows", "{n}行"],
  rowsOf: ["{n} of {m} rows", "{m}行中的{n}行"],
  showRows: ["Show all {n} rows", "显示全部{n}行"],
  sortHint: ["Sort by {name}", "按{name}排序"],
  from: ["From", "起点"],
  to: ["To", "终点"],
  swap: ["Swap", "互换"],
  findPaths: ["Find", "查找"],
  pathsIntro: ["The shortest explained connections between two things. Going through a thing that everything is joined to costs more; every hop says where it is written.", "两个条目之间最短且有出处的联系。经过关系众多的条目，距离更长；每一步均注明出处。"],
  noPaths: ["Nothing connects the two.", "两者之间没有联系。"],
  samePaths: ["These are one and the same.", "两者为同一条目。"],
  pathCount: ["{n} connections", "{n}条联系"],
  pathTitle: ["{k}. {hops} hops, weight {weight}", "{k}. {hops}步，权重{weight}"],
  inPicture: ["Show in the picture", "在网络图中显示"],
  unknownEnd: ["Choose two things by name.", "请输入两个条目的名称。"],
  selected: ["{name} selected, {n} connections", "已选择{name}，{n}条关系"],
  selectedLine: ["Selected: {name}", "已选择：{name}"],
  overviewSaid: ["Nothing selected", "未选择"],
  podium: ["Who sat on the podium", "谁出席了发布会"],
  opens: ["What opens by the end of 2024", "2024年底前开通哪些线路"],
  aheadOf: ["Ahead of target", "优于目标"],
  zone: ["The demonstration zone", "示范区"],
  hefei: ["Hefei in five connections", "通往合肥的五条联系"],
  only: ["Only: {what}", "仅显示：{what}"],
  dueBy: ["by {day}", "{day}前"],
};

/** A number with its thousands set apart; the browser's own way takes a third of a second when first asked. @param {number} value */
function thousands(value) {
  const [whole, rest] = String(value).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
}

/**
 * Say something in the page's present language.
 * @param {string} key
 * @param {Record<string, string | number>} [values] what stands for the words in braces
 */
function say(key, values = {}) {
  const text = strings[key][view.lang === "zh" ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? thousands(value) : value;
  });
}

/** An English word of the graph in the page's language, where its Chinese is known. @param {string | undefined} words */
function term(words) {
  if (!words) return "";
  return (view.lang === "zh" && (atlas.words[words] || atlas.kinds[words]?.[0])) || words;
}

/** Write the page's language into what the page had from the start. */
function translatePage() {
  document.documentElement.lang = view.lang === "zh" ? "zh-Hans" : "en";
  document.title = say("documentTitle");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.getAttribute("data-say") || "");
  for (const each of document.querySelectorAll("[data-say-label]")) each.setAttribute("aria-label", say(each.getAttribute("data-say-label") || ""));
  byId("query").setAttribute("placeholder", say("searchHint"));
  byId("language").lang = view.lang === "zh" ? "en" : "zh-Hans";
  byId("canvas").setAttribute("aria-label", say("pictureLabel", { n: things.size, m: relations.length }));
}
