import { expect, test } from 'vitest'
import {
  constantWaveform,
  pulseWaveform,
  sineWaveform,
  stepWaveform,
  tableWaveform,
} from '../../src/thermal/waveform.js'

test('values at, before and after breaks', () => {
  expect(constantWaveform(3).value(7, 1)).toBe(3)
  const step = stepWaveform(1, 2, 5)
  expect([step.value(4, 1), step.value(5, -1), step.value(5, 1), step.value(6, -1)]).toEqual([1, 1, 2, 2])
  const pulse = pulseWaveform(0, 1, 2, 3)
  expect(pulse.breaks).toEqual([2, 5])
  expect([1, 2, 3, 5, 6].map((t) => pulse.value(t, 1))).toEqual([0, 1, 1, 0, 0])
  expect([2, 5].map((t) => pulse.value(t, -1))).toEqual([0, 1])
  const table = tableWaveform([0, 1, 1, 2], [0, 10, 20, 30])
  expect([-1, 0, 0.5, 1, 1.5, 2, 9].map((t) => table.value(t, 1))).toEqual([0, 0, 5, 20, 25, 30, 30])
  expect(table.value(1, -1)).toBe(10)
  expect(table.breaks).toEqual([0, 1, 2])
  const sine = sineWaveform(1, 2, 0.25)
  expect([0, 1, 2, 3].map((t) => sine.value(t, 1))).toEqual([1, 3, expect.closeTo(1, 15), -1])
  expect(sine.largestStep).toBe(0.5)
})

test('refused', () => {
  expect(() => pulseWaveform(0, 1, 0, 0)).toThrow(/length must be positive/)
  expect(() => sineWaveform(0, 1, -1)).toThrow(/frequency must be positive/)
  expect(() => tableWaveform([1, 0], [0, 0])).toThrow(/must not descend/)
  expect(() => tableWaveform([1], [])).toThrow(/as many values as times/)
  expect(() => stepWaveform(0, Number.NaN, 0)).toThrow(/after must be a finite number/)
})
