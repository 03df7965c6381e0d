import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from './browser.js'
import { type FileValue, type PageModules, pageModules } from './pageModules.js'
import { library } from './session.js'

const { compile, readDevice, solve } = library
const names = readdirSync(`${root}examples`).filter((name) => name.endsWith('.yaml'))
const textOf = (name: string): string => readFileSync(`${root}examples/${name}`, 'utf8')
const files = (name: string): string => textOf(name)
const known = { 'touchstone-filter.s2p': textOf('touchstone-filter.s2p') }
const comments = (text: string): string[] => text.split('\n').filter((line) => /^\s*#/.test(line))

let page: PageModules
beforeAll(async () => {
  page = await pageModules()
})

/** What can be written for a field that is left out. */
function valueFor(example: FileValue): FileValue {
  return example === '' ? 3 : example
}

describe('writing single values into the text of a device', () => {
  it.each(names)('%s: each field that is left out can be put in, and taken out again without a trace', (name) => {
    const text = textOf(name)
    for (const { path, value, example, options } of page.deviceFields({ text, files: known })!) {
      if (value !== null || (options !== null && options.length === 0)) continue
      const more = page.writeValue(text, path, valueFor(example))
      // One line more, or one line longer: the rest stays as it is.
      const kept = text.split('\n').filter((line) => more.split('\n').includes(line)).length
      expect([path, text.split('\n').length - kept]).toEqual([path, expect.toSatisfy((lines: number) => lines <= 1)])
      expect(comments(more)).toEqual(comments(text))
      const less = page.writeValue(more, path, null)
      expect([path, readDevice(less, { files })]).toEqual([path, readDevice(text, { files })])
    }
  })

  it.each(names)('%s: each field that may be left out can be', (name) => {
    const text = textOf(name)
    for (const { path, removable } of page.deviceFields({ text, files: known })!) {
      if (!removable) continue
      const less = page.writeValue(text, path, null)
      expect(page.deviceFields({ text: less, files: known })?.find((field) => field.path === path)?.removable).not.toBe(
        true,
      )
      expect(comments(less)).toEqual(comments(text))
    }
  })

  const small = 'caloritron: 1\ntitle: x\nphonons: 30 mK # cold\nislands:\n  a: {}\n  b:\n    temperature: 1 K\n'
  it.each([
    ['an empty mapping', 'islands.a.temperature', '20 mK', '  a: { temperature: 20 mK }\n'],
    ['a section that is not there', 'materials.Ti.gap', 'bcs', '\nmaterials: { Ti: { gap: bcs } }\n'],
    [
      'a sweep, whose key has points',
      'sweep.phonons',
      { from: '10 mK', to: '40 mK', points: 5 },
      'sweep: { phonons: { from: 10 mK, to: 40 mK, points: 5 } }',
    ],
    ['a text that would be something else', 'title', 'true: yes # not', 'title: '],
  ] as const)('knows %s', (_, path, value, expected) => {
    const text = page.writeValue(small, path, value)
    expect(text).toContain(expected)
    expect(text).toContain('phonons: 30 mK # cold')
  })

  it('takes out the last of a block, and leaves an empty mapping', () => {
    expect(readDevice(page.writeValue(small, 'islands.b.temperature', null)).islands.b!.temperature).toBe(null)
  })
})

describe('the diagram of the heat ledger', () => {
  it.each(names)('%s: every flow is drawn once, inside the picture, and no box covers another', (name) => {
    const device = readDevice(textOf(name), { files })
    const point = solve(compile(device))
    const { width, height, boxWidth, boxes, streams } = page.layoutLedger(point, device)
    expect(streams).toHaveLength(point.heat.filter(({ power }) => power !== 0).length)
    expect(boxes.map((box) => box.name).toSorted()).toEqual(Object.keys(device.islands).toSorted())
    for (const [x, y] of streams.flatMap(({ points }) => points)) {
      expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true)
    }
    for (const [index, box] of boxes.entries()) {
      expect(box.x >= 0 && box.x + boxWidth <= width && box.y + box.height <= height).toBe(true)
      if (index > 0) expect(box.y).toBeGreaterThanOrEqual(boxes[index - 1]!.y + boxes[index - 1]!.height)
    }
  })
})
