import { expect, test } from 'vitest'
import { bcsGapRatio, bcsGapRatioDerivative } from '../../src/physics/bcsGap.js'
import { superconductorHeatCapacityRatio } from '../../src/physics/heatCapacity.js'
import { bcsGapRatioAtZero } from '../../src/units/constants.js'

/** C_es/(gamma Tc) of a weak-coupling superconductor at T/Tc. */
function heatCapacity(reduced: number): number {
  const gap = bcsGapRatioAtZero * bcsGapRatio(reduced)
  const slope = (2 * gap * bcsGapRatioAtZero * bcsGapRatioDerivative(reduced)) / reduced
  return reduced * superconductorHeatCapacityRatio(gap / reduced, slope)
}

test('heat capacity of a superconductor against 30-digit quadrature with the 30-digit gap (mpmath)', () => {
  const reference: readonly [number, number][] = [
    [0.2, 0.006149416168996144],
    [0.3, 0.07059410335622054],
    [0.5, 0.4731282525541884],
    [0.7, 1.135184841010942],
    [0.9, 1.963934406785566],
    [0.99, 2.378641530913133],
  ]
  for (const [reduced, value] of reference)
    expect(Math.abs(heatCapacity(reduced) / value - 1), `T/Tc=${reduced}`).toBeLessThan(1e-11)
})

test('the jump at Tc is 12/(7 zeta(3)) = 1.426126 of gamma Tc', () => {
  expect(heatCapacity(1 - 1e-9) - 1).toBeCloseTo(12 / (7 * 1.2020569031595942), 7)
  expect(superconductorHeatCapacityRatio(0, 0)).toBeCloseTo(1, 14)
})
