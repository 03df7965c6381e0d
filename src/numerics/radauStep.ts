import { createLu, factorLu, solveLu } from './denseLinear.js'
import { square } from './power.js'

/** Rates and integrands at one time, with their derivatives by the unknowns (row-major). */
export interface OdeValues {
  readonly rate: Float64Array
  readonly jacobian: Float64Array
  readonly integrand: Float64Array
  readonly integrandJacobian: Float64Array
}

/** dy/dt = f(t, y), and integrals dq/dt = g(t, y) taken alongside. */
export interface OdeSystem {
  readonly dimension: number
  readonly integrals: number
  /**
   * Writes f, df/dy, g, dg/dy; returns whether all are defined and finite. At a break, `side` tells whether the values
   * just before (-1) or just after it (+1) are meant.
   */
  evaluate(time: number, y: Float64Array, side: 1 | -1, out: OdeValues): boolean
  /** Writes the admissible error of each unknown in one step, positive. */
  tolerance(y: Float64Array, out: Float64Array): void
}

/** The last step, from which the next one is predicted. */
export interface LastStep {
  readonly step: number
  readonly error: number
  readonly stages: readonly number[]
}

const root6 = Math.sqrt(6)
/** Radau IIA of order 5: nodes and matrix (Hairer and Wanner, Solving ODEs II, 1996, table IV.5.6). */
const nodes = [(4 - root6) / 10, (4 + root6) / 10, 1]
const matrix = [
  [(88 - 7 * root6) / 360, (296 - 169 * root6) / 1800, (-2 + 3 * root6) / 225],
  [(296 + 169 * root6) / 1800, (88 + 7 * root6) / 360, (-2 - 3 * root6) / 225],
  [(16 - root6) / 36, (16 + root6) / 36, 1 / 9],
]
/** Error estimate (gamma/h - J)^-1 (f(t, y) + Σ e_i z_i/h), ibid. (IV.8.19): gamma is the real eigenvalue of the inverse matrix. */
const gamma = 30 / (6 + Math.cbrt(81) - Math.cbrt(9))
const estimate = [-(13 + 7 * root6) / 3, (-13 + 7 * root6) / 3, -1 / 3]
/** Newton iterations of a step. */
export const mostIterations = 8

/** Work space of one step of the method. */
export interface RadauStep {
  readonly system: OdeSystem
  readonly y: Float64Array
  readonly q: Float64Array
  /** Values at the beginning of the step and at its three stages. */
  readonly begin: OdeValues
  readonly values: readonly OdeValues[]
  readonly tolerance: Float64Array
  /** Increments of y and q from the beginning of the step to each stage. */
  readonly stages: Float64Array
  readonly stageIntegrals: Float64Array
  readonly solve: { readonly big: Float64Array; readonly right: Float64Array; readonly step: Float64Array }
  evaluations: number
  evaluate(time: number, y: Float64Array, side: 1 | -1, out: OdeValues): boolean
}

export function createRadauStep(system: OdeSystem): RadauStep {
  const n = system.dimension
  const m = system.integrals
  const createValues = (): OdeValues => ({
    rate: new Float64Array(n),
    jacobian: new Float64Array(n * n),
    integrand: new Float64Array(m),
    integrandJacobian: new Float64Array(m * n),
  })
  const work: RadauStep = {
    system,
    y: new Float64Array(n),
    q: new Float64Array(m),
    begin: createValues(),
    values: [createValues(), createValues(), createValues()],
    tolerance: new Float64Array(n),
    stages: new Float64Array(3 * n),
    stageIntegrals: new Float64Array(3 * m),
    solve: { big: new Float64Array(9 * n * n), right: new Float64Array(3 * n), step: new Float64Array(3 * n) },
    evaluations: 0,
    evaluate(time, y, side, out) {
      work.evaluations++
      return system.evaluate(time, y, side, out)
    },
  }
  return work
}

