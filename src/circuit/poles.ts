import { square } from '../numerics/power.js'
import { cos, sin } from '../numerics/trigonometry.js'
import type { LoopSolver } from './loopSolver.js'
import type { Resonance } from './resonances.js'

/** Frequencies at which the determinant is looked at, and how far they reach to both sides, in widths. */
const points = 13
const reach = 1.5
/** Secant steps. */
const mostSteps = 30
/** Zeros that look like one. */
const largestMultiplicity = 4

/**
 * The zeros of the determinant of the loop equations near a resonance, in the complex plane: ω₀ + iγ.
 *
 * The determinant is an analytic function of frequency. Its Chebyshev interpolant on a real interval about the resonance is
 * continued off the axis by no more than the length of the interval, where zeros are found by the secant method. Two that lie
 * closer than their widths look like one resonance on the axis.
 *
 * @param solver Loop equations of the network at its temperatures.
 * @param guess Resonance as `scanResonances` finds it.
 * @returns Resonances to about 1e-6 of their width; the guess where the interpolant has no zero near it.
 */
export function locatePoles(solver: LoopSolver, guess: Resonance): Resonance[] {
  const found: Resonance[] = []
  // Several zeros side by side turn the phase as fast as one of the fraction of their width.
  for (let multiplicity = 1; multiplicity <= largestMultiplicity; multiplicity *= 2) {
    for (const candidate of zerosNear(solver, { ...guess, width: multiplicity * guess.width })) {
      // Only what is found again from an interval of its own is no artefact of the interpolation.
      const again = zerosNear(solver, candidate).find((zero) => distance(zero, candidate) < 0.1 * zero.width)
      if (again === undefined || found.some((other) => distance(other, again) < 1e-3 * again.width)) continue
      found.push(again)
    }
  }
  return found.length === 0 ? [guess] : found
}

function distance(a: Resonance, b: Resonance): number {
  return Math.hypot(a.omega - b.omega, a.width - b.width)
}

/** Zeros in the disc about a guess that touches the axis. */
function zerosNear(solver: LoopSolver, { omega, width }: Resonance): Resonance[] {
  const half = Math.min(reach * width, 0.9 * omega)
  const values = determinantNear(solver, omega, half)
  if (values === null) return []
  const start = width / half
  const found: [x: number, y: number][] = []
  // From the middle of two zeros the secant method goes astray.
  for (const side of [0, 0.4, -0.4]) {
    const from = side * start
    for (let zero = findZero(values, from, start, found); zero !== null; zero = findZero(values, from, start, found)) {
      found.push(zero)
    }
  }
  return found.map(([x, y]) => ({ omega: omega + half * x, width: half * y }))
}

/** Nodes in [-1, 1] and the determinant there, over its largest modulus. */
interface Values {
  readonly nodes: Float64Array
  readonly re: Float64Array
  readonly im: Float64Array
}

function determinantNear(solver: LoopSolver, omega: number, half: number): Values | null {
  const tree = solver.chooseTree(omega)
  const nodes = Float64Array.from({ length: points }, (_, k) => cos((Math.PI * (k + 0.5)) / points))
  const logarithms = Array.from(nodes, (node) => {
    const value = new Float64Array(2)
    solver.logDeterminant(omega + half * node, tree, value)
    return value
  })
  const level = Math.max(...logarithms.map(([modulus]) => modulus))
  if (!Number.isFinite(level)) return null
  return {
    nodes,
    re: Float64Array.from(logarithms, ([modulus, phase]) => Math.exp(modulus - level) * cos(phase)),
    im: Float64Array.from(logarithms, ([modulus, phase]) => Math.exp(modulus - level) * sin(phase)),
  }
}

/** The interpolant at x + iy, in its barycentric form, divided by the distances to the zeros known already. */
function interpolant({ nodes, re, im }: Values, x: number, y: number, known: readonly [number, number][]) {
  const sums = [0, 0, 0, 0]
  for (let k = 0; k < points; k++) {
    const weight = (k % 2 === 0 ? 1 : -1) * sin((Math.PI * (k + 0.5)) / points)
    const norm = square(x - nodes[k]) + y * y
    const a = (weight * (x - nodes[k])) / norm
    const b = (-weight * y) / norm
    sums[0] += a * re[k] - b * im[k]
    sums[1] += a * im[k] + b * re[k]
    sums[2] += a
    sums[3] += b
  }
  return known.reduce(
    ([a, b], [zeroX, zeroY]) => quotient(a, b, x - zeroX, y - zeroY),
    quotient(sums[0], sums[1], sums[2], sums[3]),
  )
}

/** A further zero within the distance `start` of i `start`, from `from` + i `start`; null if the secant method leaves that disc. */
function findZero(
  values: Values,
  from: number,
  start: number,
  known: readonly [number, number][],
): [number, number] | null {
  let [x, y] = [from, start]
  let [beforeX, beforeY] = [from + 0.01 * start, 0.95 * start]
  let [valueBeforeRe, valueBeforeIm] = interpolant(values, beforeX, beforeY, known)
  let last = Number.POSITIVE_INFINITY
  for (let step = 0; step < mostSteps; step++) {
    const [valueRe, valueIm] = interpolant(values, x, y, known)
    const [slopeRe, slopeIm] = quotient(valueRe - valueBeforeRe, valueIm - valueBeforeIm, x - beforeX, y - beforeY)
    const [dx, dy] = quotient(valueRe, valueIm, slopeRe, slopeIm)
    ;[beforeX, beforeY, valueBeforeRe, valueBeforeIm] = [x, y, valueRe, valueIm]
    x -= dx
    y -= dy
    // Also where a value is no number.
    if (!(Math.hypot(x, y - start) < start && y > 0)) return null
    last = Math.hypot(dx, dy) / y
    if (last < 1e-9) return [x, y]
  }
  // A double zero is approached slowly.
  return last < 1e-4 ? [x, y] : null
}

function quotient(ar: number, ai: number, br: number, bi: number): [number, number] {
  const norm = br * br + bi * bi
  return [(ar * br + ai * bi) / norm, (ai * br - ar * bi) / norm]
}
