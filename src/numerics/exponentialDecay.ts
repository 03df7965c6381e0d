/** 2^{-j/32}, j = 0 … 31. */
const fractions = Float64Array.of(
  ...[1.0, 0.9785720620877001, 0.9576032806985737, 0.93708381705515, 0.9170040432046712, 0.8973545375015536],
  ...[0.8781260801866497, 0.859309649061239, 0.8408964152537145, 0.8228777390769825, 0.8052451659746271],
  ...[0.7879904225539432, 0.7711054127039704, 0.7545822137967114, 0.7384130729697497, 0.7225904034885233],
  ...[Math.SQRT1_2, 0.691954940981916, 0.6771277734684463, 0.6626183215798707, 0.6484197773255048],
  ...[0.6345254785958666, 0.620928906036742, 0.6076236799902345, 0.5946035575013605, 0.5818624293887887],
  ...[0.5693943173783458, 0.5571933712979462, 0.5452538663326288, 0.5335702003384118, 0.5221368912137069],
  0.5109485743270583,
)
/** 2^{-m}, m = 0 … 1074. */
const halvings = new Float64Array(1075)
for (let m = 0, value = 1; m < halvings.length; m++, value /= 2) halvings[m] = value

const stepsPerUnit = 46.16624130844683
/** (ln 2)/32 in two parts, the first of 32 bits. */
const stepHigh = 0.02166084938653512
const stepLow = 5.9631716539705866e-12
const underflow = 744

/**
 * e^{−x} for x ≥ 0, the same bits on every machine, without the call that `Math.exp` is.
 *
 * e^{−x} = 2^{−m} 2^{−j/32} e^{−r}, with |r| ≤ (ln 2)/64 and the last factor by its series.
 *
 * @param x Exponent [1], ≥ 0; +∞ allowed.
 * @returns e^{−x} with a relative error below 4e-16, 0 for x > 744.
 * @example
 * exponentialDecay(1) // 0.36787944117144233
 */
export function exponentialDecay(x: number): number {
  if (!(x <= underflow)) return x > underflow ? 0 : Number.NaN
  const step = (x * stepsPerUnit + 0.5) | 0
  const r = x - step * stepHigh - step * stepLow
  const tail = r * r * (0.5 - r * (1 / 6 - r * (1 / 24 - r * (1 / 120 - r * (1 / 720)))))
  return halvings[step >> 5] * (fractions[step & 31] * (1 - r + tail))
}
