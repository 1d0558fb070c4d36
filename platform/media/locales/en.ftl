# Why a picture was not taken. Nothing was kept of it.
refusal-picture_empty = The file is empty. Choose the picture again.
refusal-picture_heic = This is a HEIC picture, which not every browser can show. Save it as JPEG and send that. On an iPhone: Settings, Camera, Formats, Most Compatible.
refusal-picture_avif = This is an AVIF picture. Save it as JPEG, PNG or WebP and send that.
refusal-picture_svg = This is an SVG drawing, which can carry programs. Save it as PNG and send that.
refusal-picture_text = This is a text or a web page and no picture.
refusal-picture_format = This is no picture that is taken here. JPEG, PNG, WebP and GIF are.
refusal-picture_pixels = This picture has more pixels than are taken here. Save it smaller and send that.
refusal-picture_memory = This picture takes too much memory to open. Save it smaller, or as an ordinary JPEG, and send that.
refusal-picture_broken = This picture is damaged or not whole. Open it to see, and send it again.
refusal-picture_bytes = A picture has at most 20 MB. Save it smaller and send that.
refusal-files_unavailable = Pictures cannot be kept at the moment. Nothing was changed. Try again later.

# The picture beside a name, of people and of shops.
face-title = Picture
face-what = It stands beside the name, wherever the name stands. Everybody sees it.
face-choose = Choose a picture
face-hint = JPEG, PNG or WebP, up to 20 MB. The middle of it is kept; where it was taken is thrown away.
face-large = This picture is larger than 20 MB.
face-keep = Use this picture
face-remove = Take the picture away
said-face = The picture is there.
said-face-gone = The picture is gone.
refusal-picture_missing = Choose a picture first. Nothing was changed.
