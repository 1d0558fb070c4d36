notice-order-paid = Paid. The shop sends it by { $ship_by }; your money waits on the bridge.
notice-order-to-ship = Order { $number } is paid. Send it by { $ship_by }.
notice-order-expired = Order { $number } was not paid in time. Nothing was charged.
notice-order-cancelled = Order { $number } is called off. What was paid goes back.
notice-order-shipped = Order { $number } is on its way.
notice-order-late = The shop is late with order { $number }. You can cancel it now.
notice-order-late-shop = Order { $number } is late. The buyer may cancel it now.
notice-order-given-up = Order { $number } was never sent, so it is called off. What was paid goes back.
notice-order-delivered = Order { $number } has arrived. Look at it by { $look_until }, then the shop is paid.
notice-order-refused = The parcel of order { $number } was not taken at the door.
notice-order-confirmed = The buyer of order { $number } is content.
notice-order-complete = Order { $number } is complete.
notice-order-not-received = The buyer says order { $number } never came. The money went back.
notice-order-released = Your share of order { $number } can be paid out.
notice-order-charged-back = The buyer's bank took back money for order { $number }. Your share of it was returned.
notice-order-charged-back-buyer = Your bank took back { $amount } for order { $number }. An order of which nothing is paid any more ends.

# The list of orders.
orders-tab = Orders
orders-title = Orders
orders-needs_me = Needs you
orders-under_way = On the way
orders-done = Done
orders-empty-needs_me = Nothing needs you
orders-empty-text-needs_me = What waits for your payment or your look stands here, with its deadline.
orders-empty-under_way = Nothing is on the way
orders-empty-text-under_way = What you have paid stands here until it is with you.
orders-empty-done = Nothing is done yet
orders-empty-text-done = What is complete or was called off stays here.
orders-look-around = Look around
orders-open = See what happens
orders-from = { $count ->
    [one] { $shop }, { $count } item
   *[other] { $shop }, { $count } items
}
orders-and-more = { $count ->
    [one] { $shop }, and { $count } more thing
   *[other] { $shop }, and { $count } more things
}
orders-find = Find an order by its number
orders-find-go = Find
orders-unknown = There is no order { $number } of yours. It looks like R-1234567G.
orders-pages = More orders
orders-more = Older orders

# One order.
order-number = Order { $number }
order-placed = Order { $number } · placed { $at }
memory-yours = { $count ->
    [one] You bought here once, on { $day }.
   *[other] You bought here { $count } times, last on { $day }.
}
memory-theirs = { $count ->
    [one] Bought from you once, on { $day }.
   *[other] Bought from you { $count } times, last on { $day }.
}
order-details = Order details
order-money = Where your money is
order-money-shop = Where the money is
order-happens = What happens
order-done = done
order-by = by { $day }
order-pieces = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
order-goes-to = Goes to
order-address-gone = The address is no longer kept. It goes two years after an order has ended.
order-invoice = Invoice to print
order-show = Show { $title } in a post
order-doing = One moment
order-pay = Pay { $total }

order-next-you = Next: you.
order-next-buyer = Next: the buyer.
order-next-shop = Next: { $shop }.
order-next-carrier = Next: the carrier.
order-next-gateway = Next: the payment service.
order-next-nobody = Nobody has to do anything.
order-charged-buyer = Your bank took { $amount } of this back.
order-charged-shop = The buyer’s bank took { $amount } of this back; { $share } of that was the shop’s. What had been paid out already is settled with the next payout.

