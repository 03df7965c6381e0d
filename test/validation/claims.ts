import { readFileSync } from 'node:fs'
import { compile, type Model, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { bcsGapRatio } from '../../src/physics/bcsGap.js'
import { reducedConductivity } from '../../src/physics/mattisBardeen.js'
import { electronPhononSpectralFunction } from '../../src/physics/superconductorElectronPhonon.js'
import { findNdtc } from '../../src/study/ndtc.js'
import { sweep } from '../../src/study/sweep.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'

/** Something the program claims: what is compared with what, how far they may differ, and how far they do. */
export interface Claim {
  readonly what: string
  readonly against: string
  /** Largest relative difference that is claimed. */
  readonly bar: number
  /** Largest relative difference that is found. */
  measure(): number | Promise<number>
}

function table<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')) as T
}
const off = (value: number, reference: number): number =>
  reference === 0 ? Math.abs(value) : Math.abs(value / reference - 1)
const worst = (values: Iterable<number>): number => Math.max(...values)

function device(name: string, set: Readonly<Record<string, string>> = {}): Model {
  return compile(readDevice(readFileSync(new URL(`../../examples/${name}.yaml`, import.meta.url), 'utf8'), { set }))
}

function circuit(elements: readonly string[], hot = '100 mK', cold = '50 mK'): Model {
  return compile(
    readDevice(`
caloritron: 1
title: circuit of a closed form
phonons: 10 mK
islands: { a: { temperature: ${hot} }, b: { temperature: ${cold} } }
circuit:
${elements.map((element) => `  ${element}`).join('\n')}
`),
  )
}

function photonHeat(model: Model): number {
  const { status, heat } = solve(model)
  if (status !== 'converged') throw new Error(`not converged: ${status}`)
  return heat.find(({ channel }) => channel === 'photon')!.power
}

/** Heat between two matched resistors over (T_a² − T_b²): π k_B²/(12 ħ). */
const quantum = (Math.PI * boltzmann ** 2) / (12 * reducedPlanck)

/** ψ(x) for x > 0: recurrence up to 12, then the asymptotic series. */
function digamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 12; y++) shift -= 1 / y
  const inverse = 1 / (y * y)
  const series =
    inverse *
    (1 / 12 -
      inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - (inverse * 691) / 32760)))))
  return shift + Math.log(y) - 1 / (2 * y) - series
}

/** B(a) = (1/2)[ln a − 1/(2a) − ψ(a)]; for large a by its own series, where the difference would cancel. */
function seriesHeat(a: number): number {
  if (a > 12) {
    const inverse = 1 / (a * a)
    return (
      0.5 *
      inverse *
      (1 / 12 -
        inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - (inverse * 691) / 32760)))))
    )
  }
  return 0.5 * (Math.log(a) - 1 / (2 * a) - digamma(a))
}

/** One-way thermal power through two resistors in series with an inductor, ω_L = (R1+R2)/L. */
function inductorPower(tau: number, omegaL: number, temperature: number): number {
  const a = (reducedPlanck * omegaL) / (2 * Math.PI * boltzmann * temperature)
  return ((tau * reducedPlanck * omegaL ** 2) / (2 * Math.PI)) * seriesHeat(a)
}

interface ConductivityRow {
  readonly x: string
  readonly t: string
  readonly sigma1: string
  readonly sigma2: string
  readonly F?: string
}
const conductivity = table<{ rows: ConductivityRow[]; extreme_rows: ConductivityRow[] }>('mattis-bardeen.json')
const reference = table<{
  fig2d: { r: number; T_S: number; T_D: number; Q: number }[]
  fig3: { Sigma_Cu: number; P_in: number; T_S: number; T_D: number; Q_photon: number }[]
}>('dey2023-device.json')

function conductivityOff(rows: readonly ConductivityRow[]): number {
  return worst(
    rows.flatMap(({ x, t, sigma1, sigma2, F }) => {
      // 2.0001 is not a double: next to the edge its rounding alone moves sigma1 by 2e-12.
      if (x === '2.0001' && Number(t) <= 0.1) return []
      const own = reducedConductivity(Number(x), Number(t))
      const differences = [off(own.sigma1, Number(sigma1)), off(own.sigma2, Number(sigma2))]
      if (F !== undefined) differences.push(off(electronPhononSpectralFunction(Number(x), Number(t)), Number(F)))
      return differences
    }),
  )
}

async function ndtcOff(example: string, claimed: readonly [number, number, number, number]): Promise<number> {
  const curve = await sweep(device(example))
  const interval = findNdtc(curve).find(({ response }) => response === 'T_drain')!
  const own = [interval.onset.value, interval.onset.drive, interval.end.value, interval.end.drive]
  return worst(own.map((value, i) => off(value, claimed[i]!)))
}

