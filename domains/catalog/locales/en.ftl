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
# Looking around: the front page, categories, results, one listing, one shop.
tab-shop = Shop
home-title = Shop
home-about = Goods from independent shops. You see the whole price first, and your money waits on the bridge until you have what you bought.
home-motto = What news on the Rialto?
home-open = { $n ->
    [one] { $n } shop is open
   *[other] { $n } shops are open
}
home-categories = Categories
home-fresh = Fresh on the stalls
home-fresh-all = See all
home-shops = New shops
home-empty-title = The stalls are still empty
home-empty-words = Goods will lie here as soon as a shop puts something on its shelf.
find-all = All goods
find-words = “{ $words }”
find-about = { $what } from independent shops on { $market }. Prices include tax, and your money waits on the bridge until you have what you bought.
find-sort-newest = Newest
find-sort-cheapest = Lowest price
find-sort-dearest = Highest price
find-sorted-best = What fits your words best first, what can be bought before what is sold out. Nobody can pay to stand higher.
find-sorted-newest = Newest first. Nobody can pay to stand higher.
find-sorted-cheapest = Lowest price first, before delivery. Nobody can pay to stand higher.
find-sorted-dearest = Highest price first, before delivery. Nobody can pay to stand higher.
find-one-currency = Prices compare within one currency: these are in { $currency }.
find-currency-to = Show prices in { $currency }
find-list = Filters and order
find-narrow = Narrow the list
find-filters = Filters
find-filters-on = Filters, { $n } on
find-filters-close = Close
find-filters-show = Show goods
find-filters-clear = Clear filters
find-stock = In stock
find-stock-hint = Leaves out what cannot be bought now.
find-price-min = Price from
find-price-max = Price to
find-price-hint = Leave empty for any. Delivery is not included here.
find-price-wrong = Write an amount such as 250 or 99.50.
find-price-order = The lowest price is above the highest.
find-currency = Priced in
find-category = Category
find-category-any = All categories
find-categories = Within { $category }
find-path = You are here
find-bound-between = { $least } to { $most }
find-bound-least = { $least } or more
find-bound-most = { $most } or less
find-count = { $n ->
    [one] { $n } thing
   *[other] { $n } things
}
find-counted = { $what } · { $n }
find-shelves = Categories of what was found
find-prices = By price
find-shops = By shop
find-meant = Nothing here says “{ $typed }”. These are for { $instead }.
find-partly = Nothing has all of these words. These have some of them.
find-whole = { $n ->
    [one] One has all of these words. The others have some of them.
   *[other] The first { $n } have all of these words. The others have some of them.
}
find-exactly = Look for exactly “{ $words }”
find-pages = Pages
find-next = Next { $n }
find-start = Back to the start
find-none-title = Nothing like this here yet
find-none-words = Nothing on the market has all of these words: “{ $words }”.
find-none-words-narrow = Nothing that fits your filters has all of these words: “{ $words }”.
find-none-narrow = Nothing here fits your filters.
find-none-here = Nothing lies here yet.
find-none-further = You have seen everything on this list.
find-widen-all = Look without filters
find-widen-word = Look for “{ $word }” only
find-widen-goods = See all goods
find-none-example = For example: “{ $title }”
card-from = from { $price }
card-new = new
card-sold-out = sold out
card-title = { $title } · { $price }
card-by = From { $shop }.
listing-shots = Pictures of { $title }
listing-shot = Picture { $n } of { $all }
listing-shot-count = { $n } of { $all }
listing-by = From { $shop }
listing-stock = { $n ->
    [one] { $n } in stock now
   *[other] { $n } in stock now
}
listing-stock-none = Sold out
listing-stock-open = In stock
listing-choice-none = { $value }, sold out
listing-low = Lowest in 30 days: { $low }, last on { $day }. Today is { $more } above it.
listing-low-young = Lowest since it was listed on { $since }: { $low }, last on { $day }. Today is { $more } above it.
listing-reduced = Lowest in the 30 days before this price: { $low }.
listing-reduced-young = Lowest before this price, since it was listed on { $since }: { $low }.
listing-steady = This price has not changed in 30 days.
listing-ships = { $days ->
    [one] The shop hands it over within { $days } day of payment.
   *[other] The shop hands it over within { $days } days of payment.
}
listing-ships-from = Sent from { $place }.
listing-no-parcel = Nothing is sent by parcel.
listing-cash = You may pay in cash at the door.
listing-story = About it
listing-facts = Details
listing-maker = Made by
listing-weight = Weight
listing-grams = { $grams } g
listing-kilos = { $kilos } kg
listing-code = The shop’s code
listing-words = Tags
listing-shop = The shop
listing-change = Change this listing
listing-more = More from { $shop }
shop-new = New shop: it has no score yet.
shop-from = Sends from { $place }
shop-since = Open since { $day }
shop-story = About the shop
shop-goods = Goods
shop-search = Search in this shop
shop-studio = To my studio
shop-all = All goods of this shop
shop-empty-title = Nothing on the shelf yet
shop-empty-words = { $shop } has not put anything up for sale yet.
shop-empty-action = See other shops’ goods
shop-about = { $shop } on { $market }. Sends from { $place }.
place-GB = the United Kingdom
place-PH = the Philippines
place-US = the United States
refusal-category = There is no such category. Start from the front page.

