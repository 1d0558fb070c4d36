# 有人保存的搜索。
saved-title = 保存的搜索
saved-keep = 保存这个搜索
saved-is-kept = 这个搜索已保存
saved-sign-in = 登录后可保存这个搜索
saved-new = { $n } 件新品
saved-nothing-new = 没有新品
saved-look = 查看
saved-look-which = 查看“{ $words }”
saved-forget = 不再保存
saved-forget-which = 不再保存“{ $words }”
saved-empty-title = 还没有保存搜索
saved-empty-words = 搜索想要的东西，再按“保存这个搜索”。上次查看之后的新品会列在这里。
saved-empty-action = 去看看
said-search-kept = 已保存。新品会显示在这里。
said-search-forgotten = 已不再保存。
refusal-searches_full = 已保存 20 个搜索。请先删去一个。没有保存任何内容。
