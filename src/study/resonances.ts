import { locatePoles } from '../circuit/poles.js'
import { findResonances } from '../circuit/refinement.js'
import { TransmissionKernel } from '../circuit/transmissionKernel.js'
import type { Model } from '../device/compile.js'
import { thermalFrequency } from './spectrumGrid.js'
import { temperaturesOf } from './transmission.js'

/** A natural oscillation of a circuit. */
export interface CircuitResonance {
  /** Natural frequency |s|/2π of the pole s = 2π (i f' − Δf/2) [Hz]. */
  readonly frequency: number
  /** Full width at half maximum Δf [Hz]. */
  readonly linewidth: number
  /** Quality factor f/Δf. */
  readonly quality: number
}

/** All resonances found, and whether the search was complete. */
export interface CircuitResonances {
  /** In the order of frequency. */
  readonly resonances: readonly CircuitResonance[]
  /** Up to which frequency they were looked for [Hz]. */
  readonly upTo: number
  /** False if there were too many frequencies to look at: some resonances may be missing. */
  readonly complete: boolean
}

/** Default of the highest frequency over k_B T/h of the hottest island. */
const highestRatio = 20
/** Poles of smaller quality factor are relaxations. */
const leastQuality = 2
const mostFrequencies = 1e6

/**
 * Resonances of the circuit of a device: poles of its response, f = |s|/2π and Q = |s|/(2 |Re s|).
 *
 * For R, L, C in series f = 1/(2π √(LC)) and Q = √(L/C)/R; for a line of length l between small resistances f = n v/2l.
 * Poles with Q below 2 are relaxations rather than resonances and are left out.
 *
 * @param model The device.
 * @param temperatures Temperature of every island of the circuit [K] > 0, for instance those of the operating point.
 * @param upTo Highest frequency [Hz] > 0; default 20 k_B T/h of the hottest island.
 * @returns Frequencies and quality factors, to about 1e-6 where the response is smooth over a width of the resonance, 1 % of the
 *   width elsewhere and for Q above 1e8; empty where there are none.
 * @throws RangeError if an island has no temperature or `upTo` is not positive.
 * @example
 * circuitResonances(model, { source: 0.3, drain: 0.02 }).resonances // none: a loop without capacitance
 */
export function circuitResonances(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
  upTo?: number,
): CircuitResonances {
  const { network } = model
  const values = temperaturesOf(model, temperatures)
  const limit = upTo ?? highestRatio * thermalFrequency(values)
  if (values.length === 0) return { resonances: [], upTo: limit, complete: true }
  if (!(limit > 0 && limit < Infinity)) {
    throw new RangeError(`highest frequency: must be positive and finite, got ${limit} Hz`)
  }
  const kernel = new TransmissionKernel(network)
  kernel.setTemperatures(values)
  const { resonances, undamped, complete } = findResonances(kernel, 2 * Math.PI * limit, mostFrequencies)
  const found: CircuitResonance[] = []
  for (const { omega, width } of [...resonances, ...undamped].flatMap((guess) => locatePoles(kernel.solver, guess))) {
    const frequency = Math.hypot(omega, width) / (2 * Math.PI)
    const linewidth = width / Math.PI
    // Two guesses may lead to one pole.
    const known = found.some(
      (other) => Math.abs(other.frequency - frequency) + Math.abs(other.linewidth - linewidth) < 1e-3 * linewidth,
    )
    const quality = frequency / linewidth
    if (!known && frequency <= limit && quality >= leastQuality) found.push({ frequency, linewidth, quality })
  }
  found.sort((a, b) => a.frequency - b.frequency)
  return { resonances: found, upTo: limit, complete }
}
