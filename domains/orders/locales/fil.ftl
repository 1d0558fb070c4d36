notice-order-paid = Bayad na. Ipapadala ito ng tindahan hanggang { $ship_by }; nasa tulay pa ang bayad mo.
notice-order-to-ship = Bayad na ang order { $number }. Ipadala ito hanggang { $ship_by }.
notice-order-expired = Hindi nabayaran sa oras ang order { $number }. Walang siningil.
notice-order-cancelled = Kinansela ang order { $number }. Ibabalik ang nabayad.
notice-order-shipped = Papunta na ang order { $number }.
notice-order-late = Huli na ang tindahan sa order { $number }. Puwede mo na itong kanselahin.
notice-order-late-shop = Huli na ang order { $number }. Puwede na itong kanselahin ng mamimili.
notice-order-given-up = Hindi naipadala ang order { $number } kaya kinansela ito. Ibabalik ang nabayad.
notice-order-delivered = Dumating na ang order { $number }. Tingnan ito hanggang { $look_until }, saka babayaran ang tindahan.
notice-order-refused = Hindi tinanggap sa pinto ang parsela ng order { $number }.
notice-order-confirmed = Kuntento ang mamimili ng order { $number }.
notice-order-complete = Tapos na ang order { $number }.
notice-order-not-received = Sabi ng mamimili, hindi dumating ang order { $number }. Ibinalik ang bayad.
notice-order-released = Puwede nang kunin ang parte mo sa order { $number }.
notice-order-charged-back = Binawi ng bangko ng mamimili ang bayad sa order { $number }. Ibinalik ang parte mo nito.
notice-order-charged-back-buyer = Binawi ng bangko mo ang { $amount } para sa order { $number }. Natatapos ang order na wala nang bayad.

# The list of orders.
orders-tab = Mga order
orders-title = Mga order
orders-needs_me = Hinihintay ka
orders-under_way = Papunta na
orders-done = Tapos na
orders-empty-needs_me = Walang naghihintay sa iyo
orders-empty-text-needs_me = Narito ang naghihintay ng bayad o tingin mo, kasama ang takdang oras.
orders-empty-under_way = Walang papunta
orders-empty-text-under_way = Narito ang nabayaran mo hanggang nasa iyo na.
orders-empty-done = Wala pang natatapos
orders-empty-text-done = Narito ang mga tapos o kinansela na.
orders-look-around = Tumingin-tingin
orders-open = Tingnan ang nangyayari
orders-from = { $count ->
    [one] { $shop }, { $count } item
   *[other] { $shop }, { $count } item
}
orders-and-more = { $count ->
    [one] { $shop }, at { $count } pa
   *[other] { $shop }, at { $count } pa
}
orders-find = Hanapin ang order sa numero nito
orders-find-go = Hanapin
orders-unknown = Wala kang order na { $number }. Ganito ang itsura nito: R-1234567G.
orders-pages = Iba pang order
orders-more = Mas lumang order

# One order.
order-number = Order { $number }
order-placed = Order { $number } · in-order { $at }
memory-yours = { $count } beses ka nang bumili rito, ang huli ay noong { $day }.
memory-theirs = { $count } beses nang bumili sa iyo, ang huli ay noong { $day }.
order-details = Detalye ng order
order-money = Nasaan ang pera mo
order-money-shop = Nasaan ang pera
order-happens = Ang mangyayari
order-done = tapos na
order-by = hanggang { $day }
order-pieces = { $count ->
    [one] { $count } piraso
   *[other] { $count } piraso
}
order-goes-to = Ihahatid sa
order-address-gone = Hindi na itinatago ang address. Binubura ito dalawang taon pagkatapos ng order.
order-invoice = Resibong puwedeng i-print
order-show = Ipakita ang { $title } sa isang post
order-doing = Sandali lang
order-pay = Bayaran ang { $total }

