# Wie lange etwas dauert: nach „für“ und nach „in“ gleich.

spans-hours =
    { $count ->
        [one] 1 Stunde
       *[other] { $count } Stunden
    }
spans-minutes =
    { $count ->
        [one] 1 Minute
       *[other] { $count } Minuten
    }
spans-seconds =
    { $count ->
        [one] 1 Sekunde
       *[other] { $count } Sekunden
    }
