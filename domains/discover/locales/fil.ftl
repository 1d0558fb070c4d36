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
