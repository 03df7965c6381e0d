/** Stands for the document library that Node needs: in a page the document is always given. */
export function parseHTML(): never {
  throw new Error('figure: a page must pass its own document')
}
