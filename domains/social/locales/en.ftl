# What people and shops tell each other: posts, follows, circles.
social-following = Following
social-write = Write a post
social-open = Open the post
social-older = Older posts
social-end = This page ends here. There is nothing more to load.
social-ago-edited = { $ago } · edited
social-bought = Bought here
social-audience-everyone = Everyone
social-audience-followers = Followers
social-audience-circle = A circle
social-audience-me = Only me
social-audience-of = Circle: { $circle }
social-spot = { $title }, { $price }
social-pictures = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
social-post-title = Post by { $name }
social-posts-by = Posts by { $name }
social-edit = Change
social-remove = Remove
social-goods = On this post
social-gone = This is not sold here any more.
social-sold-out = Sold out.
social-buy = Buy now
social-buy-label = Buy now: { $title }
social-buying = Opening checkout
social-choice = Choice
social-left = { $count ->
    [one] { $count } left
   *[other] { $count } left
}
social-feed-empty = Nobody you follow has written yet
social-feed-empty-words = Follow people and shops. What they tell stands here, the newest first, and nothing else.
social-feed-empty-go = Look around the shops
social-follow = Follow
social-follow-label = Follow { $name }
social-follow-sorry = Not changed. Try again.
social-follow-door = Sign in to follow
social-followers = { $count ->
    [one] { $count } follower
   *[other] { $count } followers
}
social-follows-many = follows { $count }
social-friends = You follow each other.
social-follows-you = Follows you.
social-mute = Mute
social-unmute = Unmute
social-block = Block
social-unblock = Unblock
social-is-blocked = You blocked them: neither of you sees the other.
social-silent = { $name } has not written anything yet
social-silent-words = What they tell everyone will stand here.
social-self = What I say of myself
social-self-edit = Change what I say of myself
social-self-what = Each line is read by whom you choose. What you leave empty is not shown.
social-self-about = About me
social-self-about-example = I glaze on Tuesdays and fire on Fridays.
social-self-city = Where I am
social-self-city-example = Baguio
social-self-speaks = Languages I speak
social-self-speaks-example = Filipino, English, some Hokkien
social-self-to = Who reads it: { $line }
social-self-to-everyone = Everyone
social-self-to-friends = Friends
social-self-to-me = Only me
social-is-city = City
social-is-speaks = Speaks
social-self-keep = Save
social-circles = Circles
social-circles-what = A circle is a few people whom you tell things apart from everybody else. Nobody but you sees who is in it.
social-circles-none = No circle yet
social-circles-none-words = Make one for your family or your barkada, and choose it as the audience of a post.
social-circle-name = Name of a new circle
social-circle-example = Family
social-circle-make = Make circle
social-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
social-circle-handle = Handle of a person
social-circle-add = Add to circle
social-circle-friends = Friends who are not in it
social-circle-in = Add
social-circle-in-label = Add { $name }
social-circle-out = Take out
social-circle-out-label = Take out { $name }
social-circle-end = End this circle
social-posts = Posts
social-buyers-pictures = From buyers
social-mine = My posts
social-compose = Write a post
social-compose-again = Change the post
social-text = What is the news?
social-text-hint = A short first line stands as the heading.
social-about = This shows { $title }, which you bought here. The price and the address stay with you.
social-pictures-head = Pictures
social-picture = Choose a picture
social-picture-hint = JPEG, PNG, WebP or GIF, up to 20 MB. Up to 9, one after another.
social-picture-large = This picture is larger than 20 MB.
social-picture-add = Add this picture
social-picture-n = Picture { $n }
social-picture-drop = Take out
social-picture-drop-label = Take out picture { $n }
social-alt = What the picture shows
social-alt-hint = For people who do not see it.
social-tags = For sale on it
social-tags-what = A post needs nothing for sale. What you add shows its price and stock of the moment.
social-tag-find = Find something for sale
social-tag-look = Find
social-tag-none = Nothing for sale is called so.
social-tag-add = Add
social-tag-add-label = Add { $title }
social-tag-drop = Take out
social-tag-drop-label = Take out { $title }
social-place-what = Tap its place on a picture, or say it in numbers from 0 to 100.
social-place-none = On no picture
social-place-picture = On
social-place-x = From the left
social-place-y = From the top
social-whom = For whom
social-as = Speaking as
social-as-me = Myself
social-audience = Who may see it
social-language = Language of the post
social-publish = Publish
social-save = Save changes
social-publishing = Publishing
said-posted = Published.
said-gone = Removed.
said-followed = You follow them now.
said-unfollowed = You follow them no longer.
said-muted = Muted.
said-unmuted = Not muted any more.
said-blocked = Blocked.
said-unblocked = Not blocked any more.
refusal-post_empty = Write something or add a picture. Nothing was published.
refusal-alt_missing = Say what the picture shows, for people who do not see it. Nothing was published.
refusal-too_many_pictures = A post has at most 9 pictures. Nothing was published.
refusal-picture_twice = This picture is there twice. Nothing was published.
refusal-too_many_tags = A post shows at most 12 things for sale. Nothing was published.
refusal-tag_place = A place is a picture and two numbers from 0 to 100. Nothing was published.
refusal-tag_missing = One of these things is not for sale any more. Nothing was published.
refusal-audience_of_shop = A shop speaks to everyone or to its followers. Nothing was published.
refusal-audience = Say who may see it. Nothing was published.
refusal-circle = Choose one of your circles. Nothing was published.
refusal-not_received = You can show what was delivered to you. Nothing was published.
refusal-yourself = This is you. Nothing was changed.
refusal-follows_full = You follow as many as one can. Leave somebody first. Nothing was changed.
refusal-circles_full = You have as many circles as one can. Nothing was made.
refusal-circle_full = This circle is full. Nothing was changed.
refusal-handle_unknown = Nobody here has this handle. Nothing was changed.
# Sharing
share-act = Share
share-title = Share
share-close = Close
share-from = from { $price }
share-link = Short link
share-copy = Copy the link
share-copied = The link is copied.
share-apps = Choose an app
share-private = Whoever opens it sees the page in their own language. The link does not say who sent it. A visit by it is counted only if whoever comes has agreed to that.
share-mail = E-mail
share-messenger = Messenger
share-viber = Viber
share-ways = Messenger and Viber open if they are on this device.
share-qr = For WeChat, or somebody beside you: scan this.
share-qr-label = QR code that leads to { $title }
# Comments
comments-page = Comments
comments-thread = A thread
comments-title = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
comments-none = Nobody has said anything yet.
comments-older = Older comments
comments-newer = More answers
comments-sign-in = Sign in to comment
comment-write = Your comment
comment-write-to = Your answer to { $name }
comment-send = Comment
comment-answer = Answer
comment-more = { $n ->
    [one] See the { $n } answer
   *[other] See all { $n } answers
}
comment-by-author = wrote the post
comment-by-shop = sells it
comment-gone-writer = Its writer took this comment back.
comment-gone-author = Whoever wrote the post removed this comment.
comment-gone-shop = The shop removed this comment.
comment-gone-staff = The market’s staff removed this comment.
comment-gone-why = They told you why:
comment-remove = Remove
comment-remove-not = Leave it
comment-remove-title = Remove this comment
comment-remove-what = What it says will be gone for everybody. Answers to it stay.
comment-remove-word = Why
comment-remove-hint = A few words. Only whoever wrote it reads them.
said-commented = Your comment is there.
said-comment-removed = The comment is removed.
refusal-comment_empty = A comment says something. Write at least one word; nothing was changed.
refusal-word_missing = Say in a few words why. Nothing was changed.
# Reactions. $n is how many gave it.
reaction-like = Like, { $n }
reaction-love = Love, { $n }
reaction-laugh = Funny, { $n }
reaction-helpful = Helpful, { $n }
reaction-sorry = That did not get through. Try again.
# What somebody keeps
saved-title = Saved
saved-save = Save
saved-sorry = Not saved. Try again.
saved-private = Only you see what you save.
saved-first = In no collection
saved-collections = Collections
saved-none-title = Nothing saved here yet
saved-none-words = Save things you like, and see here what they cost then and what they cost now.
saved-none-action = Look around
saved-since = Saved { $day }
saved-sold-out = sold out
saved-gone = This is not there any more.
saved-shop = Shop
saved-then = { $then } when you saved it
saved-less = { $off } less than when you saved it ({ $then })
saved-same = The same price as when you saved it
saved-more = { $off } more than when you saved it ({ $then })
saved-into = Collection of { $title }
saved-move = Move
saved-older = Saved earlier
saved-new = A new collection
saved-name = Name
saved-make = Make the collection
saved-this = This collection
saved-rename = Rename
saved-remove = Remove the collection
saved-remove-what = What is in it stays saved, in no collection.
said-collection = The collection is there.
said-collection-removed = The collection is removed. What was in it is still saved.
refusal-collection_twice = You have a collection of this name. Nothing was changed.
refusal-collections_full = You have 100 collections already. Nothing was changed.
refusal-saved_full = You have saved 5,000 things already. Remove some first; nothing was changed.
# Buyers' pictures on a product's page.
social-buyers-title = { $title }: pictures of buyers
social-buyers-count = { $count ->
    [0] No pictures
    [one] { $count } post of somebody who bought it here
   *[other] { $count } posts of people who bought it here
 }
