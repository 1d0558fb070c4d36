# Lengths of time, and how long ago: one unit each.
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
span-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
span-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
# A unit and the next smaller one.
span-two = { $larger }, { $smaller }

ago-now = now
ago-years = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
}
ago-months = { $n ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
ago-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
ago-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
ago-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
in-years = { $n ->
    [one] in { $n } year
   *[other] in { $n } years
}
in-months = { $n ->
    [one] in { $n } month
   *[other] in { $n } months
}
in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
in-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}

# Countries and regions, as they stand in a list.
country-PH = Philippines
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
country-MO = Macao
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
currency-CLP = Chilean peso
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
currency-MXN = Mexican peso
currency-MYR = Malaysian ringgit
currency-NOK = Norwegian krone
currency-NZD = New Zealand dollar
currency-OMR = Omani rial
currency-PHP = Philippine peso
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
