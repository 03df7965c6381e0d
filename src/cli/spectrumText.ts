import type { Device } from '../device/device.js'
import type { Dataset } from '../study/dataset.js'
import type { DeviceSpectrum } from '../study/deviceSpectrum.js'
import { type Io, indent } from './io.js'
import { numberText, quantityText } from './quantityText.js'
import { styleFor } from './style.js'
import { formatTable, type TableColumn } from './table.js'

/** More resonances or pairs than this are for a program to read, not for the eye. */
const mostShown = 12
/** With more pairs than this each has a row, not a column. */
const mostBeside = 4
/** Decades of a smaller part in the heat are not shown. */
const leastShare = 1e-6

/** Resonances, decades and temperatures of a spectrum in words. */
export function spectrumLines(
  { curves, resonances, decades }: DeviceSpectrum,
  temperatures: Readonly<Record<string, number>>,
  device: Device,
  io: Io,
): string[] {
  const style = styleFor(io.stderr, io.environment)
  const table = (columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] =>
    formatTable(columns, rows).map((line) => indent + line)
  const islands = Object.entries(temperatures).map(([name, value]) => [
    name,
    quantityText(value, 'K'),
    style.faint(device.islands[name]?.temperature === null ? 'solved' : 'held'),
  ])
  const shown = resonances.resonances.slice(0, mostShown)
  const hidden = resonances.resonances.length - shown.length
  const limit = quantityText(resonances.upTo, 'Hz', 4)
  return [
    style.strong('Temperatures'),
    ...table([{ title: '' }, { title: '', align: 'right' }, { title: '' }], islands),
    '',
    style.strong('Resonances'),
    ...(shown.length === 0
      ? [`${indent}none of quality factor above 2 up to ${limit}`]
      : table(
          [
            { title: 'frequency', align: 'right' },
            { title: 'Q', align: 'right' },
          ],
          shown.map(({ frequency, quality }) => [quantityText(frequency, 'Hz'), numberText(quality)]),
        )),
    ...(hidden > 0 ? [`${indent}and ${hidden} more up to ${limit}; --json shows all`] : []),
    ...(resonances.complete ? [] : [`${indent}the search was given up: too many frequencies to look at`]),
    ...decadeLines(decades, table, style.strong),
    ...seenLines(curves, table, style.strong),
  ]
}

function decadeLines(
  { from, to, pairs }: DeviceSpectrum['decades'],
  table: (columns: readonly TableColumn[], rows: readonly (readonly string[])[]) => string[],
  strong: (text: string) => string,
): string[] {
  if (pairs.length === 0) return []
  const shown = pairs.slice(0, mostShown)
  const bands = from.flatMap((_, band) =>
    shown.some(({ shares }) => Math.abs(shares[band]) >= leastShare) ? [band] : [],
  )
  // One column for each pair, as long as they find room beside each other.
  const cells = [
    ['', ...bands.map((band) => bandName(from[band], to[band])), 'all'],
    ...shown.map(({ from: a, to: b, power, shares }) => [
      `${a} → ${b}`,
      ...bands.map((band) => `${numberText(100 * shares[band], 4)} %`),
      quantityText(power, 'W'),
    ]),
  ]
  const [titles, ...rows] = pairs.length > mostBeside ? cells : cells[0].map((_, k) => cells.map((row) => row[k]))
  const columns = titles.map((title, k): TableColumn => ({ title, align: k === 0 ? 'left' : 'right' }))
  const hidden = pairs.length - shown.length
  return [
    '',
    strong('Photonic heat by decade of frequency'),
    ...table(columns, rows),
    ...(hidden > 0 ? [`${indent}and ${hidden} more pairs; --json shows all`] : []),
  ]
}

function bandName(lower: number, upper: number): string {
  if (lower === 0) return `below ${quantityText(upper, 'Hz')}`
  if (!Number.isFinite(upper)) return `above ${quantityText(lower, 'Hz')}`
  return `${quantityText(lower, 'Hz')} to ${quantityText(upper, 'Hz')}`
}

/** Impedances seen, at the frequency of the range that is nearest to its middle. */
function seenLines(
  { coordinates, variables }: Dataset,
  table: (columns: readonly TableColumn[], rows: readonly (readonly string[])[]) => string[],
  strong: (text: string) => string,
): string[] {
  const names = Object.keys(variables).filter((name) => /^Zseen_.*_re$/.test(name))
  if (names.length === 0) return []
  const frequencies = coordinates.frequency.data as Float64Array
  const places = [0, Math.floor(frequencies.length / 2), frequencies.length - 1]
  const rows = names.map((name) => {
    const re = variables[name].data as Float64Array
    const im = variables[name.replace(/_re$/, '_im')].data as Float64Array
    return [name.slice('Zseen_'.length, -'_re'.length), ...places.map((place) => complexText(re[place], im[place]))]
  })
  const titles = places.map(
    (place): TableColumn => ({ title: quantityText(frequencies[place], 'Hz', 4), align: 'right' }),
  )
  return ['', strong('Impedance seen, in ohm'), ...table([{ title: '' }, ...titles], rows)]
}

function complexText(re: number, im: number): string {
  if (!Number.isFinite(re)) return 'open'
  return `${numberText(re, 4)} ${im < 0 ? '−' : '+'} ${numberText(Math.abs(im), 4)}i`
}
