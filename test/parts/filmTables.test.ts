import { describe, expect, it } from 'vitest'
import type { Branch } from '../../src/circuit/branch.js'
import { gapEnergy } from '../../src/materials/gap.js'
import { resolveMaterial } from '../../src/materials/library.js'
import type { Material } from '../../src/materials/material.js'
import { filmImpedance } from '../../src/parts/film.js'
import { reducedConductivity } from '../../src/physics/mattisBardeen.js'
import { createTables } from '../../src/physics/tables.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'
import { inductor, resistor } from '../circuit/testBranches.js'
import { heat } from '../circuit/testHeat.js'

const critical = 0.4

/** A film whose conductivity comes from the tables, or from the integrals themselves. */
function film(material: Material, tabulated: boolean): Branch {
  const { conductivity } = createTables()
  return {
    name: 'film',
    nodes: ['a', 'b'],
    island: 'film',
    temperatureDependent: true,
    at(temperature) {
      if (tabulated) return filmImpedance(material, 36, temperature, conductivity)
      const { gap } = gapEnergy(material, temperature)
      return {
        breaks: [(2 * gap) / reducedPlanck],
        evaluate(omega, out) {
          const { sigma1, sigma2 } = reducedConductivity((reducedPlanck * omega) / gap, (boltzmann * temperature) / gap)
          const norm = sigma1 * sigma1 + sigma2 * sigma2
          out[0] = (36 * sigma1) / norm
          out[1] = (36 * sigma2) / norm
          out[2] = 0
          out[3] = 0
        },
      }
    },
  }
}

const ratios = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999, 0.9999]
const circuits: Record<string, Branch[]> = {
  'one loop': [resistor('r', ['a', 'b'], 'other', 1)],
  'several loops': [
    resistor('r', ['a', 'c'], 'other', 1),
    inductor('l', ['c', 'b'], 2e-11),
    resistor('s', ['a', 'b'], 'third', 200),
  ],
}

describe('heat through tabulated conductivities is that of the integrals', () => {
  const cases = Object.keys(circuits).flatMap((circuit) =>
    (['interpolation', 'bcs'] as const).map((gap) => [circuit, gap] as const),
  )
  it.each(cases)('%s, gap %s, from 0.02 to 0.9999 of the critical temperature', (circuit, gap) => {
    const material = { ...resolveMaterial('Ti'), criticalTemperature: critical, gap }
    for (const ratio of ratios) {
      for (const other of [0.03, 0.9 * ratio * critical]) {
        const temperatures = [ratio * critical, other, 0.05]
        const [got, exact] = [true, false].map((tabulated) => {
          const branches = [film(material, tabulated), ...circuits[circuit]]
          return heat(branches, circuit === 'one loop' ? temperatures.slice(0, 2) : temperatures, {
            relativeTolerance: 1e-12,
          })
        })
        exact.power.forEach((expected, pair) => {
          const missed = Math.abs(got.power[pair] - expected)
          const at = `T = ${ratio} Tc, other at ${other} K, pair ${pair}, ${got.status}: ${missed / Math.abs(expected)}`
          expect(missed, at).toBeLessThanOrEqual(1e-11 * Math.abs(expected))
        })
      }
    }
  })
})