order-next-you = Ikaw ang susunod.
order-next-buyer = Ang mamimili ang susunod.
order-next-shop = { $shop } ang susunod.
order-next-carrier = Ang courier ang susunod.
order-next-gateway = Ang serbisyo sa bayad ang susunod.
order-next-nobody = Wala nang kailangang gawin.
order-charged-buyer = Binawi ng bangko mo ang { $amount } nito.
order-charged-shop = Binawi ng bangko ng mamimili ang { $amount } nito; { $share } doon ang sa tindahan. Ang nakuha na ay babayaran sa susunod na payout.

# What comes next, by when, and what happens otherwise: as the buyer reads it.
order-head-buyer-pay = Magbayad hanggang { $exact }
order-say-buyer-pay = Nakatabi ang paninda para sa iyo hanggang doon. Pagkatapos, babalik ito sa estante at walang sisingilin.
order-head-buyer-ship = Ipapadala ng tindahan hanggang { $day }
order-say-buyer-ship = Kung hindi pa papunta hanggang { $exact }, puwede mo itong kanselahin agad. Sa { $end } kakanselahin namin ito at mababalik ang lahat sa iyo.
order-say-buyer-ship-cash = Kung hindi pa papunta hanggang { $exact }, puwede mo itong kanselahin agad. Sa { $end } kakanselahin namin ito.
order-head-buyer-late = Huli na ang tindahan, puwede kang magkansela
order-say-buyer-late = Ipinangako ito hanggang { $exact }. Maghintay, o kanselahin ngayon at mababalik ang lahat. Sa { $end } kami na ang magkakansela para sa iyo.
order-say-buyer-late-cash = Ipinangako ito hanggang { $exact }. Maghintay, o kanselahin ngayon. Sa { $end } kami na ang magkakansela para sa iyo.
order-head-buyer-way = Papunta na, nasa iyo hanggang { $day }
order-say-buyer-way = Hatid ng { $carrier }. Kapag nasa iyo na at ayos, kumpirmahin. Kung wala pa hanggang { $end }, sabihin dito at mababalik ang pera mo.
order-say-buyer-way-cash = Hatid ng { $carrier }, at { $total } ang bayad sa pinto. Kung wala pa hanggang { $end }, sabihin dito.
order-head-buyer-overdue = Dapat ay dumating na ito
order-say-buyer-overdue = Sabihing hindi ito dumating, at babalik ang pera sa iyo. Kung wala kang sabihin hanggang { $end }, ituturing naming ayos ang lahat.
order-say-buyer-overdue-cash = Sabihing hindi ito dumating, at matatapos ang order. Kung wala kang sabihin hanggang { $end }, ituturing naming ayos ang lahat.
order-head-buyer-look = Tingnan ito hanggang { $day }
order-say-buyer-look = Kung ayos, kumpirmahin at mababayaran ang tindahan. Kung wala kang sabihin hanggang { $exact }, ituturing naming ayos ang lahat.
order-say-buyer-look-cash = Kung ayos, kumpirmahin. Kung wala kang sabihin hanggang { $exact }, ituturing naming ayos ang lahat.
order-head-buyer-complete = Tapos na
order-say-buyer-complete = Maghihintay ang parte ng tindahan hanggang { $exact }; pagkatapos ay puwede na nila itong kunin.
order-say-buyer-complete-cash = Nagbayad ka sa pinto, at nasa tindahan na ang pera.
order-head-buyer-settled = Tapos na, at bayad na ang tindahan
order-say-buyer-settled = Salamat sa pagbili rito.
order-head-buyer-expired = Hindi nabayaran sa oras
order-say-buyer-expired = Bumalik sa estante ang paninda. Walang siningil.
order-head-buyer-cancelled = Kinansela na
order-say-buyer-cancelled = Walang siningil.
order-head-buyer-back = Pabalik na ang pera mo
order-say-buyer-back = Babalik ang { $total } sa dinaanan nito. Ilang minuto sa karamihan ng serbisyo, ilang araw sa ibang bangko.
order-head-buyer-returned = Kinansela na, at nakabalik na ang pera mo
order-say-buyer-returned = Ibinalik ang { $total } noong { $exact }.
order-head-buyer-taken = Kinansela, dahil binawi ng bangko mo ang bayad
order-say-buyer-taken = Nasa iyo na ulit ang { $total }, kaya tapos na ang order na ito. Kung hindi sinasadya, mag-order ulit.
order-head-buyer-refused = Hindi tinanggap sa pinto
order-say-buyer-refused = Babalik ang parsela sa tindahan. Walang siningil.

