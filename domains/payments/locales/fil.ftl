notice-payment-captured = Dumating na ang bayad mong { $amount }.
notice-payment-declined = Hindi natuloy ang bayad mo. Walang siningil. Subukan muli o magbayad sa ibang paraan.
notice-payment-expired = Tapos na ang oras ng pagbabayad. Walang siningil.
notice-refund-begun = Pabalik na sa iyo ang { $amount }.
notice-refund-arrived = Naibayad na ang refund mong { $amount }.
notice-refund-failed = Hindi natuloy ang isang refund. Narito pa ang pera; tingnan ito at ipadala sa ibang paraan.
notice-payment-charged-back = Binawi ng bangko ng nagbayad ang { $amount }. Nasa listahan ng mga binawing bayad kung sino ang sasagot nito.
notice-payment-charge-borne = May bahagi ng binawi ng bangko na sagot ng mga refund na hindi ipinadala o ng palengke. Nasa listahan ng mga binawing bayad kung magkano.
notice-payout-begun = Papunta na ang payout na { $amount }.
notice-payout-arrived = Naibayad na ang payout mo.
notice-payout-came-back = Bumalik ang payout mo. Nasa balanse mo na ulit ang pera; tingnan kung saan ito pupunta, saka hilingin muli.
notice-payout-parked = Wala pang balita sa isang payout. Hinihintay nitong tingnan mo.
notice-payout-destination-set = Napalitan ang pupuntahan ng mga payout mo. Magagamit ito mula { $usable_from }. Kung hindi ikaw iyon, ibalik ito at sabihin sa amin bago noon.

# What a payout is refused for.
refusal-no_destination = Sabihin muna kung saan pupunta ang pera ng tindahan. Walang ginalaw na pera.
refusal-destination_cooling = Wala pang 48 oras mula nang baguhin kung saan pupunta ang pera. Para ligtas, wala munang ipapadala roon; nasa iyo pa rin ito.
refusal-below_minimum = Mas mababa ito sa ipinapadala sa bawat pagkakataon. Walang ginalaw na pera.
refusal-insufficient = Mas malaki ito sa puwedeng ipadala ngayon. Walang ginalaw na pera.
refusal-no_gateway = Hindi makapagpapadala ng pera ang palengkeng ito sa ganoong paraan. Walang binago.
refusal-destination = Ang account ay 5 hanggang 200 letra, numero at tanda, ayon sa sulat ng serbisyo ng bayad. Walang binago.
refusal-owner_only = May-ari lang ng tindahan ang puwedeng gumawa nito. Walang binago.

# Leaving the market for good.
refusal-refund_open = May perang pabalik na sa iyo. Hintaying dumating.
refusal-shop_money_open = May pera pa ang tindahan mong hindi pa naibabayad. Kunin muna, at hintaying dumating.
