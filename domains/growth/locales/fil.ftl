# Ang inbox at ang gustong marinig.
inbox-tab = Inbox
inbox-title = Inbox
inbox-count = { $count ->
    [0] Inbox, walang bago
    [one] Inbox, { $count } bagong abiso
   *[other] Inbox, { $count } bagong abiso
 }
inbox-filters = Aling mga abiso
inbox-all = Lahat
inbox-unread = Hindi pa nababasa
inbox-new = Bago
inbox-open = Tingnan
inbox-open-what = Tingnan: { $what }
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
notice-followed = { $others ->
    [0] Fino-follow ka ni { $who }.
    [one] Fino-follow ka nina { $who } at { $others } pa.
   *[other] Fino-follow ka nina { $who } at { $others } pa.
 }
notice-shop-followed = { $others ->
    [0] Fino-follow ni { $who } ang shop mo.
    [one] Fino-follow nina { $who } at { $others } pa ang shop mo.
   *[other] Fino-follow nina { $who } at { $others } pa ang shop mo.
 }
why-title = Bakit ko ito natanggap?
why-buyer = Dahil binili mo ito.
why-shop = Dahil ikaw ang nag-aasikaso ng shop na ito.
why-owner = Dahil tungkol ito sa iyo.
why-staff = Dahil staff ka ng palengke.
why-fact = Tala { $pos } ito ng log, { $at }.
why-change = Piliin ang gustong marinig
