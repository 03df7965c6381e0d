/** π/2 in pieces of 33 bits, whose products with whole numbers up to 2²⁰ are exact, and the rest. */
const quarterPieces = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32] as const
/** Largest number of quarter turns that the pieces serve. */
const mostQuarters = 1048576
/** 2/π in units of 2⁻¹²⁰⁰. */
const twoOverPi = BigInt(
  '0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b',
)
const twoOverPiBits = 1200

/**
 * sin x by additions and multiplications alone, so that every engine gives the same double.
 *
 * `Math.sin` is left to the engine by the language, and differs in the last digit between Node and browsers.
 *
 * @param x angle [rad], any size
 * @returns sin x within 0.7 ulp; NaN for what is not finite
 * @example
 * sin(Math.PI / 6) // 0.49999999999999994
 */
export function sin(x: number): number {
  return turned(x, 0)
}

/**
 * cos x by additions and multiplications alone; see `sin`.
 *
 * @param x angle [rad], any size
 * @returns cos x within 0.7 ulp; NaN for what is not finite
 * @example
 * cos(Math.PI / 3) // 0.5000000000000001
 */
export function cos(x: number): number {
  return turned(x, 1)
}

/** sin(x + quarters π/2). */
function turned(x: number, quarters: number): number {
  const n = Math.round(x * (2 / Math.PI))
  if (!(Math.abs(n) <= mostQuarters)) return Number.isFinite(x) ? farTurned(x, quarters) : Number.NaN
  if (n === 0) return near(x, 0, quarters)
  const [first, second, third, fourth] = quarterPieces
  const a = x - n * first
  const b = n * second
  const hi = a - b
  const c = n * third
  // What the two differences lose, and the rest of π/2.
  const part = hi - a
  const lost = a - (hi - part) - (b + part)
  const next = hi - c
  const back = next - hi
  const lostNext = hi - (next - back) - (c + back)
  const lo = lost + lostNext - n * fourth
  const r = next + lo
  return near(r, next - r + lo, quarters + n)
}

/** sin(r + tail + quarters π/2), |r| <= π/4 and a little. */
function near(r: number, tail: number, quarters: number): number {
  const z = r * r
  const sign = (quarters & 2) === 0 ? 1 : -1
  if ((quarters & 1) === 0) {
    const series =
      -1 / 6 +
      z *
        (1 / 120 +
          z *
            (-1 / 5040 +
              z *
                (1 / 362880 +
                  z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000))))))
    return sign * (r + (z * r * series + tail * (1 - 0.5 * z)))
  }
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40320 +
            z *
              (-1 / 3628800 +
                z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000 - z / 6402373705728000))))))
  const half = 0.5 * z
  const rough = 1 - half
  return sign * (rough + (1 - rough - half + (z * z * series - r * tail)))
}

/** sin(x + quarters π/2) for angles of many turns: the quarter turns are taken off in whole numbers. */
function farTurned(x: number, quarters: number): number {
  let [mantissa, exponent] = [Math.abs(x), 0]
  while (mantissa >= 9007199254740992) {
    mantissa /= 2
    exponent++
  }
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    exponent--
  }
  const bits = BigInt(twoOverPiBits - exponent)
  const turns = BigInt(mantissa) * twoOverPi
  let n = turns >> bits
  let rest = turns - (n << bits)
  if (rest >> (bits - 1n) === 1n) {
    n++
    rest -= 1n << bits
  }
  // 120 bits of the fraction in two doubles, and times π/2.
  const fraction = rest >> (bits - 160n)
  const hi = Number(fraction)
  const lo = Number(fraction - BigInt(hi))
  const unit = 1 / Number(1n << 160n)
  const [first, second, third] = quarterPieces
  const [whole, part] = [hi * unit, lo * unit]
  const cut = 67108865 * whole
  const high = cut - (cut - whole)
  const low = whole - high
  // `high` has 27 bits and `first` 33: their product may round, which the pieces of `low` make up for.
  const firstHigh = 1.5707963109016418
  const firstLow = first - firstHigh
  const main = high * firstHigh
  const others = high * firstLow + low * firstHigh + (low * firstLow + whole * second + whole * third + part * first)
  const r = main + others
  const tail = main - r + others
  const turn = Number(n & 3n)
  return x < 0 ? (quarters === 0 ? -near(r, tail, turn) : near(r, tail, turn + 1)) : near(r, tail, turn + quarters)
}
