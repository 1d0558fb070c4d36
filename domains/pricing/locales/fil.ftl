price-step-list = Nakalistang presyo
price-step-sale = Bawas-presyo ng tindahan
price-step-delivery = Pagpapadala
