import { chebyshevSum } from '../numerics/chebyshevSeries.js'
import { pow } from '../numerics/power.js'
import { cos } from '../numerics/trigonometry.js'

/** Heat content of an island against its temperature: E(T) = ∫ C dT from a reference temperature. */
export interface Enthalpy {
  /** E [J] at a temperature [K] > 0. */
  energy(temperature: number): number
  /** C [J/K] as interpolated. */
  capacity(temperature: number): number
  /** Temperature [K] at which the heat content is E [J]; NaN if it is less than that of a millionth of the reference. */
  temperature(energy: number): number
}

/** C over an interval of temperature as a Chebyshev series, with its integral from the lower end. */
interface Piece {
  readonly low: number
  readonly high: number
  readonly series: readonly number[]
  readonly integral: readonly number[]
  /** E at the lower end and at the upper one. */
  start: number
  end: number
}

const degree = 14
const nodes = Array.from({ length: degree + 1 }, (_, k) => cos((Math.PI * k) / degree))
/** The pieces of one half octave of temperature are made at once. */
const panelRatio = Math.SQRT2
const deepest = 52

/**
 * Tabulates the heat content of an island, as far as it is asked for, to 1e-12 of the heat content of half an octave.
 *
 * Jumps of C (at Tc) are closed in on to one unit in the last place of the temperature.
 *
 * @param capacity C(T) [J/K], positive
 * @param reference temperature [K] at which E = 0
 * @throws if C is not positive and finite somewhere it is asked for
 */
export function createEnthalpy(capacity: (temperature: number) => number, reference: number): Enthalpy {
  // Panels upwards (index 0, 1, ...) and downwards from the reference.
  const up: Piece[][] = []
  const down: Piece[][] = []
  const checked = (temperature: number): number => {
    const value = capacity(temperature)
    if (value > 0 && value < Infinity) return value
    throw new Error(`heat capacity: must be positive and finite, got ${value} J/K at ${temperature} K`)
  }
  const panel = (index: number): Piece[] => {
    const list = index >= 0 ? up : down
    const place = index >= 0 ? index : -1 - index
    for (let next = list.length; next <= place; next++) {
      const low = reference * pow(panelRatio, index >= 0 ? next : -1 - next)
      const high = reference * pow(panelRatio, index >= 0 ? next + 1 : -next)
      const pieces = subdivide(checked, low, high)
      const before = list[next - 1]
      if (index >= 0) {
        let energy = before?.[before.length - 1].end ?? 0
        for (const piece of pieces) {
          piece.start = energy
          energy = piece.end = energy + chebyshevSum(piece.integral, 1)
        }
      } else {
        let energy = before?.[0].start ?? 0
        for (const piece of [...pieces].reverse()) {
          piece.end = energy
          energy = piece.start = energy - chebyshevSum(piece.integral, 1)
        }
      }
      list.push(pieces)
    }
    return list[place]
  }
  const pieceAt = (temperature: number): Piece => {
    let index = Math.floor(Math.log(temperature / reference) / Math.log(panelRatio))
    // The logarithm may err by one unit in the last place.
    if (temperature < reference * pow(panelRatio, index)) index--
    else if (temperature >= reference * pow(panelRatio, index + 1)) index++
    const pieces = panel(index)
    let first = 0
    let last = pieces.length - 1
    while (first < last) {
      const middle = (first + last) >> 1
      if (temperature < pieces[middle].high) last = middle
      else first = middle + 1
    }
    return pieces[first]
  }
  const inside = ({ low, high }: Piece, temperature: number): number =>
    Math.min(Math.max((2 * temperature - low - high) / (high - low), -1), 1)

  return {
    energy(temperature) {
      const piece = pieceAt(temperature)
      return piece.start + chebyshevSum(piece.integral, inside(piece, temperature))
    },
    capacity(temperature) {
      const piece = pieceAt(temperature)
      return chebyshevSum(piece.series, inside(piece, temperature))
    },
    temperature(energy) {
      if (Number.isNaN(energy)) return Number.NaN
      let index = energy >= 0 ? 0 : -1
      while (energy >= panel(index)[panel(index).length - 1].end && index >= 0) if (++index > 80) return Number.NaN
      while (index < 0 && energy < panel(index)[0].start) if (--index < -40) return Number.NaN
      const pieces = panel(index)
      let first = 0
      let last = pieces.length - 1
      while (first < last) {
        const middle = (first + last) >> 1
        if (energy < pieces[middle].end) last = middle
        else first = middle + 1
      }
      return invert(pieces[first], energy, inside)
    },
  }
}

/** Newton's method on the series, kept inside the piece: C > 0, so that E rises. */
function invert(piece: Piece, energy: number, inside: (piece: Piece, temperature: number) => number): number {
  let { low, high } = piece
  let temperature = low + ((high - low) * (energy - piece.start)) / (piece.end - piece.start || 1)
  for (let round = 0; round < 60; round++) {
    const u = inside(piece, temperature)
    const excess = piece.start + chebyshevSum(piece.integral, u) - energy
    if (excess > 0) high = temperature
    else low = temperature
    const step = excess / chebyshevSum(piece.series, u)
    let next = temperature - step
    if (!(next >= low && next <= high)) next = (low + high) / 2
    if (Math.abs(next - temperature) <= Number.EPSILON * temperature) return next
    temperature = next
  }
  return temperature
}

function subdivide(capacity: (temperature: number) => number, low: number, high: number): Piece[] {
  const whole = interpolate(capacity, low, high)
  return refine(capacity, whole, 0)
}

type Interpolated = Piece & { readonly tail: number }

function refine(capacity: (temperature: number) => number, piece: Interpolated, depth: number): Interpolated[] {
  const { low, high, tail } = piece
  const middle = (low + high) / 2
  if (tail <= 1e-13 || depth === deepest || !(middle > low && middle < high)) return [piece]
  const left = interpolate(capacity, low, middle)
  const right = interpolate(capacity, middle, high)
  // Neither half is better: what is left is the noise of C itself.
  if (tail < 1e-8 && left.tail > 0.2 * tail && right.tail > 0.2 * tail) return [piece]
  return [...refine(capacity, left, depth + 1), ...refine(capacity, right, depth + 1)]
}

function interpolate(capacity: (temperature: number) => number, low: number, high: number): Interpolated {
  const values = nodes.map((node) => capacity((low + high) / 2 + ((high - low) / 2) * node))
  const series: number[] = []
  for (let k = 0; k <= degree; k++) {
    let sum = 0
    for (let j = 0; j <= degree; j++) {
      const end = j === 0 || j === degree ? 0.5 : 1
      sum += end * values[j] * cos((Math.PI * j * k) / degree)
    }
    series.push((sum * (k === 0 || k === degree ? 1 : 2)) / degree)
  }
  // ∫ Tk = T(k+1)/(2(k+1)) - T(k-1)/(2(k-1)); the constant makes it vanish at the lower end.
  const half = (high - low) / 2
  const integral = new Array<number>(degree + 2).fill(0)
  for (let k = 0; k <= degree; k++) {
    const c = series[k] * half
    if (k === 0) integral[1] += c
    else if (k === 1) integral[2] += c / 4
    else {
      integral[k + 1] += c / (2 * (k + 1))
      integral[k - 1] -= c / (2 * (k - 1))
    }
  }
  integral[0] = 0
  integral[0] = -chebyshevSum(integral, -1)
  const size = Math.max(...values.map(Math.abs))
  const tail = Math.max(...series.slice(-2).map(Math.abs)) / size
  return { low, high, series, integral, start: 0, end: 0, tail }
}
