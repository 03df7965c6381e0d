import { expect, test } from 'vitest'
import { quasiparticleConductionRatio } from '../../src/physics/quasiparticleConduction.js'

test('conduction of quasiparticles against 30-digit quadrature of its integral (mpmath)', () => {
  const reference: readonly [number, number][] = [
    [0, 1],
    [0.5, 0.9938980195734818],
    [1, 0.9561239084961206],
    [2, 0.7578107395378196],
    [3.7, 0.3405441794200685],
    [5, 0.15072216251706003],
    [10, 0.003367042968574322],
    [30, 5.472580012444977e-11],
  ]
  for (const [y, ratio] of reference)
    expect(Math.abs(quasiparticleConductionRatio(y) / ratio - 1), `y=${y}`).toBeLessThan(1e-14)
  expect(quasiparticleConductionRatio(Number.POSITIVE_INFINITY)).toBe(0)
  expect(() => quasiparticleConductionRatio(-1)).toThrow(/must not be negative/)
})
