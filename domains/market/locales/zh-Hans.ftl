# The cart.
cart-title = 购物车
cart-count = { $count ->
    [0] 购物车，空的
   *[other] 购物车，{ $count } 件
}
cart-empty = 购物车还是空的
cart-empty-text = 你放进来的东西在这里等着，价格已含全部费用。别人看不到。
cart-look-around = 去逛逛
cart-ships = { $days } 天内发货
cart-quantity = { $title } 的数量
cart-less = 少一件
cart-more = 多一件
cart-left = { $count ->
    [0] 没有了
   *[other] 只剩 { $count } 件
}
cart-take = 买 { $count } 件
cart-remove = 移除
cart-remove-one = 移除 { $title }
cart-removed = 已移除 { $title }。
cart-undo = 撤销
cart-sorry = 没有保存成功。购物车没有变，请再试一次。
cart-sold-out = 已售完。先留在这里，也许会补货；不计入总价。
cart-fewer = 只剩 { $count } 件。在你选定之前不计入总价。
cart-price-changed = 放进来时是 { $was }，现在是 { $now }。
cart-gone = 已不再出售
cart-something = 已不再出售的商品
cart-not-held = 放进购物车不等于预留。确认下单时才为你保留。
cart-total = 总价
cart-all-in = 送到{ $place }，一共支付
cart-all-in-short = 一共
cart-goods = 商品价格，不含运费
cart-delivery-unknown = 运费要看送到哪里（只知道{ $place }还不够）。付款前结算页会写明。
cart-how = 总价是怎么来的
cart-check-out = 结算 { $count } 件
cart-check-out-in = 用 { $currency } 结算 { $count } 件
cart-check-out-plain = 去结算
cart-paybar = 总价和结算
cart-bridge = 货款先留在桥上，等你确认没有问题。
said-in-cart = 已加入购物车。

# How a total is made.
sum-goods = 商品，{ $count } 件
sum-delivery = 运费，{ $name }
sum-of-shop = { $shop }：{ $what }
sum-total = 应付总额，之后不再加价
sum-total-paid = 合计，含税

# What a listing is offered for.
offer-all-in = 送到{ $place }共 { $total }
offer-delivery-unknown = 运费要看送到哪里，付款前结算页会写明
offer-how = 这个价格是怎么来的
offer-sold-out = 已售完，现在不能下单。
offer-quantity = 数量
offer-add = 加入购物车
offer-buy = 立即购买
offer-buying = 正在打开结算页
offer-paybar = 购买
offer-sorry = 没有加入购物车，请再试一次。
offer-lying = 购物车里已有 { $count } 件。
offer-way = { $name }：{ $least } 至 { $most } 天送到。
offer-to-cart = 去购物车

# The checkout.
checkout-title = 结算
checkout-total = 一共支付
checkout-count = { $shops } 家店的 { $count } 件，送到{ $place }
checkout-not-held = 按下最后的按钮之前，不保留也不扣款。之后商品为你保留 { $span }，等你付款。
checkout-no-total = 写明送到哪里，总价就会显示在这里。
checkout-where = 送到哪里
checkout-elsewhere = 其他地方
checkout-elsewhere-text = 填写另一个地址
checkout-look = 更新总价
checkout-delivery = 配送
checkout-delivery-of = { $shop } 的配送
checkout-arrives = { $days }送到
checkout-method = 怎么付款
checkout-gateway = 电子钱包、银行卡或转账
checkout-gateway-text = 在支付服务的页面付款，之后回到这里
checkout-cash = 货到付款（现金）
checkout-cash-text = 收到时付款，桥上不留货款。
checkout-no-cash-shop = 这里不是每家店都收现金
checkout-no-cash-guest = 需要先有账号
checkout-no-cash-refused = 最近有一个包裹被拒收，这次请先付款
checkout-summary = 摘要
checkout-how = 总价是怎么来的
checkout-protects = 货款留在桥上，直到你确认收货，或送达 { $look } 天之后。{ $days } 天内没有发货，你可以取消并全额退回。
checkout-protects-cash = 货到才付，只付这个数。{ $days } 天内没有发货，你可以取消。
checkout-go = 支付 { $total }
checkout-order = 下单，货到付 { $total }
checkout-going = 正在下单
checkout-paybar = 付款
checkout-gone = “{ $title }”已不再出售。
checkout-sold-out = “{ $title }”已售完。
checkout-fewer = “{ $title }”只剩 { $count } 件。
checkout-price = “{ $title }”原来是 { $was }，现在是 { $now }。
checkout-changed = 送到那里的运费和你看到的不同。
checkout-now = 没有扣款。现在的总价是 { $total }。如果合适，请再按一次。
checkout-nothing-left = 没有扣款。这里已没有能买的东西。
checkout-unreachable = { $shops } 不送到那里。请换一个地方，或把这些商品移出购物车。
checkout-too-heavy = 这些商品太重，店家送不到那里。请从购物车里取出一些。
checkout-nothing = 没有要结算的商品
checkout-nothing-text = 购物车是空的。如果刚刚都买下了，就在你的订单里。
checkout-to-orders = 看我的订单
said-placed = 已下单，店家已经知道。

# Addresses.

# Countries.

# What the commands refuse.
refusal-quantity = 同一件商品一次可放 1 到 999 件。没有任何改动。
refusal-not_offered = 这件商品已不再出售。没有扣款。
refusal-cart_full = 购物车最多放 100 种商品。没有任何改动。
refusal-sold_out = 剩下的不够你要的数量。没有扣款。
refusal-price_changed = 价格变了。没有扣款。
refusal-total_changed = 总价变了。没有扣款。
refusal-quote_expired = 这个总价已过期。没有扣款，请再看一次。
refusal-destination_changed = 送达地和总价计算时的不同。没有扣款。
refusal-empty_cart = 购物车是空的。如果刚刚都买下了，就在你的订单里。
refusal-currencies = 这些商品的币种不同，请一次买一个币种的。
refusal-no_delivery = 不是每家店都送到那里。没有扣款。
refusal-unknown_choice = 店家不提供送到那里的这种方式。没有扣款。
refusal-no_cash = 这次不能货到付款。没有下单。
refusal-unknown_method = 没有这种付款方式。没有下单。
refusal-price = 这个购物车算不出价格。没有扣款。