# As the shop reads it.
order-head-shop-pay = Magbabayad ang mamimili hanggang { $exact }
order-say-shop-pay = Nakatabi ang paninda hanggang doon. Pagkatapos ay babalik ito sa estante mo.
order-head-shop-ship = Ipadala ito hanggang { $day }
order-say-shop-ship = Kung hindi pa papunta hanggang { $exact }, puwedeng magkansela agad ang mamimili. Sa { $end } kakanselahin ito ng palengke.
order-head-shop-late = Huli ka na rito
order-say-shop-late = Ipinangako ito hanggang { $exact }, at puwede nang magkansela ang mamimili. Sa { $end } kakanselahin ito ng palengke.
order-head-shop-way = Papunta na, dapat dumating hanggang { $day }
order-say-shop-way = Kung wala pa sa mamimili hanggang { $end }, puwede nila itong sabihin at mababalik ang pera.
order-say-shop-way-cash = Kukunin ng courier ang { $total } sa pinto.
order-head-shop-look = Tinitingnan ng mamimili hanggang { $day }
order-say-shop-look = Kapag kinumpirma nila, o sa { $exact } kung wala silang sabihin, sa iyo na ang parte mo.
order-head-shop-complete = Tapos na
order-say-shop-complete = Puwede nang kunin ang parte mo mula { $exact }.
order-say-shop-complete-cash = Nasa iyo na ang pera; babawasin ang parte ng palengke sa susunod mong kukunin.
order-head-shop-settled = Tapos na, at sa iyo na ang parte mo
order-say-shop-settled = Puwede na itong kunin.
order-head-shop-expired = Hindi nabayaran sa oras
order-say-shop-expired = Nasa estante mo na muli ang paninda.
order-head-shop-cancelled = Kinansela na
order-say-shop-cancelled = Nasa estante mo na muli ang paninda.
order-head-shop-back = Kinansela na
order-say-shop-back = Babalik ang { $total } sa mamimili.
order-head-shop-returned = Kinansela na
order-say-shop-returned = Nasa mamimili na muli ang { $total }.
order-head-shop-taken = Kinansela, dahil binawi ng bangko ng mamimili ang bayad
order-say-shop-taken = Nasa estante mo na muli ang hindi mo pa naipadala. Huwag nang ipadala.
order-head-shop-refused = Hindi tinanggap sa pinto
order-say-shop-refused = Babalik sa iyo ang parsela.

order-state-awaiting_payment = babayaran pa
order-state-to_ship = nasa tindahan
order-state-shipped = papunta na
order-state-delivered = dumating na
order-state-completed = tapos na
order-state-settled = tapos na
order-state-expired = hindi nabayaran
order-state-cancelled = kinansela
order-state-refused = hindi tinanggap

order-step-begun = Na-order
order-step-pay = Nabayaran
order-step-more_time = Humiling ng dagdag na oras sa pagbayad
order-step-time_up = Natapos ang oras ng pagbayad
order-step-cancel = Kinansela
order-step-ship = Ibinigay sa courier
order-step-late = Lumipas ang ipinangakong araw
order-step-give_up = Kinansela ng palengke dahil hindi ipinadala
order-step-deliver = Dumating
order-step-refuse = Hindi tinanggap sa pinto
order-step-confirm = Kinumpirma
order-step-extend = Humiling ng dagdag na oras sa pagtingin
order-step-complete = Natapos ang oras ng pagtingin
order-step-not_received = Sabi ng mamimili, hindi dumating
order-step-silence = Matagal na walang sinabi: itinuring na ayos
order-step-release = Puwede nang kunin ng tindahan ang parte nito
order-step-charge_back = Binawi ng bangko ng mamimili ang bayad
order-step-charge_back-you = Binawi ng bangko mo ang bayad
order-step-returned = Nakabalik na ang pera

