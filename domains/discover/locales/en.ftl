# Searches that somebody keeps.
saved-title = Saved searches
saved-keep = Keep this search
saved-is-kept = You keep this search
saved-sign-in = Sign in to keep this search
saved-new = { $n ->
    [one] { $n } new
   *[other] { $n } new
}
saved-nothing-new = Nothing new
saved-look = Look
saved-look-which = Look at “{ $words }”
saved-forget = Forget
saved-forget-which = Forget “{ $words }”
saved-empty-title = You keep no search yet
saved-empty-words = Look for something, then press “Keep this search”. Here you see what is new since you looked last.
saved-empty-action = Look around
said-search-kept = Kept. Here you see what is new.
said-search-forgotten = Forgotten.
refusal-searches_full = You keep 20 searches already. Forget one first. Nothing was kept.