# What comes next, by when, and what happens otherwise: as the buyer reads it.
order-head-buyer-pay = Pay by { $exact }
order-say-buyer-pay = The goods are held for you until then. After that they go back on the shelf and nothing is charged.
order-head-buyer-ship = The shop ships by { $day }
order-say-buyer-ship = If it is not on its way by { $exact }, you may cancel at once. On { $end } we call it off and you get all of it back.
order-say-buyer-ship-cash = If it is not on its way by { $exact }, you may cancel at once. On { $end } we call it off.
order-head-buyer-late = The shop is late, you may cancel
order-say-buyer-late = It was promised by { $exact }. Wait for it, or cancel now and get all of it back. On { $end } we call it off for you.
order-say-buyer-late-cash = It was promised by { $exact }. Wait for it, or cancel now. On { $end } we call it off for you.
order-head-buyer-way = On its way, with you by { $day }
order-say-buyer-way = { $carrier } brings it. Once you have it and it is right, confirm. If it is not there by { $end }, you can say so here and get your money back.
order-say-buyer-way-cash = { $carrier } brings it, and you pay { $total } at the door. If it is not there by { $end }, you can say so here.
order-head-buyer-overdue = It should have arrived
order-say-buyer-overdue = Say that it never came, and your money goes back to you. If you say nothing by { $end }, we take it that all is well.
order-say-buyer-overdue-cash = Say that it never came, and the order ends. If you say nothing by { $end }, we take it that all is well.
order-head-buyer-look = Look at it by { $day }
order-say-buyer-look = If it is right, confirm and the shop is paid. If you say nothing by { $exact }, we take it that all is well.
order-say-buyer-look-cash = If it is right, confirm. If you say nothing by { $exact }, we take it that all is well.
order-head-buyer-complete = Complete
order-say-buyer-complete = The shop’s share waits until { $exact }; after that it can be paid out.
order-say-buyer-complete-cash = You paid at the door, and the shop has its money.
order-head-buyer-settled = Complete, and the shop is paid
order-say-buyer-settled = Thank you for buying here.
order-head-buyer-expired = It was not paid in time
order-say-buyer-expired = The goods went back on the shelf. Nothing was charged.
order-head-buyer-cancelled = Called off
order-say-buyer-cancelled = Nothing was charged.
order-head-buyer-back = Your money is on its way back
order-say-buyer-back = { $total } walks back the way it came. Most services take a few minutes, some banks a few days.
order-head-buyer-returned = Called off, and your money is back
order-say-buyer-returned = { $total } was given back on { $exact }.
order-head-buyer-taken = Called off, because your bank took the money back
order-say-buyer-taken = { $total } is with you again, so this order has ended. If it was a slip, order again.
order-head-buyer-refused = Not taken at the door
order-say-buyer-refused = The parcel goes back to the shop. Nothing was charged.

# As the shop reads it.
order-head-shop-pay = The buyer pays by { $exact }
order-say-shop-pay = The goods are held until then. After that they go back on your shelf.
order-head-shop-ship = Send it by { $day }
order-say-shop-ship = If it is not on its way by { $exact }, the buyer may cancel at once. On { $end } the market calls it off.
order-head-shop-late = You are late with this
order-say-shop-late = It was promised by { $exact }, and the buyer may cancel. On { $end } the market calls it off.
order-head-shop-way = On its way, due by { $day }
order-say-shop-way = If the buyer does not have it by { $end }, they can say so and get their money back.
order-say-shop-way-cash = The carrier takes { $total } at the door.
order-head-shop-look = The buyer looks at it until { $day }
order-say-shop-look = When they confirm, or on { $exact } if they say nothing, your share is yours.
order-head-shop-complete = Complete
order-say-shop-complete = Your share can be paid out from { $exact }.
order-say-shop-complete-cash = You have the money; the market’s part is settled with your next payout.
order-head-shop-settled = Complete, and your share is yours
order-say-shop-settled = It can be paid out.
order-head-shop-expired = It was not paid in time
order-say-shop-expired = The goods are back on your shelf.
order-head-shop-cancelled = Called off
order-say-shop-cancelled = The goods are back on your shelf.
order-head-shop-back = Called off
order-say-shop-back = { $total } goes back to the buyer.
order-head-shop-returned = Called off
order-say-shop-returned = The buyer has { $total } back.
order-head-shop-taken = Called off, because the buyer’s bank took the money back
order-say-shop-taken = What you have not sent is back on your shelf. Do not send it.
order-head-shop-refused = Not taken at the door
order-say-shop-refused = The parcel comes back to you.

order-state-awaiting_payment = to be paid
order-state-to_ship = with the shop
order-state-shipped = on its way
order-state-delivered = arrived
order-state-completed = complete
order-state-settled = complete
order-state-expired = not paid
order-state-cancelled = called off
order-state-refused = not taken

