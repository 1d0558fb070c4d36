# $listings and $refused count what the file's rows became.
notice-import-finished = Tapos na ang pag-import: { $listings ->
    [one] { $listings } paninda ang naipasok
   *[other] { $listings } na paninda ang naipasok
}, { $refused ->
    [one] { $refused } hanay ang hindi tinanggap
   *[other] { $refused } na hanay ang hindi tinanggap
}.
notice-import-failed = Huminto ang pag-import bago matapos. { $listings ->
    [one] { $listings } paninda ang naipasok na at mananatili
   *[other] { $listings } na paninda ang naipasok na at mananatili
}. Ipadala muli ang file: hindi madodoble ang naroon na.
