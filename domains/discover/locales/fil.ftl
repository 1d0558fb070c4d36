# Mga hanap na itinatago.
saved-title = Mga itinagong hanap
saved-keep = Itago ang hanap na ito
saved-is-kept = Nakatago na ang hanap na ito
saved-sign-in = Mag-sign in para itago ang hanap na ito
saved-new = { $n ->
    [one] { $n } bago
   *[other] { $n } na bago
}
saved-nothing-new = Walang bago
saved-look = Tingnan
saved-look-which = Tingnan ang “{ $words }”
saved-forget = Alisin
saved-forget-which = Alisin ang “{ $words }”
saved-empty-title = Wala ka pang itinatagong hanap
saved-empty-words = Maghanap ng gusto mo, saka pindutin ang “Itago ang hanap na ito”. Dito makikita ang bago mula nang huli kang tumingin.
saved-empty-action = Tumingin-tingin
said-search-kept = Naitago. Dito makikita ang bago.
said-search-forgotten = Naalis na.
refusal-searches_full = May 20 ka nang itinatagong hanap. Mag-alis muna ng isa. Walang naitago.
