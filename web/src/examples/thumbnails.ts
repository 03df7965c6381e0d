import { signal } from '@preact/signals'
import type { Dataset } from 'caloritron'
import { desk } from '../compute/client.ts'
import { knownFiles, loadExamples } from '../state/examples.ts'
import { namesOf, sweptOf } from '../views/specs.ts'

const points = 33
const [width, height, margin] = [160, 90, 8]

/** Curves of each example as paths; null where it has none. Computed when they are first asked for. */
const pictures = signal<Readonly<Record<string, readonly string[] | null>>>({})
let started = false

async function start(): Promise<void> {
  if (started) return
  started = true
  for (const { name, text } of await loadExamples()) {
    let lines: readonly string[] | null = null
    try {
      const { device, drive } = await desk.ask('read', { text, files: knownFiles() })
      if (device !== null && drive !== null) {
        const axes = { [drive.path]: { from: drive.from, to: drive.to, points, scale: drive.scale } }
        lines = pathsOf((await desk.ask('sweep', { device, axes, falls: false })).dataset, drive.scale)
      }
    } catch {
      // An example that fails says so once it is opened.
    }
    pictures.value = { ...pictures.value, [name]: lines }
  }
}

function pathsOf(dataset: Dataset, scale: 'linear' | 'log'): string[] {
  const swept = sweptOf(dataset).data as Float64Array
  const temperatures = namesOf(dataset, 'T_').filter((name) => {
    const data = dataset.variables[name]!.data as Float64Array
    return (
      data.some((value) => Math.abs(value - data[0]!) > 1e-9 * Math.abs(data[0]!)) &&
      !data.every((value, k) => value === swept[k])
    )
  })
  const names = temperatures.length > 0 ? temperatures : namesOf(dataset, 'Q_photon_')
  const columns = names.map((name) => dataset.variables[name]!.data as Float64Array)
  const all = columns.flatMap((column) => Array.from(column)).filter(Number.isFinite)
  if (all.length === 0) return []
  const [least, most] = [Math.min(...all), Math.max(...all)]
  // What differs in the last digits only is a constant.
  const flat = most - least < 1e-6 * Math.max(Math.abs(most), Math.abs(least))
  const [low, high] = flat ? [least - 1, most + 1] : [least, most]
  const place = (value: number): number => (scale === 'log' ? Math.log(value) : value)
  const [first, last] = [place(swept[0]!), place(swept.at(-1)!)]
  return columns.map((column) =>
    Array.from(column, (value, k) => {
      const x = margin + ((width - 2 * margin) * (place(swept[k]!) - first)) / (last - first || 1)
      const y = height - margin - ((height - 2 * margin) * (value - low)) / (high - low || 1)
      return Number.isFinite(value) ? `${k === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}` : ''
    }).join(''),
  )
}

export const thumbnails = { pictures, start }
