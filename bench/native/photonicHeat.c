/*
 * The photonic heat of this program in C: Chebyshev series of the conductivity at nodes that follow the temperature, transmission of
 * one loop, occupations, heat with its derivatives and the estimate of its error.
 *
 * Written for the compiler: numbers of all nodes of a panel lie side by side, so that every loop over nodes without a sum runs in
 * vector registers.
 *
 * Input (text, written by bench/native.mjs): repetitions, loop data, panels with their series. Output: JSON.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { POINTS = 10, MOST = 48, PROBES = 10 };

typedef struct {
  int size, fromEdge, sharp;
  double ratio; /* upper end over k_B T, 0 for the pair-breaking edge */
  double relative, band[4]; /* measured error over the heat, squared amplitudes over its square */
  double position[MOST], slope[MOST], weight[MOST];
  double probe[MOST][PROBES];
  double *series; /* [tile][sigma1, sigma2][coefficient][node] */
} Panel;

typedef struct {
  double power, hot, cold, error;
} Heat;

static double hbar, k, film, lead, drain, critical, gapRatio, origin, width;
static int panels, firstTile;
static Panel *all;

/* 2^(-j/32) and 2^(-m) */
static double fractions[32], halvings[1075];

static inline double decay(double x) {
  if (x > 744) x = 744;
  const int step = (int)(x * 46.16624130844683 + 0.5);
  const double r = x - step * 0.02166084938653512 - step * 5.9631716539705866e-12;
  const double tail = r * r * (0.5 - r * (1. / 6 - r * (1. / 24 - r * (1. / 120 - r * (1. / 720)))));
  return halvings[step >> 5] * (fractions[step & 31] * (1 - r + tail));
}

/* n and x n (1 + n) at all nodes */
static void occupy(int size, const double *omega, double temperature, double *restrict n, double *restrict stiffness) {
  const double scale = hbar / (k * temperature);
  for (int i = 0; i < size; i++) {
    const double x = scale * omega[i], y = x * x, e = decay(x);
    double sum = 8.586062056277845e-15 - 2.174868698558062e-16 * y;
    sum = sum * y - 3.3896802963225827e-13;
    sum = sum * y + 1.3382536530684679e-11;
    sum = sum * y - 5.284190138687493e-10;
    sum = sum * y + 2.08767569878681e-8;
    sum = sum * y - 8.267195767195768e-7;
    sum = sum * y + 3.306878306878307e-5;
    sum = sum * y - 0.001388888888888889;
    sum = sum * y + 0.08333333333333333;
    n[i] = (x < 1 ? 1 + (sum * y - 0.5 * x) : e) / (x < 1 ? x : 1 - e);
    stiffness[i] = x * n[i] * (1 + n[i]);
  }
}

/* Error of a Gauss rule from ten Legendre coefficients. */
static double decayEstimate(const double *v, double gain) {
  const double low = v[0] * v[0] + v[1] * v[1], middle = v[2] * v[2] + v[3] * v[3], later = v[4] * v[4] + v[5] * v[5];
  const double tail = v[6] * v[6] + v[7] * v[7] + v[8] * v[8] + v[9] * v[9];
  if (tail == 0) return 0;
  const double amplitude = 10 * sqrt(tail);
  if (!(tail < 0.25 * middle && tail < later)) return amplitude;
  const double first = middle < 0.81 * low ? log(middle / low) / 2 : -0.1;
  const double second = fmax(log(tail / middle) / 2, 2 * log(tail / later));
  return amplitude * exp(second * fmin(gain, fmax(1, second / first)));
}

/* Error of a panel as it was measured, while the amplitudes of its coefficients keep their proportions; else from its series. */
static double carriedError(const Panel *panel, double power, const double *v) {
  const double size = fabs(power), scale = 1 / (size * size);
  const double band[4] = {v[0] * v[0] + v[1] * v[1], v[2] * v[2] + v[3] * v[3], v[4] * v[4] + v[5] * v[5],
                          v[6] * v[6] + v[7] * v[7] + v[8] * v[8] + v[9] * v[9]};
  double change = 1;
  for (int i = 0; i < 4; i++) {
    const double now = band[i] * scale;
    change = fmax(change, fmax(now / panel->band[i], panel->band[i] / now));
  }
  return change < 5 ? panel->relative * size * change * change : decayEstimate(v, panel->sharp ? 1.15 : 2);
}

