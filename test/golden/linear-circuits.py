"""Heat between two resistors through lossless circuits, in closed form with 60 digits (mpmath).

A rational transmission is split into partial fractions in w^2, tau = c_inf + sum_k c_k/(w^2 + s_k^2), and
  int_0^inf w n(w)/(w^2 + s^2) dw = [ln a - 1/(2a) - psi(a)]/2,  a = hbar s/(2 pi k_B T),  Re s > 0
(Gradshteyn and Ryzhik 3.415). The transmission of a line is a Fourier series in w, and
  int_0^inf x cos(b x)/(e^x - 1) dx = 1/(2 b^2) - (pi^2/2) csch^2(pi b)   (GR 3.951.5).

Run: python3 linear-circuits.py > linear-circuits.json
"""
import json
from mpmath import mp, mpf, mpc, pi, sqrt, log, digamma, csch

mp.dps = 60
h = mpf('6.62607015e-34')
hbar = h / (2 * pi)
kB = mpf('1.380649e-23')


def thermal(T, poles, constant):
    total = constant * (pi**2 / 6) * (kB * T / hbar) ** 2
    for c, s in poles:
        a = hbar * s / (2 * pi * kB * T)
        total += c * (log(a) - 1 / (2 * a) - digamma(a)) / 2
    return (total * hbar / (2 * pi)).real


def rational(poles, constant, T1, T2):
    return thermal(T1, poles, constant) - thermal(T2, poles, constant)


def root(y):
    """s with s^2 = -y and Re s > 0."""
    s = sqrt(mpc(-y))
    return s if s.real > 0 else -s


def inductor(p):
    R1, R2, L = p['R1'], p['R2'], p['L']
    w = (R1 + R2) / L
    tau0 = 4 * R1 * R2 / (R1 + R2) ** 2
    return [(tau0 * w**2, w)], mpf(0)


def capacitor(p):
    R1, R2, C = p['R1'], p['R2'], p['C']
    w = 1 / ((R1 + R2) * C)
    tau0 = 4 * R1 * R2 / (R1 + R2) ** 2
    return [(-tau0 * w**2, w)], tau0


def series_lc(p):
    R1, R2, L, C = p['R1'], p['R2'], p['L'], p['C']
    g, w0 = (R1 + R2) / L, 1 / sqrt(L * C)
    # tau = (4 R1 R2/L^2) y/(y^2 + (g^2 - 2 w0^2) y + w0^4)
    d = sqrt(mpc((g**2 - 2 * w0**2) ** 2 / 4 - w0**4))
    y1, y2 = -(g**2 - 2 * w0**2) / 2 + d, -(g**2 - 2 * w0**2) / 2 - d
    k = 4 * R1 * R2 / L**2
    return [(k * y1 / (y1 - y2), root(y1)), (k * y2 / (y2 - y1), root(y2))], mpf(0)


def tank_in_series(p):
    """R1, a parallel LC, R2 in one loop: tau0 minus a notch."""
    R1, R2, L, C = p['R1'], p['R2'], p['L'], p['C']
    tau0 = 4 * R1 * R2 / (R1 + R2) ** 2
    # tau = tau0 (y - w0^2)^2/((y - w0^2)^2 + y g^2), g = 1/((R1 + R2) C): 1 minus a resonance of width g
    g, w0 = 1 / ((R1 + R2) * C), 1 / sqrt(L * C)
    d = sqrt(mpc((g**2 - 2 * w0**2) ** 2 / 4 - w0**4))
    y1, y2 = -(g**2 - 2 * w0**2) / 2 + d, -(g**2 - 2 * w0**2) / 2 - d
    k = -tau0 * g**2
    return [(k * y1 / (y1 - y2), root(y1)), (k * y2 / (y2 - y1), root(y2))], tau0


def tank_to_ground(p):
    """R1, R2, L and C all between one node and ground."""
    R1, R2, L, C = p['R1'], p['R2'], p['L'], p['C']
    G1, G2 = 1 / R1, 1 / R2
    return series_lc({'R1': G1, 'R2': G2, 'L': C, 'C': L})


