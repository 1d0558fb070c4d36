price-step-list = 标价
price-step-sale = 店家优惠
price-step-delivery = 运费
