import { indexScale, parseMarkup } from './markup.js'

/** Widths of the characters from space to `~` in thousandths of the size: Arimo, which has those of Arial. */
const asciiWidths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
]

/** Width of a label with markup [px] at a size [px], as it is laid out where no text can be measured. */
export function textWidth(label: string, size: number): number {
  let width = 0
  for (const { text, level } of parseMarkup(label)) {
    const scale = level === 'base' ? size : size * indexScale
    for (const character of text) width += (characterWidth(character) * scale) / 1000
  }
  return width
}

function characterWidth(character: string): number {
  if (/\p{M}/u.test(character)) return 0
  const code = character.codePointAt(0)! - 32
  // Greek letters and signs of relation are about as wide as a digit or a little wider.
  return asciiWidths[code] ?? 600
}
