# $listings and $refused count what the file's rows became.
notice-import-finished = Tapos na ang pag-import: { $listings ->
    [one] { $listings } paninda ang naipasok
   *[other] { $listings } na paninda ang naipasok
}, { $refused ->
    [one] { $refused } hanay ang hindi tinanggap
   *[other] { $refused } na hanay ang hindi tinanggap
}.
notice-import-failed = Huminto ang pag-import bago matapos. { $listings ->
    [one] { $listings } paninda ang naipasok na at mananatili
   *[other] { $listings } na paninda ang naipasok na at mananatili
}. Ipadala muli ang file: hindi madodoble ang naroon na.
# Pamimili: simula, mga kategorya, resulta, paninda, tindahan.
tab-shop = Tindahan
home-title = Tindahan
home-about = Mga paninda ng mga independent na tindahan. Makikita mo muna ang buong presyo, at nasa tulay ang bayad hangga’t wala pa sa iyo ang binili mo.
home-motto = Ano’ng balita sa Rialto?
home-open = { $n ->
    [one] { $n } tindahan ang bukas
   *[other] { $n } tindahan ang bukas
}
home-categories = Mga kategorya
home-fresh = Bagong dating
home-fresh-all = Tingnan lahat
home-shops = Mga bagong tindahan
home-empty-title = Wala pang laman ang mga puwesto
home-empty-words = Lalabas dito ang mga paninda kapag may tindahang naglatag na.
find-all = Lahat ng paninda
find-words = “{ $words }”
find-about = { $what } mula sa mga independent na tindahan sa { $market }. Kasama na ang buwis sa presyo, at nasa tulay ang bayad hangga’t wala pa sa iyo ang binili mo.
find-sort-newest = Pinakabago
find-sort-cheapest = Pinakamura
find-sort-dearest = Pinakamahal
find-sorted-best = Una ang pinakaangkop sa mga salita mo, at nauuna ang mabibili sa ubos na. Walang makababayad para mauna.
find-sorted-newest = Pinakabago muna. Walang makababayad para mauna.
find-sorted-cheapest = Pinakamura muna, hindi pa kasama ang hatid. Walang makababayad para mauna.
find-sorted-dearest = Pinakamahal muna, hindi pa kasama ang hatid. Walang makababayad para mauna.
find-one-currency = Sa iisang currency lang maikukumpara ang presyo: { $currency } ang mga ito.
find-currency-to = Ipakita ang presyo sa { $currency }
find-list = Mga filter at ayos
find-narrow = Paliitin ang listahan
find-filters = Mga filter
find-filters-on = Mga filter, { $n } ang gamit
find-filters-close = Isara
find-filters-show = Ipakita ang paninda
find-filters-clear = Alisin ang mga filter
find-stock = May stock
find-stock-hint = Hindi isasama ang hindi mabibili ngayon.
find-price-min = Presyo mula
find-price-max = Presyo hanggang
find-price-hint = Iwang blangko kung kahit magkano. Hindi pa kasama ang hatid.
find-price-wrong = Maglagay ng halaga, gaya ng 250 o 99.50.
find-price-order = Mas mataas ang pinakamababang presyo kaysa sa pinakamataas.
find-currency = Currency ng presyo
find-category = Kategorya
find-category-any = Lahat ng kategorya
find-categories = Sa loob ng { $category }
find-path = Nandito ka
find-bound-between = { $least } hanggang { $most }
find-bound-least = { $least } pataas
find-bound-most = { $most } pababa
find-count = { $n ->
    [one] { $n } paninda
   *[other] { $n } na paninda
}
find-counted = { $what } · { $n }
find-shelves = Mga kategorya ng nahanap
find-prices = Ayon sa presyo
find-shops = Ayon sa tindahan
find-meant = Walang may “{ $typed }” dito. Para sa { $instead } ang mga ito.
find-partly = Walang may lahat ng salitang ito. May ilan sa mga ito ang nasa ibaba.
find-whole = { $n ->
    [one] Ang unang { $n } ay may lahat ng salitang ito. May ilan sa mga ito ang iba.
   *[other] Ang unang { $n } ay may lahat ng salitang ito. May ilan sa mga ito ang iba.
}
find-exactly = Hanapin ang mismong “{ $words }”
find-pages = Mga pahina
find-next = Susunod na { $n }
find-start = Bumalik sa simula
find-none-title = Wala pang ganito rito
find-none-words = Walang paninda sa palengke na may lahat ng salitang ito: “{ $words }”.
find-none-words-narrow = Sa mga pasok sa filter, walang may lahat ng salitang ito: “{ $words }”.
find-none-narrow = Walang pasok sa mga filter mo.
find-none-here = Wala pang paninda rito.
find-none-further = Nakita mo na ang lahat sa listahang ito.
find-widen-all = Maghanap nang walang filter
find-widen-word = “{ $word }” lang ang hanapin
find-widen-goods = Lahat ng paninda
find-none-example = Halimbawa: “{ $title }”
card-from = mula { $price }
card-new = bago
card-sold-out = ubos na
card-title = { $title } · { $price }
card-by = Mula sa { $shop }.
listing-shots = Mga larawan ng { $title }
listing-shot = Larawan { $n } sa { $all }
listing-shot-count = { $n } sa { $all }
listing-by = Mula sa { $shop }
listing-stock = { $n ->
    [one] { $n } ang stock ngayon
   *[other] { $n } ang stock ngayon
}
listing-stock-none = Ubos na
listing-stock-open = May stock
listing-choice-none = { $value }, ubos na
listing-low = Pinakamababa sa 30 araw: { $low }, huli noong { $day }. Mas mataas nang { $more } ang ngayon.
listing-low-young = Pinakamababa mula nang ilista noong { $since }: { $low }, huli noong { $day }. Mas mataas nang { $more } ang ngayon.
listing-reduced = Pinakamababa sa 30 araw bago ang presyong ito: { $low }.
listing-reduced-young = Pinakamababa bago ang presyong ito, mula nang ilista noong { $since }: { $low }.
listing-steady = Hindi nagbago ang presyong ito sa loob ng 30 araw.
listing-ships = { $days ->
    [one] Ibibigay ng tindahan sa courier sa loob ng { $days } araw pagkabayad.
   *[other] Ibibigay ng tindahan sa courier sa loob ng { $days } araw pagkabayad.
}
listing-ships-from = Galing sa { $place }.
listing-no-parcel = Walang ipapadalang parsela.
listing-cash = Puwedeng magbayad ng cash pagdating.
listing-story = Tungkol dito
listing-facts = Mga detalye
listing-maker = Gawa ng
listing-weight = Timbang
listing-grams = { $grams } g
listing-kilos = { $kilos } kg
listing-code = Code ng tindahan
listing-words = Mga tag
listing-shop = Ang tindahan
listing-change = Baguhin ang panindang ito
listing-more = Iba pa mula sa { $shop }
shop-new = Bagong tindahan: wala pang iskor.
shop-from = Nagpapadala mula sa { $place }
shop-since = Bukas mula { $day }
shop-story = Tungkol sa tindahan
shop-goods = Mga paninda
shop-search = Maghanap sa tindahang ito
shop-studio = Papunta sa studio ko
shop-all = Lahat ng paninda ng tindahang ito
shop-empty-title = Wala pang laman ang estante
shop-empty-words = Wala pang inilalatag na paninda ang { $shop }.
shop-empty-action = Tingnan ang paninda ng iba
shop-about = { $shop } sa { $market }. Nagpapadala mula sa { $place }.
place-GB = United Kingdom
place-PH = Pilipinas
place-US = United States
refusal-category = Walang ganitong kategorya. Magsimula sa unang pahina.

