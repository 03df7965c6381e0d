"""Writes superconductor-electron-phonon.json: q(t, t_p) of Eqs. (8), (9) of Dey et al. (2023) as plain double integrals.

Needs numpy and mpmath; independent of the program. 80-bit floating point, 24-point Gauss-Legendre on panels that double
away from each end, e = 1 + w^2 at the square-root ends. Every row is computed with two panel widths, which must agree to
1e-16; the first row was also computed with mpmath (22 digits, tanh-sinh both ways): 1.262248907586858e-14.
"""
import json
import mpmath
import numpy as np

mpmath.mp.dps = 30
R = np.longdouble


def rule(count):
    """Gauss-Legendre nodes and weights: numpy's nodes polished by Newton at 30 digits."""
    nodes, weights = [], []
    for start in np.polynomial.legendre.leggauss(count)[0]:
        x = mpmath.mpf(float(start))
        for _ in range(4):
            p, before = x, mpmath.mpf(1)
            for k in range(2, count + 1):
                p, before = ((2 * k - 1) * x * p - (k - 1) * before) / k, p
            slope = count * (before - x * p) / (1 - x * x)
            x -= p / slope
        nodes.append(R(mpmath.nstr(x, 25)))
        weights.append(R(mpmath.nstr(2 / ((1 - x * x) * slope**2), 25)))
    return np.array(nodes, dtype=R), np.array(weights, dtype=R)


NODES, WEIGHTS = rule(24)


def composite(edges):
    edges = np.array(edges, dtype=R)
    half, middle = (edges[1:] - edges[:-1]) / 2, (edges[1:] + edges[:-1]) / 2
    return (middle[:, None] + half[:, None] * NODES).ravel(), (half[:, None] * WEIGHTS).ravel()


def doubling(first, last, split):
    edges, w = [R(0)], R(first)
    while w < last:
        edges.append(w)
        w *= R(2) ** (R(1) / split)
    return edges + [R(last)]


def q(t, tp, n, split):
    t, tp, n = R(t), R(tp), R(n)
    top = max(t, tp)

    def excess(x, shift):  # [n(x/t) - n(x/tp)] e^{shift/top}
        a = np.exp((shift - x) / t) * np.exp(shift / top - shift / t) / -np.expm1(-x / t)
        return a * np.expm1(-x * (t - tp) / (t * tp)) / np.expm1(-x / tp)

    def scattering(x):  # F e^{1/t}
        w, weight = composite(doubling(min(np.sqrt(x), np.sqrt(t), R(1)) / 4, np.sqrt(60 * t), split))
        e = 1 + w * w
        fermi = np.exp((1 - e) / t) / (1 + np.exp(-e / t)) / (1 + np.exp(-(e + x) / t))
        kernel = 2 * (w * w * (e + x) + w * w + x) / (np.sqrt(e + 1) * np.sqrt(w * w + x) * np.sqrt(e + x + 1))
        return -2 * np.expm1(-x / t) * np.sum(weight * kernel * fermi)

    def recombination(x):
        last = np.sqrt(x / 2 - 1)
        w, weight = composite(doubling(min(last, np.sqrt(t), R(1)) / 4, last, split))
        e = 1 + w * w
        ep = x - e
        fermi = -np.expm1(-x / t) / (1 + np.exp(-e / t)) / (1 + np.exp(-ep / t))
        return 2 * np.sum(weight * 2 * (e * ep + 1) / (np.sqrt(e + 1) * np.sqrt((ep - 1) * (ep + 1))) * fermi)

    x, weight = composite(doubling(min(t, tp) * R(2) ** -24, 60 * top, split))
    s = np.sum(weight * x ** (n - 2) * excess(x, R(0)) * np.array([scattering(v) for v in x])) * np.exp(-1 / t)
    y, weight = composite(doubling(min(t, tp, R(1)) / 8, 60 * top, split))
    x = 2 + y
    r = np.sum(weight * x ** (n - 2) * excess(x, R(2)) * np.array([recombination(v) for v in x])) * np.exp(-2 / top)
    norm = R(mpmath.nstr(mpmath.gamma(mpmath.mpf(float(n))) * mpmath.zeta(mpmath.mpf(float(n))), 25))
    return (s + r) / norm


def main():
    mpf = mpmath.mpf
    gap = lambda reduced: mpf("1.76") * mpmath.tanh(mpf("1.74") * mpmath.sqrt(1 / mpf(reduced) - 1))
    points = []
    for reduced, phonon in [("0.1", "0.02"), ("0.1", "0.05"), ("0.2", "0.02"), ("0.2", "0.05"), ("0.9", "0.3")]:
        points.append((float(mpf(reduced) / gap(reduced)), float(mpf(phonon) / gap(reduced)), 5))
    points += [(0.5, 0.5 + 2.0**-30, 5), (0.3, 0.9, 5), (0.04, 0.2, 5), (0.02, 0.015, 5), (4.0, 1.0, 5), (25.0, 30.0, 5)]
    points += [(0.4, 0.1, 3), (0.4, 0.1, 4), (0.7, 0.6, 6), (0.3, 0.05, 4.5), (1.3, 2.1, 8)]
    rows = []
    for t, tp, n in points:
        coarse, fine = q(t, tp, n, 1), q(t, tp, n, 2)
        assert abs(coarse / fine - 1) < 1e-16, (t, tp, n, coarse, fine)
        rows.append({"t": repr(t), "t_p": repr(tp), "n": repr(n), "q": np.format_float_scientific(fine, 17, unique=False)})
        print(rows[-1], flush=True)
    document = {
        "description": "Heat from superconducting electrons to phonons over Sigma V (Delta/k_B)^n; t = k_B T/Delta, t_p = k_B T_p/Delta.",
        "provenance": "superconductor-electron-phonon.py: 80-bit arithmetic, double integrals by panels of Gauss-Legendre; independent of the program",
        "relative_tolerance": 1e-15,
        "rows": rows,
    }
    with open("superconductor-electron-phonon.json", "w") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


main()
