# Ang sinasabi ng mga tao at tindahan: mga post, pagsunod, mga circle.
social-following = Mga sinusundan
social-write = Sumulat ng post
social-open = Buksan ang post
social-older = Mga mas lumang post
social-end = Dito nagtatapos ang pahinang ito. Wala nang iba pang ilo-load.
social-ago-edited = { $ago } · binago
social-bought = Binili rito
social-audience-everyone = Lahat
social-audience-followers = Mga tagasunod
social-audience-circle = Isang circle
social-audience-me = Ako lang
social-audience-of = Sa circle: { $circle }
social-spot = { $title }, { $price }
social-pictures = { $count ->
    [one] { $count } larawan
   *[other] { $count } na larawan
}
social-post-title = Post ni { $name }
social-posts-by = Mga post ni { $name }
social-edit = Baguhin
social-remove = Alisin
social-goods = Nasa post na ito
social-gone = Hindi na ito ibinebenta rito.
social-sold-out = Ubos na.
social-buy = Bilhin na
social-buy-label = Bilhin na: { $title }
social-buying = Binubuksan ang checkout
social-choice = Pagpipilian
social-left = { $count ->
    [one] { $count } ang natitira
   *[other] { $count } ang natitira
}
social-feed-empty = Wala pang naisusulat ang mga sinusundan mo
social-feed-empty-words = Sumunod sa mga tao at tindahan. Dito lalabas ang sinasabi nila, pinakabago muna, at wala nang iba.
social-feed-empty-go = Tumingin sa mga tindahan
social-follow = Sundan
social-follow-label = Sundan si { $name }
social-follow-sorry = Hindi nabago. Subukan muli.
social-follow-door = Mag-sign in para sumunod
social-followers = { $count ->
    [one] { $count } tagasunod
   *[other] { $count } na tagasunod
}
social-follows-many = { $count } ang sinusundan
social-friends = Sinusundan ninyo ang isa’t isa.
social-follows-you = Sinusundan ka.
social-mute = I-mute
social-unmute = Alisin ang mute
social-block = I-block
social-unblock = Alisin ang block
social-is-blocked = Na-block mo siya: hindi ninyo nakikita ang isa’t isa.
social-silent = Wala pang naisusulat si { $name }
social-silent-words = Dito lalabas ang sasabihin niya sa lahat.
social-self = Tungkol sa akin
social-self-edit = Baguhin ang tungkol sa akin
social-self-what = Ikaw ang pipili kung sino ang makakabasa sa bawat linya. Ang iniwang blangko ay hindi ipinapakita.
social-self-about = Sa sarili kong salita
social-self-about-example = Nagpapakintab tuwing Martes, nagluluto ng banga tuwing Biyernes.
social-self-city = Nasaan ako
social-self-city-example = Baguio
social-self-speaks = Mga wikang alam ko
social-self-speaks-example = Filipino, English, kaunting Hokkien
social-self-to = Sino ang makakabasa: { $line }
social-self-to-everyone = Lahat
social-self-to-friends = Mga kaibigan
social-self-to-me = Ako lang
social-is-city = Lungsod
social-is-speaks = Mga wika
social-self-keep = I-save
social-circles = Mga circle
social-circles-what = Ang circle ay ilang tao na sinasabihan mo nang bukod sa iba. Ikaw lang ang nakakakita kung sino ang nasa loob.
social-circles-none = Wala pang circle
social-circles-none-words = Gumawa ng para sa pamilya o barkada, at piliin ito kapag sumulat ka ng post.
social-circle-name = Pangalan ng bagong circle
social-circle-example = Pamilya
social-circle-make = Gumawa ng circle
social-members = { $count ->
    [one] { $count } miyembro
   *[other] { $count } na miyembro
}
social-circle-handle = Handle ng tao
social-circle-add = Idagdag sa circle
social-circle-friends = Mga kaibigang wala pa rito
social-circle-in = Idagdag
social-circle-in-label = Idagdag si { $name }
social-circle-out = Alisin
social-circle-out-label = Alisin si { $name }
social-circle-end = Tapusin ang circle na ito
social-posts = Mga post
social-buyers-pictures = Mula sa mga bumili
social-mine = Mga post ko
social-compose = Sumulat ng post
social-compose-again = Baguhin ang post
social-text = Ano’ng balita?
social-text-hint = Magiging pamagat ang maikling unang linya.
social-about = Ipinapakita nito ang { $title } na binili mo rito. Sa iyo lang ang presyo at address.
social-pictures-head = Mga larawan
social-picture = Pumili ng larawan
social-picture-hint = JPEG, PNG, WebP o GIF, hanggang 20 MB. Hanggang 9, isa-isa.
social-picture-large = Lampas sa 20 MB ang larawang ito.
social-picture-add = Idagdag ang larawang ito
social-picture-n = Larawan { $n }
social-picture-drop = Tanggalin
social-picture-drop-label = Tanggalin ang larawan { $n }
social-alt = Ano ang nasa larawan
social-alt-hint = Para sa mga hindi nakakakita nito.
social-tags = Ibinebenta sa post
social-tags-what = Hindi kailangang may ibinebenta. Ang idinagdag mo ay may presyo at bilang ng kasalukuyan.
social-tag-find = Maghanap ng ibinebenta
social-tag-look = Hanapin
social-tag-none = Walang ibinebentang ganito ang pangalan.
social-tag-add = Idagdag
social-tag-add-label = Idagdag ang { $title }
social-tag-drop = Tanggalin
social-tag-drop-label = Tanggalin ang { $title }
social-place-what = Tapikin ang puwesto nito sa larawan, o sabihin sa numerong 0 hanggang 100.
social-place-none = Wala sa larawan
social-place-picture = Nasa
social-place-x = Mula sa kaliwa
social-place-y = Mula sa itaas
social-whom = Para kanino
social-as = Nagsasalita bilang
social-as-me = Sarili ko
social-audience = Sino ang makakakita
social-language = Wika ng post
social-publish = I-publish
social-save = I-save ang binago
social-publishing = Pina-publish
said-posted = Na-publish na.
said-gone = Inalis na.
said-followed = Sinusundan mo na.
said-unfollowed = Hindi mo na sinusundan.
said-muted = Naka-mute na.
said-unmuted = Hindi na naka-mute.
said-blocked = Na-block na.
said-unblocked = Hindi na naka-block.
refusal-post_empty = Sumulat o magdagdag ng larawan. Walang na-publish.
refusal-alt_missing = Sabihin kung ano ang nasa larawan, para sa hindi nakakakita. Walang na-publish.
refusal-too_many_pictures = Hanggang 9 na larawan ang isang post. Walang na-publish.
refusal-picture_twice = Dalawang beses nailagay ang larawang ito. Walang na-publish.
refusal-too_many_tags = Hanggang 12 ibinebenta ang isang post. Walang na-publish.
refusal-tag_place = Ang puwesto ay isang larawan at dalawang numerong 0 hanggang 100. Walang na-publish.
refusal-tag_missing = May isa rito na hindi na ibinebenta. Walang na-publish.
refusal-audience_of_shop = Sa lahat o sa mga tagasunod lang nagsasalita ang tindahan. Walang na-publish.
refusal-audience = Piliin kung sino ang makakakita. Walang na-publish.
refusal-circle = Pumili ng isa sa mga circle mo. Walang na-publish.
refusal-not_received = Maipapakita mo ang naihatid na sa iyo. Walang na-publish.
refusal-yourself = Ikaw ito. Walang nabago.
refusal-follows_full = Puno na ang mga sinusundan mo. Magbawas muna. Walang nabago.
refusal-circles_full = Puno na ang mga circle mo. Walang nagawa.
refusal-circle_full = Puno na ang circle na ito. Walang nabago.
refusal-handle_unknown = Walang may ganitong handle dito. Walang nabago.
# Sharing
share-act = Ibahagi
share-title = Ibahagi
share-close = Isara
share-from = mula { $price }
share-link = Maikling link
share-copy = Kopyahin ang link
share-copied = Nakopya ang link.
share-apps = Pumili ng app
share-private = Makikita ito ng magbubukas sa sarili nilang wika. Hindi sinasabi ng link kung sino ang nagpadala. Binibilang lang ang pagbisita kung pumayag ang dumating.
share-mail = E-mail
share-messenger = Messenger
share-viber = Viber
share-ways = Magbubukas ang Messenger at Viber kung nasa device na ito.
share-qr = Para sa WeChat, o sa katabi mo: i-scan ito.
share-qr-label = QR code papunta sa { $title }
# Comments
comments-page = Mga komento
comments-thread = Isang usapan
comments-title = { $n ->
    [one] { $n } komento
   *[other] { $n } komento
}
comments-none = Wala pang nagsasalita.
comments-older = Mas lumang komento
comments-newer = Iba pang sagot
comments-sign-in = Mag-sign in para magkomento
comment-write = Ang komento mo
comment-write-to = Ang sagot mo kay { $name }
comment-send = Magkomento
comment-answer = Sagutin
comment-more = { $n ->
    [one] Tingnan ang { $n } sagot
   *[other] Tingnan ang lahat ng { $n } sagot
}
comment-by-author = sumulat ng post
comment-by-shop = nagtitinda nito
comment-gone-writer = Binawi ng sumulat ang komentong ito.
comment-gone-author = Inalis ito ng sumulat ng post.
comment-gone-shop = Inalis ng tindahan ang komentong ito.
comment-gone-staff = Inalis ito ng staff ng palengke.
comment-gone-why = Ito ang sinabi nilang dahilan:
comment-remove = Alisin
comment-remove-not = Huwag alisin
comment-remove-title = Alisin ang komentong ito
comment-remove-what = Mawawala sa lahat ang sinasabi nito. Mananatili ang mga sagot dito.
comment-remove-word = Bakit
comment-remove-hint = Ilang salita lang. Ang sumulat lang ang makakabasa.
said-commented = Naroon na ang komento mo.
said-comment-removed = Naalis na ang komento.
refusal-comment_empty = May sinasabi dapat ang komento. Sumulat ng kahit isang salita; walang nabago.
refusal-word_missing = Sabihin sa ilang salita kung bakit. Walang nabago.
# Reactions. $n is how many gave it.
reaction-like = Gusto, { $n }
reaction-love = Mahal, { $n }
reaction-laugh = Nakakatawa, { $n }
reaction-helpful = Nakatulong, { $n }
reaction-sorry = Hindi nakarating. Subukan ulit.
# What somebody keeps
saved-title = Mga na-save
saved-save = I-save
saved-sorry = Hindi na-save. Subukan ulit.
saved-private = Ikaw lang ang nakakakita ng mga na-save mo.
saved-first = Wala sa koleksyon
saved-collections = Mga koleksyon
saved-none-title = Wala pang naka-save dito
saved-none-words = I-save ang mga gusto mo, at makikita rito ang presyo noon at ngayon.
saved-none-action = Tumingin-tingin
saved-since = Na-save { $day }
saved-sold-out = ubos na
saved-gone = Wala na ito.
saved-shop = Tindahan
saved-then = { $then } noong i-save mo
saved-less = Mas mura ng { $off } kaysa noong i-save mo ({ $then })
saved-same = Kapareho ng presyo noong i-save mo
saved-more = Mas mahal ng { $off } kaysa noong i-save mo ({ $then })
saved-into = Koleksyon ng { $title }
saved-move = Ilipat
saved-older = Mas naunang na-save
saved-new = Bagong koleksyon
saved-name = Pangalan
saved-make = Gawin ang koleksyon
saved-this = Ang koleksyong ito
saved-rename = Palitan ang pangalan
saved-remove = Alisin ang koleksyon
saved-remove-what = Mananatiling naka-save ang laman nito, wala sa koleksyon.
said-collection = Nagawa na ang koleksyon.
said-collection-removed = Naalis ang koleksyon. Naka-save pa rin ang laman nito.
refusal-collection_twice = May koleksyon ka nang ganito ang pangalan. Walang nabago.
refusal-collections_full = May 100 koleksyon ka na. Walang nabago.
refusal-saved_full = May 5,000 ka nang na-save. Mag-alis muna ng ilan; walang nabago.
# Mga larawan ng bumili sa pahina ng paninda.
social-buyers-title = { $title }: mga larawan ng bumili
social-buyers-count = { $count ->
    [0] Wala pang larawan
    [one] { $count } post ng bumili nito rito
   *[other] { $count } post ng mga bumili nito rito
 }
