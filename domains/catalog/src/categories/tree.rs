//! The tree: what people here sell, in their words. One row a category, a parent before its children.

use super::Category;

#[rustfmt::skip]
pub(super) const TREE: &[Category] = &[
    //  slug               under          English                    简体中文          Filipino                              Google's numbers     also called
    row("fashion",         "",            "Fashion",                 "服饰",          "Moda",                               &[166],              &["apparel & accessories", "apparel"]),
    row("clothing",        "fashion",     "Clothing",                "服装",          "Damit",                              &[1604],             &["clothes"]),
    row("tops",            "clothing",    "Shirts & tops",           "上衣",          "Pang-itaas",                         &[212],              &["tops", "shirts", "t-shirts", "tshirts", "tees", "blouses"]),
    row("dresses",         "clothing",    "Dresses & skirts",        "连衣裙与半身裙",  "Bestida at palda",                   &[2271, 1581],       &["dresses", "skirts"]),
    row("trousers",        "clothing",    "Trousers & shorts",       "裤装",          "Pantalon at shorts",                 &[204, 207],         &["pants", "shorts", "jeans"]),
    row("outerwear",       "clothing",    "Jackets & hoodies",       "外套与卫衣",     "Dyaket at hoodie",                   &[203],              &["outerwear", "jackets", "hoodies", "coats", "sweaters"]),
    row("underwear",       "clothing",    "Underwear & sleepwear",   "内衣与睡衣",     "Damit-panloob at pantulog",          &[213, 208],         &["underwear & socks", "sleepwear & loungewear", "socks"]),
    row("sportswear",      "clothing",    "Sportswear & swimwear",   "运动装与泳装",   "Damit pang-isports at panlangoy",    &[5322, 211],        &["activewear", "swimwear"]),
    row("baby-clothing",   "clothing",    "Baby clothing",           "婴幼儿服装",     "Damit ng sanggol",                   &[182],              &["baby & toddler clothing"]),
    row("traditional",     "clothing",    "Traditional wear",        "民族服饰",       "Katutubong kasuotan",                &[5388],             &["traditional & ceremonial clothing", "barong", "hanfu"]),
    row("fashion-extras",  "fashion",     "Hats, scarves & belts",   "服饰配件",       "Sombrero, bandana at sinturon",      &[167],              &["clothing accessories", "accessories", "hats", "scarves", "belts"]),
    row("shoes",           "fashion",     "Shoes",                   "鞋",            "Sapatos",                            &[187, 1933],        &["footwear", "sneakers", "sandals"]),
    row("handbags",        "fashion",     "Handbags & wallets",      "手袋与钱包",     "Bag at pitaka",                      &[6551, 6552],       &["handbags, wallets & cases", "handbags", "wallets"]),
    row("jewelry",         "fashion",     "Jewelry",                 "首饰",          "Alahas",                             &[188],              &["jewellery"]),
    row("watches",         "fashion",     "Watches",                 "手表",          "Relo",                               &[201],              &[]),

    row("electronics",     "",            "Electronics",             "电子产品",       "Elektroniko",                        &[222],              &[]),
    row("phones",          "electronics", "Phones",                  "手机",          "Telepono",                           &[262, 267],         &["mobile phones", "smartphones", "communications"]),
    row("phone-extras",    "electronics", "Phone accessories",       "手机配件",       "Aksesorya ng telepono",              &[264],              &["mobile phone accessories"]),
    row("computers",       "electronics", "Computers & tablets",     "电脑与平板",     "Kompyuter at tablet",                &[278],              &["computers", "laptops", "tablet computers"]),
    row("computer-extras", "electronics", "Cables, power & storage", "线材、电源与存储", "Kable, kuryente at imbakan ng datos", &[2082, 345, 342],   &["electronics accessories", "accessories", "networking"]),
    row("components",      "electronics", "Electronic parts",        "电子元件",       "Piyesang elektroniko",               &[3702, 1801],       &["circuit boards & components"]),
    row("audio",           "electronics", "Audio",                   "音响",          "Audio",                              &[223],              &["headphones", "speakers"]),
    row("video",           "electronics", "TV & video",              "电视与影音",     "TV at bidyo",                        &[386],              &["televisions"]),
    row("cameras",         "electronics", "Cameras & optics",        "相机与光学",     "Kamera at lente",                    &[141],              &["cameras", "photography"]),
    row("video-games",     "electronics", "Video games",             "电子游戏",       "Larong bidyo",                       &[1294, 1270, 1279, 3356], &["video game consoles", "video game software"]),
    row("software",        "electronics", "Software",                "软件",          "Software",                           &[2092],             &[]),

    row("food",            "",            "Food & drink",            "食品饮料",       "Pagkain at inumin",                  &[412],              &["food, beverages & tobacco", "food", "grocery", "groceries"]),
    row("fresh-produce",   "food",        "Fruit & vegetables",      "水果蔬菜",       "Prutas at gulay",                    &[430],              &["fruits & vegetables", "fruit", "vegetables"]),
    row("meat-fish",       "food",        "Meat, fish & eggs",       "肉禽蛋与水产",   "Karne, isda at itlog",               &[432],              &["meat, seafood & eggs", "meat", "seafood", "eggs"]),
    row("dairy",           "food",        "Dairy",                   "乳制品",        "Gatas at keso",                      &[428],              &["dairy products"]),
    row("grains",          "food",        "Rice, noodles & cereal",  "米面粮油",       "Bigas, pansit at cereal",            &[431, 434],         &["grains, rice & cereal", "rice", "pasta & noodles"]),
    row("bakery",          "food",        "Bread & pastry",          "面包糕点",       "Tinapay at kakanin",                 &[1876],             &["bakery"]),
    row("snacks",          "food",        "Snacks & nuts",           "零食坚果",       "Meryenda at mani",                   &[423, 433],         &["snack foods", "nuts & seeds", "snacks"]),
    row("sweets",          "food",        "Sweets & chocolate",      "糖果巧克力",     "Kendi at tsokolate",                 &[4748],             &["candy & chocolate", "candy"]),
    row("pantry",          "food",        "Sauces & ingredients",    "调味品与食材",   "Sarsa at sangkap",                   &[427, 2660],        &["condiments & sauces", "cooking & baking ingredients", "spices"]),
    row("ready-meals",     "food",        "Ready meals & soups",     "方便食品与汤",   "Lutong ulam at sabaw",               &[5814, 2423],       &["prepared foods", "soups & broths"]),
    row("drinks",          "food",        "Drinks",                  "饮料",          "Inumin",                             &[413],              &["beverages"]),
    row("coffee-tea",      "drinks",      "Coffee & tea",            "咖啡与茶",       "Kape at tsaa",                       &[1868, 2073],       &["coffee", "tea", "tea & infusions"]),
    row("alcohol",         "drinks",      "Alcoholic drinks",        "酒类",          "Alak",                               &[499676],           &["alcoholic beverages", "wine", "beer"]),
    row("tobacco",         "food",        "Tobacco",                 "烟草",          "Tabako",                             &[435],              &["tobacco products"]),

    row("beauty",          "",            "Health & beauty",         "健康与美妆",     "Kalusugan at ganda",                 &[469],              &["health & beauty", "health"]),
    row("makeup",          "beauty",      "Makeup",                  "彩妆",          "Makeup",                             &[473, 477],         &["cosmetics"]),
    row("skin-care",       "beauty",      "Skin care",               "护肤",          "Pangangalaga ng balat",              &[567],              &["skincare"]),
    row("hair-care",       "beauty",      "Hair care",               "护发",          "Pangangalaga ng buhok",              &[486],              &["haircare"]),
    row("fragrance",       "beauty",      "Fragrance",               "香水",          "Pabango",                            &[479],              &["perfume & cologne", "perfume"]),
    row("personal-care",   "beauty",      "Personal care",           "个人护理",       "Pansariling kalinisan",              &[2915],             &["oral care"]),
    row("health-care",     "beauty",      "Health care",             "医疗保健",       "Pangkalusugan",                      &[491],              &["medicine"]),
    row("supplements",     "health-care", "Vitamins & supplements",  "维生素与保健品", "Bitamina at suplemento",             &[2890],             &["vitamins & supplements", "vitamins"]),

    row("home",            "",            "Home & living",           "家居生活",       "Bahay at pamumuhay",                 &[536],              &["home & garden", "home", "indoor"]),
    row("furniture",       "home",        "Furniture",               "家具",          "Muwebles",                           &[436],              &[]),
    row("seating",         "furniture",   "Sofas & chairs",          "沙发与椅子",     "Sopa at upuan",                      &[460, 443, 441, 458, 7248, 7212], &["sofas", "chairs"]),
    row("tables",          "furniture",   "Tables & desks",          "桌子",          "Mesa",                               &[6392, 6913],       &["tables", "desks"]),
    row("beds",            "furniture",   "Beds & mattresses",       "床与床垫",       "Kama at kutson",                     &[6433],             &["beds & accessories", "beds"]),
    row("storage",         "furniture",   "Cabinets & shelves",      "柜与架",        "Kabinet at istante",                 &[6356, 464, 8023],  &["cabinets & storage", "shelving"]),
    row("outdoor-living",  "furniture",   "Outdoor furniture",       "户外家具",       "Muwebles na panlabas",               &[4299, 6963],       &["outdoor"]),
    row("kitchen",         "home",        "Kitchen & dining",        "厨房与餐厅",     "Kusina at kainan",                   &[638],              &["cookware & bakeware", "tableware", "kitchen"]),
    row("appliances",      "home",        "Appliances",              "家用电器",       "Kasangkapang de-kuryente",           &[604, 3348, 730],   &["household appliances", "kitchen appliances"]),
    row("bedding",         "home",        "Bedding & linen",         "床品布艺",       "Kubrekama at linen",                 &[4171],             &["linens & bedding", "bedroom"]),
    row("lighting",        "home",        "Lighting",                "灯具",          "Ilaw",                               &[594, 2956],        &["lamps"]),
    row("decor",           "home",        "Decoration",              "装饰",          "Palamuti",                           &[696],              &["decor"]),
    row("bathroom",        "home",        "Bathroom",                "浴室用品",       "Banyo",                              &[574],              &["bathroom accessories"]),
    row("household",       "home",        "Cleaning & household",    "清洁与日用",     "Panlinis at gamit sa bahay",         &[630],              &["household supplies", "cleaning"]),
    row("garden",          "home",        "Garden & plants",         "园艺与植物",     "Hardin at halaman",                  &[689, 985],         &["lawn & garden", "plants", "garden"]),
    row("tools",           "home",        "Tools & hardware",        "工具五金",       "Kasangkapan at ferreteria",          &[632],              &["hardware", "tools"]),

    row("family",          "",            "Baby & toys",             "母婴与玩具",     "Sanggol at laruan",                  &[537],              &["baby & toddler", "baby"]),
    row("diapers",         "family",      "Diapers & bathing",       "尿布与洗护",     "Lampin at paligo",                   &[548, 4678, 6952],  &["diapering", "baby bathing"]),
    row("feeding",         "family",      "Nursing & feeding",       "哺育喂养",       "Pagpapakain ng sanggol",             &[561],              &[]),
    row("strollers",       "family",      "Strollers & car seats",   "推车与安全座椅", "Stroller at upuan sa kotse",         &[2764, 4386],       &["baby transport"]),
    row("toys",            "family",      "Toys & games",            "玩具与游戏",     "Laruan at laro",                     &[1239],             &["toys", "games", "puzzles"]),

    row("leisure",         "",            "Sports & leisure",        "运动与休闲",     "Isports at libangan",                &[988],              &["sporting goods", "sports"]),
    row("fitness",         "leisure",     "Exercise & fitness",      "健身",          "Ehersisyo",                          &[990],              &["fitness"]),
    row("outdoors",        "leisure",     "Camping & outdoors",      "露营与户外",     "Kamping at labas",                   &[1011],             &["outdoor recreation", "camping & hiking"]),
    row("cycling",         "leisure",     "Cycling",                 "骑行",          "Pagbibisikleta",                     &[1025],             &["bicycles"]),
    row("luggage",         "leisure",     "Luggage & backpacks",     "箱包",          "Maleta at backpack",                 &[5181],             &["luggage & bags", "backpacks", "bags"]),
    row("tickets",         "leisure",     "Event tickets",           "活动门票",       "Tiket sa palabas",                   &[499969],           &[]),

    row("media",           "",            "Books & media",           "图书与影音",     "Aklat at media",                     &[783],              &[]),
    row("books",           "media",       "Books & magazines",       "图书与杂志",     "Aklat at magasin",                   &[784, 886],         &["books", "magazines & newspapers"]),
    row("music",           "media",       "Music",                   "音乐",          "Musika",                             &[855, 887],         &["music & sound recordings", "albums"]),
    row("films",           "media",       "Films",                   "影视",          "Pelikula",                           &[839],              &["dvds & videos", "movies"]),

    row("crafts",          "",            "Arts & crafts",           "艺术与手工",     "Sining at yaring-kamay",             &[8],                &["arts & entertainment", "art", "handmade"]),
    row("instruments",     "crafts",      "Musical instruments",     "乐器",          "Instrumentong pangmusika",           &[54, 55],           &["musical instrument & orchestra accessories"]),
    row("collectibles",    "crafts",      "Collectibles",            "收藏品",        "Koleksiyon",                         &[216],              &["collectables", "antiques"]),
    row("party",           "crafts",      "Party & gifts",           "派对与礼品",     "Handaan at regalo",                  &[5709],             &["party & celebration", "gifts", "gift giving"]),
    row("religion",        "crafts",      "Religion & ceremony",     "宗教与仪式",     "Relihiyon at seremonya",             &[5605],             &["religious & ceremonial"]),

    row("pets",            "",            "Pets",                    "宠物",          "Alagang hayop",                      &[1],                &["animals & pet supplies", "pet supplies"]),
    row("vehicles",        "",            "Vehicles & parts",        "车辆与配件",     "Sasakyan at piyesa",                 &[888],              &["automotive", "motorcycles", "cars"]),
    row("office",          "",            "Office & school",         "办公与文具",     "Opisina at eskuwela",                &[922],              &["office supplies", "stationery"]),
    row("business",        "",            "Business & industry",     "商业与工业",     "Negosyo at industriya",              &[111],              &["business & industrial", "industrial"]),
    row("adult",           "",            "Adults only",             "成人",          "Para sa matatanda lamang",           &[772],              &["mature"]),
];

/// One row; a category without a parent is under "".
const fn row(
    slug: &'static str,
    under: &'static str,
    english: &'static str,
    chinese: &'static str,
    filipino: &'static str,
    google: &'static [u32],
    also: &'static [&'static str],
) -> Category {
    Category { slug, under, english, chinese, filipino, google, also }
}
