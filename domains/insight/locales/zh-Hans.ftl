# 同意统计什么。
counting-title = 统计什么
counting-why = 同意与否，市场用起来都一样。你在这台设备上说可以之前，什么都不统计。
counting-refused = 你的浏览器要求网站不要跟踪你。照办：不论下面勾选什么，都不统计。
counting-analytics = 打开了哪些页面，只看总数
counting-personalisation = 我看了什么，用来挑选给我看的内容
counting-marketing = 写给我的消息有没有用
counting-save = 保存这个选择
counting-none = 全都不同意
counting-how = 怎样统计
counting-day = 没有账号时，你的设备有一个只用一天的名字。钥匙当天销毁，明天没人知道你今天来过。
counting-person = 有账号时，你有一个随机编号。只有一行记录把它和你连起来；你全都不同意后，这一行就没了。
counting-sums = 运营者只看到总数，少于 10 人的数字不显示。
counting-orders = 订单和钱来自账簿，与这里无关。
counting-end = 随时可以更改，从下一页起生效。
refusal-unknown_signal = 这个页面报告了不统计的内容，什么都没有收下。
refusal-signals_full = 现在发生的事太多，来不及统计。除了一次计数，你什么也没有损失。
refusal-too_many_signals = 一次请求最多 500 条，什么都没有收下。
