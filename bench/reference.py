"""The physics of Dey et al., Phys. Rev. B 107, 134510 (2023), as a physicist writes it: nested adaptive quadrature.

Usage: reference.py sigma X T               sigma1, sigma2 at x = hbar omega/Delta, t = k_B T/Delta
       reference.py heat R0 RS RD TC TS TD   photonic heat [W]: film R0 and lead RS of the source, RD of the drain, one loop
       reference.py point R0 RS RD TC TP POWER SC VS SL VL SD VD
                                            T_S, T_D of Eq. (7): electron-phonon coupling and volume of film, lead and drain
Prints JSON: the values and the CPU seconds they took. Gap by the interpolation formula.
"""
import json
import sys
import time
from math import exp, expm1, pi, sqrt, tanh

from scipy.integrate import quad
from scipy.optimize import fsolve

hbar = 6.62607015e-34 / (2 * pi)
kB = 1.380649e-23


def fermi(e, t):
    return 1 / (exp(e / t) + 1) if e / t < 700 else 0.0


def bose(e, t):
    return 1 / expm1(e / t) if e / t < 700 else 0.0


def scattering(x, t, sign):
    def density(e):
        f = e + x
        return (e * f + sign) / (sqrt(e * e - 1) * sqrt(f * f - 1)) * (fermi(e, t) - fermi(f, t))

    return 2 * (quad(density, 1, 1 + x, limit=200)[0] + quad(density, 1 + x, 1 + x + 40 * t, limit=200)[0])


def breaking(x, t, sign):
    if x <= 2:
        return 0.0

    def density(e):
        f = x - e
        return (e * f - sign) / (sqrt(e * e - 1) * sqrt(f * f - 1)) * (1 - fermi(e, t) - fermi(f, t))

    return quad(density, 1, x - 1, limit=200)[0]


def sigma1(x, t):
    return (scattering(x, t, 1) + breaking(x, t, 1)) / x


def sigma2(x, t):
    def response(e):
        f = e + x
        return (e * f + 1) / (sqrt(1 - e * e) * sqrt(f * f - 1)) * (1 - 2 * fermi(f, t))

    return quad(response, max(-1, 1 - x), 1, limit=200)[0] / x


def gap_of(tc, temperature):
    return 1.76 * kB * tc * tanh(1.74 * sqrt(tc / temperature - 1)) if temperature < tc else 0.0


def heat(r0, lead, rd, tc, ts, td):
    gap = gap_of(tc, ts)
    t = kB * ts / gap if gap > 0 else None

    def density(omega):
        film = r0 / complex(sigma1(hbar * omega / gap, t), -sigma2(hbar * omega / gap, t)) if gap > 0 else r0
        z = film + lead
        tau = 4 * z.real * rd / abs(z + rd) ** 2
        return hbar * omega / (2 * pi) * tau * (bose(hbar * omega, kB * ts) - bose(hbar * omega, kB * td))

    scale = kB * max(ts, td) / hbar
    edge = min(2 * gap / hbar / scale, 40)
    total = quad(lambda y: density(y * scale) * scale, 1e-9, edge, limit=200, epsrel=1e-7)[0] if edge > 1e-9 else 0.0
    if edge < 40:
        total += quad(lambda y: density(y * scale) * scale, max(edge, 1e-9), 40, limit=200, epsrel=1e-7)[0]
    return total


def phonon_heat_superconductor(coupling, volume, tc, temperature, tp):
    gap = gap_of(tc, temperature)
    if gap == 0:
        return coupling * volume * (temperature**5 - tp**5)
    t, p = kB * temperature / gap, kB * tp / gap

    def density(e):
        return e**3 * (bose(e, t) - bose(e, p)) * (scattering(e, t, -1) + breaking(e, t, -1))

    top = 40 * max(t, p)
    total = quad(density, 0, min(2, top), limit=200)[0] + (quad(density, 2, top, limit=200)[0] if top > 2 else 0)
    # 24 zeta(5)
    return coupling * volume * (gap / kB) ** 5 * total / 24.88626612344088


def point(r0, lead, rd, tc, tp, power, film_s, film_v, lead_s, lead_v, drain_s, drain_v):
    def balance(unknown):
        ts, td = unknown[0] / 10, unknown[1] / 10
        photon = heat(r0, lead, rd, tc, ts, td)
        film = phonon_heat_superconductor(film_s, film_v, tc, ts, tp)
        return [
            (power - photon - film - lead_s * lead_v * (ts**5 - tp**5)) * 1e12,
            (photon - drain_s * drain_v * (td**5 - tp**5)) * 1e12,
        ]

    found = fsolve(balance, [3.5, 1.5], xtol=1e-7)
    return [found[0] / 10, found[1] / 10]


if __name__ == "__main__":
    case, arguments = sys.argv[1], [float(text) for text in sys.argv[2:]]
    repeat = 200 if case == "sigma" else 1
    start = time.process_time()
    for _ in range(repeat):
        values = {"sigma": lambda x, t: [sigma1(x, t), sigma2(x, t)], "heat": lambda *a: [heat(*a)], "point": point}[case](*arguments)
    print(json.dumps({"values": values, "seconds": (time.process_time() - start) / repeat}))
