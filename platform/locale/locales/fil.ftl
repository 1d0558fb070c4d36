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
