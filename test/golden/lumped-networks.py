"""Heats between all resistors of lumped networks, in 80-digit arithmetic with mpmath.

The nodal equations times s, s Y(s) = s^2 C + s G + 1/L, have a determinant D(s); the transmission between resistors i and j
is 4 G_i G_j N(s) N(-s)/(D(s) D(-s)) at s = i w, N/D the voltage across i per current injected at j. Its partial fractions
over the zeros p of D, -2 p r/(w^2 + p^2), are integrated with
    int_0^inf w n(w)/(w^2 + p^2) dw = [ln a - 1/(2a) - psi(a)]/2,  a = -hbar p/(2 pi k_B T)
(Gradshteyn and Ryzhik 3.415). Nothing here knows of loops, resonances, segments or quadratures.

    python3 test/golden/lumped-networks.py > test/golden/lumped-networks.json
"""
import json
import random
from fractions import Fraction
from itertools import permutations
from mpmath import mp, mpf, pi, log, digamma, polyroots, polyval, fabs, re

mp.dps = 80
hbar = mpf('6.62607015e-34') / (2 * pi)
kB = mpf('1.380649e-23')


def multiply(a, b):
    out = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def add(a, b, sign=1):
    out = [Fraction(0)] * max(len(a), len(b))
    for i, x in enumerate(a):
        out[i] += x
    for i, x in enumerate(b):
        out[i] += sign * x
    return out


def determinant(matrix):
    """Of a matrix of polynomials, lowest power first."""
    if not matrix:
        return [Fraction(1)]
    total = [Fraction(0)]
    for order in permutations(range(len(matrix))):
        sign = 1
        for i in range(len(order)):
            for j in range(i):
                if order[j] > order[i]:
                    sign = -sign
        term = [Fraction(1)]
        for row, column in enumerate(order):
            term = multiply(term, matrix[row][column])
        total = add(total, term, sign)
    return total


def trim(polynomial):
    while len(polynomial) > 1 and polynomial[-1] == 0:
        polynomial = polynomial[:-1]
    return polynomial


def real(x):
    return mpf(x.numerator) / x.denominator


def heats(elements, temperatures):
    """Heat of each pair of resistors i < j, from i to j [W]; None where a pole has no damping to speak of."""
    names = sorted({node for _, a, b, _ in elements for node in (a, b)} - {'gnd'})
    index = {name: i for i, name in enumerate(names)}
    size = len(names)
    # Frequencies in units of the hottest k_B T/hbar keep the coefficients in range.
    unit = Fraction(float(kB * max(temperatures) / hbar))
    sy = [[[Fraction(0)] for _ in range(size)] for _ in range(size)]
    resistors = []
    for kind, a, b, value in elements:
        value = Fraction(value)
        entry = {'R': [Fraction(0), 1 / value, Fraction(0)], 'L': [1 / (value * unit)], 'C': [Fraction(0), Fraction(0), value * unit]}[kind]
        if kind == 'R':
            resistors.append((a, b, 1 / value))
        for p, s in ((a, 1), (b, -1)):
            for q, t in ((a, 1), (b, -1)):
                if p != 'gnd' and q != 'gnd':
                    sy[index[p]][index[q]] = add(sy[index[p]][index[q]], [s * t * x for x in entry])
    d = trim(determinant(sy))
    if d == [0]:
        return None
    low = next(i for i, x in enumerate(d) if x != 0)
    zeros = polyroots([real(x) for x in reversed(d[low:])], maxsteps=500, extraprec=400)
    if any(-re(z) < mpf('1e-12') * fabs(z) for z in zeros):
        return None

    def cofactor(p, q):
        minor = [[sy[i][j] for j in range(size) if j != index[p]] for i in range(size) if i != index[q]]
        sign = (-1) ** (index[p] + index[q])
        return [sign * x for x in determinant(minor)]

    out = []
    for i in range(len(resistors)):
        for j in range(i + 1, len(resistors)):
            n = [Fraction(0)]
            for p, s in ((resistors[i][0], 1), (resistors[i][1], -1)):
                for q, t in ((resistors[j][0], 1), (resistors[j][1], -1)):
                    if p != 'gnd' and q != 'gnd':
                        n = add(n, [s * t * x for x in cofactor(p, q)])
            n = trim([Fraction(0)] + n)
            if low and any(x != 0 for x in n[:low]):
                return None
            n0, d0 = [real(x) for x in n[low:]] or [mpf(0)], [real(x) for x in d[low:]]
            slope0 = [k * x for k, x in enumerate(d0)][1:]
            factor = 4 * real(resistors[i][2] * resistors[j][2])
            up = lambda polynomial, s: polyval(list(reversed(polynomial)), s)
            constant = factor * (n0[-1] / d0[-1]) ** 2 if len(n0) == len(d0) else mpf(0)
            total = mpf(0)
            for sign, temperature in ((1, temperatures[i]), (-1, temperatures[j])):
                theta = kB * mpf(temperature) / hbar / real(unit)
                part = constant * pi ** 2 / 6 * theta ** 2
                for p in zeros:
                    residue = factor * up(n0, p) * up(n0, -p) / (up(slope0, p) * up(d0, -p))
                    a = -p / (2 * pi * theta)
                    part += -2 * p * residue * (log(a) - 1 / (2 * a) - digamma(a)) / 2
                total += sign * re(part)
            out.append(total * hbar / (2 * pi) * real(unit) ** 2)
    return out


