import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'
import { checkDataset, findVariable } from '../../src/study/dataset.js'
import { heatKinks } from '../../src/study/heatKinks.js'
import { steadyBranches } from '../../src/study/steadyBranches.js'
import { findSteadyStates } from '../../src/thermal/steadyStates.js'
import { exampleDevice } from './devices.js'

const path = 'heat.heater.power'

describe('steadyBranches', async () => {
  const device = exampleDevice('thermal-memory')
  const found = await steadyBranches(compile(device), path, { from: 0, to: '10 fW' })
  const { dataset, specialPoints } = found
  const folds = specialPoints.filter(({ kind }) => kind === 'fold')
  const statesAt = (power: number) =>
    findSteadyStates(compile(setPath(device, path, power)).heatNetwork, { kinks: heatKinks(device) })

  it('is a complete dataset with every label', () => {
    checkDataset(dataset)
    expect(found.complete).toBe(true)
    expect(found.ends.flat().every((end) => end === 'range')).toBe(true)
    expect(findVariable(dataset, path).unit).toBe('W')
    expect([...findVariable(dataset, 'kind').data]).toContain('fold')
  })

  it('finds the fold, where the power that holds the film has its maximum', () => {
    expect(folds).toHaveLength(1)
    const { drive, temperatures } = folds[0]!
    const heldAt = (temperature: number) =>
      solve(compile(setPath(device, 'islands.film.temperature', temperature))).heat.find(
        ({ channel, to }) => channel === 'held' && to === 'film',
      )!.power
    expect(Math.abs(heldAt(temperatures.film!) / drive - 1)).toBeLessThan(1e-9)
    for (const nearby of [0.999, 1.001]) expect(heldAt(temperatures.film! * nearby)).toBeLessThan(drive)
  })

  it('has as many states below and above the fold as a search at one power finds', () => {
    expect(statesAt(0.5 * folds[0]!.drive)).toHaveLength(3)
    expect(statesAt(1.5 * folds[0]!.drive)).toHaveLength(1)
  })

  it('labels states as the solver does next to them', () => {
    const power = findVariable(dataset, path).data as Float64Array
    const film = findVariable(dataset, 'T_film').data as Float64Array
    const label = findVariable(dataset, 'stability').data
    for (let row = 0; row < power.length; row += 10) {
      if (label[row] === 'unknown') continue
      const model = compile(setPath(device, path, power[row]!))
      const point = solve(model, { initialTemperatures: { film: film[row]! } })
      expect(Math.abs(point.temperatures.film! / film[row]! - 1)).toBeLessThan(1e-8)
      expect(label[row]).toBe(point.stability)
    }
  })

  it('takes the critical temperatures of free islands as kinks', () => {
    expect(heatKinks(device)).toEqual([{ island: 'film', temperature: 0.4 }])
  })

  it('stops when asked to, and tells how far it is', async () => {
    const controller = new AbortController()
    const seen: (readonly [number, number])[] = []
    const search = steadyBranches(compile(device), path, {
      from: 0,
      to: '10 fW',
      slices: 1000,
      signal: controller.signal,
      onProgress: (done, total) => seen.push([done, total]),
    })
    const begin = performance.now()
    setTimeout(() => controller.abort(new Error('enough')), 100)
    await expect(search).rejects.toThrow('enough')
    expect(performance.now() - begin).toBeLessThan(3000)
    expect(seen[0]).toEqual([0, 1000])
  })

  it('refuses what the path cannot be', async () => {
    const model = compile(device)
    await expect(steadyBranches(model, path, { from: 0, to: 0 })).rejects.toThrow('must differ')
    await expect(steadyBranches(model, 'phonons', { from: '-1 K', to: '1 K' })).rejects.toThrow('phonons')
    await expect(steadyBranches(model, 'heat.heter.power', { from: 0, to: 1 })).rejects.toThrow('heat.heater')
  })
})

it('finds each branch once, however many slices it passes', async () => {
  const model = compile(readDevice(readFileSync('examples/thermal-memory.yaml', 'utf8')))
  for (const slices of [2, 5, 8]) {
    const { specialPoints, ends } = await steadyBranches(model, 'heat.heater.power', {
      from: '0 fW',
      to: '3 fW',
      slices,
    })
    expect(ends).toHaveLength(2)
    expect(specialPoints.filter(({ kind }) => kind === 'fold')).toHaveLength(1)
  }
})