export const claims: readonly Claim[] = [
  {
    what: 'Mattis-Bardeen σ₁, σ₂ and the electron-phonon spectrum F',
    against: `\`golden/mattis-bardeen.json\`, 32 digits, ${conductivity.rows.length} rows`,
    bar: 1e-12,
    measure: () => conductivityOff(conductivity.rows),
  },
  {
    what: 'σ₁, σ₂ next to the critical temperature, k_B T/Δ from 100 to 10⁶',
    against: `\`golden/mattis-bardeen.json\`, ${conductivity.extreme_rows.length} extreme rows`,
    bar: 1e-11,
    measure: () => conductivityOff(conductivity.extreme_rows),
  },
  {
    what: 'weak-coupling gap Δ(T)/Δ(0)',
    against: '`golden/bcs-gap.json`, 18 digits',
    bar: 1e-12,
    measure: () =>
      worst(
        table<{ T_over_Tc: string; gap_over_gap0: string }[]>('bcs-gap.json').map((row) =>
          off(bcsGapRatio(Number(row.T_over_Tc)), Number(row.gap_over_gap0)),
        ),
      ),
  },
  {
    what: "photonic heat of the paper's circuit, r = 36",
    against: '`golden/dey2023-device.json`, fig2d',
    bar: 1e-9,
    measure: () =>
      worst(
        reference.fig2d
          .filter(({ T_S, T_D }) => T_S !== T_D)
          .map(({ T_S, T_D, Q }) =>
            off(
              photonHeat(
                device('dey2023-ndtc', {
                  'islands.source.temperature': `${T_S} K`,
                  'islands.drain.temperature': `${T_D} K`,
                  // The table has R_D = 1 ohm; heat depends on the ratio only.
                }),
              ),
              Q,
            ),
          ),
      ),
  },
  {
    what: "operating points of the paper's device: T_S, T_D, photonic heat",
    against: '`golden/dey2023-device.json`, fig3',
    bar: 1e-9,
    measure: () =>
      worst(
        reference.fig3.flatMap((row) => {
          const point = solve(
            device('dey2023-ndtc', {
              'heat.heater.power': `${row.P_in} W`,
              'materials.Cu.electronPhononCoupling': `${row.Sigma_Cu} W m^-3 K^-5`,
            }),
          )
          const heat = point.heat.find(({ channel }) => channel === 'photon')!.power
          return [
            off(point.temperatures.source!, row.T_S),
            off(point.temperatures.drain!, row.T_D),
            off(heat, row.Q_photon),
          ]
        }),
      ),
  },
  {
    what: 'energy balance of those operating points, relative to the largest flow',
    against: 'conservation of energy',
    bar: 1e-12,
    measure: () =>
      worst(
        reference.fig3.map(({ P_in }) => solve(device('dey2023-ndtc', { 'heat.heater.power': `${P_in} W` })).residual),
      ),
  },
  {
    what: 'NDTC interval, Σ_Cu = 2e9: 152.409 mK at 1.6332 pW to 151.266 mK at 2.2646 pW',
    against: 'two independent programs, five digits',
    bar: 3e-5,
    measure: () => ndtcOff('dey2023-ndtc', [0.152409, 1.6332e-12, 0.151266, 2.2646e-12]),
  },
  {
    what: 'NDTC interval, Σ_Cu = 3e9 as printed: 141.537 mK at 1.8306 pW to 140.141 mK at 2.6948 pW',
    against: 'two independent programs, five digits',
    bar: 3e-5,
    measure: () => ndtcOff('dey2023-ndtc-as-printed', [0.141537, 1.8306e-12, 0.140141, 2.6948e-12]),
  },
  {
    what: 'two resistors: Q = τ₀ π k_B² (T_a² − T_b²)/(12 ħ)',
    against: 'closed form',
    bar: 1e-11,
    measure: () =>
      worst(
        [0.01, 1, 30, 1e4].map((ratio) => {
          const heat = photonHeat(
            circuit([
              'a: { kind: resistor, resistance: 50 ohm, nodes: [x, y], island: a }',
              `b: { kind: resistor, resistance: ${50 * ratio} ohm, nodes: [x, y], island: b }`,
            ]),
          )
          return off(heat, ((4 * ratio) / (1 + ratio) ** 2) * quantum * (0.1 ** 2 - 0.05 ** 2))
        }),
      ),
  },
  {
    what: 'inductor in series, over six decades of L',
    against: 'closed form with the digamma function',
    bar: 1e-9,
    measure: () =>
      worst(
        [1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6].map((inductance) => {
          const heat = photonHeat(
            circuit([
              'a: { kind: resistor, resistance: 50 ohm, nodes: [x, y], island: a }',
              'b: { kind: resistor, resistance: 20 ohm, nodes: [z, y], island: b }',
              `l: { kind: inductor, inductance: ${inductance} H, nodes: [x, z] }`,
            ]),
          )
          const tau = (4 * 50 * 20) / 70 ** 2
          const omegaL = 70 / inductance
          return off(heat, inductorPower(tau, omegaL, 0.1) - inductorPower(tau, omegaL, 0.05))
        }),
      ),
  },
]
