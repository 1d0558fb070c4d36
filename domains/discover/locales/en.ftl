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
# Posts, people and shops that were found.
found-title = Search
found-kinds = What to look among
found-things = Things
found-posts = Posts
found-people = People
found-shops = Shops
found-posts-title = Posts with “{ $words }”
found-people-title = People called “{ $words }”
found-shops-title = Shops with “{ $words }”
found-begin-title = What are you looking for?
found-begin = Type a word or a name. Letters may be wrong, and any of our languages will do.
found-building-title = The search is being built
found-building = Posts, people and shops are found again in a minute or two. What is for sale is found already.
found-none-title = Nothing here by these words
found-none-posts = No post that you may read has all of these words: “{ $words }”.
found-none-people = Nobody here goes by “{ $words }”. Names and handles are looked through.
found-none-shops = No shop has all of these words in its name or its story: “{ $words }”.
found-look-things = Look among things ({ $n })
found-look-posts = Look among posts ({ $n })
found-look-people = Look among people ({ $n })
found-look-shops = Look among shops ({ $n })
refusal-search_not_ready = The search is being built. Try again in a minute.
