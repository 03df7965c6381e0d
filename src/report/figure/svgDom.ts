import type { SvgNode } from './serialize.js'

/** What is needed of an element to build a figure; elements of a browser and of linkedom have it. */
export interface SvgElement extends SvgNode {
  textContent: string | null
  setAttribute(name: string, value: string): void
  append(...children: SvgElement[]): void
}

/** What is needed of a document to build a figure; `document` of a browser has it. */
export interface SvgDocument {
  createElementNS(namespace: 'http://www.w3.org/2000/svg', name: string): SvgElement
}

/** Creates an SVG element with attributes; a child that is text becomes its content, with markup. */
export function svgElement(
  document: SvgDocument,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (SvgElement | string)[]
): SvgElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  for (const child of children) {
    if (typeof child === 'string') element.textContent = child
    else element.append(child)
  }
  return element
}
