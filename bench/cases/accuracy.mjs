import { SpectralHeat } from '../../dist/circuit/spectralHeat.js'
import { compile, createTables } from '../../dist/index.js'
import { device } from '../paper.mjs'
import { time } from '../report.mjs'
import { best, cpuOfEach } from '../timing.mjs'

const tolerances = [1e-4, 1e-6, 1e-8, 1e-9, 1e-10, 1e-11]

/** Time and true error of one photonic heat against the tolerance asked for. */
export async function accuracy(report) {
  const tables = createTables()
  const { network } = compile(device, { tables })
  const at = Float64Array.of(0.305, 0.104)
  const integrals = tolerances.map((relativeTolerance) => {
    const spectral = new SpectralHeat(network, { relativeTolerance })
    const out = spectral.createBuffer()
    spectral.adapt(at)
    spectral.evaluate(at, out)
    return { relativeTolerance, spectral, out, power: out.power[0] }
  })
  const exact = new SpectralHeat(network, { relativeTolerance: 1e-12 })
  const buffer = exact.createBuffer()
  exact.adapt(at)
  exact.evaluate(at, buffer)
  const temperatures = Float64Array.from(at)
  const times = await best(
    5,
    Object.fromEntries(
      integrals.map(({ relativeTolerance, spectral, out }) => [
        String(relativeTolerance),
        () =>
          cpuOfEach(500, (k) => {
            temperatures[0] = 0.3 + 1e-5 * k
            temperatures[1] = 0.104
            spectral.evaluate(temperatures, out)
          }),
      ]),
    ),
  )
  for (const { relativeTolerance, spectral, power } of integrals) {
    const error = Math.abs(power / buffer.power[0] - 1)
    if (!(error <= relativeTolerance)) throw new Error(`bench: asked for ${relativeTolerance}, the error is ${error}`)
    report.row(
      `photonic heat at ${relativeTolerance.toExponential(0)}`,
      `${time(times[relativeTolerance])}, ${spectral.evaluations} frequencies`,
      `true error ${error === 0 ? 'below 1e-16' : error.toExponential(0)}`,
      '',
    )
  }
}
