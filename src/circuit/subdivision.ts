import { type LegendreRule, legendreRule } from '../numerics/legendreRule.js'
import type { LoopTree } from './loopTree.js'
import type { MeasuredError } from './panelError.js'

/** How the nodes of a segment crowd towards its ends: a map s(u) of [0, 1] onto itself. */
export interface Shape {
  /** s is sinh^power(stretch u), normalised: crowds at the lower end, on all scales down to e^{-power stretch}. */
  readonly power: 1 | 2
  readonly stretch: number
  /** Crowd quadratically at the upper end, where the integrand has a kink, too. */
  readonly upper: boolean
  /** Exchange lower and upper end. */
  readonly mirrored: boolean
}

/** A part of a segment, in its coordinate u, with a Gauss rule of its own. */
export interface PanelPlace {
  readonly segment: number
  readonly from: number
  readonly to: number
  /** Index in `rules`. */
  readonly rule: number
  /** Loop equations that suit its frequencies. */
  readonly tree: LoopTree
  /** Whether it ends where the integrand has a kink. */
  readonly sharp: boolean
  /** Estimated relative rounding error of each pair's transmission. */
  readonly noise: Float64Array
}

/** A panel of a subdivision. */
export interface Panel extends PanelPlace {
  readonly measured: MeasuredError
}

/** Rules of up to 48 nodes (`largestPanel`). The first serves for comparison only; panels start with 20. */
export const rules: readonly LegendreRule[] = [8, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48].map(legendreRule)
export const cheapestRule = 1
export const firstRule = 5

/** Values of the map and its derivative at u, to `out[0..1]`. */
export function writeShape(shape: Shape, u: number, out: Float64Array): void {
  mapNodes(shape, Float64Array.of(0), u, 1, out, out.subarray(1))
}

/** Values of the map and its derivative at u = `middle` + `half` z for all `nodes` z. */
function mapNodes(
  { power, stretch, upper, mirrored }: Shape,
  nodes: Float64Array,
  middle: number,
  half: number,
  position: Float64Array,
  slope: Float64Array,
): void {
  const top = Math.sinh(stretch)
  for (let k = 0; k < nodes.length; k++) {
    const u = middle + half * nodes[k]
    const v = mirrored ? 1 - u : u
    // v + v^2 - v^3 has slope 1 at 0 and 0 at 1.
    const w = upper ? v + v * v * (1 - v) : v
    const slopeW = upper ? 1 + v * (2 - 3 * v) : 1
    const ratio = Math.sinh(stretch * w) / top
    const slopeRatio = stretch * Math.sqrt(1 / (top * top) + ratio * ratio)
    const s = power === 2 ? ratio * ratio : ratio
    position[k] = mirrored ? 1 - s : s
    slope[k] = half * slopeW * (power === 2 ? 2 * ratio * slopeRatio : slopeRatio)
  }
}

/** Panels unrolled to nodes: frequency = lower + (upper - lower) position, d omega = (upper - lower) slope. */
export interface NodeTable {
  readonly position: Float64Array
  readonly slope: Float64Array
  /** Nodes of panel p: `start[p]` to `start[p + 1]`. */
  readonly start: Int32Array
  /** For each panel a text that is the same for panels of the same positions; empty where that is not to be expected. */
  readonly keys: readonly string[]
}

/** Places of all nodes of the panels in the normalised coordinates of their segments. */
export function nodeTable(panels: readonly Panel[], shapes: readonly Shape[]): NodeTable {
  const parts = panels.map((panel) => nodesOf(panel, shapes[panel.segment]))
  const start = new Int32Array(panels.length + 1)
  parts.forEach(({ position }, index) => {
    start[index + 1] = start[index] + position.length
  })
  const count = start[panels.length]
  const position = new Float64Array(count)
  const slope = new Float64Array(count)
  parts.forEach((part, index) => {
    position.set(part.position, start[index])
    slope.set(part.slope, start[index])
  })
  return { position, slope, start, keys: parts.map(({ key }) => key) }
}

/** Nodes of one panel, and the text that names them; see `NodeTable`. */
interface PanelNodes {
  readonly position: Float64Array
  readonly slope: Float64Array
  readonly key: string
}

const rememberedNodes = new Map<string, PanelNodes>()
const mostRemembered = 512

/** Nodes of a panel in the normalised coordinate of its segment, remembered where others may have the same. */
export function nodesOf(panel: PanelPlace, shape: Shape): PanelNodes {
  const { rule, from, to } = panel
  // A resonance has a shape of its own.
  const key = shape.power === 1 ? '' : `${rule} ${from} ${to} ${shape.stretch} ${shape.upper} ${shape.mirrored}`
  const known = rememberedNodes.get(key)
  if (known !== undefined) return known
  const position = new Float64Array(rules[rule].size)
  const slope = new Float64Array(rules[rule].size)
  mapNodes(shape, rules[rule].nodes, (from + to) / 2, (to - from) / 2, position, slope)
  const nodes = { position, slope, key }
  if (key === '') return nodes
  if (rememberedNodes.size === mostRemembered) rememberedNodes.clear()
  rememberedNodes.set(key, nodes)
  return nodes
}
