import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solveNewton } from '../../src/numerics/newton.js'
import { balanceProblem } from '../../src/thermal/balanceProblem.js'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { followHomotopy } from '../../src/thermal/homotopy.js'
import { randomNetwork } from './randomNetworks.js'

test('leads from anywhere to a steady state', () => {
  let reached = 0
  let tried = 0
  fc.assert(
    fc.property(randomNetwork(true), fc.double({ min: -2, max: 0.5, noNaN: true }), (parts, exponent) => {
      const network = buildHeatNetwork(parts)
      const start = new Float64Array(network.free.length).fill(10 ** exponent)
      const problem = balanceProblem(network, 1e-10, start)
      const end = followHomotopy(problem, start)
      tried++
      if (end === null) return
      const { status, x } = solveNewton(problem, end, { maxIterations: 10 })
      if (status === 'converged' || status === 'roundoff-limited') reached++
      // It ends next to the steady state, not somewhere from which Newton's method happens to find one.
      for (const [k, value] of x.entries()) expect(Math.abs(value / end[k] - 1)).toBeLessThan(1e-6)
    }),
    { numRuns: 200, seed: 4 },
  )
  expect(reached).toBe(tried)
})
