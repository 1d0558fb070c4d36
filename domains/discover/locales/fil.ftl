# Mga hanap na itinatago.
searches-title = Mga itinagong hanap
searches-keep = Itago ang hanap na ito
searches-is-kept = Nakatago na ang hanap na ito
searches-sign-in = Mag-sign in para itago ang hanap na ito
searches-new = { $n ->
    [one] { $n } bago
   *[other] { $n } na bago
}
searches-nothing-new = Walang bago
searches-look = Tingnan
searches-look-which = Tingnan ang “{ $words }”
searches-forget = Alisin
searches-forget-which = Alisin ang “{ $words }”
searches-empty-title = Wala ka pang itinatagong hanap
searches-empty-words = Maghanap ng gusto mo, saka pindutin ang “Itago ang hanap na ito”. Dito makikita ang bago mula nang huli kang tumingin.
searches-empty-action = Tumingin-tingin
said-search-kept = Naitago. Dito makikita ang bago.
said-search-forgotten = Naalis na.
refusal-searches_full = May 20 ka nang itinatagong hanap. Mag-alis muna ng isa. Walang naitago.
# Mga post, tao at tindahang nahanap.
found-title = Maghanap
found-kinds = Kung saan maghahanap
found-things = Paninda
found-posts = Mga post
found-people = Mga tao
found-shops = Tindahan
found-posts-title = Mga post na may “{ $words }”
found-people-title = Mga taong “{ $words }”
found-shops-title = Mga tindahang “{ $words }”
found-begin-title = Ano ang hanap mo?
found-begin = Mag-type ng salita o pangalan. Ayos lang ang maling letra, at puwede ang alinman sa mga wika namin.
found-building-title = Binubuo pa ang paghahanap
found-building = Mahahanap ulit ang mga post, tao at tindahan sa loob ng isa o dalawang minuto. Nahahanap na ang mga paninda.
found-none-title = Walang ganito rito
found-none-posts = Sa mga post na puwede mong basahin, walang may lahat ng salitang ito: “{ $words }”.
found-none-people = Walang taong “{ $words }” dito. Mga pangalan at handle ang tinitingnan.
found-none-shops = Walang tindahang may lahat ng salitang ito sa pangalan o kuwento: “{ $words }”.
found-look-things = Tingnan sa paninda ({ $n })
found-look-posts = Tingnan sa mga post ({ $n })
found-look-people = Tingnan sa mga tao ({ $n })
found-look-shops = Tingnan sa mga tindahan ({ $n })
refusal-search_not_ready = Binubuo pa ang paghahanap. Subukan ulit pagkaraan ng isang minuto.
