# 收件箱，以及想听到什么。
inbox-tab = 消息
inbox-title = 消息
inbox-count = { $count ->
    [0] 消息，没有新的
   *[other] 消息，{ $count } 条新的
 }
inbox-filters = 看哪些消息
inbox-all = 全部
inbox-unread = 未读
inbox-new = 新
inbox-open = 查看
inbox-open-what = 查看：{ $what }
inbox-read-all = 这些标为已读
inbox-more = 更早的
inbox-none = 还没有发生什么
inbox-none-words = 订单、店铺和账号有动静，都在这里告诉你。
inbox-none-go = 看看市场上有什么新东西
inbox-none-here = 这里没有。
said-read = 已标为已读。
topic-orders = 订单
topic-sales = 销售
topic-money = 钱款
topic-people = 往来
topic-shop = 店铺
topic-market = 市场
topic-safety = 安全
topic-orders-what = 我买的：已付、已发、送达、退款
topic-sales-what = 我店里卖出的：待发、延误、买家满意
topic-money-what = 店铺的提现
topic-people-what = 谁关注我、回复我
topic-shop-what = 店铺导入的结果
topic-market-what = 等市场工作人员处理的事
topics-title = 想听到什么
topics-why = 每个主题默认开着，直到你关掉。关着时发生的事，之后不会补发。
topics-safety = 密码、通行密钥、令牌和收款账户的变更，一定会告诉你。
topics-save = 保存
notice-followed = { $others ->
    [0] { $who } 关注了你。
   *[other] { $who } 和另外 { $others } 人关注了你。
 }
notice-shop-followed = { $others ->
    [0] { $who } 关注了你的店。
   *[other] { $who } 和另外 { $others } 人关注了你的店。
 }
why-title = 为什么收到这条？
why-buyer = 因为是你买的。
why-shop = 因为你打理这家店。
why-owner = 因为事关你本人。
why-staff = 因为你是市场的工作人员。
why-fact = 日志第 { $pos } 条，{ $at }。
why-change = 选择想听到什么
