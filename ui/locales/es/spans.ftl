# Cuánto dura algo: igual después de «durante» y de «en».

spans-hours =
    { $count ->
        [one] una hora
       *[other] { $count } horas
    }
spans-minutes =
    { $count ->
        [one] un minuto
       *[other] { $count } minutos
    }
spans-seconds =
    { $count ->
        [one] un segundo
       *[other] { $count } segundos
    }
