notice-payment-captured = Your payment of { $amount } arrived.
notice-payment-declined = Your payment did not go through. Nothing was charged. Try again or pay another way.
notice-payment-expired = The time to pay is over. Nothing was charged.
notice-refund-begun = { $amount } is on its way back to you.
notice-refund-arrived = Your refund of { $amount } has been paid.
notice-refund-failed = A refund failed. The money is still here; look at it and send it another way.
notice-payment-charged-back = A payer’s bank took back { $amount }. The list of charged-back payments says who bears it.
notice-payment-charge-borne = Part of what a payer’s bank took back is borne by refunds that are not sent, or by the market. The list of charged-back payments says how much.
notice-payout-begun = A payout of { $amount } is on its way.
notice-payout-arrived = Your payout has been paid.
notice-payout-came-back = Your payout came back. The money is in your balance again; check where it goes, then ask for it again.
notice-payout-parked = Nobody has said what became of a payout. It waits for you to look at it.
notice-payout-destination-set = Where your payouts go was changed. It can be used from { $usable_from }. If that was not you, change it back and tell us before then.

# What a payout is refused for.
refusal-no_destination = Say first where the shop’s money goes. Nothing was moved.
refusal-destination_cooling = Where the money goes was changed less than 48 hours ago. For safety nothing is sent there yet; it stays available.
refusal-below_minimum = This is less than is sent at a time. Nothing was moved.
refusal-insufficient = This is more than can be sent now. Nothing was moved.
refusal-no_gateway = This market cannot send money that way. Nothing was changed.
refusal-destination = An account has 5 to 200 letters, digits and signs, as the payment service spells it. Nothing was changed.
refusal-owner_only = Only the shop’s owner may do this. Nothing was changed.

# Leaving the market for good.
refusal-refund_open = Money is on its way back to you. Wait until it has arrived.
refusal-shop_money_open = Your shop has money that is not paid out yet. Have it paid out first, and wait until it has arrived.