# What a shop is told.
# $listings and $refused count what the file's rows became.
# Ang studio: ang panig ng nagtitinda.
studio-tab = Studio
studio-title = Studio
studio-none = Wala ka pang tindahan
studio-none-why = Sapat na ang pangalan para magbukas. Susunod ang ititinda mo.
studio-shops = Mga tindahan mo
studio-another = Magbukas ng isa pa
studio-add = Magdagdag ng paninda
studio-front = Tingnan ang tindahan
studio-settings = Tungkol sa tindahan
studio-listings = Mga paninda
studio-shelf-empty = Wala pang laman ang estante.
studio-more = Higit pa
studio-published = Ibinebenta
studio-draft = Draft
studio-archived = Naka-archive
sell-title = Magbukas ng tindahan
sell-why = Mapapalitan mamaya ang lahat maliban sa currency.
sell-name = Pangalan ng tindahan
sell-handle = Pangalan sa web address
sell-handle-hint = Gagawin mula sa pangalan kung iiwang walang laman. Maliliit na letra, numero at gitling.
sell-country = Bansang pinanggagalingan ng padala
sell-currency = Currency ng mga presyo
sell-currency-hint = Isa para sa buong tindahan, hindi na mapapalitan.
sell-days = Ilang araw bago maipadala
sell-story = Gusto mong ipaalam sa mga tao (puwedeng iwang blangko)
sell-cash = Puwedeng magbayad ng cash pagdating
sell-go = Buksan ang tindahan
list-new = Magdagdag ng paninda
list-picture = Magdagdag ng larawan
list-picture-hint = JPEG, PNG o WebP, hanggang 20 MB. Tinatanggal kung saan ito kinunan.
list-picture-large = Lampas 20 MB ang larawang ito.
list-alt = Ano ang nasa larawan
list-alt-hint = Para sa mga hindi nakakakita nito. Sapat ang isang pangungusap.
list-title = Ano ito
list-price = Presyo
list-price-hint = Kasama ang buwis, sa nakasanayang sulat: 1,290 o 1290.50.
list-stock = Ilan ang mayroon
list-category = Kategorya (puwedeng iwang blangko)
list-category-none = Wala
list-description = Paglalarawan (puwedeng iwang blangko)
list-publish = Ibenta na
list-later = Itago bilang draft
list-take-back = Ibalik sa draft
list-archive = I-archive
list-save = I-save
list-see = Tingnan gaya ng mamimili
list-left = { $count ->
    [one] { $count } ang mabibili.
   *[other] { $count } ang mabibili.
 }
