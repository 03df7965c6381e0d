/*
 * The algorithm of this program's photonic heat in C: series of the conductivity at nodes that follow the temperature,
 * transmission of one loop, occupations, heat with derivatives and error probes.
 *
 * Input (text, written by bench/run.mjs): repetitions, loop data, panels with their series. Output: JSON.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { POINTS = 8, MOST = 48, MOST_PROBES = 16 };

typedef struct {
  int size, fromEdge;
  double ratio;
  double position[MOST], slope[MOST], weight[MOST], probe[MOST_PROBES * MOST];
  double *series;
} Panel;

static double read(FILE *file) {
  double value;
  if (fscanf(file, "%lf", &value) != 1) exit(2);
  return value;
}

int main(int count, char **names) {
  FILE *file = fopen(names[count - 1], "r");
  if (!file) return 2;
  const int repetitions = (int)read(file), panels = (int)read(file), probes = (int)read(file);
  if (probes > MOST_PROBES) return 3;
  const double origin = read(file), width = read(file), hbar = read(file), k = read(file);
  const double film = read(file), lead = read(file), drain = read(file);
  const double critical = read(file), gapRatio = read(file);
  const double firstS = read(file), stepS = read(file), firstD = read(file), stepD = read(file);
  const int tiles = (int)read(file), firstTile = (int)read(file);
  Panel *all = malloc(panels * sizeof(Panel));
  for (int p = 0; p < panels; p++) {
    Panel *panel = &all[p];
    panel->size = (int)read(file);
    panel->fromEdge = (int)read(file);
    panel->ratio = read(file);
    for (int i = 0; i < panel->size; i++) panel->position[i] = read(file);
    for (int i = 0; i < panel->size; i++) panel->slope[i] = read(file);
    for (int i = 0; i < panel->size; i++) panel->weight[i] = read(file);
    for (int i = 0; i < probes * panel->size; i++) panel->probe[i] = read(file);
    const int length = tiles * panel->size * 4 * POINTS;
    panel->series = malloc(length * sizeof(double));
    for (int i = 0; i < length; i++) panel->series[i] = read(file);
  }
  fclose(file);
  double checksum = 0, first = 0;
  const clock_t start = clock();
  for (int r = 0; r < repetitions; r++) {
    const double hot = firstS + stepS * (r % 1000), cold = firstD + stepD * (r % 77);
    const double reduced = hot / critical, root = sqrt((1 - reduced) / reduced), c = cosh(1.74 * root);
    const double gap = gapRatio * k * critical * tanh(1.74 * root);
    const double slopeGap = -gapRatio * k * 1.74 / (2 * root * reduced * reduced * c * c);
    const double t = k * hot / gap, logDerivative = slopeGap / gap, dt = k / gap - t * logDerivative;
    const double place = (log(t) - origin) / width;
    const int tile = (int)floor(place) - firstTile;
    const double v = 2 * (place - floor(place)) - 1;
    double b[POINTS], s[POINTS], t0 = 1, t1 = v, u0 = 0, u1 = 1;
    b[0] = 1;
    s[0] = 0;
    for (int j = 1; j < POINTS; j++) {
      b[j] = t1;
      s[j] = j * u1;
      const double t2 = 2 * v * t1 - t0, u2 = 2 * v * u1 - u0;
      t0 = t1;
      t1 = t2;
      u0 = u1;
      u1 = u2;
    }
    const double scale = 2 / (width * t);
    double power = 0, dHot = 0, dCold = 0, error = 0;
    for (int p = 0; p < panels; p++) {
      const Panel *panel = &all[p];
      const double lowX = panel->fromEdge ? 2 : 0, highX = panel->ratio > 0 ? panel->ratio * t : 2;
      const double lower = lowX * gap / hbar, span = (highX - lowX) * gap / hbar;
      const double factor = panel->fromEdge ? 1 : exp(-1 / t), growth = panel->fromEdge ? 0 : 1 / (t * t);
      const double *series = panel->series + (size_t)tile * panel->size * 4 * POINTS;
      double density[MOST];
      for (int i = 0; i < panel->size; i++, series += 4 * POINTS) {
        double f1 = 0, f2 = 0, d1 = 0, d2 = 0, x1 = 0, x2 = 0;
        for (int j = 0; j < POINTS; j++) {
          f1 += series[j] * b[j];
          d1 += series[j] * s[j];
          f2 += series[POINTS + j] * b[j];
          d2 += series[POINTS + j] * s[j];
          x1 += series[2 * POINTS + j] * b[j];
          x2 += series[3 * POINTS + j] * b[j];
        }
        x1 *= factor;
        const double motion = panel->ratio * panel->position[i];
        const double sigma1 = factor * f1, sigma2 = f2;
        const double t1s = factor * (d1 * scale + f1 * growth) - x1 * motion, t2s = d2 * scale - x2 * motion;
        const double omega = lower + span * panel->position[i], x = hbar * omega / gap, dx = -x * logDerivative;
        const double dSigma1 = x1 * dx + t1s * dt, dSigma2 = x2 * dx + t2s * dt;
        const double inverse = 1 / (sigma1 * sigma1 + sigma2 * sigma2);
        const double re = sigma1 * inverse, im = sigma2 * inverse, re2 = re * re - im * im, im2 = 2 * re * im;
        const double zRe = film * re, dRe = -film * (re2 * dSigma1 + im2 * dSigma2);
        const double dIm = -film * (im2 * dSigma1 - re2 * dSigma2);
        const double totalRe = zRe + lead + drain, totalIm = film * im, source = zRe + lead;
        const double norm = 1 / (totalRe * totalRe + totalIm * totalIm), tau = 4 * source * drain * norm;
        const double dTau = (-2 * (totalRe * dRe + totalIm * dIm) * tau + 4 * dRe * drain) * norm;
        const double xHot = hbar * omega / (k * hot), xCold = hbar * omega / (k * cold);
        const double eHot = xHot < 1 ? 0 : exp(-xHot), eCold = xCold < 1 ? 0 : exp(-xCold);
        const double nHot = xHot < 1 ? 1 / expm1(xHot) : eHot / (1 - eHot);
        const double nCold = xCold < 1 ? 1 / expm1(xCold) : eCold / (1 - eCold);
        const double measure = hbar / (2 * M_PI) * omega * span * panel->slope[i], weight = panel->weight[i] * measure;
        density[i] = measure * tau * (nHot - nCold);
        power += panel->weight[i] * density[i];
        dHot += weight * (tau * nHot * (1 + nHot) * xHot / hot + (nHot - nCold) * dTau);
        dCold -= weight * tau * nCold * (1 + nCold) * xCold / cold;
      }
      for (int probe = 0; probe < probes; probe++) {
        double sum = 0;
        for (int i = 0; i < panel->size; i++) sum += panel->probe[probe * panel->size + i] * density[i];
        error += sum * sum;
      }
    }
    if (r == 0) first = power;
    checksum += power + 1e-3 * (dHot + dCold) + 1e-9 * sqrt(error);
  }
  const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  printf("{\"heat\": %.17g, \"seconds\": %.9g, \"checksum\": %.17g}\n", first, seconds / repetitions, checksum);
  return 0;
}
