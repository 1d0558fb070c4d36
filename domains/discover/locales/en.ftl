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
notice-found = { $count ->
    [one] { $count } new for “{ $words }”.
   *[other] { $count } new for “{ $words }”.
 }
searches-pace = What your saved searches find
searches-pace-off = Off
searches-pace-off-what = Nothing is told. You see what is new on the page of your searches.
searches-pace-daily = Once a day
searches-pace-daily-what = Each search at most once a day, with what came together.
searches-pace-at_once = At once
searches-pace-at_once-what = Within a minute or so of something new.
searches-pace-change = How often you are told
searches-pace-save = Save how often
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

# Home: what others tell, and why it stands where it does.
feed-tab = Home
feed-home = Home
feed-about = What people and shops tell, what is new, and why you see it.
feed-for-you = For you
feed-following = Following
feed-beside = Beside the feed
feed-why = You see this because { $reason }
feed-why-time = You see the newest first, as you asked
feed-why-kept = One place in ten is kept for shops that are new
feed-unpaid = Nobody paid for this place.
feed-yours = With an account the order is yours: you say what counts, and whom you follow.
feed-yours-go = Make it yours
feed-share = { $share }%
feed-because-followed = you follow { $name }
feed-because-popular = people are answering it now
feed-because-fresh = it is new ({ $ago })
feed-because-newcomer = { $name } opened less than a month ago
feed-tune = Tune this page
feed-tune-words = What counts for you, from 0 to 100. Only the proportion matters.
feed-tune-followed = People and shops you follow
feed-tune-followed-hint = What those tell whom you chose yourself.
feed-tune-popular = What people answer now
feed-tune-popular-hint = Reactions and comments; each counts half a day later.
feed-tune-fresh = What is new
feed-tune-fresh-hint = Half as new after a day.
feed-tune-newcomer = New shops
feed-tune-newcomer-hint = Open for less than 30 days. At 0 no place is kept for them.
feed-tune-by-time = Newest first, and nothing else
feed-tune-rest = Remind me to rest
feed-rest-never = Never
feed-rest-after = After { $time }
feed-rest = You have been looking for { $time }. What is here stays; come back when you like.
feed-tune-save = Save the order
feed-tune-back = Back to Home
feed-how = How the order is made
feed-how-words = Each post is worth, for each of the four, what you let it count times how much of it there is. The most worth comes first; nobody has more than two places in ten, and one in ten is kept for shops that are new. Nobody can pay for a place.
said-feed-tuned = Your Home is in the order you asked for.
refusal-weight = Each of the four counts 0 to 100. Nothing was changed.
refusal-rest = A rest is offered after 10, 20 or 40 minutes, or never. Nothing was changed.
