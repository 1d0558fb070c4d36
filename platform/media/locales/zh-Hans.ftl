# 图片没有收下的原因；什么都没有留下。
refusal-picture_empty = 文件是空的，请重新选择图片。
refusal-picture_heic = 这是 HEIC 图片，不是每个浏览器都能显示。请存成 JPEG 再发。iPhone：设置、相机、格式、兼容性最佳。
refusal-picture_avif = 这是 AVIF 图片，请存成 JPEG、PNG 或 WebP 再发。
refusal-picture_svg = 这是 SVG 图形，里面可能带有程序。请存成 PNG 再发。
refusal-picture_text = 这是文字或网页，不是图片。
refusal-picture_format = 这不是这里能收的图片。可以用 JPEG、PNG、WebP、GIF。
refusal-picture_pixels = 这张图片的像素太多，请缩小后再发。
refusal-picture_memory = 打开这张图片要用太多内存，请缩小，或存成普通 JPEG 再发。
refusal-picture_broken = 这张图片已损坏或不完整。请打开看看，再发一次。
refusal-picture_bytes = 图片最大 20 MB，请缩小后再发。
refusal-files_unavailable = 暂时无法保存图片，什么都没有改动。请稍后再试。

# 名字旁边的图片：人和店铺都有。
face-title = 头像
face-what = 名字在哪里，头像就在哪里，所有人都能看到。
face-choose = 选择图片
face-hint = JPEG、PNG 或 WebP，最大 20 MB。只保留中间一块，拍摄地点信息会被删除。
face-large = 这张图片超过 20 MB。
face-keep = 使用这张图片
face-remove = 去掉头像
said-face = 头像已换好。
said-face-gone = 头像已去掉。
refusal-picture_missing = 请先选择图片，什么都没有改动。
