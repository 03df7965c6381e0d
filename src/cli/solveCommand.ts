import { compile, type Model, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import type { AssumptionCheck } from '../study/assumptions.js'
import { checkAssumptions } from '../study/assumptions.js'
import { figuresOfMerit, matrixAt } from '../study/figuresOfMerit.js'
import { type OtherState, otherStates } from '../study/otherStates.js'
import { type ReadingValue, takeReadings } from '../study/readings.js'
import { type ExchangeRatio, exchangeRatios } from '../study/rectification.js'
import { type SensitivityValue, sensitivities } from '../study/sensitivityFigures.js'
import { isSolved } from '../study/solveChunk.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { assumptionLines } from './assumptionText.js'
import { describeProblem, onDevice } from './failure.js'
import { exitCodes, type Io, indent } from './io.js'
import { jsonText } from './jsonText.js'
import { type LoadedDevice, loadDevice } from './loadDevice.js'
import { quantityText } from './quantityText.js'
import { type Style, styleFor } from './style.js'
import { formatTable } from './table.js'
import { showWarnings } from './warnings.js'

/** `caloritron solve DEVICE`: the operating point, its heat ledger and the assumption checks. */
export async function solveCommand(
  path: string,
  options: { readonly set: readonly string[]; readonly figures?: boolean; readonly json?: boolean },
  io: Io,
): Promise<number> {
  const loaded = await loadDevice(path, options.set, io)
  const { model, ...solution } = await onDevice(loaded.label, () => {
    const model = compile(loaded.device)
    const point = solve(model)
    if (!isSolved(point.status)) return { model, point, checks: [], readings: [], figures: [], slopes: [], ratios: [] }
    const matrix = matrixAt(model, point)
    return {
      model,
      point,
      figures: figuresOfMerit(model, point, matrix),
      slopes: options.figures || matrixSize(model) <= largestMatrix ? sensitivities(model, point, matrix) : [],
      ratios: exchangeRatios(loaded.device, point.temperatures, model.tables),
      readings: takeReadings(model, point.temperatures),
      checks: checkAssumptions(model, point),
    }
  })
  const { point } = solution
  if (!options.json) {
    const lines = [...solutionLines(loaded, solution, io), ...(options.figures ? figureLines(solution, io) : [])]
    io.stdout.write(`${[...lines, ...assumptionSection(solution, io)].join('\n')}\n`)
  }
  // Last: it takes longer than the point, and leaves the flows of other states in the model.
  const others = await onDevice(loaded.label, () => otherStates(model, point, { signal: io.signal }))
  const warnings = [
    ...loaded.warnings.map(describeProblem),
    ...point.warnings,
    ...stateWarnings(loaded.device, point, others),
  ]
  if (options.json) io.stdout.write(jsonText(pointData(solution, others, warnings)))
  showWarnings(warnings, io)
  return isSolved(point.status) ? exitCodes.done : exitCodes.notConverged
}

/** That the point is not the only one, or none to stay at. */
function stateWarnings(device: Device, point: OperatingPoint, others: readonly OtherState[]): string[] {
  const free = Object.entries(device.islands).filter(([, { temperature }]) => temperature === null)
  const texts = others.map(({ temperatures, stability }) => {
    const islands = free.map(([name]) => `T_${name} = ${quantityText(temperatures[name]!, 'K')}`)
    return `${islands.join(', ')} (${stability})`
  })
  return [
    ...(isSolved(point.status) && point.stability === 'unstable'
      ? ['this operating point is unstable: small deviations grow, and no experiment stays at it']
      : []),
    ...(texts.length === 0
      ? []
      : [
          `not the only operating point; there ${texts.length === 1 ? 'is' : 'are'} also ${texts.join('; ')}. Which one is taken depends on the past; see caloritron branches`,
        ]),
  ]
}

/** A sensitivity matrix of more numbers is shown only when it is asked for. */
const largestMatrix = 2000

function matrixSize({ heatNetwork: { free, links, reservoirs } }: Model): number {
  const flows = links.reduce((count, { from }) => count + from.length, 0)
  return (free.length + 2 * flows) * reservoirs.length
}

/** What a solution gives. */
interface Solution {
  readonly point: OperatingPoint
  readonly checks: readonly AssumptionCheck[]
  readonly readings: readonly ReadingValue[]
  readonly figures: readonly ReadingValue[]
  readonly slopes: readonly SensitivityValue[]
  readonly ratios: readonly ExchangeRatio[]
}

/** The operating point as data: what `solve --json` prints. */
function pointData(
  { point, checks, readings, figures, slopes, ratios }: Solution,
  others: readonly OtherState[],
  warnings: readonly string[],
): object {
  const { status, temperatures, temperatureErrors, residual, iterations, stability, timeConstants } = point
  const heat = point.heat.map(({ element, ...row }) => ({
    channel: row.channel,
    ...(element === null ? {} : { element }),
    from: row.from,
    to: row.to,
    power: row.power,
    errorEstimate: row.errorEstimate,
  }))
  return {
    status,
    temperatures,
    temperatureErrors,
    heat,
    residual,
    iterations,
    stability,
    timeConstants,
    readings: readings.map(namedValue),
    figuresOfMerit: [
      ...figures.map(namedValue),
      ...ratios.map(({ name, value, status, longName }) => ({
        element: name.slice('rectification_'.length),
        symbol: 'rectification',
        value,
        unit: '1',
        definition: longName,
        ...(isSolved(status) ? {} : { status }),
      })),
    ],
    sensitivities: slopes.map(({ symbol, value, unit, longName }) => ({
      symbol,
      value,
      unit,
      definition: longName,
    })),
    warnings,
    checks,
    otherStates: others,
  }
}

function namedValue({ element, symbol, unit, longName, value }: ReadingValue): object {
  return { element, symbol, value, unit, definition: longName }
}

function solutionLines({ device, label }: LoadedDevice, { point, readings }: Solution, io: Io): string[] {
  const style = styleFor(io.stdout, io.environment)
  const solved = isSolved(point.status)
  const outcome = solved
    ? `${style.good(point.status)}: heat balances to ${point.residual.toExponential(1)} of the largest flow`
    : `${style.bad(point.status)}: not a solution; heat is out of balance by ${point.residual.toExponential(1)} of the largest flow`
  const stability = solved && point.stability !== 'unknown' ? `, ${point.stability}` : ''
  const temperatures = Object.entries(point.temperatures).map(([name, temperature]) => [
    name,
    quantityText(temperature, 'K'),
    device.islands[name]?.temperature === null ? '' : style.faint('held'),
  ])
  const bath = [style.faint('phonons'), quantityText(device.phonons, 'K'), style.faint('bath')]
  const flows = point.heat.map((row) => [
    row.channel,
    row.element ?? '',
    `${row.from} → ${row.to}`,
    quantityText(row.power, 'W'),
    row.errorEstimate > 0 ? style.faint(`± ${row.errorEstimate.toExponential(0)} W`) : '',
  ])
  return [
    style.strong(device.title),
    style.faint([label, device.reference].filter((part) => part !== null).join('   ')),
    '',
    `${outcome}${stability}`,
    '',
    style.strong('Temperatures'),
    ...formatTable([{ title: '' }, { title: '', align: 'right' }, { title: '' }], [...temperatures, bath]).map(
      (line) => indent + line,
    ),
    '',
    style.strong('Heat'),
    ...formatTable(
      [{ title: '' }, { title: '' }, { title: '' }, { title: '', align: 'right' }, { title: '' }],
      flows,
    ).map((line) => indent + line),
    ...section('Readings', readings.map(valueRow), style),
  ]
}

function valueRow({ element, symbol, value, unit, longName }: ReadingValue): ValueRow {
  return [element, symbol, value, unit, longName]
}

/** Figures of merit, then the sensitivity matrix. */
function figureLines({ point, figures, slopes, ratios }: Solution, io: Io): string[] {
  const style = styleFor(io.stdout, io.environment)
  const constants = point.timeConstants.map(
    (value, k): ValueRow => [
      '',
      `tau_${k + 1}`,
      value,
      's',
      'time constant of the linearised device; negative where a deviation grows',
    ],
  )
  const pairs = ratios.map(
    ({ name, value, longName }): ValueRow => [
      name.slice('rectification_'.length),
      'rectification',
      value,
      '1',
      longName,
    ],
  )
  return [
    ...section('Figures of merit', [...figures.map(valueRow), ...pairs, ...constants], style),
    ...section(
      'Sensitivities',
      slopes.map(({ symbol, value, unit, longName }): ValueRow => ['', symbol, value, unit, longName]),
      style,
    ),
  ]
}

function assumptionSection({ checks }: Solution, io: Io): string[] {
  if (checks.length === 0) return []
  const style = styleFor(io.stdout, io.environment)
  return ['', style.strong('Assumptions'), ...assumptionLines(checks, style, io.stdout.columns)]
}

type ValueRow = readonly [element: string, symbol: string, value: number, unit: string, meaning: string]

function section(title: string, rows: readonly ValueRow[], style: Style): string[] {
  if (rows.length === 0) return []
  const columns = [{ title: '' }, { title: '' }, { title: '', align: 'right' as const }, { title: '' }]
  const cells = rows.map(([element, symbol, value, unit, meaning]) => [
    element,
    symbol,
    quantityText(value, unit),
    style.faint(meaning),
  ])
  return ['', style.strong(title), ...formatTable(columns, cells).map((line) => indent + line)]
}
