import { groundNode } from '../parts/commonFields.js'
import type { Elements } from './readElements.js'
import type { Reader } from './reader.js'
import { nearest } from './suggest.js'

/**
 * Warns of two-terminal elements that carry no current because nothing else is connected to one of their nodes: mostly a
 * misspelt name. The open end of a line is none.
 */
export function warnOpenNodes(reader: Reader, elements: Elements): void {
  const ends = new Map<string, number>()
  const met = (node: string) => ends.set(node, (ends.get(node) ?? 0) + 1)
  const twoTerminal: { readonly path: readonly string[]; readonly nodes: readonly string[] }[] = []
  for (const section of ['circuit', 'heat'] as const) {
    for (const [name, element] of Object.entries(elements[section])) {
      const field = reader.parts.find(({ kind }) => kind === element.kind)?.fields.nodes
      const { nodes } = element
      if (field?.type !== 'nodes' || !Array.isArray(nodes)) continue
      for (const node of nodes) met(node)
      if (field.againstGround) met(groundNode)
      else twoTerminal.push({ path: [section, name, 'nodes'], nodes })
    }
  }
  for (const { path, nodes } of twoTerminal) {
    const open = nodes.find((node) => ends.get(node) === 1)
    if (open === undefined) continue
    const others = [...ends.keys()].filter((node) => !nodes.includes(node))
    // Short names are near to all short names.
    const near = open.length < 3 ? undefined : nearest(open, others)
    reader.report(path, {
      severity: 'warning',
      code: 'open-node',
      message: `no current flows here, because nothing else is connected to node "${open}"`,
      suggestion: near === undefined ? 'connect it, or remove the element' : `did you mean "${near}"?`,
    })
  }
}
