import type { Status } from '../numerics/result.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { neededCutoff } from './cutoff.js'
import { type Knot, largest, placeKnots } from './knots.js'
import { narrowTransmission } from './narrowResonance.js'
import { type RefinementOptions, refine } from './panelRefinement.js'
import type { PanelSum } from './panelSum.js'
import { type ResonanceScan, scanResonances } from './resonances.js'
import { chooseSegments, cutoffRatio } from './segments.js'
import { type NodeTable, nodeTable, type Panel, type Shape, writeShape } from './subdivision.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Segments between knots, and the panels into which they are divided. */
export interface Subdivision {
  readonly knots: readonly Knot[]
  readonly shapes: readonly Shape[]
  readonly panels: readonly Panel[]
  readonly nodes: NodeTable
  /** What was found in the response of the circuit. */
  readonly scan: ResonanceScan
  /** ∫ tau dω/2π [rad/s] of each pair over each of the undamped resonances, which the panels do not see. */
  readonly unseen: readonly Float64Array[]
  /** Why the tolerance could not be reached when it was built; null if it was. */
  readonly limit: Status | null
  /** Cut-off in units of k_B T/hbar of the hottest island. */
  readonly ratio: number
}

const largestCutoffRatio = 700
/** Resonances are looked for down to this part of the cut-off. */
const lowestFrequency = 1e-12
/** Relative distance to which equal temperatures are taken apart. */
const equalSpread = 1e-6

/**
 * Divides the frequency axis so that every pair's heat at these temperatures meets the tolerance.
 *
 * @param known What a scan of the same circuit at the same temperatures found, up to the first cut-off or beyond.
 */
export function rebuildSubdivision(
  kernel: TransmissionKernel,
  sum: PanelSum,
  given: Float64Array,
  options: RefinementOptions,
  known: ResonanceScan | null = null,
): Subdivision {
  const temperatures = apart(given)
  sum.setTemperatures(temperatures)
  const thermalWidth = (boltzmann * largest(temperatures)) / reducedPlanck
  for (let ratio = cutoffRatio; ; ) {
    const scan =
      ratio === cutoffRatio && known !== null
        ? known
        : findResonances(kernel, ratio * thermalWidth, options.maxEvaluations)
    const segments = chooseSegments(kernel.impedances, temperatures, ratio, options.moving, scan, [
      ...multiportBreaks(kernel),
      ...(options.edges ?? []),
    ])
    const { panels, power, limit } = refine(kernel, sum, segments, temperatures, options)
    const needed = neededCutoff(sum.pairs, power, temperatures, ratio, options.relativeTolerance)
    if (needed > ratio && ratio < largestCutoffRatio) {
      // A whole number, as the remembered segments of films have it.
      ratio = Math.min(largestCutoffRatio, Math.ceil(Math.max(needed, 1.2 * ratio)))
      continue
    }
    panels.sort((a, b) => a.segment - b.segment || a.from - b.from)
    return {
      ...segments,
      panels,
      nodes: nodeTable(panels, segments.shapes),
      scan,
      unseen: scan.undamped.map((resonance) => narrowTransmission(kernel, resonance)),
      limit: scan.complete ? limit : 'max-evaluations',
      ratio,
    }
  }
}

/** Equal temperatures taken apart a little: without heat there is nothing that the nodes could suit, but its slopes want them. */
function apart(temperatures: Float64Array): Float64Array {
  return temperatures.map((temperature, island) => {
    const equal = temperatures.subarray(0, island).filter((other) => other === temperature).length
    return temperature * (1 + equalSpread * equal)
  })
}

/**
 * The same panels about resonances that have moved, as they do when an element changes in a sweep.
 *
 * @param kernel Kernel at the temperatures of the islands and with the changed elements.
 * @param scan What is found in the changed circuit.
 * @returns A subdivision whose errors have yet to be looked at; null if the segments are of another kind or number.
 */
export function followResonances(
  kernel: TransmissionKernel,
  old: Subdivision,
  scan: ResonanceScan,
  temperatures: Float64Array,
  moving: boolean,
): Subdivision | null {
  if (old.limit !== null || !scan.complete) return null
  const breaks = multiportBreaks(kernel)
  const { knots, shapes } = chooseSegments(kernel.impedances, temperatures, old.ratio, moving, scan, breaks)
  const same =
    shapes.length === old.shapes.length &&
    shapes.every(({ power, upper, mirrored }, index) => {
      const before = old.shapes[index]
      return power === before.power && upper === before.upper && mirrored === before.mirrored
    }) &&
    knots.every(({ kind }, index) => kind === old.knots[index].kind)
  if (!same) return null
  const frequencies = new Float64Array(knots.length)
  placeKnots(knots, kernel.impedances, temperatures, frequencies)
  const values = new Float64Array(2)
  const panels = old.panels.map((panel): Panel => {
    const { segment, from, to } = panel
    writeShape(shapes[segment], (from + to) / 2, values)
    const middle = frequencies[segment] + (frequencies[segment + 1] - frequencies[segment]) * values[0]
    // The rounding error of a panel is a property of what it looks at, which is the same as before.
    return { ...panel, tree: kernel.chooseTree(middle) }
  })
  return {
    ...old,
    knots,
    shapes,
    panels,
    nodes: nodeTable(panels, shapes),
    scan,
    unseen: scan.undamped.map((resonance) => narrowTransmission(kernel, resonance)),
  }
}

/** Frequencies where a multiport is not smooth: those of its file. */
function multiportBreaks({ network }: TransmissionKernel): number[] {
  const active = new Set(network.ports.map(({ multiport }) => network.multiports[multiport]))
  return [...new Set([...active].flatMap(({ breaks }) => breaks))]
}

/** All resonances below a frequency, at the temperatures that the kernel has. */
export function findResonances(kernel: TransmissionKernel, cutoff: number, maxEvaluations: number): ResonanceScan {
  const { impedances, solver, network } = kernel
  // One loop of resistances and inductances has no resonance; what else it does over decades the panels find.
  const plain = network.edges.length === 1 && impedances.branches.every(({ inductive }) => inductive === true)
  if (plain || network.edges.length === 0) {
    return { resonances: [], undamped: [], relaxations: [], possible: false, complete: true }
  }
  const periods = network.ports.flatMap(({ multiport }) => network.multiports[multiport].period ?? [])
  return scanResonances(solver, impedances, lowestFrequency * cutoff, cutoff, periods, maxEvaluations)
}
