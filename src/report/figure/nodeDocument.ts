import type { SvgDocument } from './svgDom.js'

/** A document for places that have none (Node, workers); its library is loaded at the first call. */
export async function nodeDocument(): Promise<SvgDocument> {
  const { parseHTML } = await import('linkedom/worker')
  return parseHTML('<!doctype html><html></html>').document
}
