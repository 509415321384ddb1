# What the platforms are called, where that is no name.

platforms-demo = Demo
platforms-donations = Donations
