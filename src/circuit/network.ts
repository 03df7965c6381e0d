import type { Branch, Coupling, Multiport } from './branch.js'
import { DisjointSets, type Edge, fundamentalLoops, type Loop, spanningForest } from './graph.js'

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

/** The elements of a circuit. */
export interface Elements {
  readonly branches: readonly Branch[]
  readonly multiports: readonly Multiport[]
  readonly mutuals: readonly Coupling[]
}

/**
 * A linear network of branches and multiports, prepared for the solution by loop currents.
 *
 * Elements that lie in no loop carry no current, and those in loops without any loss exchange no heat: both are left
 * out. Branches that carry the same current (in series, in the widest sense) are one edge.
 */
export interface Network extends Elements {
  /** Islands of all elements, in the order in which they occur. */
  readonly islands: readonly string[]
  /** Islands of each separate part of the circuit: only those of one part can exchange heat. */
  readonly parts: readonly ReadonlySet<string>[]
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
 * @returns The network, to be used with `photonTransmission`, `SpectralHeat` and `drivingPointImpedance`.
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
  return prepare({ branches, multiports, mutuals: couplings }, 1)
}

/** The same network without the parts of the circuit in which only one island takes part. */
export function exchangingNetwork(network: Network): Network {
  return prepare(network, 2)
}

/**
 * The same network with other values of its elements.
 *
 * @param branches Branches with the names, nodes and islands of the old ones, in their order.
 * @param multiports Multiports with the names, ports and islands of the old ones, in their order.
 * @returns null if any of these differ: then build it anew.
 */
export function renewNetwork(
  network: Network,
  branches: readonly Branch[],
  multiports: readonly Multiport[],
): Network | null {
  const sameBranches =
    branches.length === network.branches.length &&
    branches.every(({ name, nodes, island, temperatureDependent }, index) => {
      const old = network.branches[index]
      return (
        name === old.name &&
        sameNodes(nodes, old.nodes) &&
        island === old.island &&
        temperatureDependent === old.temperatureDependent
      )
    })
  const sameMultiports =
    multiports.length === network.multiports.length &&
    multiports.every(({ name, ports, island }, index) => {
      const old = network.multiports[index]
      return (
        name === old.name &&
        island === old.island &&
        ports.length === old.ports.length &&
        ports.every((port, place) => sameNodes(port, old.ports[place]))
      )
    })
  return sameBranches && sameMultiports ? { ...network, branches, multiports } : null
}

function sameNodes(a: readonly [string, string], b: readonly [string, string]): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

/** Leaves out the elements in separate parts of the circuit with fewer than `leastIslands` islands. */
function prepare({ branches, multiports, mutuals }: Elements, leastIslands: number): Network {
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
  const owners = [...branches, ...allPorts.map(({ multiport }) => multiports[multiport])]
  const all: Edge[] = [
    ...branches.map(({ nodes: [from, to] }) => ({ from: nodeOf(from), to: nodeOf(to) })),
    ...allPorts.map(({ multiport, port }) => {
      const [from, to] = multiports[multiport].ports[port]
      return { from: nodeOf(from), to: nodeOf(to) }
    }),
  ]
  const order = all.map((_, index) => index)
  const loops = fundamentalLoops(nodes.size, all, spanningForest(nodes.size, all, order))
  const currents = edgeCurrents(all.length, loops)

  // Parts of the circuit are joined by loops, by multiports and by mutual inductance.
  const parts = new DisjointSets(all.length)
  for (const { edges } of loops) for (const edge of edges) parts.join(edges[0], edge)
  allPorts.forEach(({ multiport }, index) => {
    const first = allPorts.findIndex((port) => port.multiport === multiport)
    parts.join(branches.length + first, branches.length + index)
  })
  const branchOf = (name: string, coupling: string) => {
    const index = branches.findIndex((branch) => branch.name === name)
    if (index >= 0) return index
    throw new Error(`circuit.${coupling}: must couple two branches of the circuit, got the unknown name "${name}"`)
  }
  for (const { name, branches: pair } of mutuals) parts.join(branchOf(pair[0], name), branchOf(pair[1], name))
  const islandsOf = new Map<number, Set<string>>()
  owners.forEach(({ island }, edge) => {
    const part = parts.find(edge)
    const known = islandsOf.get(part) ?? new Set()
    islandsOf.set(part, known)
    if (island !== null && currents[edge].signature !== '') known.add(island)
  })
  const takesPart = (edge: number) => (islandsOf.get(parts.find(edge))?.size ?? 0) >= leastIslands

  const classes = new Map<string, number[]>()
  branches.forEach((_, index) => {
    const { signature } = currents[index]
    if (signature === '' || !takesPart(index)) return
    const members = classes.get(signature)
    if (members === undefined) classes.set(signature, [index])
    else members.push(index)
  })
  const active = new Set<number>()
  allPorts.forEach(({ multiport }, index) => {
    const edge = branches.length + index
    if (currents[edge].signature !== '' && takesPart(edge)) active.add(multiport)
  })

  // Of branches in series one stands for all: the others are contracted to points.
  const series = [...classes.values()]
  const points = new DisjointSets(nodes.size)
  for (const [, ...others] of series) for (const index of others) points.join(all[index].from, all[index].to)
  const contracted = (index: number): Edge => ({ from: points.find(all[index].from), to: points.find(all[index].to) })
  const ports = allPorts.filter(({ multiport }) => active.has(multiport))
  const edges = [
    ...series.map((members) => contracted(members[0])),
    ...ports.map((port) => contracted(branches.length + allPorts.indexOf(port))),
  ]
  /** Series edge of a branch, and its direction relative to that edge's, which is that of its first member. */
  const placeOf = (index: number) => {
    const edge = series.findIndex((members) => members.includes(index))
    return { edge, direction: edge < 0 ? 0 : currents[index].sign * currents[series[edge][0]].sign }
  }
  const couplings = mutuals.flatMap(({ name, branches: [first, second], inductance }): EdgeCoupling[] => {
    const a = placeOf(branchOf(first, name))
    const b = placeOf(branchOf(second, name))
    // No current in one of them: no effect on the other.
    if (a.edge < 0 || b.edge < 0) return []
    return [{ edges: [a.edge, b.edge], inductance: inductance * a.direction * b.direction }]
  })
  return {
    islands: [...islands],
    parts: [...islandsOf.values()],
    branches,
    multiports,
    mutuals,
    series,
    ports,
    couplings,
    nodeCount: nodes.size,
    edges,
  }
}

/**
 * For each edge a text that two edges share if and only if Kirchhoff's current law alone forces their currents to be
 * equal up to sign, empty for an edge in no loop; and a sign such that sign times current is the same for all of them.
 */
function edgeCurrents(edgeCount: number, loops: readonly Loop[]): { signature: string; sign: number }[] {
  const columns: [loop: number, sign: number][][] = Array.from({ length: edgeCount }, () => [])
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
