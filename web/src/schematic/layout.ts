import type { Device } from 'caloritron'

/** A part with its place in the drawing. */
export interface PlacedPart {
  readonly name: string
  readonly kind: string
  readonly nodes: readonly string[]
  readonly island: string | null
  readonly column: number
  /** Rows of its highest and lowest node. */
  readonly top: number
  readonly bottom: number
}

/** A drawing of a circuit: nodes are horizontal lines, parts stand between them in columns. */
export interface SchematicLayout {
  /** Nodes from top to bottom. */
  readonly nodes: readonly string[]
  readonly parts: readonly PlacedPart[]
  readonly columns: number
}

const ground = /^(gnd|ground|0)$/i
/** Up to this many nodes every order is tried. */
const fewNodes = 6

interface Element {
  readonly name: string
  readonly kind: string
  readonly nodes: readonly string[]
  readonly island: string | null
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

function totalSpan(order: readonly string[], elements: readonly Element[]): number {
  return elements.reduce((sum, { nodes }) => {
    const rows = nodes.map((node) => order.indexOf(node))
    return sum + (Math.max(...rows) - Math.min(...rows)) ** 2
  }, 0)
}

/** Order of the nodes that keeps parts short, ground below. */
function ordered(nodes: readonly string[], elements: readonly Element[]): string[] {
  const grounds = nodes.filter((node) => ground.test(node))
  const others = nodes.filter((node) => !ground.test(node))
  if (others.length > fewNodes) return [...others, ...grounds]
  let best = [...others, ...grounds]
  let least = totalSpan(best, elements)
  for (const candidate of permutations(others)) {
    const order = [...candidate, ...grounds]
    const span = totalSpan(order, elements)
    if (span < least) [best, least] = [order, span]
  }
  return best
}

/** Places the circuit of a device. */
export function layoutSchematic({ circuit, islands }: Device): SchematicLayout {
  const elements = Object.entries(circuit).map(
    ([name, { kind, nodes, island }]): Element => ({
      name,
      kind,
      nodes: Array.isArray(nodes) ? nodes.map(String) : [],
      island: typeof island === 'string' ? island : null,
    }),
  )
  const drawn = elements.filter(({ nodes }) => nodes.length > 0)
  const nodes = ordered([...new Set(drawn.flatMap(({ nodes }) => nodes))], drawn)
  const order = Object.keys(islands)
  const rank = ({ island }: Element): number => (island === null ? order.length : order.indexOf(island))
  const columns: { island: string | null; taken: [number, number][] }[] = []
  const parts = drawn
    .map((element) => {
      const rows = element.nodes.map((node) => nodes.indexOf(node))
      return { element, top: Math.min(...rows), bottom: Math.max(...rows) }
    })
    .sort((a, b) => rank(a.element) - rank(b.element) || a.top - b.top)
    .map(({ element, top, bottom }): PlacedPart => {
      const free = columns.findIndex(
        ({ island, taken }) => island === element.island && taken.every(([from, to]) => bottom <= from || top >= to),
      )
      const column = free >= 0 && top < bottom ? free : columns.push({ island: element.island, taken: [] }) - 1
      columns[column]!.taken.push([top, bottom])
      return { ...element, column, top, bottom }
    })
  return { nodes, parts, columns: columns.length }
}