def line(p, T1, T2):
    R1, R2, Z0, v, l = p['R1'], p['R2'], p['Z0'], p['v'], p['l']
    A, B = (R1 + R2), (Z0 + R1 * R2 / Z0)
    r = (B - A) / (B + A)
    mean = 4 * R1 * R2 / (A * B)
    total = mpf(0)
    for sign, T in ((1, T1), (-1, T2)):
        x = kB * T / hbar
        b = 2 * (l / v) * x
        s = pi**2 / 6
        k = 1
        power = mpf(1)
        # The terms 1/(2 b^2) do not depend on T once multiplied by x^2, and cancel.
        while True:
            power *= r
            if pi * b * k > 75 or abs(power) < mpf(10) ** -45:
                break
            s += 2 * power * (1 / (2 * (b * k) ** 2) - (pi**2 / 2) * csch(pi * b * k) ** 2)
            k += 1
        # the rest of the constant terms: 2 sum_{j >= k} r^j/(2 b^2 j^2), the same in both temperatures
        total += sign * x**2 * s
        if sign == 1:
            first = k
        else:
            lo, hi = sorted((first, k))
            extra = sum(r**j / mpf(j) ** 2 for j in range(lo, hi)) / (2 * (l / v)) ** 2
            # the colder series runs further: add to the hotter what it left out
            total += extra if first < k else -extra
    return (total * hbar / (2 * pi)) * mean


base = {'R1': mpf(50), 'R2': mpf(20), 'L': mpf('1e-9'), 'C': mpf('1e-13'), 'Z0': mpf(50), 'v': mpf('1e8'), 'l': mpf('1e-2')}
needs = {
    'inductor': ['R1', 'R2', 'L'],
    'capacitor': ['R1', 'R2', 'C'],
    'series-lc': ['R1', 'R2', 'L', 'C'],
    'tank-in-series': ['R1', 'R2', 'L', 'C'],
    'tank-to-ground': ['R1', 'R2', 'L', 'C'],
    'line': ['R1', 'R2', 'Z0', 'v', 'l'],
}
solvers = {
    'inductor': inductor,
    'capacitor': capacitor,
    'series-lc': series_lc,
    'tank-in-series': tank_in_series,
    'tank-to-ground': tank_to_ground,
}
cases = []


def add(kind, p, T1=mpf('0.3'), T2=mpf('0.1')):
    heat = line(p, T1, T2) if kind == 'line' else rational(*solvers[kind](p), T1, T2)
    cases.append({
        'circuit': kind,
        **{name: float(p[name]) for name in needs[kind]},
        'T1': float(T1),
        'T2': float(T2),
        'heat': float(mp.nstr(heat, 17)),
    })


for kind, names in needs.items():
    for name in names:
        for decade in range(-3, 4):
            if decade == 0 and name != names[0]:
                continue
            # The numbers as the program will hold them
            add(kind, {**base, name: mpf(float(base[name] * mpf(10) ** decade))})
    for T1, T2 in (('1', '0.01'), ('0.01', '1'), ('0.02', '0.019'), ('300', '77')):
        add(kind, dict(base), mpf(float(T1)), mpf(float(T2)))

# Narrow resonances: quality factor sqrt(L/C)/(R1 + R2) or its dual
for Q in (10, 1000, 100000, 1000000):
    Z = mpf(1000)
    w0 = 2 * pi * mpf('5e9')
    L, C = mpf(float(Z / w0)), mpf(float(1 / (Z * w0)))
    R = mpf(float(Z / (2 * Q)))
    add('series-lc', {**base, 'R1': R, 'R2': R, 'L': L, 'C': C})
    R = mpf(float(2 * Q * Z))
    add('tank-to-ground', {**base, 'R1': R, 'R2': R, 'L': L, 'C': C})
    add('tank-in-series', {**base, 'R1': R, 'R2': R, 'L': mpf(float(L * 1)), 'C': C})
# A line as a resonator: ends far from matched
for R in ('0.5', '0.005', '5e3', '5e5'):
    add('line', {**base, 'R1': mpf(float(R)), 'R2': mpf(float(R))})

print(json.dumps({
    'description': 'Heat Q(1 -> 2) [W] between resistors R1 at T1 and R2 at T2 [Ohm, K] through a lossless circuit (L [H], C [F], '
    'line of impedance Z0 [Ohm], velocity v [m/s], length l [m])',
    'provenance': 'closed forms in 60 digits, linear-circuits.py (mpmath)',
    'relative_tolerance': 1e-14,
    'cases': cases,
}, indent=1))