/* The most heat beyond a frequency. */
static double heatBeyond(double omega, double hot, double cold) {
  const double x = hbar * omega / (k * hot), a = 1 / expm1(x), b = 1 / expm1(x * hot / cold);
  return k * hot * k * hot / (2 * M_PI * hbar) * (a - b) * (x + 2 + 2 / x);
}

static Heat heat(double hot, double cold) {
  const double reduced = hot / critical, root = sqrt((1 - reduced) / reduced), c = cosh(1.74 * root);
  const double gap = gapRatio * k * critical * tanh(1.74 * root);
  const double slopeGap = -gapRatio * k * 1.74 / (2 * root * reduced * reduced * c * c);
  const double t = k * hot / gap, dt = k / gap - t * slopeGap / gap;
  const double place = (log(t) - origin) / width, v = 2 * (place - floor(place)) - 1;
  const int tile = (int)floor(place) - firstTile;
  double b[POINTS], s[POINTS], t0 = 1, t1 = v, u0 = 0, u1 = 1;
  b[0] = 1;
  s[0] = 0;
  for (int j = 1; j < POINTS; j++) {
    b[j] = t1;
    s[j] = j * u1 * 2 * dt / (width * t);
    const double t2 = 2 * v * t1 - t0, u2 = 2 * v * u1 - u0;
    t0 = t1;
    t1 = t2;
    u0 = u1;
    u1 = u2;
  }
  const double edge = 2 * gap / hbar, edgeSpeed = 2 * slopeGap / hbar, decayed = exp(-1 / t), growthT = dt / (t * t);
  Heat sum = {0, 0, 0, 0};
  double last = 0;
  for (int p = 0; p < panels; p++) {
    const Panel *panel = &all[p];
    const int size = panel->size;
    const double lower = panel->fromEdge ? edge : 0, lowerSpeed = panel->fromEdge ? edgeSpeed : 0;
    const double upper = panel->ratio > 0 ? panel->ratio * k * hot / hbar : edge;
    const double upperSpeed = panel->ratio > 0 ? panel->ratio * k / hbar : edgeSpeed;
    const double span = upper - lower;
    const double growth = (upperSpeed - lowerSpeed) / span, shift = lowerSpeed - growth * lower;
    const double factor = panel->fromEdge ? 1 : decayed, rise = panel->fromEdge ? 0 : growthT;
    const double *first = panel->series + (size_t)tile * 2 * POINTS * size, *second = first + POINTS * size;
    double omega[MOST], f1[MOST], d1[MOST], f2[MOST], d2[MOST];
    double nHot[MOST], nCold[MOST], kHot[MOST], kCold[MOST];
    double density[MOST], dHot[MOST], dCold[MOST];
    for (int i = 0; i < size; i++) {
      omega[i] = lower + span * panel->position[i];
      f1[i] = first[i];
      f2[i] = second[i];
      d1[i] = d2[i] = 0;
    }
    for (int j = 1; j < POINTS; j++)
      for (int i = 0; i < size; i++) {
        const double a = first[j * size + i], g = second[j * size + i];
        f1[i] += a * b[j];
        d1[i] += a * s[j];
        f2[i] += g * b[j];
        d2[i] += g * s[j];
      }
    occupy(size, omega, hot, nHot, kHot);
    occupy(size, omega, cold, nCold, kCold);
    const double common = hbar / (2 * M_PI) * span;
    for (int i = 0; i < size; i++) {
      const double sigma1 = factor * f1[i], sigma2 = f2[i];
      const double dSigma1 = factor * (d1[i] + f1[i] * rise), dSigma2 = d2[i];
      const double inverse = 1 / (sigma1 * sigma1 + sigma2 * sigma2), re = sigma1 * inverse, im = sigma2 * inverse;
      const double squareRe = film * (re * re - im * im), squareIm = 2 * film * re * im;
      const double dRe = -(squareRe * dSigma1 + squareIm * dSigma2), dIm = squareRe * dSigma2 - squareIm * dSigma1;
      const double source = lead + film * re, reactance = film * im, total = source + drain;
      const double norm = 1 / (total * total + reactance * reactance), product = 4 * drain * norm, tau = product * source;
      const double measure = common * omega[i] * panel->slope[i], excess = nHot[i] - nCold[i];
      const double rate = growth + shift / omega[i], weighted = panel->weight[i] * measure;
      density[i] = measure * tau * excess;
      dHot[i] = weighted * (tau * (kHot[i] / hot + (growth + rate) * excess - rate * (kHot[i] - kCold[i])) +
                            excess * (product * dRe - 2 * tau * norm * (total * dRe + reactance * dIm)));
      dCold[i] = -weighted * tau * kCold[i] / cold;
    }
    double probes[PROBES] = {0}, power = 0;
    for (int i = 0; i < size; i++) {
      power += panel->weight[i] * density[i];
      sum.hot += dHot[i];
      sum.cold += dCold[i];
      for (int q = 0; q < PROBES; q++) probes[q] += panel->probe[i][q] * density[i];
    }
    sum.power += power;
    sum.error += carriedError(panel, power, probes);
    last = lower + span;
  }
  sum.error += 1e-13 * fabs(sum.power) + heatBeyond(last, hot, cold);
  return sum;
}

