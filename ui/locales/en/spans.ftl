# How long something takes.

spans-hours =
    { $count ->
        [one] an hour
       *[other] { $count } hours
    }
spans-minutes =
    { $count ->
        [one] a minute
       *[other] { $count } minutes
    }
spans-seconds =
    { $count ->
        [one] a second
       *[other] { $count } seconds
    }
