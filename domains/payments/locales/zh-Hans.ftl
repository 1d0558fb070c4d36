notice-payment-captured = 已收到你的付款 { $amount }。
notice-payment-declined = 付款未成功，没有扣款。请重试或换一种方式付款。
notice-payment-expired = 付款时间已过，没有扣款。
notice-refund-begun = { $amount } 正在退回给你。
notice-refund-arrived = 退款 { $amount } 已付出。
notice-refund-failed = 一笔退款失败，钱仍在这里。请查看并用其他方式退回。
notice-payment-charged-back = 付款人的银行收回了 { $amount }。由谁承担，见被银行收回的付款列表。
notice-payment-charge-borne = 银行收回的款项有一部分由未发出的退款或市场承担。金额见被银行收回的付款列表。
notice-payout-begun = 汇款 { $amount } 正在途中。
notice-payout-arrived = 你的汇款已付出。
notice-payout-came-back = 你的汇款被退回，钱已回到余额。请核对收款账户，然后重新申请汇款。
notice-payout-parked = 一笔汇款还没有结果，等你查看。
notice-payout-destination-set = 你的收款账户已更改，{ $usable_from } 起可用。如果不是你本人操作，请在此之前改回并告诉我们。

# What a payout is refused for.
refusal-no_destination = 请先设置这家店的收款账户。没有动任何钱。
refusal-destination_cooling = 收款账户在 48 小时内改过。为了安全，暂时不会汇过去；钱仍然可用。
refusal-below_minimum = 低于每次汇款的最低金额。没有动任何钱。
refusal-insufficient = 超过现在可以汇出的金额。没有动任何钱。
refusal-no_gateway = 这个市场不能用这种方式汇款。没有改动任何内容。
refusal-destination = 账户是 5 至 200 个字母、数字和符号，按支付服务的写法。没有改动任何内容。
refusal-owner_only = 只有店主可以这样做。没有改动任何内容。

# Leaving the market for good.
refusal-refund_open = 有退款正在退给你。请等它到账。
refusal-shop_money_open = 你的店铺还有没提取的钱。请先提取，并等它到账。
