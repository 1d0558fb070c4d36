# Lengths of time, and how long ago: one unit each.
span-days = { $n ->
    [one] { $n } araw
   *[other] { $n } na araw
}
span-hours = { $n ->
    [one] { $n } oras
   *[other] { $n } na oras
}
span-minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } na minuto
}
span-seconds = { $n ->
    [one] { $n } segundo
   *[other] { $n } na segundo
}
# A unit and the next smaller one.
span-two = { $larger }, { $smaller }

ago-now = ngayon lang
ago-years = { $n ->
    [one] { $n } taon ang nakalipas
   *[other] { $n } na taon ang nakalipas
}
ago-months = { $n ->
    [one] { $n } buwan ang nakalipas
   *[other] { $n } na buwan ang nakalipas
}
ago-days = { $n ->
    [one] { $n } araw ang nakalipas
   *[other] { $n } na araw ang nakalipas
}
ago-hours = { $n ->
    [one] { $n } oras ang nakalipas
   *[other] { $n } na oras ang nakalipas
}
ago-minutes = { $n ->
    [one] { $n } minuto ang nakalipas
   *[other] { $n } na minuto ang nakalipas
}
in-years = { $n ->
    [one] sa { $n } taon
   *[other] sa { $n } na taon
}
in-months = { $n ->
    [one] sa { $n } buwan
   *[other] sa { $n } na buwan
}
in-days = { $n ->
    [one] sa { $n } araw
   *[other] sa { $n } na araw
}
in-hours = { $n ->
    [one] sa { $n } oras
   *[other] sa { $n } na oras
}
in-minutes = { $n ->
    [one] sa { $n } minuto
   *[other] sa { $n } na minuto
}

# Countries and regions, as they stand in a list.
country-PH = Pilipinas
country-CN = China
country-AE = United Arab Emirates
country-AU = Australia
country-CA = Canada
country-DE = Germany
country-ES = Spain
country-FR = France
country-GB = United Kingdom
country-HK = Hong Kong
country-ID = Indonesia
country-IN = India
country-IT = Italy
country-JP = Japan
country-KR = South Korea
country-KW = Kuwait
country-MO = Macau
country-MY = Malaysia
country-NZ = New Zealand
country-QA = Qatar
country-SA = Saudi Arabia
country-SG = Singapore
country-TH = Thailand
country-TW = Taiwan
country-US = United States
country-VN = Vietnam
country-ZA = South Africa

# Currencies.
currency-AED = UAE dirham
currency-AUD = Australian dollar
currency-BDT = Bangladeshi taka
currency-BHD = Bahraini dinar
currency-BRL = Brazilian real
currency-CAD = Canadian dollar
currency-CHF = Swiss franc
currency-CLP = piso ng Chile
currency-CNY = Chinese yuan
currency-CZK = Czech koruna
currency-DKK = Danish krone
currency-EUR = Euro
currency-GBP = British pound
currency-HKD = Hong Kong dollar
currency-HUF = Hungarian forint
currency-IDR = Indonesian rupiah
currency-ILS = Israeli new shekel
currency-INR = Indian rupee
currency-ISK = Icelandic króna
currency-JOD = Jordanian dinar
currency-JPY = Japanese yen
currency-KRW = South Korean won
currency-KWD = Kuwaiti dinar
currency-LKR = Sri Lankan rupee
currency-MOP = Macanese pataca
currency-MXN = piso ng Mexico
currency-MYR = Malaysian ringgit
currency-NOK = Norwegian krone
currency-NZD = New Zealand dollar
currency-OMR = Omani rial
currency-PHP = piso ng Pilipinas
currency-PKR = Pakistani rupee
currency-PLN = Polish zloty
currency-QAR = Qatari riyal
currency-RON = Romanian leu
currency-SAR = Saudi riyal
currency-SEK = Swedish krona
currency-SGD = Singapore dollar
currency-THB = Thai baht
currency-TND = Tunisian dinar
currency-TRY = Turkish lira
currency-TWD = New Taiwan dollar
currency-UAH = Ukrainian hryvnia
currency-USD = US dollar
currency-VND = Vietnamese dong
currency-ZAR = South African rand
