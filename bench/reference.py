"""One photonic heat of the device of Dey et al. (2023), written as a physicist writes it: nested adaptive quadrature.

Usage: reference.py R0 RD TC T_S T_D   ->  JSON with the heat [W] and the seconds it took.
The superconducting film of normal resistance R0 (with a lead RS in series) and the drain RD form one loop; gap by the interpolation formula.
"""
import json
import sys
import time
from math import exp, expm1, pi, sqrt, tanh

from scipy.integrate import quad

hbar = 6.62607015e-34 / (2 * pi)
kB = 1.380649e-23


def fermi(e, t):
    return 1 / (exp(e / t) + 1) if e / t < 700 else 0.0


def sigma1(x, t):
    def thermal(e):
        f = e + x
        return (e * f + 1) / (sqrt(e * e - 1) * sqrt(f * f - 1)) * (fermi(e, t) - fermi(f, t))

    def pairs(e):
        f = x - e
        return (e * f - 1) / (sqrt(e * e - 1) * sqrt(f * f - 1)) * (1 - fermi(e, t) - fermi(f, t))

    value = 2 / x * (quad(thermal, 1, 1 + x, limit=200)[0] + quad(thermal, 1 + x, 1 + x + 40 * t, limit=200)[0])
    if x > 2:
        value += quad(pairs, 1, x - 1, limit=200)[0] / x
    return value


def sigma2(x, t):
    def response(e):
        f = e + x
        return (e * f + 1) / (sqrt(1 - e * e) * sqrt(f * f - 1)) * (1 - 2 * fermi(f, t))

    return quad(response, max(-1, 1 - x), 1, limit=200)[0] / x


def heat(r0, lead, rd, tc, ts, td):
    gap = 1.76 * kB * tc * tanh(1.74 * sqrt(tc / ts - 1))
    t = kB * ts / gap

    def density(omega):
        x = hbar * omega / gap
        z = r0 / complex(sigma1(x, t), -sigma2(x, t)) + lead
        tau = 4 * z.real * rd / abs(z + rd) ** 2
        n = lambda temperature: 1 / expm1(hbar * omega / (kB * temperature)) if hbar * omega / (kB * temperature) < 700 else 0.0
        return hbar * omega / (2 * pi) * tau * (n(ts) - n(td))

    edge, scale = 2 * gap / hbar, kB * ts / hbar
    first = quad(lambda y: density(y * scale) * scale, 1e-9, edge / scale, limit=200, epsrel=1e-7)[0]
    second = quad(lambda y: density(y * scale) * scale, edge / scale, 40, limit=200, epsrel=1e-7)[0]
    return first + second


if __name__ == "__main__":
    arguments = [float(text) for text in sys.argv[1:]]
    start = time.process_time()
    value = heat(*arguments)
    print(json.dumps({"heat": value, "seconds": time.process_time() - start}))
