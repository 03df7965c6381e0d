import { createTables, reducedConductivity } from '../../dist/index.js'
import { time } from '../report.mjs'
import { hasScipy, reference } from '../scipy.mjs'
import { best, cpuOfEach, few, mustAgree } from '../timing.mjs'

const t = 0.37
/** Places in no order, made before: a quadrature has its frequencies at hand, too. */
const places = Float64Array.from({ length: 4096 }, (_, k) => 0.02 + 3 * ((k * 0.618034) % 1))
const place = (k) => places[k & 4095]
const everywhere = (conductivity, out) => {
  for (let k = 0; k < places.length; k++) conductivity(places[k], out)
}

/** The conductivity of a superconductor: tabulated, direct, and by scipy. */
export async function sigma(report) {
  const { conductivity } = createTables()
  const at = conductivity.at(t)
  const valuesAt = conductivity.valuesAt(t)
  const two = new Float64Array(2)
  const six = new Float64Array(6)
  const times = await best(12, {
    table: () => cpuOfEach(50, () => everywhere(valuesAt, two)) / places.length,
    derivatives: () => cpuOfEach(50, () => everywhere(at, six)) / places.length,
    direct: () => cpuOfEach(5_000, (k) => reducedConductivity(place(k), t)),
    ...(hasScipy ? { scipy: few(2, () => reference('sigma', 1.3, t).seconds) } : {}),
  })
  let difference = 0
  for (let k = 0; k < 500; k++) {
    at(place(k), six)
    valuesAt(place(k), two)
    const { sigma1, sigma2 } = reducedConductivity(place(k), t)
    difference = Math.max(
      difference,
      ...[six, two].flatMap(([first, second]) => [
        mustAgree('tabulated and direct sigma1', first, sigma1, 1e-10),
        mustAgree('tabulated and direct sigma2', second, sigma2, 1e-10),
      ]),
    )
  }
  report.against('sigma1 and sigma2 together, tabulated, at 1e-10', times.table, 100e-9, time)
  report.row('... with their four derivatives', time(times.derivatives), '', '')
  report.against('sigma1 and sigma2, direct, at 1e-12', times.direct, 3e-6, time)
  if (hasScipy) {
    const exact = reducedConductivity(1.3, t)
    const [first, second] = reference('sigma', 1.3, t).values
    mustAgree('sigma1 of scipy and this program', first, exact.sigma1, 1e-6)
    mustAgree('sigma2 of scipy and this program', second, exact.sigma2, 1e-6)
    report.row('... by quad of scipy', time(times.scipy), '', '')
  }
  report.note(`Tabulated and direct conductivity agree to ${difference.toExponential(0)}.`)
}
