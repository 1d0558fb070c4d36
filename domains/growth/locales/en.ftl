# The inbox and what somebody wants to hear of.
inbox-tab = Inbox
inbox-title = Inbox
inbox-count = { $count ->
    [0] Inbox, nothing new
    [one] Inbox, { $count } new notice
   *[other] Inbox, { $count } new notices
 }
inbox-new-count = { $count ->
    [one] { $count } new notice
   *[other] { $count } new notices
 }
inbox-filters = Which notices
inbox-all = All
inbox-unread = Unread
inbox-new = New
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
topic-searches = Searches
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
notice-followed = { $who } follows you.
notice-followed-two = { $who } and { $second } follow you.
notice-followed-many = { $others ->
    [one] { $who }, { $second } and { $others } other follow you.
   *[other] { $who }, { $second } and { $others } others follow you.
 }
notice-shop-followed = { $who } follows your shop.
notice-shop-followed-two = { $who } and { $second } follow your shop.
notice-shop-followed-many = { $others ->
    [one] { $who }, { $second } and { $others } other follow your shop.
   *[other] { $who }, { $second } and { $others } others follow your shop.
 }
notice-answered = { $who } answered your comment.
notice-answered-two = { $who } and { $second } answered your comment.
notice-answered-many = { $others ->
    [one] { $who }, { $second } and { $others } other answered your comment.
   *[other] { $who }, { $second } and { $others } others answered your comment.
 }
notice-commented = { $who } commented on your post.
notice-commented-two = { $who } and { $second } commented on your post.
notice-commented-many = { $others ->
    [one] { $who }, { $second } and { $others } other commented on your post.
   *[other] { $who }, { $second } and { $others } others commented on your post.
 }
notice-shop-commented = { $who } commented on what your shop shows.
notice-shop-commented-two = { $who } and { $second } commented on what your shop shows.
notice-shop-commented-many = { $others ->
    [one] { $who }, { $second } and { $others } other commented on what your shop shows.
   *[other] { $who }, { $second } and { $others } others commented on what your shop shows.
 }
notice-liked = { $who } liked your post.
notice-liked-two = { $who } and { $second } liked your post.
notice-liked-many = { $others ->
    [one] { $who }, { $second } and { $others } other liked your post.
   *[other] { $who }, { $second } and { $others } others liked your post.
 }
notice-shop-liked = { $who } liked what your shop shows.
notice-shop-liked-two = { $who } and { $second } liked what your shop shows.
notice-shop-liked-many = { $others ->
    [one] { $who }, { $second } and { $others } other liked what your shop shows.
   *[other] { $who }, { $second } and { $others } others liked what your shop shows.
 }
why-title = Why this?
why-buyer = Because you bought it.
why-shop = Because you keep this shop.
why-owner = Because it is about you.
why-search = Because you keep this search.
why-answered = Because you wrote what was answered.
why-staff = Because you are on the market’s staff.
why-fact = It is fact { $pos } of the log, { $at }.
why-change = Choose what you hear of
