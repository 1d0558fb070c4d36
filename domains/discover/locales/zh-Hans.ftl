# 有人保存的搜索。
searches-title = 保存的搜索
searches-keep = 保存这个搜索
searches-is-kept = 这个搜索已保存
searches-sign-in = 登录后可保存这个搜索
searches-new = { $n } 件新品
searches-nothing-new = 没有新品
searches-look = 查看
searches-look-which = 查看“{ $words }”
searches-forget = 不再保存
searches-forget-which = 不再保存“{ $words }”
searches-empty-title = 还没有保存搜索
searches-empty-words = 搜索想要的东西，再按“保存这个搜索”。上次查看之后的新品会列在这里。
searches-empty-action = 去看看
said-search-kept = 已保存。新品会显示在这里。
said-search-forgotten = 已不再保存。
refusal-searches_full = 已保存 20 个搜索。请先删去一个。没有保存任何内容。
