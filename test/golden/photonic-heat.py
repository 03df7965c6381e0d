"""Reference heats between two resistors coupled by reactances, in 50-digit arithmetic with mpmath.

Every transmission here is a rational function of z = omega^2. Its partial fractions are integrated with Binet's formula
    Int_0^inf x/(e^x - 1) dx/(x^2 + (2 pi a)^2) = (ln a - 1/(2a) - psi(a))/2,  Re a > 0.
The transmission of a lossless line is a geometric series in cos(2 n theta), integrated term by term.

    python3 test/golden/photonic-heat.py > test/golden/photonic-heat.json
"""
import json
import mpmath as mp

mp.mp.dps = 60
h = mp.mpf('6.62607015e-34')
hbar = h / (2 * mp.pi)
k = mp.mpf('1.380649e-23')


def binet(a):
    return (mp.log(a) - 1 / (2 * a) - mp.digamma(a)) / 2


def one_way(numerator, denominator, temperature):
    """hbar/(2 pi) Int omega n(omega) N(z)/D(z) d omega; coefficients of z with the highest power first."""
    numerator = list(numerator)
    while len(numerator) < len(denominator):
        numerator.insert(0, mp.mpf(0))
    constant = numerator[0] / denominator[0]
    rest = [n - constant * d for n, d in zip(numerator, denominator)][1:]
    kt = k * temperature / hbar
    total = constant * mp.pi ** 2 / 6 * kt ** 2
    if len(denominator) > 1:
        slope = [c * (len(denominator) - 1 - i) for i, c in enumerate(denominator[:-1])]
        for root in roots(denominator):
            residue = mp.polyval(rest, root) / mp.polyval(slope, root)
            total += residue * binet(mp.sqrt(-root) / (2 * mp.pi * kt))
    return mp.re(hbar / (2 * mp.pi) * total)


def roots(polynomial):
    if len(polynomial) == 2:
        return [-polynomial[1] / polynomial[0]]
    a, b, c = polynomial
    root = mp.sqrt(b * b - 4 * a * c)
    q = -(b + root) / 2 if abs(b + root) > abs(b - root) else -(b - root) / 2
    return [q / a, c / q]


def net(numerator, denominator, t1, t2):
    n = [mp.mpf(x) for x in numerator]
    d = [mp.mpf(x) for x in denominator]
    return mp.nstr(one_way(n, d, mp.mpf(float(t1))) - one_way(n, d, mp.mpf(float(t2))), 20)


def line(r1, r2, z0, delay, t1, t2):
    """1/(a cos^2 + b sin^2) is a geometric series in cos(2 n theta), integrated term by term:
    Int_0^inf x cos(y x)/(e^x - 1) dx = 1/(2 y^2) - pi^2/(2 sinh^2(pi y)); the sum of the first parts is a dilogarithm."""
    r1, r2, z0, delay, t1, t2 = [mp.mpf(float(x)) for x in (r1, r2, z0, delay, t1, t2)]
    a, b = r1 + r2, z0 + r1 * r2 / z0
    ratio = (b - a) / (b + a)

    def way(t):
        step = 2 * delay * k * t / hbar
        total = mp.pi ** 2 / 6 + mp.polylog(2, ratio) / step ** 2
        n = 1
        while True:
            y = mp.pi * n * step
            term = ratio ** n * mp.pi ** 2 / mp.sinh(y) ** 2
            total -= term
            if abs(term) < mp.mpf(10) ** -45 * abs(total) or ratio == 0:
                break
            n += 1
        return 4 * r1 * r2 / (a * b) * (k * t) ** 2 / (2 * mp.pi * hbar) * total

    return mp.nstr(way(t1) - way(t2), 20)


rows = []


def add(circuit, parameters, heat):
    rows.append({'circuit': circuit, **{name: float(value) for name, value in parameters.items()}, 'Q': float(heat)})


temperatures = [('0.1', '0.03'), ('0.25', '0.249'), ('0.001', '1.5')]
for t1, t2 in temperatures:
    for exponent in range(-15, -5):
        L = mp.mpf(float('1e%d' % exponent))
        r1, r2 = mp.mpf(20), mp.mpf(130)
        add('inductor', dict(R1=r1, R2=r2, L=L, T1=t1, T2=t2), net([4 * r1 * r2], [L ** 2, (r1 + r2) ** 2], t1, t2))
    for exponent in range(-18, -8):
        C = mp.mpf(float('1e%d' % exponent))
        add('capacitor', dict(R1=r1, R2=r2, C=C, T1=t1, T2=t2), net([4 * r1 * r2, 0], [(r1 + r2) ** 2, 1 / C ** 2], t1, t2))
    for f0 in ('1e6', '1e8', '1e9', '7e9', '5e10'):
        for quality in ('0.3', '1', '7', '100', '1e4', '1e6'):
            w0, q = 2 * mp.pi * mp.mpf(f0), mp.mpf(quality)
            # Series: Q = w0 L/(R1 + R2).
            L = mp.mpf(float(q * (r1 + r2) / w0))
            C = mp.mpf(float(1 / (w0 ** 2 * L)))
            # w^2 L^2 - 2 L/C + 1/(w^2 C^2) + R^2, times w^2
            add('series', dict(R1=r1, R2=r2, L=L, C=C, T1=t1, T2=t2, quality=q),
                net([4 * r1 * r2, 0], [L ** 2, (r1 + r2) ** 2 - 2 * L / C, 1 / C ** 2], t1, t2))
            # Parallel: Q = w0 C/(G1 + G2).
            g1, g2 = 1 / r1, 1 / r2
            C = mp.mpf(float(q * (g1 + g2) / w0))
            L = mp.mpf(float(1 / (w0 ** 2 * C)))
            add('parallel', dict(R1=r1, R2=r2, L=L, C=C, T1=t1, T2=t2, quality=q),
                net([4 * g1 * g2, 0], [C ** 2, (g1 + g2) ** 2 - 2 * C / L, 1 / L ** 2], t1, t2))
for r1, r2, delay, t1, t2 in [
    ('50', '50', '1e-9', '0.1', '0.03'), ('50', '50', '1e-12', '0.1', '0.03'), ('20', '130', '1e-11', '0.1', '0.03'),
    ('1', '2', '1e-10', '0.1', '0.05'), ('20', '1000', '1e-14', '0.3', '0.1'), ('20', '30', '1e-8', '0.3', '0.1'), ('0.01', '5000', '3e-11', '0.1', '0.09'), ('1e-3', '1e-3', '2e-11', '0.1', '0.03'), ('5e-5', '5e-5', '1e-11', '0.2', '0.1'),
]:
    add('line', dict(R1=r1, R2=r2, Z0='50', delay=delay, T1=t1, T2=t2), line(r1, r2, '50', delay, t1, t2))
print(json.dumps({
    'description': 'Heat between resistors R1 at T1 and R2 at T2 [W], SI units: inductor, capacitor, series LC between them in one loop; parallel LC across both; lossless line between them.',
    'provenance': 'test/golden/photonic-heat.py, 60-digit arithmetic, Binet formula for the rational transmissions; exact SI constants',
    'relative_tolerance': 1e-15,
    'rows': rows,
}, indent=0))
