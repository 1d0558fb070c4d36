# The cart.
cart-title = Cart
cart-count = { $count ->
    [0] Cart, walang laman
    [one] Cart, { $count } item
   *[other] Cart, { $count } na item
}
cart-empty = Wala pang laman ang cart mo
cart-empty-text = Dito naghihintay ang inilagay mo, kasama na ang lahat sa presyo. Ikaw lang ang nakakakita.
cart-look-around = Tumingin-tingin
cart-ships = { $days ->
    [one] ipapadala sa loob ng { $days } araw
   *[other] ipapadala sa loob ng { $days } na araw
}
cart-quantity = Dami ng { $title }
cart-less = Bawasan ng isa
cart-more = Dagdagan ng isa
cart-left = { $count ->
    [0] Wala nang natira
    [one] { $count } na lang ang natira
   *[other] { $count } na lang ang natira
}
cart-take = { $count ->
    [one] Kunin ang { $count }
   *[other] Kunin ang { $count }
}
cart-remove = Alisin
cart-remove-one = Alisin ang { $title }
cart-removed = Wala na sa cart ang { $title }.
cart-undo = Ibalik
cart-sorry = Hindi iyon na-save. Ganoon pa rin ang cart mo; subukan muli.
cart-sold-out = Ubos na. Mananatili ito rito kung sakaling bumalik, at hindi kasama sa kabuuan.
cart-fewer = { $count ->
    [one] { $count } na lang ang natira. Hindi ito kasama sa kabuuan hangga’t hindi ka pumipili.
   *[other] { $count } na lang ang natira. Hindi ito kasama sa kabuuan hangga’t hindi ka pumipili.
}
cart-price-changed = { $was } ito nang ilagay mo, at { $now } na ngayon.
cart-gone = Hindi na ibinebenta
cart-something = Isang bagay na hindi na ibinebenta
cart-not-held = Hindi pa nakareserba ang nasa cart. Itatabi ito para sa iyo kapag kinumpirma mo.
cart-total = Kabuuan
cart-all-in = Babayaran mo, kasama na ang lahat pati hatid sa { $place }
cart-all-in-short = Kasama na lahat
cart-goods = Paninda, wala pang hatid
cart-delivery-unknown = Depende ang hatid sa pupuntahan (kulang pa ang { $place } para malaman). Ipapakita ito sa checkout bago ka magbayad.
cart-how = Paano nabuo ang kabuuan
cart-check-out = { $count ->
    [one] I-check out ang { $count } item
   *[other] I-check out ang { $count } item
}
cart-check-out-in = { $count ->
    [one] I-check out ang { $count } item sa { $currency }
   *[other] I-check out ang { $count } item sa { $currency }
}
cart-check-out-plain = Mag-check out
cart-paybar = Kabuuan at check out
cart-bridge = Nasa tulay ang bayad mo hanggang sabihin mong ayos ang dumating.
said-in-cart = Nasa cart mo na.

# How a total is made.
sum-goods = { $count ->
    [one] Paninda, { $count } item
   *[other] Paninda, { $count } item
}
sum-delivery = Hatid, { $name }
sum-of-shop = { $shop }: { $what }
sum-total = Babayaran, wala nang idadagdag
sum-total-paid = Kabuuan, kasama ang buwis

# What a listing is offered for.
offer-all-in = { $total } kasama ang hatid sa { $place }
offer-delivery-unknown = Depende ang hatid sa pupuntahan; ipapakita ito sa checkout bago ka magbayad
offer-how = Paano nabuo ang presyong ito
offer-sold-out = Ubos na. Hindi pa maaaring mag-order ngayon.
offer-quantity = Dami
offer-add = Ilagay sa cart
offer-buy = Bilhin ngayon
offer-buying = Binubuksan ang checkout
offer-paybar = Bilhin ito
offer-sorry = Hindi iyon umabot sa cart mo. Subukan muli.
offer-lying = { $count ->
    [one] May { $count } nito sa cart mo.
   *[other] May { $count } nito sa cart mo.
}
offer-way = { $name }: nasa iyo sa loob ng { $least } hanggang { $most } araw.
offer-to-cart = Pumunta sa cart

