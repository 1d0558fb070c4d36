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
notice-found = { $count ->
    [one] { $count } bago para sa “{ $words }”.
   *[other] { $count } bago para sa “{ $words }”.
 }
searches-pace = Kapag may bago sa mga itinagong hanap mo
searches-pace-off = Huwag
searches-pace-off-what = Walang sasabihin. Makikita mo pa rin ang bago sa pahina ng mga hanap mo.
searches-pace-daily = Isang beses sa isang araw
searches-pace-daily-what = Bawat hanap, isang beses sa isang araw, sama-sama ang bago.
searches-pace-at_once = Agad
searches-pace-at_once-what = Mga isang minuto matapos may bagong dumating.
searches-pace-change = Gaano kadalas sasabihan
searches-pace-save = I-save ang dalas
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

# Home: ang sinasabi ng iba, at kung bakit nandito.
feed-tab = Home
feed-home = Home
feed-about = Ang sinasabi ng mga tao at tindahan, ang bago, at kung bakit mo ito nakikita.
feed-for-you = Para sa iyo
feed-following = Sinusundan
feed-beside = Katabi ng feed
feed-why = Nakikita mo ito dahil { $reason }
feed-why-time = Pinakabago muna, ayon sa pinili mo
feed-why-kept = Isa sa bawat sampung puwesto ang nakalaan sa mga bagong tindahan
feed-unpaid = Walang nagbayad para sa puwestong ito.
feed-yours = Kapag may account ka, ikaw ang bahala sa ayos: ikaw ang pipili kung ano ang mahalaga at kung sino ang susundan.
feed-yours-go = Gawing iyo
feed-share = { $share }%
feed-because-followed = sinusundan mo si { $name }
feed-because-popular = may mga sumasagot dito ngayon
feed-because-fresh = bago ito ({ $ago })
feed-because-newcomer = wala pang isang buwan mula nang magbukas ang { $name }
feed-tune = Ayusin ang page na ito
feed-tune-words = Gaano kahalaga sa iyo ang bawat isa, mula 0 hanggang 100. Ang sukat lang nila sa isa’t isa ang mahalaga.
feed-tune-followed = Mga tao at tindahang sinusundan mo
feed-tune-followed-hint = Ang sinasabi ng mga ikaw mismo ang pumili.
feed-tune-popular = Mga sinasagot ngayon
feed-tune-popular-hint = Mga reaksiyon at komento; kalahati na lang ang bigat pagkaraan ng isang araw.
feed-tune-fresh = Mga bago
feed-tune-fresh-hint = Kalahati na lang ang pagkabago pagkaraan ng isang araw.
feed-tune-newcomer = Mga bagong tindahan
feed-tune-newcomer-hint = Wala pang 30 araw na bukas. Kapag 0, walang puwestong nakalaan sa kanila.
feed-tune-by-time = Pinakabago muna, at wala nang iba
feed-tune-rest = Paalalahanan akong magpahinga
feed-rest-never = Huwag
feed-rest-after = Pagkalipas ng { $time }
feed-rest = { $time } ka nang tumitingin. Hindi mawawala ang narito; bumalik ka kung kailan mo gusto.
feed-tune-save = I-save ang ayos
feed-tune-back = Bumalik sa Home
feed-how = Paano ginagawa ang ayos
feed-how-words = Sa bawat isa sa apat, ang halaga ng post ay ang bigat na ibinigay mo, beses kung gaano karami ang mayroon ito. Una ang may pinakamalaki; hanggang dalawa lang sa bawat sampung puwesto ang sa iisang tao o tindahan, at isa sa sampu ang nakalaan sa mga bagong tindahan. Walang makakabili ng puwesto.
said-feed-tuned = Nakaayos na ang Home mo ayon sa hiningi mo.
refusal-weight = 0 hanggang 100 ang bawat isa sa apat. Walang nabago.
refusal-rest = Pagkalipas ng 10, 20 o 40 minuto ang paalala, o huwag. Walang nabago.
