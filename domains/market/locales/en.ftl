# The cart.
cart-title = Cart
cart-count = { $count ->
    [0] Cart, empty
    [one] Cart, { $count } item
   *[other] Cart, { $count } items
}
cart-empty = Nothing in your cart yet
cart-empty-text = What you put in waits here, with its price all in. Nobody else sees it.
cart-look-around = Look around
cart-ships = { $days ->
    [one] ships within { $days } day
   *[other] ships within { $days } days
}
cart-quantity = Quantity of { $title }
cart-less = One less
cart-more = One more
cart-left = { $count ->
    [0] None left
    [one] Only { $count } left
   *[other] Only { $count } left
}
cart-take = { $count ->
    [one] Take the last one
   *[other] Take { $count }
}
cart-remove = Remove
cart-remove-one = Remove { $title }
cart-removed = { $title } is out of your cart.
cart-undo = Undo
cart-sorry = That was not saved. Your cart is as it was; try again.
cart-sold-out = Sold out. It stays here in case it comes back, and is not part of the total.
cart-fewer = { $count ->
    [one] Only { $count } is left. Until you choose, it is not part of the total.
   *[other] Only { $count } are left. Until you choose, it is not part of the total.
}
cart-price-changed = It was { $was } when you put it in, and is { $now } now.
cart-gone = No longer offered
cart-something = Something that is no longer offered
cart-not-held = In your cart is not reserved. The goods are held for you when you confirm.
cart-total = Total
cart-all-in = You pay, all in, delivered to { $place }
cart-all-in-short = All in
cart-goods = Goods, without delivery
cart-delivery-unknown = Delivery depends on where it goes ({ $place } is not enough to tell). The checkout shows it before you pay.
cart-how = How this total is made
cart-check-out = { $count ->
    [one] Check out { $count } item
   *[other] Check out { $count } items
}
cart-check-out-in = { $count ->
    [one] Check out { $count } item in { $currency }
   *[other] Check out { $count } items in { $currency }
}
cart-check-out-plain = Check out
cart-paybar = Total and check out
cart-bridge = Your money waits on the bridge until you say the goods are right.
said-in-cart = In your cart.

# How a total is made.
sum-goods = { $count ->
    [one] Goods, { $count } item
   *[other] Goods, { $count } items
}
sum-delivery = Delivery, { $name }
sum-of-shop = { $shop }: { $what }
sum-total = You pay, nothing is added later
sum-total-paid = Total, tax included

# What a listing is offered for.
offer-all-in = { $total } with delivery to { $place }
offer-delivery-unknown = Delivery depends on where it goes; the checkout shows it before you pay
offer-how = How this price is made
offer-sold-out = Sold out. Nothing can be ordered now.
offer-quantity = Quantity
offer-add = Add to cart
offer-buy = Buy now
offer-buying = Opening the checkout
offer-paybar = Buy this
offer-sorry = That did not reach your cart. Try again.
offer-lying = { $count ->
    [one] { $count } of this is in your cart.
   *[other] { $count } of this are in your cart.
}
offer-way = { $name }: with you in { $least } to { $most } days.
offer-to-cart = Go to the cart

# The checkout.
checkout-title = Check out
checkout-total = You pay, all in
checkout-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
} from { $shops ->
    [one] { $shops } shop
   *[other] { $shops } shops
}, to { $place }
checkout-not-held = Nothing is held or charged before you press the last button. Then the goods wait for your payment for { $span }.
checkout-no-total = Say where it goes, and the total stands here.
checkout-where = Where it goes
checkout-elsewhere = Somewhere else
checkout-elsewhere-text = Fill in another address
checkout-look = Update the total
checkout-delivery = Delivery
checkout-delivery-of = Delivery from { $shop }
checkout-arrives = With you { $days }
checkout-method = How you pay
checkout-gateway = E-wallet, card or bank
checkout-gateway-text = On the page of the payment service; you come back here after it
checkout-cash = Cash at the door
checkout-cash-text = You pay when it arrives. No money waits on the bridge.
checkout-no-cash-shop = Not every shop here takes cash at the door
checkout-no-cash-guest = For this you need an account
checkout-no-cash-refused = A parcel to you was refused at the door lately, so please pay before it is sent this time
checkout-summary = Summary
checkout-how = How the total is made
checkout-protects = { $days ->
    [one] Your money stays on the bridge until you confirm the goods, or { $look } days after they arrive. Not sent within { $days } day: you can cancel and get all of it back.
   *[other] Your money stays on the bridge until you confirm the goods, or { $look } days after they arrive. Not sent within { $days } days: you can cancel and get all of it back.
}
checkout-protects-cash = { $days ->
    [one] You pay at the door, and only this amount. Not sent within { $days } day: you can cancel.
   *[other] You pay at the door, and only this amount. Not sent within { $days } days: you can cancel.
}
checkout-go = Pay { $total }
checkout-order = Order for { $total }, paid at the door
checkout-going = Placing your order
checkout-paybar = Pay
checkout-gone = “{ $title }” is no longer offered.
checkout-sold-out = “{ $title }” is sold out.
checkout-fewer = { $count ->
    [one] Of “{ $title }” only { $count } is left.
   *[other] Of “{ $title }” only { $count } are left.
}
checkout-price = “{ $title }” was { $was } and is { $now } now.
checkout-changed = Delivery there costs something else than what you saw.
checkout-now = Nothing was charged. The total is { $total } now. Press again if that is right for you.
checkout-nothing-left = Nothing was charged. There is nothing left here that can be bought.
checkout-unreachable = Not delivered there by { $shops }. Choose another place, or take these goods out of the cart.
checkout-too-heavy = These goods are too heavy for the shop’s ways of delivery there. Take some out of the cart.
checkout-nothing = Nothing to check out
checkout-nothing-text = Your cart is empty. If you have just bought it all, it is among your orders.
checkout-to-orders = See your orders
said-placed = Ordered. The shop knows.

# Addresses.

# Countries.

# What the commands refuse.
refusal-quantity = Between 1 and 999 of one thing fit in a cart. Nothing was changed.
refusal-not_offered = This is no longer offered. Nothing was charged.
refusal-cart_full = A cart holds 100 different things. Nothing was changed.
refusal-sold_out = Fewer are left than you wanted. Nothing was charged.
refusal-price_changed = A price has changed. Nothing was charged.
refusal-total_changed = The total has changed. Nothing was charged.
refusal-quote_expired = This total has run out. Nothing was charged; look again.
refusal-destination_changed = It goes somewhere else than the total was made for. Nothing was charged.
refusal-empty_cart = There is nothing in this cart. If you have just bought it all, it is among your orders.
refusal-currencies = These goods have prices in different currencies. Buy them one currency at a time.
refusal-no_delivery = Not every shop delivers there. Nothing was charged.
refusal-unknown_choice = The shop does not offer this way of delivery there. Nothing was charged.
refusal-no_cash = This cannot be paid at the door. Nothing was bought.
refusal-unknown_method = There is no such way to pay. Nothing was bought.
refusal-price = This cart has no price. Nothing was charged.
