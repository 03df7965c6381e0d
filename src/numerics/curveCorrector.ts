import { createLu, determinantSign, factorLu, solveLu } from './denseLinear.js'

/** n equations in n unknowns u and one parameter: F(u, parameter) = 0 is a curve. */
export interface CurveSystem {
  readonly dimension: number
  /** Writes F and dF/du (row-major); returns whether both are defined and finite. */
  evaluate(u: Float64Array, parameter: number, residual: Float64Array, jacobian: Float64Array): boolean
  /** Whether the residual of the last `evaluate` is as small as that of a solution must be, whatever its Jacobian. */
  solved(): boolean
  /** Writes dF/dparameter. */
  parameterDerivative(u: Float64Array, parameter: number, out: Float64Array): boolean
}

/** Points z = (u, parameter/scale) of a curve; distances and angles are taken in these coordinates. */
export interface CurveCorrector {
  /** Moves z in place to the curve within the plane normal · z = offset; returns whether Newton's method converged. */
  correct(z: Float64Array, normal: Float64Array, offset: number): boolean
  /**
   * Unit tangent at the point z of the curve, on the side of `reference`, and the sign of det [dF/dz; tangent], which is
   * constant along a curve even through kinks, and changes where curves cross. Null where F has no single tangent.
   */
  tangent(z: Float64Array, reference: Float64Array): { tangent: Float64Array; sign: number } | null
  /** Takes dF/dparameter afresh at z for the corrections that follow. */
  refresh(z: Float64Array): boolean
  evaluations(): number
}

/** Newton steps of this size in the coordinates z are rounding noise. */
const noise = 1e-13
const mostIterations = 10
/** Newton steps below the noise, until the equations call themselves solved. */
const mostFurther = 3

/**
 * @param system the equations
 * @param scale parameter value that counts as a distance of 1
 * @param range parameter values outside of which the system is not to be asked
 */
export function createCurveCorrector(
  system: CurveSystem,
  scale: number,
  range: readonly [number, number],
): CurveCorrector {
  const n = system.dimension
  const m = n + 1
  const residual = new Float64Array(n)
  const jacobian = new Float64Array(n * n)
  const slope = new Float64Array(n)
  const matrix = new Float64Array(m * m)
  const right = new Float64Array(m)
  const step = new Float64Array(m)
  const factors = createLu(m)
  const loaded = new Float64Array(m).fill(Number.NaN)
  let solved = false
  let evaluations = 0

  const load = (z: Float64Array): boolean => {
    const parameter = z[n] * scale
    const slack = 1e-9 * Math.abs(scale)
    if (!(parameter >= range[0] - slack && parameter <= range[1] + slack)) return false
    // A correction ends where the tangent is asked for next.
    if (loaded.every((value, i) => value === z[i])) return true
    evaluations++
    const inside = Math.min(Math.max(parameter, range[0]), range[1])
    loaded.fill(Number.NaN)
    if (!system.evaluate(z.subarray(0, n), inside, residual, jacobian)) return false
    loaded.set(z)
    solved = system.solved()
    return true
  }
  /** Writes the Newton step towards the curve and the plane; returns its size. */
  const newtonStep = (z: Float64Array, normal: Float64Array, offset: number): number => {
    if (factor(normal) === 0) return Infinity
    for (let i = 0; i < n; i++) right[i] = -residual[i]
    right[n] = offset - dot(normal, z)
    solveLu(factors, right, step)
    return norm(step)
  }
  const factor = (lastRow: Float64Array): number => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) matrix[i * m + j] = jacobian[i * n + j]
      matrix[i * m + n] = slope[i] * scale
    }
    matrix.set(lastRow, n * m)
    return factorLu(factors, matrix)
  }
  // dF/dparameter is dear; a step that has been evaluated at both ends tells it to second order, for nothing:
  // F(new) - F(old) = (J(old) + J(new))/2 du + F_p dp.
  const rememberSlope = (): void => {
    for (let i = 0; i < n; i++) {
      slope[i] = -residual[i]
      for (let j = 0; j < n; j++) slope[i] -= 0.5 * jacobian[i * n + j] * step[j]
    }
  }
  const updateSlope = (): void => {
    for (let i = 0; i < n; i++) {
      slope[i] += residual[i]
      for (let j = 0; j < n; j++) slope[i] -= 0.5 * jacobian[i * n + j] * step[j]
      slope[i] /= step[n] * scale
    }
  }
  return {
    evaluations: () => evaluations,
    refresh(z) {
      const inside = Math.min(Math.max(z[n] * scale, range[0]), range[1])
      return system.parameterDerivative(z.subarray(0, n), inside, slope)
    },
    correct(z, normal, offset) {
      let previous = Infinity
      let moved = false
      let fresh = false
      let further = 0
      for (let iteration = 0; iteration < mostIterations; iteration++) {
        if (moved) rememberSlope()
        if (!load(z)) return false
        if (moved) updateSlope()
        let size = newtonStep(z, normal, offset)
        if (size > 0.1 * previous && !fresh && size > noise) {
          // It does not contract as it should: perhaps dF/dparameter is out of date.
          fresh = true
          if (!this.refresh(z)) return false
          size = newtonStep(z, normal, offset)
          previous = Infinity
        }
        if (!(size < 1)) return false
        const resolved = size <= noise || (size <= 1e-10 && size > 0.25 * previous && fresh)
        // Where the range of the parameter is wide, what is noise in these coordinates may still be much for the equations.
        if (resolved && (solved || ++further > mostFurther)) return solved
        // Slow contraction: the start may lie between two curves.
        if (!resolved && size > 0.2 * previous) return false
        for (let i = 0; i < m; i++) z[i] += step[i]
        moved = Math.abs(step[n]) > 1e-3 * size && size > 1e-7
        previous = size
      }
      return false
    },
    tangent(z, reference) {
      if (!load(z) || !this.refresh(z)) return null
      right.fill(0)
      right[n] = 1
      let weakest = factor(reference)
      if (!(weakest > 1e-13)) {
        // The reference is square to the curve: any other row that is not will do.
        const unit = new Float64Array(m)
        for (let k = 0; k < m && !(weakest > 1e-13); k++) {
          unit.fill(0)
          unit[k] = 1
          weakest = factor(unit)
        }
        if (!(weakest > 1e-13)) return null
      }
      solveLu(factors, right, step)
      const size = norm(step)
      if (!(size < Infinity)) return null
      let sign = determinantSign(factors)
      const tangent = step.map((value) => value / size)
      if (dot(tangent, reference) < 0) {
        for (let i = 0; i < m; i++) tangent[i] = -tangent[i]
        sign = -sign
      }
      return { tangent, sign }
    },
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}