# The checkout.
checkout-title = Checkout
checkout-total = Babayaran, kasama na ang lahat
checkout-count = { $count ->
    [one] { $count } item
   *[other] { $count } item
} mula sa { $shops ->
    [one] { $shops } tindahan
   *[other] { $shops } tindahan
}, papunta sa { $place }
checkout-not-held = Walang itatabi o sisingilin bago mo pindutin ang huling button. Pagkatapos, { $span } na nakatabi ang paninda para bayaran mo.
checkout-no-total = Sabihin kung saan ihahatid, at lalabas dito ang kabuuan.
checkout-where = Saan ihahatid
checkout-elsewhere = Sa ibang lugar
checkout-elsewhere-text = Maglagay ng ibang address
checkout-look = I-update ang kabuuan
checkout-delivery = Paghahatid
checkout-delivery-of = Paghahatid mula sa { $shop }
checkout-arrives = Dating: { $days }
checkout-method = Paano magbabayad
checkout-gateway = E-wallet, card o bangko
checkout-gateway-text = Sa page ng serbisyo sa bayad; babalik ka rito pagkatapos
checkout-cash = Cash pagdating
checkout-cash-text = Magbabayad ka pagdating. Walang hawak na bayad sa tulay.
checkout-no-cash-shop = Hindi lahat ng tindahan dito ay tumatanggap ng cash pagdating
checkout-no-cash-guest = Kailangan ng account para dito
checkout-no-cash-refused = May parselang tinanggihan sa pinto mo kamakailan, kaya magbayad muna bago ipadala ngayon
checkout-summary = Buod
checkout-how = Paano nabuo ang kabuuan
checkout-protects = { $days ->
    [one] Hawak ng tulay ang bayad hanggang kumpirmahin mong ayos ang dumating, o { $look } araw matapos maihatid. Kung hindi maipadala sa loob ng { $days } araw, puwede mong kanselahin at mababalik ang lahat.
   *[other] Hawak ng tulay ang bayad hanggang kumpirmahin mong ayos ang dumating, o { $look } araw matapos maihatid. Kung hindi maipadala sa loob ng { $days } na araw, puwede mong kanselahin at mababalik ang lahat.
}
checkout-protects-cash = { $days ->
    [one] Sa pinto ka magbabayad, at ito lang ang halaga. Kung hindi maipadala sa loob ng { $days } araw, puwede mong kanselahin.
   *[other] Sa pinto ka magbabayad, at ito lang ang halaga. Kung hindi maipadala sa loob ng { $days } na araw, puwede mong kanselahin.
}
checkout-go = Bayaran ang { $total }
checkout-order = Mag-order, { $total } pagdating
checkout-going = Inilalagay ang order mo
checkout-paybar = Magbayad
checkout-gone = Hindi na ibinebenta ang “{ $title }”.
checkout-sold-out = Ubos na ang “{ $title }”.
checkout-fewer = { $count ->
    [one] { $count } na lang ang natira sa “{ $title }”.
   *[other] { $count } na lang ang natira sa “{ $title }”.
}
checkout-price = { $was } ang “{ $title }” noon, at { $now } na ngayon.
checkout-changed = Iba sa nakita mo ang halaga ng hatid doon.
checkout-now = Walang siningil. { $total } na ang kabuuan ngayon. Pindutin muli kung ayos sa iyo.
checkout-nothing-left = Walang siningil. Wala nang mabibili rito.
checkout-unreachable = Hindi naghahatid doon ang { $shops }. Pumili ng ibang lugar, o alisin ang mga ito sa cart.
checkout-too-heavy = Masyadong mabigat ang mga ito para sa paghahatid ng tindahan doon. Magbawas sa cart.
checkout-nothing = Walang iche-check out
checkout-nothing-text = Walang laman ang cart mo. Kung kabibili mo lang ng lahat, nasa mga order mo na.
checkout-to-orders = Tingnan ang mga order mo
said-placed = Na-order na. Alam na ng tindahan.

# Addresses.

# Countries.

# What the commands refuse.
refusal-quantity = Mula 1 hanggang 999 ng isang bagay ang kasya sa cart. Walang nabago.
refusal-not_offered = Hindi na ito ibinebenta. Walang siningil.
refusal-cart_full = 100 iba’t ibang bagay ang kasya sa cart. Walang nabago.
refusal-sold_out = Mas kaunti ang natira kaysa gusto mo. Walang siningil.
refusal-price_changed = Nagbago ang presyo. Walang siningil.
refusal-total_changed = Nagbago ang kabuuan. Walang siningil.
refusal-quote_expired = Lipas na ang kabuuang ito. Walang siningil; tingnan muli.
refusal-destination_changed = Iba ang pupuntahan sa pinagbatayan ng kabuuan. Walang siningil.
refusal-empty_cart = Walang laman ang cart na ito. Kung kabibili mo lang ng lahat, nasa mga order mo na.
refusal-currencies = Magkakaiba ang pera ng mga presyong ito. Bumili ng isang pera sa bawat pagkakataon.
refusal-no_delivery = Hindi lahat ng tindahan ay naghahatid doon. Walang siningil.
refusal-unknown_choice = Wala sa tindahan ang ganitong paghahatid doon. Walang siningil.
refusal-no_cash = Hindi ito puwedeng cash pagdating. Walang nabili.
refusal-unknown_method = Walang ganoong paraan ng bayad. Walang nabili.
refusal-price = Walang presyo ang cart na ito. Walang siningil.