social-buyers-all = { $count ->
    [one] All of it ({ $count })
   *[other] All { $count }
 }
social-buyers-chip = { $what } ({ $count })
social-buyers-mine = My height: { $height }
social-buyers-by-choice = By what was bought
social-buyers-by-height = By the height of who shows it
social-buyers-more = Older pictures
social-buyers-how = Everybody here was sent what they show, lets this page show it, and can take that back. Heights are said by themselves, to whom they choose.
social-buyers-none = No pictures of buyers yet
social-buyers-none-words = Whoever was sent it can show it from their order.
social-buyers-none-so = No pictures like that
social-buyers-none-so-words = Nobody who bought it shows this choice at this height, or does not tell you.
social-buyers-show-all = Show all pictures
social-buyers-back = See what is for sale
social-on-product = Show my pictures on the product’s page, too
social-on-product-what = There with your name, and which choice you bought. You can take it back under your post at any time.
social-shown = The product’s page shows this post.
social-unshow = Take it off the product’s page
social-not-shown = The product’s page does not show this post.
social-show = Show it on the product’s page
said-shown = The product’s page shows it from now on.
said-unshown = The product’s page does not show it any more.
refusal-not_showable = A product’s page shows posts for everyone about what was bought here. Nothing was changed.
social-height-below-150 = below 150 cm
social-height-150-159 = 150 to 159 cm
social-height-160-169 = 160 to 169 cm
social-height-170-179 = 170 to 179 cm
social-height-180-up = 180 cm and more
social-self-height = How tall I am
social-self-height-unsaid = I would rather not say
social-self-height-what = Stands beside your pictures on products, for those you choose, so that they find pictures of people their size.
