import { expect, test } from 'vitest'
import { quasiparticleConductionRatio } from '../../src/physics/quasiparticleConduction.js'

test('conduction of quasiparticles against 30-digit quadrature of its integral (mpmath)', () => {
  const reference: readonly [number, number][] = [
    [0, 1],
    [0.5, 0.99389801957348177789],
    [1, 0.95612390849612058114],
    [2, 0.75781073953781965687],
    [3.7, 0.34054417942006847605],
    [5, 0.15072216251706002944],
    [10, 0.0033670429685743222961],
    [30, 5.472580012444976706e-11],
  ]
  for (const [y, ratio] of reference)
    expect(Math.abs(quasiparticleConductionRatio(y) / ratio - 1), `y=${y}`).toBeLessThan(1e-14)
  expect(quasiparticleConductionRatio(Number.POSITIVE_INFINITY)).toBe(0)
  expect(() => quasiparticleConductionRatio(-1)).toThrow(/must not be negative/)
})