static double read(FILE *file) {
  double value;
  if (fscanf(file, "%lf", &value) != 1) exit(2);
  return value;
}

int main(int count, char **names) {
  FILE *file = fopen(names[count - 1], "r");
  if (!file) return 2;
  const int repetitions = (int)read(file);
  panels = (int)read(file);
  origin = read(file), width = read(file), hbar = read(file), k = read(file);
  film = read(file), lead = read(file), drain = read(file), critical = read(file), gapRatio = read(file);
  const double firstHot = read(file), stepHot = read(file), firstCold = read(file), stepCold = read(file);
  const int tiles = (int)read(file);
  firstTile = (int)read(file);
  if ((int)read(file) != POINTS) return 3;
  all = malloc(panels * sizeof(Panel));
  for (int p = 0; p < panels; p++) {
    Panel *panel = &all[p];
    panel->size = (int)read(file);
    if (panel->size > MOST) return 3;
    panel->fromEdge = (int)read(file);
    panel->sharp = (int)read(file);
    panel->ratio = read(file);
    panel->relative = read(file);
    for (int i = 0; i < 4; i++) panel->band[i] = read(file);
    for (int i = 0; i < panel->size; i++) panel->position[i] = read(file);
    for (int i = 0; i < panel->size; i++) panel->slope[i] = read(file);
    for (int i = 0; i < panel->size; i++) panel->weight[i] = read(file);
    for (int i = 0; i < panel->size; i++)
      for (int q = 0; q < PROBES; q++) panel->probe[i][q] = read(file);
    const int length = tiles * panel->size * 2 * POINTS;
    panel->series = malloc(length * sizeof(double));
    for (int i = 0; i < length; i++) panel->series[i] = read(file);
  }
  fclose(file);
  for (int j = 0; j < 32; j++) fractions[j] = pow(2, -j / 32.);
  for (int m = 0; m < 1075; m++) halvings[m] = ldexp(1, -m);
  Heat checksum = {0, 0, 0, 0};
  const Heat first = heat(firstHot, firstCold);
  const clock_t start = clock();
  for (int r = 0; r < repetitions; r++) {
    const Heat one = heat(firstHot + stepHot * (r % 1000), firstCold + stepCold * (r % 77));
    checksum.power += one.power;
    checksum.hot += one.hot;
    checksum.cold += one.cold;
    checksum.error += one.error;
  }
  const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  printf("{\"heat\": %.17g, \"hot\": %.17g, \"cold\": %.17g, \"error\": %.17g, \"seconds\": %.9g, \"checksum\": %.17g}\n",
         first.power, first.hot, first.cold, first.error, seconds / repetitions,
         checksum.power + checksum.hot + checksum.cold + checksum.error);
  return 0;
}
