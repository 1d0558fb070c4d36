# Kung bakit hindi tinanggap ang larawan. Walang natira rito.
refusal-picture_empty = Walang laman ang file. Piliin ulit ang larawan.
refusal-picture_heic = HEIC ang larawang ito, at hindi lahat ng browser ay makapagpapakita nito. I-save bilang JPEG at iyon ang ipadala. Sa iPhone: Settings, Camera, Formats, Most Compatible.
refusal-picture_avif = AVIF ang larawang ito. I-save bilang JPEG, PNG o WebP at iyon ang ipadala.
refusal-picture_svg = Ito ay guhit na SVG, na puwedeng may dalang programa. I-save bilang PNG at iyon ang ipadala.
refusal-picture_text = Ito ay teksto o web page at hindi larawan.
refusal-picture_format = Ito ay hindi larawan na tinatanggap dito. JPEG, PNG, WebP at GIF ang tinatanggap.
refusal-picture_pixels = Ang larawang ito ay may mas maraming pixel kaysa sa tinatanggap dito. Paliitin at iyon ang ipadala.
refusal-picture_memory = Masyadong maraming memorya ang kailangan para buksan ang larawang ito. Paliitin, o i-save bilang karaniwang JPEG, at iyon ang ipadala.
refusal-picture_broken = Ang larawang ito ay sira o hindi buo. Buksan para tingnan, at ipadala ulit.
refusal-picture_bytes = Hanggang 20 MB ang isang larawan. Paliitin at iyon ang ipadala.
refusal-files_unavailable = Hindi maitatago ang mga larawan sa ngayon. Walang binago. Subukan ulit mamaya.

# Ang larawan sa tabi ng pangalan, ng mga tao at ng mga tindahan.
face-title = Larawan
face-what = Nasa tabi ito ng pangalan, saanman nakasulat ang pangalan. Nakikita ito ng lahat.
face-choose = Pumili ng larawan
face-hint = JPEG, PNG o WebP, hanggang 20 MB. Ang gitna nito ang itinatago; tinatanggal kung saan ito kinunan.
face-large = Lampas 20 MB ang larawang ito.
face-keep = Gamitin ang larawang ito
face-remove = Alisin ang larawan
said-face = Nariyan na ang larawan.
said-face-gone = Wala na ang larawan.
refusal-picture_missing = Pumili muna ng larawan. Walang binago.
