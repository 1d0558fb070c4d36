# $listings and $refused count what the file's rows became.
notice-import-finished = 导入完成：{ $listings } 件商品已导入，{ $refused } 行未通过。
notice-import-failed = 导入中途停止。已导入的 { $listings } 件商品会保留。请重新上传文件，已有的商品不会重复添加。