order-comes-pay-you = Magbabayad ka
order-comes-look-you = Titingnan at kukumpirmahin mo
order-comes-pay = Magbabayad ang mamimili
order-comes-ship = Ieempake at ipapadala ng { $shop }
order-comes-way = Papunta na
order-comes-look = Titingnan at kukumpirmahin ng mamimili
order-comes-share = Mababayaran ang tindahan
order-comes-back = Pabalik ang pera

order-do-more_time = Kailangan ko ng dagdag na oras
order-do-ship = Iempake at ipadala
order-do-confirm = Ayos ito, kumpirmahin
order-do-deliver = Dumating na
order-do-refuse = Hindi ito tinanggap
order-do-extend = Tatlong araw pa para tumingin
order-do-not_received = Hindi ito dumating
order-do-cancel = Kanselahin ang order
order-do-cancel-refund = Kanselahin at ibalik ang bayad

order-ask-back = Hayaan na lang
order-ask-cancel = Kanselahin ang order na ito?
order-ask-cancel-buyer-paid = Babalik sa iyo ang { $total } sa paraan ng pagbayad mo. Hindi na ito mababawi; puwede kang mag-order muli habang may stock.
order-ask-cancel-buyer-unpaid = Walang siningil. Babalik sa estante ang paninda.
order-ask-cancel-buyer-cash = Walang siningil. Babalik sa estante ang paninda.
order-ask-cancel-shop-paid = Babalik ang { $total } sa mamimili, at babalik ang paninda sa estante mo. Hindi na ito mababawi.
order-ask-cancel-shop-unpaid = Babalik ang paninda sa estante mo. Hindi na ito mababawi.
order-ask-cancel-shop-cash = Babalik ang paninda sa estante mo. Hindi na ito mababawi.
order-ask-confirm = Ayos ba ang lahat?
order-ask-confirm-buyer = Dito aalis ang pera sa tulay at mababayaran ang { $shop }. Kung may mali o kulang, huwag munang kumpirmahin.
order-ask-confirm-buyer-cash = Dito matatapos ang order. Kung may mali o kulang, huwag munang kumpirmahin.
order-ask-not_received = Hindi ba ito dumating?
order-ask-not_received-buyer = Babalik sa iyo ang { $total }. Sasabihan ang tindahan, at sila ang mananagot sa biyahe.
order-ask-not_received-buyer-cash = Matatapos ang order. Walang siningil.
order-ask-deliver = Dumating na ba ito?
order-ask-deliver-shop = Sabihin lang kung alam mo. Magsisimula ngayon ang oras ng pagtingin ng mamimili.
order-ask-refuse = Hindi ba ito tinanggap?
order-ask-refuse-shop = Matatapos ang order, at babalik sa iyo ang parsela.
said-order-cancelled = Kinansela na.
said-order-confirmed = Kumpirmado. Bayad na ang tindahan.
said-order-not-received = Naitala. Babalik sa iyo ang pera mo.
said-order-delivered = Naitala. Titingnan na ito ng mamimili.
said-order-refused = Naitala. Tapos na ang order.
said-order-more-time = May ganoon ka ring katagal na oras muli.
said-order-extended = May tatlong araw ka pa.
said-paid = Bayad na. Nasa tulay pa ang bayad mo.

