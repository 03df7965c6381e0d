"""Writes mattis-bardeen-between.json: reference values at points that lie between the rows of mattis-bardeen.json.

Needs mpmath only. Raw integrals of PHYSICS (Mattis-Bardeen in the signed form, F of the electron-phonon heat); the one
substitution is e = end +- w^2, which takes the square-root end; the rest is tanh-sinh on panels that double in w.
Derivatives are fourth-order central differences at 40 digits. x and t are doubles, taken at their exact binary value.
"""
import json
import random
from mpmath import mp, mpf, exp, expm1, sqrt, tanh, quad, linspace, nstr

mp.dps = 40


def fermi(e, t):
    return exp(-e / t) / (1 + exp(-e / t))


def scaled_fermi(e, t):
    """f(e) e^{1/t}: quad stops at an absolute error, so the smallest scale must not hide in the integrand."""
    return exp((1 - e) / t) / (1 + exp(-e / t))


def doubling(first, last):
    points, w = [mpf(0)], min(first, last / 4)
    while w < last:
        points.append(w)
        w *= 2
    return points + [last]


def thermal(x, t, c):
    def g(w):
        e = 1 + w * w
        ep = e + x
        return 2 * (e * ep + c) / (sqrt(e + 1) * sqrt(ep - 1) * sqrt(ep + 1)) * scaled_fermi(e, t) * (1 - fermi(ep, t))

    return 2 * quad(g, doubling(min(sqrt(x), sqrt(t), mpf(1)) / 4, sqrt(110 * t))) * -expm1(-x / t) * exp(-1 / t)


def pair(x, t, c):
    if x <= 2:
        return mpf(0)

    def g(w):
        e = 1 + w * w
        ep = x - e
        return 2 * (e * ep - c) / (sqrt(e + 1) * sqrt((ep - 1) * (ep + 1))) * (1 - fermi(e, t) - fermi(ep, t))

    last = sqrt(x / 2 - 1)
    return 2 * quad(g, doubling(min(last, mpf(1), sqrt(t)) / 4, last))


def sigma2(x, t):
    lower, d = max(mpf(-1), 1 - x), abs(x - 2)

    def low(w):
        e = lower + w * w
        ep = e + x
        return 2 * (e * ep + 1) / (sqrt(1 - e) * sqrt(d + w * w) * sqrt(ep + 1)) * tanh(ep / (2 * t))

    def high(w):
        e = 1 - w * w
        ep = e + x
        return 2 * (e * ep + 1) / (sqrt(1 + e) * sqrt((ep - 1) * (ep + 1))) * tanh(ep / (2 * t))

    last = sqrt((1 - lower) / 2)
    return (quad(low, doubling(max(sqrt(d), mpf("1e-25")) / 4, last)) + quad(high, linspace(0, last, 5))) / x


def values(x, t):
    return [
        (thermal(x, t, 1) + pair(x, t, 1)) / x,
        sigma2(x, t),
        thermal(x, t, -1) + pair(x, t, -1),
    ]


def slopes(x, t, by):
    h = mpf(10) ** -6 * ((min(x, abs(x - 2)) if x != 2 else x) if by == "x" else t)
    at = lambda k: values(x + k * h, t) if by == "x" else values(x, t + k * h)
    far, near = [p - m for p, m in zip(at(2), at(-2))], [p - m for p, m in zip(at(1), at(-1))]
    return [(8 * n - f) / (12 * h) for n, f in zip(near, far)]


def main():
    rng = random.Random(20230913)
    log = lambda lo, hi: float("%.6g" % (lo * (hi / lo) ** rng.random()))
    points = [(log(1e-3, 30), log(0.03, 8)) for _ in range(28)]
    points += [(log(1e-9, 1e8), log(0.002, 1e6)) for _ in range(20)]
    points += [(2 + rng.choice([-1, 1]) * log(1e-11, 0.5), log(0.02, 200)) for _ in range(10)]
    points += [(2 - 2.0**-40, 0.3), (2 + 2.0**-40, 0.3), (2 + 2.0**-40, 1e6), (2.0, 1e6), (1e-9, 0.1), (1e-9, 1e6)]
    points += [(1e-9, 0.01), (3.3, 0.002), (1.2, 0.0015), (5e7, 0.1), (1e8, 1e6), (2e7, 1e6), (3e-5, 3e-5 ** 0.5)]
    rows = []
    for i, (x, t) in enumerate(points):
        X, T = mpf(x), mpf(t)
        row = {"x": repr(x), "t": repr(t)}
        row.update(zip(["sigma1", "sigma2", "F"], [nstr(v, 20) for v in values(X, T)]))
        if i < 14 or 28 <= i < 38 or 48 <= i < 54:
            for by in "xt":
                names = [name + "_" + by for name in ["sigma1", "sigma2", "F"]]
                row.update(zip(names, [nstr(v, 20) for v in slopes(X, T, by)]))
        rows.append(row)
        print(row, flush=True)
    document = {
        "description": "As mattis-bardeen.json, at points between its rows; name_x and name_t are derivatives.",
        "provenance": "mattis-bardeen-between.py: mpmath, 40 digits, raw integrals; independent of the program",
        "relative_tolerance": 1e-17,
        "rows": rows,
    }
    with open("mattis-bardeen-between.json", "w") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


main()
