# Lengths of time, and how long ago: one unit each.
span-days = { $n } 天
span-hours = { $n } 小时
span-minutes = { $n } 分钟
span-seconds = { $n } 秒
# A unit and the next smaller one.
span-two = { $larger } { $smaller }

ago-now = 刚刚
ago-years = { $n } 年前
ago-months = { $n } 个月前
ago-days = { $n } 天前
ago-hours = { $n } 小时前
ago-minutes = { $n } 分钟前
in-years = { $n } 年后
in-months = { $n } 个月后
in-days = { $n } 天后
in-hours = { $n } 小时后
in-minutes = { $n } 分钟后
