# $listings and $refused count what the file's rows became.
notice-import-finished = Your import is done: { $listings ->
    [one] { $listings } listing is in
   *[other] { $listings } listings are in
}, { $refused ->
    [one] { $refused } row was refused
   *[other] { $refused } rows were refused
}.
notice-import-failed = Your import stopped before its end. { $listings ->
    [one] { $listings } listing is in and stays
   *[other] { $listings } listings are in and stay
}. Send the file again: what is there already is not added twice.
