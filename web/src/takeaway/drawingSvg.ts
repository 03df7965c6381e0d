/** What of the look of a drawing comes from the style sheet of the page. */
const properties = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'paint-order',
] as const

/** The letters of the program's figures. */
const family = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"
/** Millimetres of print for a unit of the drawing: its letters get the size of those of a figure. */
const scale = (0.75 * 25.4) / 96
/** Height of a line of the title, and width of its letters on average. */
const line = { height: 18, letter: 8.2 }
/** A title makes a small drawing wider up to here. */
const widest = 420

function inlined(original: Element, copy: Element): void {
  const style = getComputedStyle(original)
  for (const name of [...copy.getAttributeNames()])
    if (/^(class|style|role|tabindex|data-|aria-)/.test(name)) copy.removeAttribute(name)
  if (/^(path|rect|circle|line|text|polygon|tspan)$/.test(original.tagName)) {
    for (const name of properties) {
      const value = style.getPropertyValue(name)
      if (value !== '' && value !== 'normal' && !(name === 'stroke-dasharray' && value === 'none'))
        copy.setAttribute(name, value.replace(/^([\d.]+)px$/, '$1'))
    }
  }
  const children = [...copy.children]
  for (const [index, child] of [...original.children].entries()) inlined(child, children[index]!)
  // What is only there to be touched.
  for (const [index, child] of [...original.children].entries())
    if (child.classList.contains('touch')) children[index]!.remove()
}

function wrapped(title: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of title.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length === 0 || longer.length > letters) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** A drawing of the page as an SVG file that stands alone: on white, its looks in the elements themselves. */
export function drawingSvg(selector: string, title: string): string {
  const original = document.querySelector<SVGSVGElement>(selector)
  if (original === null) throw new Error('the drawing is not on the page')
  const copy = original.cloneNode(true) as SVGSVGElement
  const root = document.documentElement
  const theme = root.dataset.theme
  root.dataset.theme = 'light'
  try {
    inlined(original, copy)
  } finally {
    if (theme === undefined) delete root.dataset.theme
    else root.dataset.theme = theme
  }
  const { x, y, width, height } = original.viewBox.baseVal
  const room = Math.max(width, Math.min(widest, title.length * line.letter + 10))
  const lines = wrapped(title, Math.floor((room - 10) / line.letter))
  const head = lines.length * line.height + 8
  const [whole, words] = [height + head, original.getAttribute('aria-label') ?? '']
  const make = (name: string, attributes: Readonly<Record<string, string | number>>, text = ''): Element => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
    element.textContent = text
    return element
  }
  copy.setAttribute('viewBox', `0 0 ${room} ${whole}`)
  copy.setAttribute('width', `${Math.round(100 * room * scale) / 100}mm`)
  copy.setAttribute('height', `${Math.round(100 * whole * scale) / 100}mm`)
  copy.setAttribute('font-family', family)
  const drawing = make('g', { transform: `translate(${(room - width) / 2 - x} ${head - y})` })
  drawing.append(...copy.childNodes)
  const heading = { x: 5, 'font-size': 14.5, 'font-weight': 'bold', fill: '#1a1a1a' }
  copy.append(
    make('title', {}, title),
    make('desc', {}, words),
    make('rect', { width: room, height: whole, fill: '#ffffff' }),
    ...lines.map((text, row) => make('text', { ...heading, y: 17 + row * line.height }, text)),
    drawing,
  )
  return `${new XMLSerializer().serializeToString(copy)}\n`
}
