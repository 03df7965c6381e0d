import { SpectralHeat } from '../../dist/circuit/spectralHeat.js'
import { compile, createTables } from '../../dist/index.js'
import { compiler, nativeHeat } from '../native.mjs'
import { device, resistance } from '../paper.mjs'
import { time } from '../report.mjs'
import { hasScipy, reference } from '../scipy.mjs'
import { best, cpuOfEach, few, mustAgree } from '../timing.mjs'

const temperatures = { source: [0.28, 5e-5], drain: [0.1, 1e-4] }

/** One photonic heat of the paper's circuit at ever new temperatures, with its derivatives and error. */
export async function photonicHeat(report) {
  const tables = createTables()
  const spectral = new SpectralHeat(compile(device, { tables }).network, { relativeTolerance: 1e-9 })
  const at = new Float64Array(2)
  const out = spectral.createBuffer()
  const heat = (hot, cold) => {
    at[0] = hot
    at[1] = cold
    // Nodes are kept as long as their errors meet the tolerance.
    spectral.adapt(at)
    spectral.evaluate(at, out)
    if (spectral.status !== 'converged')
      throw new Error(`bench: photonic heat at ${hot} and ${cold} K: ${spectral.status}`)
    return out.power[0]
  }
  spectral.adapt(Float64Array.of(0.305, 0.104))
  const { source, drain } = temperatures
  const ours = () => cpuOfEach(4000, (r) => heat(source[0] + source[1] * (r % 1000), drain[0] + drain[1] * (r % 77)))
  const native = compiler === null ? null : nativeHeat(spectral, tables, temperatures, 20_000)
  try {
    const times = await best(12, {
      ours,
      ...(native === null ? {} : { native: () => native.run().seconds, scalar: () => native.runScalar().seconds }),
      ...(hasScipy ? { scipy: few(4, () => reference('heat', ...circuit(), 0.3, 0.1).seconds) } : {}),
    })
    report.against(
      `photonic heat of the paper's circuit at 1e-9, new temperatures, with derivatives (${spectral.evaluations} frequencies)`,
      times.ours,
      15e-6,
      time,
    )
    if (native === null) report.note('No C compiler: the comparison with C was left out.')
    else {
      const answer = native.run()
      const difference = mustAgree('photonic heats of C and this program', answer.heat, heat(0.28, 0.1), 1e-12)
      mustAgree('derivatives of C and this program', answer.hot, out.jacobian[0], 1e-10)
      mustAgree('derivatives of C and this program', answer.cold, out.jacobian[1], 1e-10)
      report.against(`... over the same algorithm in C (${time(times.native)})`, times.ours / times.native, 2, times2)
      report.row(
        `... over the same C kept from using vector registers (${time(times.scalar)})`,
        times2(times.ours / times.scalar),
        '',
        '',
      )
      report.note(
        `C and this program agree to ${difference.toExponential(0)} in the photonic heat, to 1e-10 in its derivatives.`,
      )
    }
    if (!hasScipy) report.note('No python3 with scipy: the comparison with it was left out.')
    else {
      const answer = reference('heat', ...circuit(), 0.3, 0.1)
      const difference = mustAgree('photonic heats of scipy and this program', answer.values[0], heat(0.3, 0.1), 1e-5)
      report.against(
        `... nested quad of scipy (${time(times.scipy)}) over it`,
        times.scipy / times.ours,
        5000,
        times2,
        {
          atLeast: true,
        },
      )
      report.note(`scipy and this program agree to ${difference.toExponential(0)} in the photonic heat.`)
    }
  } finally {
    native?.remove()
  }
}

const times2 = (ratio) => `${Number(ratio.toPrecision(3))} times`
const circuit = () => [
  resistance('source_ti'),
  resistance('source_cu'),
  resistance('drain_cu'),
  device.materials[device.circuit.source_ti.material].criticalTemperature,
]
