# The inbox and what somebody wants to hear of.
inbox-tab = Inbox
inbox-title = Inbox
inbox-count = { $count ->
    [0] Inbox, nothing new
    [one] Inbox, { $count } new notice
   *[other] Inbox, { $count } new notices
 }
inbox-filters = Which notices
inbox-all = All
inbox-unread = Unread
inbox-new = New
inbox-open = Look
inbox-open-what = Look: { $what }
inbox-read-all = Mark these as read
inbox-more = Older
inbox-none = Nothing has happened yet
inbox-none-words = What happens to your orders, your shop and your account is told here.
inbox-none-go = See what is new on the market
inbox-none-here = There is none of these.
said-read = Marked as read.
topic-orders = Orders
topic-sales = Sales
topic-money = Money
topic-people = People
topic-shop = Shop
topic-market = Market
topic-safety = Safety
topic-orders-what = What I bought: paid, sent, arrived, given back
topic-sales-what = What my shop sold: to be sent, late, content
topic-money-what = Payouts of my shop
topic-people-what = Who follows me and answers me
topic-shop-what = What my shop’s imports came to
topic-market-what = What waits for the market’s staff
topics-title = What you hear of
topics-why = Each topic is on until you turn it off. What happened while it was off is not told later.
topics-safety = Changes of your password, passkeys, tokens and payout account are always told.
topics-save = Save
notice-followed = { $others ->
    [0] { $who } follows you.
    [one] { $who } and { $others } other follow you.
   *[other] { $who } and { $others } others follow you.
 }
notice-shop-followed = { $others ->
    [0] { $who } follows your shop.
    [one] { $who } and { $others } other follow your shop.
   *[other] { $who } and { $others } others follow your shop.
 }
why-title = Why did I get this?
why-buyer = Because you bought it.
why-shop = Because you keep this shop.
why-owner = Because it is about you.
why-staff = Because you are on the market’s staff.
why-fact = It is fact { $pos } of the log, { $at }.
why-change = Choose what you hear of
