import { expect, test } from 'vitest'
import { createEnthalpy } from '../../src/thermal/enthalpy.js'

test('of a normal metal, over six decades', () => {
  const { energy, temperature, capacity } = createEnthalpy((t) => 2e-18 * t, 0.1)
  for (const t of [1e-4, 0.003, 0.0999, 0.1, 0.1001, 0.2, 1.7, 100]) {
    const exact = 1e-18 * (t - 0.1) * (t + 0.1)
    expect(Math.abs(energy(t) - exact)).toBeLessThan(1e-13 * (1e-20 + Math.abs(exact)))
    expect(Math.abs(capacity(t) / (2e-18 * t) - 1)).toBeLessThan(1e-13)
    // Far below the reference the heat content itself has lost the digits.
    expect(Math.abs(temperature(energy(t)) - t)).toBeLessThan(1e-15 * t + (1e-15 * 0.01) / t)
  }
  expect(temperature(-1.1e-20)).toBeNaN()
})

test('across a jump, as at Tc', () => {
  let calls = 0
  const c = (t: number) => {
    calls++
    return t < 0.4 ? Math.exp(-0.7 / t) : t
  }
  const { energy, temperature } = createEnthalpy(c, 0.3)
  // ∫ t from 0.4 to 0.5.
  expect(Math.abs(energy(0.5) - energy(0.4) - 0.045)).toBeLessThan(1e-15)
  expect(Math.abs(temperature((energy(0.5) + energy(0.4)) / 2) - Math.sqrt((0.25 + 0.16) / 2))).toBeLessThan(1e-14)
  for (const t of [0.05, 0.2, 0.39999, 0.4, 0.40001, 3])
    expect(Math.abs(temperature(energy(t)) / t - 1)).toBeLessThan(1e-9)
  expect(calls).toBeLessThan(5000)
})

test('a capacity known to ten digits only is taken as it is', () => {
  let calls = 0
  const noisy = (t: number) => {
    calls++
    return t * (1 + 1e-10 * Math.sin(1e9 * t))
  }
  const { energy } = createEnthalpy(noisy, 0.1)
  expect(Math.abs(energy(0.2) / 0.015 - 1)).toBeLessThan(1e-9)
  expect(calls).toBeLessThan(500)
})

test('refuses a capacity that is not positive', () => {
  expect(() => createEnthalpy(() => 0, 1).energy(2)).toThrow(/must be positive and finite, got 0/)
})