social-buyers-all = { $count ->
    [one] Lahat ({ $count })
   *[other] Lahat ng { $count }
 }
social-buyers-chip = { $what } ({ $count })
social-buyers-mine = Tangkad ko: { $height }
social-buyers-by-choice = Ayon sa binili
social-buyers-by-height = Ayon sa tangkad ng nagpapakita
social-buyers-more = Mas lumang larawan
social-buyers-how = Lahat ng narito ay nakatanggap ng ipinapakita nila, pumayag na ipakita ito rito, at puwedeng bawiin iyon. Sila mismo ang nagsasabi ng tangkad nila, sa pinili nila.
social-buyers-none = Wala pang larawan ng bumili
social-buyers-none-words = Puwede itong ipakita ng nakatanggap mula sa order niya.
social-buyers-none-so = Walang ganyang larawan
social-buyers-none-so-words = Wala sa mga bumili ang nagpapakita nito sa ganitong tangkad, o hindi nila sinasabi sa iyo.
social-buyers-show-all = Ipakita lahat ng larawan
social-buyers-back = Tingnan ang paninda
social-on-product = Ipakita rin ang mga larawan ko sa pahina ng paninda
social-on-product-what = Kasama ang pangalan mo at kung alin ang binili mo. Puwede mong bawiin sa ilalim ng post kahit kailan.
social-shown = Ipinapakita ng pahina ng paninda ang post na ito.
social-unshow = Alisin sa pahina ng paninda
social-not-shown = Hindi ipinapakita ng pahina ng paninda ang post na ito.
social-show = Ipakita sa pahina ng paninda
said-shown = Ipinapakita na ito ng pahina ng paninda.
said-unshown = Hindi na ito ipinapakita ng pahina ng paninda.
refusal-not_showable = Ang ipinapakita ng pahina ng paninda ay mga post para sa lahat tungkol sa binili rito. Walang nabago.
social-height-below-150 = mababa sa 150 cm
social-height-150-159 = 150 hanggang 159 cm
social-height-160-169 = 160 hanggang 169 cm
social-height-170-179 = 170 hanggang 179 cm
social-height-180-up = 180 cm pataas
social-self-height = Tangkad ko
social-self-height-unsaid = Ayaw kong sabihin
social-self-height-what = Nasa tabi ng mga larawan mo sa paninda, para sa mga pinili mo, para makita nila ang mga kasinlaki nila.
