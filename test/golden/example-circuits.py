"""Heats of the example circuits by quadrature of transmissions written down independently of the program (mpmath).

Nodes are solved with an admittance matrix; films with the Mattis-Bardeen integrals. 20 digits except the films (1e-10).
Run: python3 example-circuits.py > example-circuits.json
"""
import json

import numpy as np
from mpmath import cos, exp, expm1, log, lu_solve, matrix, mp, mpf, pi, quad, sin, sqrt, tan, tanh

mp.dps = 20
h = mpf('6.62607015e-34')
hbar = h / (2 * pi)
m = mpf
kB = mpf('1.380649e-23')
e = mpf('1.602176634e-19')
Phi0 = h / (2 * e)


def peaks(tau, end, count):
    """Maxima of tau below `end`, found on an even grid of `count` points and refined by golden section."""
    grid = [end * k / count for k in range(1, count)]
    values = [tau(w) for w in grid]
    found = []
    for k in range(1, len(grid) - 1):
        if not (values[k] >= values[k - 1] and values[k] > values[k + 1]):
            continue
        low, high = grid[k - 1], grid[k + 1]
        ratio = (sqrt(m(5)) - 1) / 2
        while high - low > high * m(10) ** -12:
            a, b = high - ratio * (high - low), low + ratio * (high - low)
            if tau(a) > tau(b):
                high = b
            else:
                low = a
        found.append((low + high) / 2)
    return found


def integrate(tau, T1, T2, breaks=(), step=None):
    # In units of k_B T/hbar and (k_B T)^2/hbar: the tolerance of `quad` is absolute
    T = max(T1, T2)
    x = kB * T / hbar
    points = [m(0)] + [m(10) ** (m(k) / 2) for k in range(-12, 4)] + [m(60)]
    for b in breaks:
        points += [b / x] + [(b / x) * (1 + s * m(10) ** (-m(k) / 2)) for s in (1, -1) for k in range(1, 19)]
    if step:
        points += [step / x * k for k in range(1, int(60 * x / step) + 1)]
    points = sorted({p for p in points if 0 <= p <= 60})

    def f(y):
        n = lambda t: 1 / expm1(y * T / t)
        return y * tau(y * x) * (n(T1) - n(T2))

    return (kB * T) ** 2 / hbar / (2 * pi) * quad(f, points, method='gauss-legendre')


def nodal(elements, terminations):
    """tau of each pair of grounded resistors; elements: (node, node or None, admittance function of w)."""
    names = sorted({n for a, b, _ in elements for n in (a, b) if n is not None})
    index = {n: i for i, n in enumerate(names)}

    def tau(w, first, second):
        y = matrix(len(names), len(names))
        for a, b, admittance in elements:
            value = admittance(w)
            if isinstance(value, tuple):  # symmetric two-port (y11, y12)
                y11, y12 = value
                y[index[a], index[a]] += y11
                y[index[b], index[b]] += y11
                y[index[a], index[b]] += y12
                y[index[b], index[a]] += y12
                continue
            y[index[a], index[a]] += value
            if b is not None:
                y[index[b], index[b]] += value
                y[index[a], index[b]] -= value
                y[index[b], index[a]] -= value
        (n1, g1), (n2, g2) = terminations[first], terminations[second]
        rhs = matrix(len(names), 1)
        rhs[index[n1]] = 1
        return 4 * g1 * g2 * abs(lu_solve(y, rhs)[index[n2]]) ** 2

    return tau


def line(Z0, v, l):
    return lambda w: (1 / (1j * Z0 * tan(w * l / v)), -1 / (1j * Z0 * sin(w * l / v)))


def squid(Ic, d, flux, C):
    current = 2 * Ic * sqrt(cos(pi * flux) ** 2 + d**2 * sin(pi * flux) ** 2)
    L = hbar / (2 * e * current)
    return lambda w: 1j * w * C + 1 / (1j * w * L)


cases = []


def add(file, changes, heats):
    cases.append({'file': file, 'set': changes, 'heat': {k: float(mp.nstr(v, 16)) for k, v in heats.items()}})


for flux in ('0', '0.3', '0.5'):
    Y = squid(m('80e-9'), m('0.05'), m(flux), m('5e-15'))
    tau = lambda w: 4 * m(200) ** 2 / abs(400 + 1 / Y(w)) ** 2
    add('squid-heat-valve', {'circuit.valve.flux': f'{flux} Phi0'}, {'source-drain': integrate(tau, m('0.15'), m('0.06'))})