# The bridge.
bridge-you = Ikaw
bridge-top = Nasa tulay
bridge-shop = Tindahan
bridge-buyer = Mamimili
bridge-your-shop = Tindahan mo
bridge-coin-you = Ang tulay. Nasa mamimili pa ang pera.
bridge-coin-top = Ang tulay. Nasa tuktok ang pera, hawak.
bridge-coin-shop = Ang tulay. Nasa panig ng tindahan ang pera.
bridge-coin-back = Ang tulay. Naglalakad pabalik sa mamimili ang pera.
bridge-boat-shop = Nasa panig pa ng tindahan ang parsela.
bridge-boat-way = Nasa ilalim ng tulay ang parsela, papunta na.
bridge-boat-you = Nasa panig na ng mamimili ang parsela.
bridge-you-pay = magbabayad ng { $amount }
bridge-you-paid = nagbayad ng { $amount }
bridge-you-at-the-door = { $amount } sa pinto
bridge-you-get = ibabalik ang { $amount }
bridge-you-have = naibalik na ang { $amount }
bridge-top-held = hawak ng { $market } ang { $amount }
bridge-top-until = hanggang makumpirma
bridge-top-cash = walang perang naghihintay rito
bridge-top-empty = walang hawak
bridge-shop-gets = tatanggap ng { $amount }
bridge-shop-after = pagkatapos
bridge-shop-after-cash = sa pinto
bridge-shop-has = nakatanggap ng { $amount }
bridge-shop-on = mula { $day }
bridge-shop-nothing = walang tatanggapin

money-how = Paano hinati ang { $total }
money-you-pay = Bayad ng mamimili
money-order-total = Bayad sa pinto
money-to-market = Mula roon, bayad sa palengke, sagot ng tindahan
money-to-shop = Mula roon, sa tindahan
money-tax = Buwis na kasama rito
money-where = Nasaan ito, ayon sa talaan
money-on-the-bridge = Nasa tulay ngayon
money-moved-collect = Dumating sa tulay
money-moved-cash = Binayaran sa pinto
money-moved-return = Bumalik
money-moved-commission = Sa palengke
money-moved-share = Sa tindahan
money-moved-clawback = Binawi ng bangko ng mamimili
money-moved-other = Inilipat

parcel-sent = Ibinigay na
parcel-in_transit = Papunta na
parcel-out_for_delivery = Inihahatid na
parcel-delivered = Naihatid na
parcel-refused = Hindi tinanggap
parcel-returned = Nasa tindahan na muli

# A payment.
payment-head-opening = Binubuksan ang bayaran
payment-say-opening = Hinihingi pa ang page ng serbisyo sa bayad. Kusa itong magpapatuloy; wala pang siningil.
payment-head-open = Hindi pa bayad
payment-say-open = Bayaran ang { $total } hanggang { $by }. Kung kababayad mo lang, sandali lang bago ito sabihin sa amin ng serbisyo; kusang magpapatuloy ang page na ito.
payment-head-declined = Tinanggihan ang bayad
payment-say-declined = Walang siningil. Nakatabi pa ang paninda para sa iyo; subukan muli sa pareho o ibang paraan, hanggang { $by }.
payment-head-captured = Bayad na
payment-say-captured = Narito na ang { $total }.
payment-head-refunded = Bumalik na ang pera
payment-say-refunded = Ibinalik ang { $total }.
payment-head-over = Tapos na ang bayarang ito
payment-say-over = Wala nang mababayaran dito, at walang siningil. Kusang babalik ang anumang papasok pa.
payment-safe = Nasa tulay ang bayad mo hanggang sabihin mong ayos ang dumating.
payment-orders = Para saan ito
payment-again = Subukan muling bayaran ang { $total }
payment-to-orders = Tingnan ang mga order mo

# An invoice.
invoice-title = Resibo ng order { $number }
invoice-goods = Paninda
invoice-what = Ano
invoice-count = Ilan
invoice-unit = Bawat isa
invoice-sum = Halaga
invoice-all-goods = Lahat ng paninda
invoice-from = Mula sa
invoice-to = Para kay
invoice-note = Binili sa { $market }, { $url }.
invoice-back = Bumalik sa order

