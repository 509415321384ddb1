# Cómo se llaman las plataformas, donde no es un nombre.

platforms-demo = Demo
platforms-donations = Donaciones