order-step-begun = Ordered
order-step-pay = Paid
order-step-more_time = More time to pay was asked for
order-step-time_up = The time to pay was over
order-step-cancel = Called off
order-step-ship = Handed to the carrier
order-step-late = The promised day passed
order-step-give_up = Called off by the market, because it was not sent
order-step-deliver = Arrived
order-step-refuse = Not taken at the door
order-step-confirm = Confirmed
order-step-extend = More time to look was asked for
order-step-complete = The time to look was over
order-step-not_received = The buyer said it never came
order-step-silence = A long time without a word: taken as all well
order-step-release = The shop’s share can be paid out
order-step-charge_back = The buyer’s bank took money back
order-step-charge_back-you = Your bank took money back
order-step-returned = The money is back

order-comes-pay-you = You pay
order-comes-look-you = You look and confirm
order-comes-pay = The buyer pays
order-comes-ship = { $shop } packs and ships
order-comes-way = On the way
order-comes-look = The buyer looks and confirms
order-comes-share = The shop is paid
order-comes-back = The money walks back

order-do-more_time = I need more time
order-do-ship = Pack and ship
order-do-confirm = It is right, confirm
order-do-deliver = It has arrived
order-do-refuse = It was not taken
order-do-extend = Three more days to look
order-do-not_received = It never came
order-do-cancel = Cancel the order
order-do-cancel-refund = Cancel and refund

order-ask-back = Leave it as it is
order-ask-cancel = Cancel this order?
order-ask-cancel-buyer-paid = { $total } goes back to you the way you paid. This cannot be undone; you can order again while there is stock.
order-ask-cancel-buyer-unpaid = Nothing was charged. The goods go back on the shelf.
order-ask-cancel-buyer-cash = Nothing was charged. The goods go back on the shelf.
order-ask-cancel-shop-paid = { $total } goes back to the buyer, and the goods go back on your shelf. This cannot be undone.
order-ask-cancel-shop-unpaid = The goods go back on your shelf. This cannot be undone.
order-ask-cancel-shop-cash = The goods go back on your shelf. This cannot be undone.
order-ask-confirm = Is everything right?
order-ask-confirm-buyer = With this the money leaves the bridge and { $shop } is paid. If something is wrong or missing, do not confirm yet.
order-ask-confirm-buyer-cash = With this the order is complete. If something is wrong or missing, do not confirm yet.
order-ask-not_received = Did it never come?
order-ask-not_received-buyer = { $total } goes back to you. The shop is told, and answers for the way.
order-ask-not_received-buyer-cash = The order ends. Nothing was charged.
order-ask-deliver = Has it arrived?
order-ask-deliver-shop = Say this only if you know it. The buyer’s time to look begins now.
order-ask-refuse = Was it not taken?
order-ask-refuse-shop = The order ends, and the parcel comes back to you.
said-order-cancelled = Called off.
said-order-confirmed = Confirmed. The shop is paid.
said-order-not-received = Noted. Your money goes back to you.
said-order-delivered = Noted. The buyer looks at it now.
said-order-refused = Noted. The order has ended.
said-order-more-time = You have the same time once more.
said-order-extended = You have three more days.
said-paid = Paid. Your money waits on the bridge.

# The bridge.
bridge-you = You
bridge-top = On the bridge
bridge-shop = The shop
bridge-buyer = The buyer
bridge-your-shop = Your shop
bridge-coin-you = The bridge. The money is still with the buyer.
bridge-coin-top = The bridge. The money is at the top, held.
bridge-coin-shop = The bridge. The money is on the shop’s side.
bridge-coin-back = The bridge. The money walks back to the buyer.
bridge-boat-shop = The parcel is still at the shop’s side.
bridge-boat-way = The parcel is under the bridge, on its way.
bridge-boat-you = The parcel is on the buyer’s side.
bridge-you-pay = pays { $amount }
bridge-you-paid = paid { $amount }
bridge-you-at-the-door = pays { $amount } at the door
bridge-you-get = gets { $amount } back
bridge-you-have = has { $amount } back
bridge-top-held = { $market } holds { $amount }
bridge-top-until = until it is confirmed
bridge-top-cash = no money waits here
bridge-top-empty = nothing is held
bridge-shop-gets = gets { $amount }
bridge-shop-after = after that
bridge-shop-after-cash = at the door
bridge-shop-has = has { $amount }
bridge-shop-on = from { $day }
bridge-shop-nothing = gets nothing