def check():
    """Two resistors through an inductor: the closed form."""
    r1, r2, inductance, t1, t2 = 7.0, 30.0, 3e-9, 0.2, 0.1
    got = heats([('R', 'a', 'gnd', r1), ('R', 'b', 'gnd', r2), ('L', 'a', 'b', inductance)], [t1, t2])[0]
    w = mpf(r1 + r2) / inductance
    b = lambda a: (log(a) - 1 / (2 * a) - digamma(a)) / 2
    one = lambda t: mpf(4 * r1 * r2) / (r1 + r2) ** 2 * hbar * w ** 2 / (2 * pi) * b(hbar * w / (2 * pi * kB * mpf(t)))
    assert fabs(got / (one(t1) - one(t2)) - 1) < mpf('1e-60'), got


def random_network(seed):
    r = random.Random(seed)
    log_uniform = lambda low, high: float('%.6g' % (low * (high / low) ** r.random()))
    count = r.choice([2, 3, 4])
    temperatures = [log_uniform(0.02, 0.5) for _ in range(count)]
    thermal = float(kB) * max(temperatures) / float(hbar)
    decades = r.choice([1, 3, 6])
    nodes = ['gnd', 'a', 'b', 'c'][: r.choice([3, 4])]
    value = lambda: 50 * log_uniform(10 ** (-decades / 2), 10 ** (decades / 2))
    elements = []
    for _ in range(count):
        a, b = r.sample(nodes, 2)
        elements.append(('R', a, b, float('%.6g' % value())))
    for _ in range(r.choice([2, 3, 4, 5])):
        a, b = r.sample(nodes, 2)
        w = thermal * log_uniform(1e-3, 5)
        kind = r.choice('LC')
        elements.append((kind, a, b, float('%.6g' % (value() / w if kind == 'L' else 1 / (value() * w)))))
    return elements, temperatures


def lc(w, x):
    """Inductance and capacitance of reactance x at w."""
    return x / w, 1 / (x * w)


def designed():
    w = 1e10
    for split in (1e-2, 1e-4, 1e-6):
        l1, c1 = lc(w, 1.0)
        l2, c2 = lc(w * (1 + split), 1.0)
        for stray in (1e-15, 1e-13):
            yield 'two tanks alike to %g' % split, [('R', 'a', 'gnd', 1e4), ('R', 'b', 'gnd', 3e4), ('L', 'a', 'gnd', l1), ('C', 'a', 'gnd', c1), ('L', 'b', 'gnd', l2), ('C', 'b', 'gnd', c2), ('C', 'a', 'b', stray)], [0.3, 0.1]
    for t in (0.1, 1.0):
        thermal = float(kB) * t / float(hbar)
        for ratio in (1e-6, 1e-3, 1, 30, 36, 40, 54):
            for quality in (1e2, 1e4, 1e6):
                l, c = lc(thermal * ratio, quality * 20)
                yield 'series resonance of Q = %g at %g k_B T/hbar' % (quality, ratio), [('R', 'a', 'gnd', 15.0), ('R', 'b', 'gnd', 5.0), ('L', 'a', 'm', l), ('C', 'm', 'b', c)], [t, t / 2]
    for quality in (1e3, 1e5, 1e6):
        l, c = lc(w, 50 / quality)
        yield 'dark tank of Q near %g' % quality, [('R', 'a', 'gnd', 50.0), ('R', 'b', 'gnd', 20.0), ('L', 'a', 'b', 1e-9), ('C', 'a', 'd', 1e-17), ('L', 'd', 'gnd', l), ('C', 'd', 'gnd', c), ('R', 'd', 'gnd', 50.0)], [0.2, 0.1, 0.15]
    for m in (1e3, 1e6, 1e8):
        yield 'femtofarads, picohenries and %g ohm' % m, [('R', 'a', 'gnd', m), ('R', 'b', 'gnd', 1e-3), ('R', 'c', 'gnd', 50.0), ('C', 'a', 'b', 1e-15), ('L', 'b', 'c', 1e-12), ('C', 'c', 'gnd', 1e-12), ('L', 'a', 'gnd', 1e-6)], [0.3, 0.1, 0.2]
    yield 'seven branches on one node', [('R', 'a', 'gnd', 0.272), ('R', 'a', 'gnd', 1.9e4), ('R', 'a', 'gnd', 0.0796), ('L', 'a', 'gnd', 4.08e-14), ('C', 'a', 'gnd', 1.82e-9), ('L', 'a', 'gnd', 3.22e-11), ('C', 'a', 'gnd', 1.8e-12)], [0.024, 0.175, 0.44]


check()
rows = []
for name, elements, temperatures in designed():
    rows.append((name, elements, temperatures))
for seed in range(90):
    rows.append(('random %d' % seed, *random_network(seed)))
cases = []
for name, elements, temperatures in rows:
    result = heats(elements, temperatures)
    if result is None or all(x == 0 for x in result):
        continue
    cases.append({'name': name, 'elements': elements, 'temperatures': temperatures, 'heats': [float(x) for x in result]})
print('{\n "description": "Heats [W] of all pairs i < j of resistors, from i to j, in networks of R [ohm], L [H], C [F] between nodes; temperatures [K] of the resistors in their order",')
print(' "provenance": "partial fractions and digamma functions in 80 digits, lumped-networks.py (mpmath)",\n "relative_tolerance": 1e-15,\n "cases": [')
print(',\n'.join('  ' + json.dumps(case) for case in cases))
print(' ]\n}')
