# Wie die Plattformen heißen, wo es kein Name ist.

platforms-demo = Demo
platforms-donations = Spenden