money-how = How { $total } is split
money-you-pay = Paid by the buyer
money-order-total = Paid at the door
money-to-market = Of that the market’s fee, paid by the shop
money-to-shop = Of that to the shop
money-tax = Tax that is in it
money-where = Where it is, from the books
money-on-the-bridge = On the bridge now
money-moved-collect = Came onto the bridge
money-moved-cash = Paid at the door
money-moved-return = Went back
money-moved-commission = To the market
money-moved-share = To the shop
money-moved-clawback = Taken back by the buyer’s bank
money-moved-other = Moved

parcel-sent = Handed over
parcel-in_transit = On the way
parcel-out_for_delivery = Out for delivery
parcel-delivered = Delivered
parcel-refused = Not taken
parcel-returned = Back with the shop

# A payment.
payment-head-opening = Opening the payment
payment-say-opening = The payment service is being asked for its page. This page goes on by itself; nothing was charged yet.
payment-head-open = Not paid yet
payment-say-open = Pay { $total } by { $by }. If you have just paid, it may take a moment until the service tells us; this page goes on by itself.
payment-head-declined = The payment was declined
payment-say-declined = Nothing was charged. The goods are still held for you; try again with the same or another way to pay, by { $by }.
payment-head-captured = Paid
payment-say-captured = { $total } is there.
payment-head-refunded = The money went back
payment-say-refunded = { $total } was given back.
payment-head-over = This payment is over
payment-say-over = Nothing more can be paid here, and nothing was charged. Anything that still comes in goes back by itself.
payment-safe = What you pay waits on the bridge until you say the goods are right.
payment-orders = What it is for
payment-again = Try to pay { $total } again
payment-to-orders = See your orders

# An invoice.
invoice-title = Invoice for order { $number }
invoice-goods = Goods
invoice-what = What
invoice-count = How many
invoice-unit = Each
invoice-sum = Sum
invoice-all-goods = All goods
invoice-from = From
invoice-to = To
invoice-note = Bought at { $market }, { $url }.
invoice-back = Back to the order

# What the commands refuse.
refusal-not_now = This cannot be done at this point of the order. Nothing was changed.
refusal-changed = The order has moved on since you looked. This is how it stands now.
refusal-not_yours = This is for the other side to do. Nothing was changed.
refusal-unknown_event = There is nothing of that name to do. Nothing was changed.
refusal-more_time_given = You already have the longer time to pay. The deadline has not changed.
refusal-no_parcel = Say first which parcel it went with. Nothing was changed.
refusal-not_late = The shop still has time to send it. If it does not, you can cancel at the deadline.
refusal-not_overdue = The parcel may still arrive in time. Your money stays on the bridge until you say.
refusal-paid_already = This order was paid before it was sent; a return is another step.
refusal-extended = You already have the longer time to look. Nothing was changed.
refusal-number = This is no order’s number. It looks like R-1234567G.
refusal-too_many_tries = This payment was tried too often. Order again; nothing was charged.

# A seller's day, and what waits for a buyer.
studio-to-send = { $count ->
    [one] { $count } order to send
   *[other] { $count } orders to send
 }
studio-nothing-to-send = Nothing is to be sent.
studio-by = by { $day }
studio-carrier = Carrier
studio-tracking = Tracking number
studio-sent = Mark as sent
said-order-sent = Noted: it is on its way. The buyer sees it now.
me-order-awaiting_payment = An order waits to be paid
me-order-delivered = Say whether it is all well
me-order-look = Look