/** Solves z_i = h Σ a_ij f(t + c_j h, y + z_j) and integrates alongside; returns the number of iterations, null if it failed. */
export function solveStages(work: RadauStep, time: number, h: number, last: LastStep | null): number | null {
  const { system, y, values, stages, stageIntegrals, tolerance } = work
  const { big, right, step } = work.solve
  const n = system.dimension
  const m = system.integrals
  predict(stages, n, h, last)
  const factors = createLu(3 * n)
  const point = new Float64Array(n)
  let previous = Infinity
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    for (let i = 0; i < 3; i++) {
      for (let k = 0; k < n; k++) point[k] = y[k] + stages[i * n + k]
      if (!work.evaluate(time + nodes[i] * h, point, i === 2 ? -1 : 1, values[i])) return null
    }
    for (let i = 0; i < 3; i++) {
      for (let k = 0; k < n; k++) {
        let sum = -stages[i * n + k]
        for (let j = 0; j < 3; j++) {
          const weight = h * matrix[i][j]
          sum += weight * values[j].rate[k]
          for (let l = 0; l < n; l++)
            big[(i * n + k) * 3 * n + j * n + l] = (i === j && k === l ? 1 : 0) - weight * values[j].jacobian[k * n + l]
        }
        right[i * n + k] = sum
      }
    }
    if (factorLu(factors, big) === 0) return null
    solveLu(factors, right, step)
    let size = 0
    for (let i = 0; i < 3 * n; i++) size += square(step[i] / tolerance[i % n])
    size = Math.sqrt(size / (3 * n))
    if (!(size < 1e12)) return null
    for (let i = 0; i < 3 * n; i++) stages[i] += step[i]
    // Contraction is quadratic: this step was this large, the next would be far smaller.
    const rate = size / previous
    if (size < 1e-3 || (iteration > 1 && rate < 0.1 && size * rate < 1e-3)) {
      for (let i = 0; i < 3; i++) {
        for (let k = 0; k < m; k++) {
          let sum = 0
          for (let j = 0; j < 3; j++) {
            // The linear law of the last Newton step: with it integrals and unknowns keep common invariants exactly.
            let flow = values[j].integrand[k]
            for (let l = 0; l < n; l++) flow += values[j].integrandJacobian[k * n + l] * step[j * n + l]
            sum += h * matrix[i][j] * flow
          }
          stageIntegrals[i * m + k] = sum
        }
      }
      return iteration
    }
    if (iteration > 2 && rate > 0.8) return null
    previous = size
  }
  return null
}

/** Start of the stages: the polynomial of the last step, continued; at a start, no increments. */
function predict(stages: Float64Array, n: number, h: number, last: LastStep | null): void {
  stages.fill(0)
  if (last === null) return
  const old = Float64Array.from(last.stages)
  const zero = new Float64Array(n)
  const out = new Float64Array(n)
  for (let i = 0; i < 3; i++) {
    interpolate(1 + (nodes[i] * h) / last.step, zero, old, out)
    for (let k = 0; k < n; k++) stages[i * n + k] = out[k] - old[2 * n + k]
  }
}

/** Root mean square of the error estimate over the tolerance. */
export function errorNorm(work: RadauStep, time: number, h: number, again: boolean): number {
  const { system, y, begin, stages, tolerance } = work
  const n = system.dimension
  const a = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) a[i * n + j] = -begin.jacobian[i * n + j]
    a[i * n + i] += gamma / h
  }
  const factors = createLu(n)
  if (factorLu(factors, a) === 0) return Infinity
  const increments = new Float64Array(n)
  const right = new Float64Array(n)
  const error = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < 3; i++) increments[k] += (estimate[i] * stages[i * n + k]) / h
    right[k] = begin.rate[k] + increments[k]
  }
  solveLu(factors, right, error)
  let norm = rms(error, tolerance)
  if (again && norm >= 1) {
    // At a start the estimate may be all transient; filtered once more it sees what matters.
    const shifted = y.map((value, k) => value + error[k])
    const { values } = work
    if (!work.evaluate(time, shifted, 1, values[0])) return norm
    for (let k = 0; k < n; k++) right[k] = values[0].rate[k] + increments[k]
    solveLu(factors, right, error)
    norm = rms(error, tolerance)
  }
  return norm
}

export function rms(error: Float64Array, tolerance: Float64Array): number {
  let sum = 0
  for (let k = 0; k < error.length; k++) sum += square(error[k] / tolerance[k])
  return Math.sqrt(sum / Math.max(error.length, 1))
}

/** The polynomial through 0 at 0 and the stage increments at the nodes, added to the beginning. */
export function interpolate(part: number, begin: Float64Array, increments: Float64Array, out: Float64Array): void {
  const n = begin.length
  const [c1, c2] = nodes
  const w1 = (part * (part - c2) * (part - 1)) / (c1 * (c1 - c2) * (c1 - 1))
  const w2 = (part * (part - c1) * (part - 1)) / (c2 * (c2 - c1) * (c2 - 1))
  const w3 = (part * (part - c1) * (part - c2)) / ((1 - c1) * (1 - c2))
  for (let k = 0; k < n; k++)
    out[k] = begin[k] + w1 * increments[k] + w2 * increments[n + k] + w3 * increments[2 * n + k]
}
