import { compile, type Model, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { setPath } from '../device/setPath.js'
import type { FigureSpec } from '../report/figure/spec.js'
import { figureFromDataset } from '../report/figureFromDataset.js'
import { toJson } from '../report/json.js'
import type { Dataset, Variable } from '../study/dataset.js'
import { type DeviceSpectrum, deviceSpectrum, spectrumDataset } from '../study/deviceSpectrum.js'
import { isSolved } from '../study/solveChunk.js'
import type { SpectrumOptions } from '../study/spectrumGrid.js'
import { CommandFailure, failure, onDevice, ownProblem } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { jsonText } from './jsonText.js'
import { loadDevice } from './loadDevice.js'
import { openOutput } from './outputFile.js'
import { outputFormat } from './outputFormat.js'
import { readOption } from './rangeSpec.js'
import { spectrumLines } from './spectrumText.js'
import { showWarnings } from './warnings.js'
import { printDataset, writeDataset } from './writeDataset.js'

/** Options of `caloritron spectrum` as typed. */
export interface SpectrumCommandOptions {
  readonly from?: string
  readonly to?: string
  readonly points: string
  readonly scale: 'log' | 'linear'
  readonly temperature: readonly string[]
  readonly set: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** More frequencies than this are a mistake. */
const mostPoints = 10_000_000

/** `caloritron spectrum DEVICE`: photon transmission, heat per frequency and impedances. */
export async function spectrumCommand(path: string, options: SpectrumCommandOptions, io: Io): Promise<number> {
  const format = options.out === undefined ? null : outputFormat(options.out)
  const range = readSpectrumRange(options)
  const loaded = await loadDevice(path, options.set, io)
  showWarnings(loaded.warnings, io)
  const held = holdIslands(loaded.device, options.temperature)
  const model = await onDevice(loaded.label, () => compile(held))
  if (model.network.islands.length === 0) {
    throw failure('circuit', 'must have an element that belongs to an island', 'give one the field `island`')
  }
  const temperatures = await onDevice(loaded.label, () => findTemperatures(model))
  const spectrum = await onDevice(loaded.label, () => deviceSpectrum(model, temperatures, range))
  const lines = spectrumLines(spectrum, temperatures, held, io)
  if (options.out === undefined || format === null) {
    if (options.json) printJson(spectrum, temperatures, io)
    else printDataset(csvDataset(spectrum), 'csv', io.stdout.write)
    io.stderr.write(`${lines.join('\n')}\n`)
    return exitCodes.done
  }
  const file = await openOutput(options.out)
  try {
    const dataset = format === 'csv' ? csvDataset(spectrum) : spectrumDataset(spectrum)
    await writeDataset(file, format, dataset, () => spectrumFigure(spectrum.curves))
    io.signal.throwIfAborted()
    await file.commit()
  } finally {
    await file.discard()
  }
  if (options.json) io.stdout.write(jsonText({ status: 'done', ...features(spectrum, temperatures), out: options.out }))
  io.stderr.write(`wrote ${options.out}\n\n${lines.join('\n')}\n`)
  return exitCodes.done
}

/** What a spectrum is about besides its curves, as data. */
function features({ resonances, decades }: DeviceSpectrum, temperatures: Readonly<Record<string, number>>): object {
  return {
    temperatures,
    resonances: resonances.resonances,
    resonancesUpTo: resonances.upTo,
    resonancesComplete: resonances.complete,
    decades,
  }
}

/** The dataset, with the features beside its own keys. */
function printJson(spectrum: DeviceSpectrum, temperatures: Readonly<Record<string, number>>, io: Io): void {
  io.stdout.write(`${jsonText(features(spectrum, temperatures)).trimEnd().slice(0, -2)},\n`)
  const dataset = toJson(spectrumDataset(spectrum))
  io.stdout.write(dataset.slice(dataset.indexOf('\n') + 1))
}

/** A table has room for the curves only; what else there is stands in its comments. */
function csvDataset({ curves, resonances: { resonances }, decades }: DeviceSpectrum): Dataset {
  const shares = decades.pairs.map(({ from, to, shares }): [string, string] => [
    `share of each decade in the heat from ${from} to ${to}`,
    shares.map((share, band) => `from ${decades.from[band]} Hz: ${share}`).join(', '),
  ])
  const found = resonances.map(({ frequency, quality }) => `${frequency} Hz (Q = ${quality})`).join(', ')
  const { device, ...attributes } = curves.attributes
  return {
    ...curves,
    attributes: { ...attributes, resonances: found || 'none', ...Object.fromEntries(shares), device },
  }
}

function readSpectrumRange({ from, to, points, scale }: SpectrumCommandOptions): SpectrumOptions {
  const count = Number(points)
  if (!/^\d+$/.test(points) || count < 2 || count > mostPoints) {
    throw failure('--points', `must be an integer from 2 to ${mostPoints}, got "${points}"`)
  }
  const limit = (text: string | undefined, option: string): number | undefined => {
    if (text === undefined) return undefined
    const value = readOption(text, 'Hz', option, '1 GHz')
    if (!(value > 0)) throw failure(option, `must be above 0 Hz, got "${text}"`)
    return value
  }
  const [low, high] = [limit(from, '--from'), limit(to, '--to')]
  if (low !== undefined && high !== undefined && !(high > low)) {
    throw failure('--to', `must be above --from, got "${to}"`)
  }
  return {
    points: count,
    scale,
    ...(low === undefined ? {} : { from: low }),
    ...(high === undefined ? {} : { to: high }),
  }
}

/** The device with the islands held whose temperatures were typed. */
function holdIslands(device: Device, typed: readonly string[]): Device {
  const islands = Object.keys(device.islands)
  return typed.reduce((held, text) => {
    const [island, temperature] = readTemperature(text, islands)
    return setPath(held, `islands.${island}.temperature`, temperature)
  }, device)
}

/** The temperatures of the operating point. */
function findTemperatures(model: Model): Readonly<Record<string, number>> {
  const point = solve(model)
  if (isSolved(point.status)) return point.temperatures
  const message = `no operating point was found (${point.status})`
  const remedy = 'hold each island with --temperature'
  throw new CommandFailure([ownProblem('', message, remedy)], exitCodes.notConverged)
}

function readTemperature(text: string, islands: readonly string[]): [string, number] {
  const at = text.indexOf('=')
  const island = text.slice(0, Math.max(0, at)).trim()
  if (!islands.includes(island)) {
    throw failure(
      '--temperature',
      `must be ISLAND=TEMPERATURE with an island of the device (${islands.join(', ')}), got "${text}"`,
      `write for example --temperature ${islands[0]}='300 mK'`,
    )
  }
  const value = readOption(text.slice(at + 1), 'K', `--temperature ${island}`, '300 mK')
  if (!(value > 0)) throw failure(`--temperature ${island}`, `must be above 0 K, got "${text.slice(at + 1)}"`)
  return [island, value]
}

function spectrumFigure(dataset: Dataset): FigureSpec {
  const shown = perGigahertz(dataset)
  const named = (prefix: string): string[] => Object.keys(shown.variables).filter((name) => name.startsWith(prefix))
  const panels = [named('tau_'), named('q_')]
    .filter((names) => names.length > 0)
    .flatMap((variables) => figureFromDataset(shown, { variables }).panels)
  if (panels.length === 0) {
    throw failure('--out', 'there is nothing to draw: only one island is in the circuit', 'write .csv, .json or .nc')
  }
  return {
    title: figureFromDataset(dataset, { variables: [Object.keys(dataset.variables)[0]] }).title ?? '',
    description: 'Photon transmission and photonic heat per frequency, against frequency.',
    panels,
    columns: panels.length,
  }
}

/** Heat per frequency in W/GHz: with the prefix of the power it reads well on an axis in GHz. */
function perGigahertz(dataset: Dataset): Dataset {
  const variables = Object.entries(dataset.variables).map(([name, variable]): [string, Variable] => {
    if (variable.unit !== 'W/Hz' || !(variable.data instanceof Float64Array)) return [name, variable]
    return [name, { ...variable, unit: 'W/GHz', data: variable.data.map((value) => value * 1e9) }]
  })
  return { ...dataset, variables: Object.fromEntries(variables) }
}