# A shop's money.
till-title = Money
till-open = Open
till-available = available
till-pending = waits out its hold
till-bridge = on the bridge
till-on-its-way = on its way to you
till-paid-out = sent to you so far
till-free = can be sent to you now
till-not-yet = Not ready to be sent yet
till-how = How this amount comes about
till-in-the-books = Available in the books
till-owed = The market’s fee of orders paid at the door
till-owed-back = What buyers’ banks took back
till-send = Have { $amount } sent
till-nothing = There is nothing to send yet.
till-too-little = At least { $least } is sent at a time.
till-say-where = Set where the money goes
till-goes-to = Where it goes
till-nowhere = Nobody has said yet where this shop’s money goes.
till-set-at = Set { $at }
till-cooling = It was changed. For safety nothing is sent there before { $from }; your money stays available.
till-change = Change it
till-owner-says = Only the shop’s owner says where its money goes.
till-payouts = Sent to you
till-no-payouts = Nothing was sent yet.
till-asked-at = Asked for { $at }
till-payout-asked = Asked for
till-payout-sent = On its way
till-payout-paid = Arrived
till-payout-failed = Came back
till-payout-parked = Being looked at
till-payout-failed-why = The money is available again. Check where it goes, then
till-ask-again = ask for it again
till-payout-parked-why = Nobody has said what became of it. The market’s people are looking; the money is safe in the books.
till-files = Files
till-csv-statement = Statement as a spreadsheet (CSV)
till-csv-invoices = Invoices as a spreadsheet (CSV)
till-held-title = What is held, and until when
till-bridges = { $count ->
    [one] { $count } order on the bridge, { $total }
   *[other] { $count } orders on the bridge, { $total }
 }
till-none-held = Nothing of this shop’s is held.
till-all-held = All that is held
till-order = Order
till-why = Why
till-yours = Yours
till-share = Your part
till-why-to_ship = To be sent by you by { $day }
till-why-late = Was to be sent by { $day }; the buyer may cancel
till-why-shipped = On its way to the buyer
till-why-delivered = The buyer looks until { $day }; silence counts as content
till-why-completed = Complete; a hold until { $day } in case something comes up
till-at-the-latest = { $day } at the latest
till-once-sent = After you have sent it
till-statement = Statement
till-all-lines = All lines
till-adds-up = The lines add up to { $whole }: { $available } available and { $pending } waiting out its hold.
till-no-lines = No money has moved yet.
till-what = What
till-when = When
till-amount = Amount
till-after = Yours after it
till-line-share = Your part of order
till-line-payout = Sent to you
till-line-payout_back = Came back
till-line-settle_cash = The market’s fee of orders paid at the door
till-line-clawback = A buyer’s bank took back of order
till-line-settle_receivable = What buyers’ banks took back
till-more = Earlier
till-send-title = Have money sent
till-at-most = At most { $free }
till-send-what = It leaves your balance at once and goes through the payment service. If it comes back, it is available again.
till-send-go = Have it sent
till-sending = Asking for it
till-back = Back to the money
till-where-title = Where your money goes
till-now = Now it goes to
till-method = Sent through
till-account = Account
till-account-hint = As the payment service spells it: 5 to 200 letters, digits and signs.
till-password = Your password
till-password-hint = Needed if you signed in more than ten minutes ago.
till-first-what = The first account counts at once.
till-change-what = A change counts after 48 hours. Nothing is sent before then, in case it was not you.
till-where-go = Send it there
said-payout-asked = Asked for. It is on its way through the payment service.
said-destination-set = Noted. That is where your money goes.

# What a shop sold.

sold-title = Orders of the shop
sold-all = All orders
sold-to_send = To send
sold-under_way = Under way
sold-done = Done
sold-more = More orders
sold-unknown = There is no order { $number } of this shop. It looks like R-1234567G.
sold-empty-to_send = Nothing is to be sent
sold-empty-text-to_send = What is paid stands here with the day you promised, the most urgent first.
sold-empty-under_way = Nothing is under way
sold-empty-text-under_way = What waits to be paid, is with the carrier or with its buyer stands here.
sold-empty-done = Nothing is done yet
sold-empty-text-done = What is complete or was called off stays here.

# Leaving the market for good.
refusal-orders_open = An order of yours is under way. Wait until it has arrived, or call it off.
refusal-shop_orders_open = Your shop still has orders under way, or money on hold for them. Let them end, or hand the shop over.
order-somebody-left = Somebody who left