# What the commands refuse.
refusal-not_now = Hindi ito magagawa sa puntong ito ng order. Walang nabago.
refusal-changed = Nagpatuloy ang order mula nang tingnan mo. Ganito na ito ngayon.
refusal-not_yours = Ang kabilang panig ang gagawa nito. Walang nabago.
refusal-unknown_event = Walang ganoong magagawa. Walang nabago.
refusal-more_time_given = Mayroon ka nang mas mahabang oras sa pagbayad. Hindi nagbago ang takda.
refusal-no_parcel = Sabihin muna kung aling parsela. Walang nabago.
refusal-not_late = May oras pa ang tindahan para ipadala. Kung hindi, puwede kang magkansela sa takda.
refusal-not_overdue = Maaaring dumating pa sa oras ang parsela. Nasa tulay ang pera mo hanggang magsabi ka.
refusal-paid_already = Nabayaran ito bago ipinadala; ibang hakbang ang pagsasauli.
refusal-extended = Mayroon ka nang mas mahabang oras sa pagtingin. Walang nabago.
refusal-number = Hindi ito numero ng order. Ganito ang itsura nito: R-1234567G.
refusal-too_many_tries = Napakaraming beses nang sinubukan ang bayad na ito. Mag-order muli; walang siningil.

# Ang araw ng nagtitinda, at ang naghihintay sa mamimili.
studio-to-send = { $count ->
    [one] { $count } order na ipapadala
   *[other] { $count } order na ipapadala
 }
studio-nothing-to-send = Walang ipapadala.
studio-by = hanggang { $day }
studio-carrier = Courier
studio-tracking = Tracking number
studio-sent = Markahang naipadala
said-order-sent = Naitala: papunta na ito. Nakikita na ng mamimili.
me-order-awaiting_payment = May order na hindi pa bayad
me-order-delivered = Sabihin kung ayos ang lahat
me-order-look = Tingnan

# A shop's money.
till-title = Pera
till-open = Buksan
till-available = puwede nang kunin
till-pending = hawak pa
till-bridge = nasa tulay
till-on-its-way = papunta na sa iyo
till-paid-out = naipadala na sa iyo
till-free = puwedeng ipadala sa iyo ngayon
till-not-yet = Hindi pa puwedeng ipadala
till-how = Paano nabuo ang halagang ito
till-in-the-books = Puwede ayon sa talaan
till-owed = Bayad sa palengke ng mga order na binayaran sa pinto
till-owed-back = Binawi ng bangko ng mga mamimili
till-send = Ipadala ang { $amount }
till-nothing = Wala pang maipapadala.
till-too-little = Hindi bababa sa { $least } ang bawat padala.
till-say-where = Itakda kung saan ipapadala
till-goes-to = Kung saan ito pupunta
till-nowhere = Wala pang nagsasabi kung saan pupunta ang pera ng tindahang ito.
till-set-at = Itinakda noong { $at }
till-cooling = Binago ito. Para ligtas, walang ipapadala roon bago ang { $from }; nasa iyo pa rin ang pera.
till-change = Palitan
till-owner-says = May-ari lang ng tindahan ang nagsasabi kung saan pupunta ang pera nito.
till-payouts = Mga naipadala sa iyo
till-no-payouts = Wala pang naipadala.
till-asked-at = Hiningi noong { $at }
till-payout-asked = Hiningi na
till-payout-sent = Papunta na
till-payout-paid = Dumating
till-payout-failed = Bumalik
till-payout-parked = Tinitingnan
till-payout-failed-why = Puwede na ulit ang pera. Suriin kung saan ito pupunta, saka
till-ask-again = hingin ulit
till-payout-parked-why = Wala pang nagsasabi kung ano ang nangyari rito. Tinitingnan na ng mga tao ng palengke; ligtas ang pera sa talaan.
till-files = Mga file
till-csv-statement = Talaan bilang spreadsheet (CSV)
till-csv-invoices = Mga invoice bilang spreadsheet (CSV)
till-held-title = Ano ang hawak, at hanggang kailan
till-bridges = { $count ->
    [one] { $count } order sa tulay, { $total }
   *[other] { $count } na order sa tulay, { $total }
 }
