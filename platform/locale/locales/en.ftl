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