list-unlimited = Walang limit ang bilang.
list-delta = Ilan ang dagdag (may minus kung bawas)
list-reason = Bakit
list-reason-received = Dumating
list-reason-returned = Ibinalik
list-reason-counted = Binilang ulit
list-reason-damaged = Nasira
list-reason-lost = Nawala
list-move = Palitan ang stock
said-shop-open = Bukas na ang tindahan mo. Narito ang unang paninda.
said-listed = Ibinebenta na ito.
refusal-price_unread = Ang presyo ay halagang tulad ng 1290 o 1290.50.
refusal-stock_promised = Hindi puwedeng bawasan pa: ipinangako na ang mga iyon sa mga mamimili.
refusal-delta = Sabihin kung ilan ang dagdag o bawas: buong numero, hindi 0.
refusal-country = Pumili ng bansa sa listahan.
refusal-ship_days = Naipapadala ang parsela sa loob ng 1 hanggang 30 araw.
refusal-text_length = Walang laman o sobrang haba ang tekstong iyon.
notice-shop-face-taken = Inalis ng staff ng palengkeng ito ang larawan sa tabi ng pangalan ng tindahan mo: { $unwanted ->
    [nudity] may kahubaran o sex
    [violence] may karahasan
    [hatred] nagkakalat ng poot
    [somebody_else] ibang tao ang nasa larawan, o marka ng iba
   *[rules] labag sa mga patakaran ng palengkeng ito
}. Walang nagbago sa tindahan mo, at puwede itong maglagay ng ibang larawan.
