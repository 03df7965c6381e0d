import type { Branch, Coupling, Multiport } from './branch.js'
import { DisjointSets, type Edge, fundamentalLoops, spanningForest } from './graph.js'

/** One port of a multiport that takes part in the circuit. */
export interface Port {
  /** Index of the multiport and of the port in it. */
  readonly multiport: number
  readonly port: number
}

/** Mutual inductance between two series edges (or within one), counted with the directions of the edges. */
export interface EdgeCoupling {
  readonly edges: readonly [number, number]
  /** Mutual inductance [H]; negative where the directions make it so. */
  readonly inductance: number
}

/**
 * A linear network of branches and multiports, prepared for the solution by loop currents.
 *
 * Elements that lie in no loop carry no current and are left out; branches that carry the same current (in series,
 * in the widest sense) are one edge.
 */
export interface Network {
  /** Islands of all elements, in the order in which they occur. */
  readonly islands: readonly string[]
  readonly branches: readonly Branch[]
  readonly multiports: readonly Multiport[]
  /** Branch indices of each series edge. */
  readonly series: readonly (readonly number[])[]
  /** Ports of the multiports that have a port in a loop. */
  readonly ports: readonly Port[]
  readonly couplings: readonly EdgeCoupling[]
  readonly nodeCount: number
  /** The series edges, then the ports. */
  readonly edges: readonly Edge[]
}

/**
 * Prepares a network of two-terminal branches and multiports.
 *
 * Any graph is allowed: floating parts, open ends, several separate circuits, no ground.
 *
 * @param branches Two-terminal elements.
 * @param multiports Elements with several ports in scattering form.
 * @param couplings Mutual inductances between branches.
 * @returns The network, to be used with `photonTransmission`, `spectralHeat` and `drivingPointImpedance`.
 * @throws Error if two elements share a name, or a coupling names a branch that does not exist.
 * @example
 * const network = buildNetwork([source, drain])
 */
export function buildNetwork(
  branches: readonly Branch[],
  multiports: readonly Multiport[] = [],
  couplings: readonly Coupling[] = [],
): Network {
  requireUniqueNames([...branches, ...multiports, ...couplings])
  const islands = new Set<string>()
  for (const { island } of [...branches, ...multiports]) if (island !== null) islands.add(island)

  const nodes = new Map<string, number>()
  const nodeOf = (name: string) => {
    const known = nodes.get(name)
    if (known !== undefined) return known
    nodes.set(name, nodes.size)
    return nodes.size - 1
  }
  const allPorts: Port[] = multiports.flatMap((multiport, index) =>
    multiport.ports.map((_, port) => ({ multiport: index, port })),
  )
  const all: Edge[] = [
    ...branches.map(({ nodes: [from, to] }) => ({ from: nodeOf(from), to: nodeOf(to) })),
    ...allPorts.map(({ multiport, port }) => {
      const [from, to] = multiports[multiport].ports[port]
      return { from: nodeOf(from), to: nodeOf(to) }
    }),
  ]

  const currents = edgeCurrents(nodes.size, all)
  const signatures = currents.map(({ signature }) => signature)
  const classes = new Map<string, number[]>()
  branches.forEach((_, index) => {
    const signature = signatures[index]
    if (signature === '') return
    const members = classes.get(signature)
    if (members === undefined) classes.set(signature, [index])
    else members.push(index)
  })
  const active = new Set<number>()
  allPorts.forEach(({ multiport }, index) => {
    if (signatures[branches.length + index] !== '') active.add(multiport)
  })

  // Of branches in series one stands for all: the others are contracted to points.
  const series = [...classes.values()]
  const sets = new DisjointSets(nodes.size)
  for (const [, ...others] of series) for (const index of others) sets.join(all[index].from, all[index].to)
  const contracted = (index: number): Edge => ({ from: sets.find(all[index].from), to: sets.find(all[index].to) })
  const ports = allPorts.filter(({ multiport }) => active.has(multiport))
  const edges = [
    ...series.map((members) => contracted(members[0])),
    ...ports.map((port) => contracted(branches.length + allPorts.indexOf(port))),
  ]
  const edgeOf = (name: string, coupling: string) => {
    const index = branches.findIndex((branch) => branch.name === name)
    if (index < 0) {
      throw new Error(`circuit.${coupling}: must couple two branches of the circuit, got the unknown name "${name}"`)
    }
    return { index, edge: series.findIndex((members) => members.includes(index)) }
  }
  /** Direction of a branch relative to its series edge, whose direction is that of its first member. */
  const direction = ({ index, edge }: { index: number; edge: number }) =>
    currents[index].sign * currents[series[edge][0]].sign
  const edgeCouplings = couplings.flatMap(({ name, branches: [first, second], inductance }): EdgeCoupling[] => {
    const a = edgeOf(first, name)
    const b = edgeOf(second, name)
    // No current in one of them: no effect on the other.
    if (a.edge < 0 || b.edge < 0) return []
    return [{ edges: [a.edge, b.edge], inductance: inductance * direction(a) * direction(b) }]
  })
  return {
    islands: [...islands],
    branches,
    multiports,
    series,
    ports,
    couplings: edgeCouplings,
    nodeCount: nodes.size,
    edges,
  }
}

/**
 * For each edge a text that two edges share if and only if Kirchhoff's current law alone forces their currents to be
 * equal up to sign, empty for an edge in no loop; and a sign such that sign times current is the same for all of them.
 */
function edgeCurrents(nodeCount: number, edges: readonly Edge[]): { signature: string; sign: number }[] {
  const order = edges.map((_, index) => index)
  const loops = fundamentalLoops(nodeCount, edges, spanningForest(nodeCount, edges, order))
  const columns: [loop: number, sign: number][][] = edges.map(() => [])
  loops.forEach((loop, number) => {
    loop.edges.forEach((edge, place) => {
      columns[edge].push([number, loop.signs[place]])
    })
  })
  return columns.map((column) => ({
    signature: column.map(([loop, sign]) => loop * 2 + Number(sign === column[0][1])).join(),
    sign: column[0]?.[1] ?? 1,
  }))
}

function requireUniqueNames(elements: readonly { readonly name: string }[]): void {
  const seen = new Set<string>()
  for (const { name } of elements) {
    if (seen.has(name)) {
      throw new Error(`circuit: the names of elements must be unique, got "${name}" twice; rename one of them`)
    }
    seen.add(name)
  }
}
