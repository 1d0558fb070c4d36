# Searches that somebody keeps.
searches-title = Saved searches
searches-keep = Keep this search
searches-is-kept = You keep this search
searches-sign-in = Sign in to keep this search
searches-new = { $n ->
    [one] { $n } new
   *[other] { $n } new
}
searches-nothing-new = Nothing new
searches-look = Look
searches-look-which = Look at “{ $words }”
searches-forget = Forget
searches-forget-which = Forget “{ $words }”
searches-empty-title = You keep no search yet
searches-empty-words = Look for something, then press “Keep this search”. Here you see what is new since you looked last.
searches-empty-action = Look around
said-search-kept = Kept. Here you see what is new.
said-search-forgotten = Forgotten.
refusal-searches_full = You keep 20 searches already. Forget one first. Nothing was kept.
