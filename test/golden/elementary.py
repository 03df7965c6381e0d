"""Writes elementary.json: sines, cosines and powers, correctly rounded.

mpmath with 1300 bits (more than the largest argument needs to be reduced), rounded once to a double.
"""
import json
import random

from mpmath import cos, mp, mpf, power, sin

mp.prec = 1300
random.seed(1)


angles = [0.5, 1.0, 0.785398163397448, 0.7853981633974484, 1e-8, 3e-310, 1.5707963267948966, 3.141592653589793, 22.0, 355.0]
# Close to a multiple of pi/2: the worst double of all, and others.
angles += [6381956970095103.0 * 2.0**797, 5.319372648326541e255, 1647097.7583689587, 103993.0, 833719.0, 1.7e308, 1e22]
angles += [random.uniform(-10, 10) for _ in range(150)]
angles += [random.uniform(-1, 1) * 10 ** random.uniform(1, 6.2) for _ in range(80)]
angles += [random.uniform(-1, 1) * 10 ** random.uniform(6.2, 300) for _ in range(40)]

bases = []
for _ in range(150):
    bases.append((10 ** random.uniform(-9, 9), random.choice([2, 3, 4, 5, 6, 7, 12, 33, -1, -2, -4, -5])))
for _ in range(150):
    bases.append((10 ** random.uniform(-20, 20), random.uniform(-14, 14)))
for _ in range(60):
    bases.append((1 + random.uniform(-1, 1) * 10 ** random.uniform(-12, -1), random.uniform(-1, 1) * 10 ** random.uniform(0, 6)))
bases += [(0.1, 0.5), (2.0, -1074), (2.0, -1060.5), (10.0, 308), (10.0, -308), (10.0, -15), (5e-324, 0.5), (1.7e308, -0.9), (1e-300, 1.02), (0.4, 5), (3.0, -40)]
bases += [(-1.5, 3), (-2.5, 4), (-0.3, -5), (1.0000001, 64), (7.0, 64), (1e-6, 12), (1.2, 3000)]

table = {
    "description": "sines, cosines and powers, correctly rounded to doubles",
    "provenance": "mpmath, 1300 bits, elementary.py",
    "relative_tolerance": 2.0**-53,
    "sine": [[x, float(sin(mpf(x)))] for x in angles],
    "cosine": [[x, float(cos(mpf(x)))] for x in angles],
    "power": [[x, y, float(power(mpf(x), mpf(y)))] for x, y in bases],
}
with open("elementary.json", "w") as file:
    lines = [f'"{key}": ' + ("[\n" + ",\n".join(map(json.dumps, value)) + "\n]" if isinstance(value, list) else json.dumps(value)) for key, value in table.items()]
    file.write("{\n" + ",\n".join(lines) + "\n}\n")
