import { legendreRule } from './legendreRule.js'

/** Longest panel in the stretched coordinate; with 24 nodes it resolves a singularity at Im u = 0.67 to 1e-13. */
const longestPanel = 2
const rule = legendreRule(24)

/**
 * Nodes of a quadrature that crowds at the ends of intervals, where the integrand has (nearly) singular points.
 *
 * A piece that starts at c is parametrised by E = c ± s sinh² u: a square-root end becomes smooth, everything on scales
 * from s upwards is equally well resolved, and the number of nodes grows with the logarithm of length over s only.
 */
export class EndpointNodes {
  /** Point c that each node's piece starts from. */
  readonly anchor: Float64Array
  /** Signed distance of the node from its anchor, to full relative accuracy. */
  readonly offset: Float64Array
  /** Weight, dE included. */
  readonly weight: Float64Array
  count = 0

  constructor(capacity: number) {
    this.anchor = new Float64Array(capacity)
    this.offset = new Float64Array(capacity)
    this.weight = new Float64Array(capacity)
  }

  clear(): void {
    this.count = 0
  }

  /**
   * Adds the nodes of a piece.
   *
   * @param start Point c at which the piece starts.
   * @param direction +1 if it runs upwards from there, -1 downwards.
   * @param length Its length, nothing is added for 0.
   * @param scale s > 0: a fraction of the distance of the nearest singular point, c itself not counted if the
   * integrand is a power series in √(E − c) there.
   */
  add(start: number, direction: 1 | -1, length: number, scale: number): void {
    if (!(length > 0)) return
    const { nodes, weights, size } = rule
    const end = Math.asinh(Math.sqrt(length / scale))
    const panels = Math.ceil(end / longestPanel)
    const half = end / (2 * panels)
    for (let panel = 0; panel < panels; panel++) {
      for (let i = 0; i < size; i++) {
        const sinh = Math.sinh(half * (2 * panel + 1 + nodes[i]))
        this.anchor[this.count] = start
        this.offset[this.count] = direction * scale * sinh * sinh
        this.weight[this.count] = 2 * half * weights[i] * scale * sinh * Math.sqrt(1 + sinh * sinh)
        this.count++
      }
    }
  }
}