till-none-held = Walang hawak na pera ng tindahang ito.
till-all-held = Lahat ng hawak
till-order = Order
till-why = Bakit
till-yours = Mapapasaiyo
till-share = Bahagi mo
till-why-to_ship = Ipapadala mo hanggang { $day }
till-why-late = Dapat naipadala hanggang { $day }; puwedeng kanselahin ng mamimili
till-why-shipped = Papunta na sa mamimili
till-why-delivered = Titingnan ng mamimili hanggang { $day }; ang pananahimik ay pagsang-ayon
till-why-completed = Kumpleto; hawak hanggang { $day } kung sakaling may lumitaw
till-at-the-latest = { $day } ang pinakahuli
till-once-sent = Pagkatapos mong ipadala
till-statement = Talaan
till-all-lines = Lahat ng linya
till-adds-up = Ang kabuuan ng mga linya ay { $whole }: { $available } ang puwede na at { $pending } ang hawak pa.
till-no-lines = Wala pang gumalaw na pera.
till-what = Ano
till-when = Kailan
till-amount = Halaga
till-after = Sa iyo pagkatapos
till-line-share = Bahagi mo sa order
till-line-payout = Ipinadala sa iyo
till-line-payout_back = Bumalik
till-line-settle_cash = Bayad sa palengke ng mga order na binayaran sa pinto
till-line-clawback = Binawi ng bangko ng mamimili mula sa order
till-line-settle_receivable = Binawi ng bangko ng mga mamimili
till-more = Mas nauna
till-send-title = Magpadala ng pera
till-at-most = Hanggang { $free }
till-send-what = Aalis agad ito sa balanse mo at dadaan sa serbisyo ng bayad. Kung bumalik, puwede na ulit ito.
till-send-go = Ipadala
till-sending = Hinihingi
till-back = Bumalik sa pera
till-where-title = Kung saan pupunta ang pera mo
till-now = Ngayon ay pumupunta ito sa
till-method = Daan
till-account = Account
till-account-hint = Ayon sa sulat ng serbisyo ng bayad: 5 hanggang 200 letra, numero at tanda.
till-password = Password mo
till-password-hint = Kailangan kung lampas sampung minuto na mula nang mag-sign in ka.
till-first-what = Bisa agad ang unang account.
till-change-what = May bisa ang pagbabago pagkaraan ng 48 oras. Walang ipapadala bago noon, kung sakaling hindi ikaw iyon.
till-where-go = Doon ipadala
said-payout-asked = Nahingi na. Dumadaan na ito sa serbisyo ng bayad.
said-destination-set = Naitala. Doon pupunta ang pera mo.

# Ang mga naibenta ng tindahan.

sold-title = Mga order ng tindahan
sold-all = Lahat ng order
sold-to_send = Ipapadala
sold-under_way = Nasa proseso
sold-done = Tapos na
sold-more = Iba pang order
sold-unknown = Walang order na { $number } ang tindahang ito. Ganito ang itsura nito: R-1234567G.
sold-empty-to_send = Walang ipapadala
sold-empty-text-to_send = Narito ang mga bayad na, kasama ang araw na ipinangako mo; nauuna ang pinakamadalian.
sold-empty-under_way = Walang nasa proseso
sold-empty-text-under_way = Narito ang naghihintay ng bayad, nasa courier, o nasa mamimili na.
sold-empty-done = Wala pang natatapos
sold-empty-text-done = Narito ang mga tapos o kinansela na.

# Leaving the market for good.
refusal-orders_open = May order ka pang hindi tapos. Hintaying dumating ito, o kanselahin.
refusal-shop_orders_open = May mga order pang hindi tapos sa tindahan mo, o perang nakahawak para sa mga ito. Hintaying matapos, o ipasa ang tindahan.
order-somebody-left = Taong umalis na