for T in ('0.3', '1'):
    tau = lambda w: 25 / abs(5 + 1j * w * m('1.5915e-9') + 1 / (1j * w * m('636.62e-15'))) ** 2
    add('series-lc', {'islands.source.temperature': f'{T} K'}, {'source-drain': integrate(tau, m(T), m('0.02'), [m('3.1416e10')])})

for C in ('159.15e-15', '31e-15', '2e-12'):
    tau = lambda w: 1e4 / abs(100 + 1 / (1j * w * m(C) + 1 / (1j * w * m('6.3662e-9')))) ** 2
    w0 = 1 / sqrt(m(C) * m('6.3662e-9'))
    add('parallel-lc', {'circuit.plates.capacitance': f'{C} F'}, {'source-drain': integrate(tau, m('0.2'), m('0.02'), [w0])})

for file, R in (('half-wave-line-matched', 50), ('half-wave-line-mismatched', 2)):
    for l in ('0.3e-3', '12e-3'):
        theta = lambda w: w * m(l) / m('1.2e8')
        tau = lambda w: 4 * m(R) ** 2 / ((2 * m(R)) ** 2 * cos(theta(w)) ** 2 + (50 + m(R) ** 2 / 50) ** 2 * sin(theta(w)) ** 2)
        step = pi * m('1.2e8') / m(l) / 8
        add(file, {'circuit.line.length': f'{l} m'}, {'source-drain': integrate(tau, m('0.2'), m('0.1'), step=step)})

for flux in ('0', '0.25', '0.5'):
    two = m(1) / 2
    elements = [
        ('s', None, lambda w: two),
        ('d', None, lambda w: two),
        ('s', 'p', line(m(50), m('1.2e8'), m('4.6875e-3'))),
        ('d', 'r', line(m(50), m('1.2e8'), m('4.6875e-3'))),
        ('p', 'q', lambda w: 1j * w * m('10e-15')),
        ('q', 'r', lambda w: 1j * w * m('10e-15')),
        ('q', None, squid(m('38e-9'), m('0.05'), m(flux), m('80e-15'))),
    ]
    network = nodal(elements, {'source': ('s', two), 'drain': ('d', two)})
    period = pi * m('1.2e8') / m('4.6875e-3')
    tau = lambda w: network(w, 'source', 'drain')
    sharp = peaks(tau, 4 * period, 2000)
    heat = integrate(tau, m('0.3'), m('0.1'), sharp, period / 8)
    add('resonator-squid-resonator', {'circuit.squid.flux': f'{flux} Phi0'}, {'source-drain': heat})

for flux in ('0', '0.4', '0.5'):
    g = m(1) / 100
    elements = [
        ('hub', None, lambda w: 2 * g),
        ('hub', 'end', squid(m('500e-9'), m('0.02'), m(flux), m('2e-15'))),
        ('end', None, lambda w: g),
    ]
    network = nodal(elements, {'source': ('hub', g), 'drain': ('hub', g), 'third': ('end', g)})
    T = {'source': m('0.2'), 'drain': m('0.05'), 'third': m('0.1')}
    add('three-terminal-star', {'circuit.arm.flux': f'{flux} Phi0'}, {
        f'{a}-{b}': integrate(lambda w: network(w, a, b), T[a], T[b])
        for a, b in (('source', 'drain'), ('source', 'third'), ('drain', 'third'))
    })

for T in ('320', '334', '350'):
    s = 1 / (1 + exp(-log(81) * (m(T) - 340) / 10))
    G1 = 1 / (1000 * (m(2) / 1000) ** s)
    tau = lambda w: 4 * G1 * m('1e-3') / abs(G1 + m('1e-3') + 1j * w * m('2e-18')) ** 2
    add('vo2-ndtc', {'islands.source.temperature': f'{T} K'}, {'source-drain': integrate(tau, m(T), m(300))})

# The drawn filter behind the Touchstone file; its own island is held at the temperature that balances it (found here by secant)
R, r, L, C = m(50), m(3), m('1e-9'), m('0.8e-12')


def filter_tau(w):
    z, zc = r + 1j * w * L, 1 / (1j * w * C)
    # loop equations of the T section between two 50 Ohm resistors
    det = (R + z + zc) ** 2 - zc**2
    y11, y12 = (R + z + zc) / det, zc / det
    direct = 4 * R * R * abs(y12) ** 2
    loss = 4 * R * r * (abs(y11) ** 2 + abs(y12) ** 2)
    return direct, loss


