import { bandHeat } from '../circuit/bandHeat.js'
import type { Model } from '../device/compile.js'
import { thermalFrequency } from './spectrumGrid.js'
import { temperaturesOf } from './transmission.js'

/** Where in the spectrum the heat between two islands flows. */
export interface DecadeHeat {
  readonly from: string
  readonly to: string
  /** Whole photonic heat and its estimated absolute error [W]. */
  readonly power: number
  readonly errorEstimate: number
  /** Heat of each decade [W]. */
  readonly powers: readonly number[]
  /**
   * Part of each decade in the heat; their sum is 1. Of the heat of two equal temperatures, which is zero, the limit: the part in
   * the thermal conductance. All 0 for islands that exchange no photons at all.
   */
  readonly shares: readonly number[]
}

/** Photonic heat of all pairs of islands by decades of frequency. */
export interface DecadeHeats {
  /** Lower and upper ends of the decades [Hz]: powers of ten, but for the first, which begins at 0, and the last, at infinity. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly pairs: readonly DecadeHeat[]
}

/** Decades below and above k_B T/h of the hottest island that are told apart. */
const below = 6
const above = 1

/**
 * The part of each decade of frequency in the photonic heat of each pair of islands.
 *
 * Q_ij = Σ ∫ df h f τ_ij(f) [n(hf, T_i) − n(hf, T_j)] over decades (Dey et al., Eq. 3), by the integration of the operating point,
 * broken at powers of ten.
 *
 * @param model The device.
 * @param temperatures Temperature of every island of the circuit [K] > 0, for instance those of the operating point.
 * @returns Decades and, pair by pair, heats and shares; the errors of the heats are about 1e-10 of the whole.
 * @throws RangeError if an island has no temperature; Error where the circuit has no finite transmission.
 * @example
 * decadeHeat(model, solve(model).temperatures).pairs[0].shares // sum 1
 */
export function decadeHeat(model: Model, temperatures: Readonly<Record<string, number>>): DecadeHeats {
  const { islands } = model.network
  const values = temperaturesOf(model, temperatures)
  if (values.length === 0) return { from: [], to: [], pairs: [] }
  const middle = Math.floor(Math.log10(thermalFrequency(values)))
  const edges = Array.from({ length: below + above + 1 }, (_, k) => Number(`1e${middle - below + k + 1}`))
  const heat = bandHeat(
    model.network,
    values,
    edges.map((edge) => 2 * Math.PI * edge),
  )
  const bands = edges.length + 1
  const pairs = heat.pairs.map(([i, j], pair): DecadeHeat => {
    const row = (table: Float64Array) => table.subarray(pair * bands, (pair + 1) * bands)
    const powers = [...row(heat.power)]
    const power = sum(powers)
    // Equal temperatures: heat is zero but for rounding, and its parts mean nothing.
    const weights = values[i] === values[j] && power === 0 ? [...row(heat.conductance)] : powers
    const whole = sum(weights)
    return {
      from: islands[i],
      to: islands[j],
      power,
      errorEstimate: sum(row(heat.error)),
      powers,
      shares: weights.map((weight) => (whole === 0 ? 0 : weight / whole)),
    }
  })
  return { from: [0, ...edges], to: [...edges, Number.POSITIVE_INFINITY], pairs }
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
