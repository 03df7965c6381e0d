import { fundamentalLoops, spanningForest } from './graph.js'
import type { Network } from './network.js'

/** The loop equations of one choice of spanning forest: where each edge enters, as flat lists. */
export interface LoopTree {
  /** Identifies the choice of forest. */
  readonly key: string
  /** Number of loops. */
  readonly loops: number
  /** Edges of each loop. */
  readonly loopEdges: readonly (readonly number[])[]
  /** Entry t: the impedance of edge `stampEdge[t]` is added with `stampSign[t]` at (`stampRow[t]`, `stampColumn[t]`). */
  readonly stampEdge: Int32Array
  readonly stampRow: Int32Array
  readonly stampColumn: Int32Array
  readonly stampSign: Float64Array
  /** The same for the mutual reactances omega M. */
  readonly mutualRow: Int32Array
  readonly mutualColumn: Int32Array
  readonly mutualInductance: Float64Array
  /** Loops that run through edge e: entries `memberStart[e]` to `memberStart[e + 1]` of the two lists below. */
  readonly memberStart: Int32Array
  readonly memberLoop: Int32Array
  readonly memberSign: Float64Array
}

/**
 * Loop equations for the spanning forest of least total weight.
 *
 * With the magnitudes of the impedances as weights the current in every edge of the forest is a sum of loop currents
 * without severe cancellation, so that femtofarads, picohenries and megohms in one circuit keep their digits.
 *
 * @param weights Weight of each edge of the network.
 * @param known Trees built before, by key; a new one is added.
 */
export function loopTree(network: Network, weights: Float64Array, known: Map<string, LoopTree>): LoopTree {
  const { edges, nodeCount } = network
  const order = edges.map((_, index) => index).sort((a, b) => weights[a] - weights[b] || a - b)
  const inForest = spanningForest(nodeCount, edges, order)
  const key = inForest.map((inside) => (inside ? '1' : '0')).join('')
  const previous = known.get(key)
  if (previous !== undefined) return previous

  const loops = fundamentalLoops(nodeCount, edges, inForest)
  const stamps: [edge: number, row: number, column: number, sign: number][] = []
  const members: [loop: number, sign: number][][] = edges.map(() => [])
  loops.forEach((loop, row) => {
    loop.edges.forEach((edge, place) => {
      members[edge].push([row, loop.signs[place]])
    })
  })
  // Ports have no impedance of their own: their voltages are unknowns.
  for (let edge = 0; edge < network.series.length; edge++) {
    for (const [row, a] of members[edge])
      for (const [column, b] of members[edge]) stamps.push([edge, row, column, a * b])
  }
  const mutual: [row: number, column: number, inductance: number][] = []
  for (const {
    edges: [first, second],
    inductance,
  } of network.couplings) {
    if (first === second) continue
    for (const [row, a] of members[first]) {
      for (const [column, b] of members[second]) {
        mutual.push([row, column, a * b * inductance], [column, row, a * b * inductance])
      }
    }
  }
  const memberStart = new Int32Array(edges.length + 1)
  edges.forEach((_, edge) => {
    memberStart[edge + 1] = memberStart[edge] + members[edge].length
  })
  const tree: LoopTree = {
    key,
    loops: loops.length,
    loopEdges: loops.map((loop) => loop.edges),
    stampEdge: Int32Array.from(stamps, ([edge]) => edge),
    stampRow: Int32Array.from(stamps, ([, row]) => row),
    stampColumn: Int32Array.from(stamps, ([, , column]) => column),
    stampSign: Float64Array.from(stamps, ([, , , sign]) => sign),
    mutualRow: Int32Array.from(mutual, ([row]) => row),
    mutualColumn: Int32Array.from(mutual, ([, column]) => column),
    mutualInductance: Float64Array.from(mutual, ([, , inductance]) => inductance),
    memberStart,
    memberLoop: Int32Array.from(members.flat(), ([loop]) => loop),
    memberSign: Float64Array.from(members.flat(), ([, sign]) => sign),
  }
  known.set(key, tree)
  return tree
}
