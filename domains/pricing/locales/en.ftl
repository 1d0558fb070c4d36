price-step-list = List price
price-step-sale = Sale by the shop
price-step-delivery = Delivery
