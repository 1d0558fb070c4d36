# Ang inbox at ang gustong marinig.
inbox-tab = Inbox
inbox-title = Inbox
inbox-count = { $count ->
    [0] Inbox, walang bago
    [one] Inbox, { $count } bagong abiso
   *[other] Inbox, { $count } bagong abiso
 }
inbox-new-count = { $count ->
    [one] { $count } bagong abiso
   *[other] { $count } bagong abiso
 }
inbox-filters = Aling mga abiso
inbox-all = Lahat
inbox-unread = Hindi pa nababasa
inbox-new = Bago
inbox-read-all = Markahang nabasa ang mga ito
inbox-more = Mas luma
inbox-none = Wala pang nangyayari
inbox-none-words = Dito sinasabi ang nangyayari sa mga order, shop at account mo.
inbox-none-go = Tingnan ang bago sa palengke
inbox-none-here = Wala ng ganito.
said-read = Namarkahang nabasa.
topic-orders = Mga order
topic-sales = Benta
topic-money = Pera
topic-people = Mga tao
topic-searches = Hanap
topic-shop = Shop
topic-market = Palengke
topic-safety = Kaligtasan
topic-orders-what = Ang binili ko: bayad, naipadala, dumating, ibinalik
topic-sales-what = Ang naibenta ng shop ko: ipapadala, huli, kontento
topic-money-what = Mga payout ng shop ko
topic-people-what = Sino ang nag-follow at sumagot sa akin
topic-shop-what = Kinalabasan ng mga import ng shop ko
topic-market-what = Ang naghihintay sa staff ng palengke
topics-title = Ano ang gusto mong marinig
topics-why = Bukas ang bawat paksa hangga’t hindi mo isinasara. Hindi na sasabihin ang nangyari habang sarado ito.
topics-safety = Laging sinasabi ang pagbabago ng password, passkey, token at account ng payout.
topics-save = I-save
notice-followed = Fino-follow ka ni { $who }.
notice-followed-two = Fino-follow ka nina { $who } at { $second }.
notice-followed-many = { $others ->
    [one] Fino-follow ka nina { $who }, { $second } at { $others } pa.
   *[other] Fino-follow ka nina { $who }, { $second } at { $others } pa.
 }
notice-shop-followed = Fino-follow ni { $who } ang shop mo.
notice-shop-followed-two = Fino-follow nina { $who } at { $second } ang shop mo.
notice-shop-followed-many = { $others ->
    [one] Fino-follow nina { $who }, { $second } at { $others } pa ang shop mo.
   *[other] Fino-follow nina { $who }, { $second } at { $others } pa ang shop mo.
 }
notice-answered = Sinagot ni { $who } ang komento mo.
notice-answered-two = Sinagot nina { $who } at { $second } ang komento mo.
notice-answered-many = { $others ->
    [one] Sinagot nina { $who }, { $second } at { $others } pa ang komento mo.
   *[other] Sinagot nina { $who }, { $second } at { $others } pa ang komento mo.
 }
notice-commented = Nagkomento si { $who } sa post mo.
notice-commented-two = Nagkomento sina { $who } at { $second } sa post mo.
notice-commented-many = { $others ->
    [one] Nagkomento sina { $who }, { $second } at { $others } pa sa post mo.
   *[other] Nagkomento sina { $who }, { $second } at { $others } pa sa post mo.
 }
notice-shop-commented = Nagkomento si { $who } sa ipinapakita ng shop mo.
notice-shop-commented-two = Nagkomento sina { $who } at { $second } sa ipinapakita ng shop mo.
notice-shop-commented-many = { $others ->
    [one] Nagkomento sina { $who }, { $second } at { $others } pa sa ipinapakita ng shop mo.
   *[other] Nagkomento sina { $who }, { $second } at { $others } pa sa ipinapakita ng shop mo.
 }
notice-liked = Nagustuhan ni { $who } ang post mo.
notice-liked-two = Nagustuhan nina { $who } at { $second } ang post mo.
notice-liked-many = { $others ->
    [one] Nagustuhan nina { $who }, { $second } at { $others } pa ang post mo.
   *[other] Nagustuhan nina { $who }, { $second } at { $others } pa ang post mo.
 }
notice-shop-liked = Nagustuhan ni { $who } ang ipinapakita ng shop mo.
notice-shop-liked-two = Nagustuhan nina { $who } at { $second } ang ipinapakita ng shop mo.
notice-shop-liked-many = { $others ->
    [one] Nagustuhan nina { $who }, { $second } at { $others } pa ang ipinapakita ng shop mo.
   *[other] Nagustuhan nina { $who }, { $second } at { $others } pa ang ipinapakita ng shop mo.
 }
why-title = Bakit ito?
why-buyer = Dahil binili mo ito.
why-shop = Dahil ikaw ang nag-aasikaso ng shop na ito.
why-owner = Dahil tungkol ito sa iyo.
why-search = Dahil itinago mo ang hanap na ito.
why-answered = Dahil ikaw ang sumulat ng sinagot.
why-staff = Dahil staff ka ng palengke.
why-fact = Tala { $pos } ito ng log, { $at }.
why-change = Piliin ang gustong marinig