TS, TD = m('0.2'), m('0.05')
direct = integrate(lambda w: filter_tau(w)[0], TS, TD, step=m('2e10'))
into = lambda T: integrate(lambda w: filter_tau(w)[1], TS, T, step=m('2e10')) + integrate(lambda w: filter_tau(w)[1], TD, T, step=m('2e10'))
TF = mp.findroot(into, (m('0.14'), m('0.15')), solver='secant', tol=1e-36, verify=False)
add('touchstone-filter', {}, {'source-drain': direct, 'source-filter': integrate(lambda w: filter_tau(w)[1], TS, TF, step=m('2e10'))})

# Two titanium films, weak-coupling BCS gap
Tc = m('0.4')


def film(T):
    # ln(Delta0/Delta) = 2 int d xi f(E)/E
    ratio = pi * exp(-mp.euler)

    def equation(d):
        occupied = lambda xi: 1 / (sqrt(xi * xi + d * d) * (exp(sqrt(xi * xi + d * d) * Tc / T) + 1))
        return log(ratio / d) - 2 * quad(occupied, [0, 1, 5, 20, 60], method='gauss-legendre')

    gap = kB * Tc * mp.findroot(equation, (m('1.5'), m('1.7')), solver='secant')
    t = kB * T / gap
    f = lambda E: 1 / (exp(E / t) + 1)

    def sigma(w):
        x = hbar * w / gap
        with mp.workdps(15):
            top = sqrt(45 * t)
            s1 = 2 / x * quad(lambda u: 2 * (( 1 + u * u) * (1 + u * u + x) + 1) / sqrt((2 + u * u) * ((1 + u * u + x) ** 2 - 1))
                * (f(1 + u * u) - f(1 + u * u + x)), [0, min(sqrt(x), top / 2), top])
            if x > 2:
                a = x / 2 - 1
                s1 += 1 / x * quad(lambda th: ((x / 2) ** 2 - (a * sin(th)) ** 2 - 1) / sqrt((x / 2 + 1) ** 2 - (a * sin(th)) ** 2)
                    * (1 - f(x / 2 + a * sin(th)) - f(x / 2 - a * sin(th))), [-pi / 2, 0, pi / 2])
            low = max(m(-1), 1 - x)
            c, r = (1 + low) / 2, (1 - low) / 2

            def g(th):
                # E = c + r sin(th): both end points are square-root ends
                E = c + r * sin(th)
                up, down = r * (1 - sin(th)), r * (1 + sin(th))
                if low == -1:
                    rest = sqrt((E + x - 1) * (E + x + 1))
                else:
                    rest = sqrt((E + 1) * (E + x + 1))
                return (E * (E + x) + 1) / rest * tanh((E + x) / (2 * t))

            s2 = 1 / x * quad(g, [-pi / 2, -m('1.3'), 0, pi / 2])
            return s1 - 1j * s2

    return gap, sigma


TS, TD = m('0.35'), m('0.15')
RCu = m('3e-8') * m('2e-6') / (m('0.7e-6') * m('30e-9'))
R0 = m('30e-8') * m('2e-6') / (m('0.7e-6') * m('25e-9'))
(gapS, sS), (gapD, sD) = film(TS), film(TD)


def film_tau(w):
    z1, z2 = RCu + R0 / sS(w), RCu + R0 / sD(w)
    return 4 * z1.real * z2.real / abs(z1 + z2) ** 2


mp.dps = 15
x = kB * TS / hbar
edges = sorted([2 * gapS / hbar, 2 * gapD / hbar])
nodes, weights = np.polynomial.legendre.leggauss(24)
total = m(0)
cuts = [m(0)] + edges + [45 * x]
for a, b in zip(cuts, cuts[1:]):
    # cubic crowding at both ends
    for i, j in ((0, 1), (1, 2)):
        for node, weight in zip(nodes, weights):
            s = (m(i) + (node + 1) / 2) / 2
            w = a + (b - a) * s**3 * (10 - 15 * s + 6 * s * s)
            dw = (b - a) * 30 * s * s * (1 - s) ** 2 / 4 * weight
            n = lambda T: 1 / expm1(hbar * w / (kB * T))
            total += dw * hbar * w * film_tau(w) * (n(TS) - n(TD)) / (2 * pi)
add('film-electrodes', {'islands.source.temperature': '0.35 K', 'islands.drain.temperature': '0.15 K'}, {'source-drain': total})

print(json.dumps({
    'description': 'Heats [W] between islands of the examples, positive from the first to the second; `set` are changes to the file',
    'provenance': 'transmissions written down independently, quadrature in 20 digits: example-circuits.py (mpmath)',
    'relative_tolerance': {'films': 1e-8, 'others': 1e-14},
    'cases': cases,
}, indent=1))
