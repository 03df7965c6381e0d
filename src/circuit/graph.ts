/** Edge of a graph whose nodes are numbered from 0; its current counts from `from` to `to`. */
export interface Edge {
  readonly from: number
  readonly to: number
}

/** A closed loop: the edges it runs through, each with +1 if it is passed from `from` to `to` and -1 otherwise. */
export interface Loop {
  readonly edges: readonly number[]
  readonly signs: readonly number[]
}

/** Disjoint sets of the numbers 0 to n - 1. */
export class DisjointSets {
  private readonly parent: number[]

  constructor(size: number) {
    this.parent = Array.from({ length: size }, (_, index) => index)
  }

  find(member: number): number {
    let root = member
    while (this.parent[root] !== root) root = this.parent[root]
    this.parent[member] = root
    return root
  }

  /** Joins the sets of two members; false if they were one already. */
  join(a: number, b: number): boolean {
    const rootA = this.find(a)
    const rootB = this.find(b)
    this.parent[rootA] = rootB
    return rootA !== rootB
  }
}

/** Marks the edges of a spanning forest; edges that come first in `order` enter it first (Kruskal). */
export function spanningForest(nodeCount: number, edges: readonly Edge[], order: readonly number[]): boolean[] {
  const sets = new DisjointSets(nodeCount)
  const inForest = new Array<boolean>(edges.length).fill(false)
  for (const index of order) inForest[index] = sets.join(edges[index].from, edges[index].to)
  return inForest
}

/** The fundamental loops of a spanning forest: each edge outside closes one, and comes first in it. */
export function fundamentalLoops(nodeCount: number, edges: readonly Edge[], inForest: readonly boolean[]): Loop[] {
  const neighbours: number[][] = Array.from({ length: nodeCount }, () => [])
  edges.forEach((edge, index) => {
    if (!inForest[index]) return
    neighbours[edge.from].push(index)
    neighbours[edge.to].push(index)
  })
  const parentEdge = new Array<number>(nodeCount).fill(-1)
  const depth = new Array<number>(nodeCount).fill(-1)
  for (let root = 0; root < nodeCount; root++) {
    if (depth[root] >= 0) continue
    depth[root] = 0
    const queue = [root]
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const index of neighbours[node]) {
        const other = otherEnd(edges[index], node)
        if (depth[other] >= 0) continue
        depth[other] = depth[node] + 1
        parentEdge[other] = index
        queue.push(other)
      }
    }
  }
  const loops: Loop[] = []
  edges.forEach((chord, index) => {
    if (inForest[index]) return
    const passed = [index]
    const signs = [1]
    // From the chord's end up to the common ancestor, and down from there to its start.
    let up = chord.to
    let down = chord.from
    while (up !== down) {
      const climbing = depth[up] >= depth[down]
      const node = climbing ? up : down
      const treeEdge = parentEdge[node]
      const outward = edges[treeEdge].from === node
      passed.push(treeEdge)
      signs.push(climbing === outward ? 1 : -1)
      const next = otherEnd(edges[treeEdge], node)
      if (climbing) up = next
      else down = next
    }
    loops.push({ edges: passed, signs })
  })
  return loops
}

function otherEnd(edge: Edge, node: number): number {
  return edge.from === node ? edge.to : edge.from
}