# What a shop is told.
# $listings and $refused count what the file's rows became.
# The studio: the seller's side of the counter.
studio-tab = Studio
studio-title = Studio
studio-none = You have no shop yet
studio-none-why = A name is enough to open one. What you sell comes next.
studio-shops = Your shops
studio-another = Open another
studio-add = Add a listing
studio-front = See the shop
studio-settings = About the shop
studio-listings = Listings
studio-shelf-empty = Nothing on the shelf yet.
studio-more = More
studio-published = For sale
studio-draft = Draft
studio-archived = Archived
sell-title = Open a shop
sell-why = Everything but the currency can be changed later.
sell-name = Name of the shop
sell-handle = Name in its web address
sell-handle-hint = Made from the name where you leave it empty. Small letters, digits and hyphens.
sell-country = Country it sends from
sell-currency = Currency of its prices
sell-currency-hint = One for the whole shop, for good.
sell-days = Days until a parcel is handed over
sell-story = What you want people to know (may stay empty)
sell-cash = Buyers may pay in cash at the door
sell-go = Open the shop
list-new = Add a listing
list-picture = Add a picture
list-picture-hint = JPEG, PNG or WebP, up to 20 MB. Where it was taken is thrown away.
list-picture-large = This picture is larger than 20 MB.
list-alt = What the picture shows
list-alt-hint = For people who do not see it. One sentence does.
list-title = What it is
list-price = Price
list-price-hint = Tax included, as people write it: 1,290 or 1290.50.
list-stock = How many there are
list-category = Category (may stay empty)
list-category-none = None
list-description = Description (may stay empty)
list-publish = Put it up for sale
list-later = Keep as a draft
list-take-back = Take back to draft
list-archive = Archive
list-save = Save
list-see = See it as buyers do
list-left = { $count ->
    [one] { $count } can be bought.
   *[other] { $count } can be bought.
 }
list-unlimited = Sold without counting.
list-delta = How many more (fewer with a minus)
list-reason = Why
list-reason-received = Came in
list-reason-returned = Came back
list-reason-counted = Counted again
list-reason-damaged = Damaged
list-reason-lost = Lost
list-move = Change the stock
said-shop-open = Your shop is open. Here is its first listing.
said-listed = It is up for sale.
refusal-price_unread = A price is an amount such as 1290 or 1290.50.
refusal-stock_promised = Fewer cannot be: those pieces are promised to buyers.
refusal-delta = Say how many more or fewer: a whole number, not 0.
refusal-country = Choose a country from the list.
refusal-ship_days = A parcel is handed over within 1 to 30 days.
refusal-text_length = That text is empty or too long.
notice-shop-face-taken = The picture beside your shop’s name was taken away by the staff of this market: { $unwanted ->
    [nudity] it shows nakedness or sex
    [violence] it shows violence
    [hatred] it spreads hatred
    [somebody_else] it shows somebody else, or a mark of somebody else
   *[rules] it breaks the rules of this market
}. Your shop is as it was, and may show another picture.
