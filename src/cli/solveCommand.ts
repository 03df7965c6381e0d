import { compile, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import type { AssumptionCheck } from '../study/assumptions.js'
import { checkAssumptions } from '../study/assumptions.js'
import { figuresOfMerit } from '../study/figuresOfMerit.js'
import { type OtherState, otherStates } from '../study/otherStates.js'
import { type ReadingValue, takeReadings } from '../study/readings.js'
import { isSolved } from '../study/solveChunk.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { assumptionLines } from './assumptionText.js'
import { describeProblem, onDevice } from './failure.js'
import { exitCodes, type Io, indent } from './io.js'
import { jsonText } from './jsonText.js'
import { type LoadedDevice, loadDevice } from './loadDevice.js'
import { quantityText } from './quantityText.js'
import { styleFor } from './style.js'
import { formatTable } from './table.js'
import { showWarnings } from './warnings.js'

/** `caloritron solve DEVICE`: the operating point, its heat ledger and the assumption checks. */
export async function solveCommand(
  path: string,
  options: { readonly set: readonly string[]; readonly json?: boolean },
  io: Io,
): Promise<number> {
  const loaded = await loadDevice(path, options.set, io)
  const { point, checks, readings, figures, others } = await onDevice(loaded.label, () => {
    const model = compile(loaded.device)
    const point = solve(model)
    if (!isSolved(point.status)) return { point, checks: [], readings: [], figures: [], others: [] }
    // First the figures: the checks may evaluate the model elsewhere.
    const figures = figuresOfMerit(model, point)
    const readings = takeReadings(model, point.temperatures)
    const checks = checkAssumptions(model, point)
    return { point, checks, readings, figures, others: otherStates(model, point, { signal: io.signal }) }
  })
  const warnings = [
    ...loaded.warnings.map(describeProblem),
    ...point.warnings,
    ...stateWarnings(loaded.device, point, others),
  ]
  if (options.json) {
    io.stdout.write(jsonText({ ...pointData(point, checks, warnings, readings, figures), otherStates: others }))
  } else io.stdout.write(`${solutionLines(loaded, point, checks, readings, io).join('\n')}\n`)
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

/** The operating point as data: what `solve --json` prints. */
function pointData(
  point: OperatingPoint,
  checks: readonly AssumptionCheck[],
  warnings: readonly string[],
  readings: readonly ReadingValue[],
  figures: readonly ReadingValue[],
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
    figuresOfMerit: figures.map(namedValue),
    warnings,
    checks,
  }
}

function namedValue({ element, symbol, unit, longName, value }: ReadingValue): object {
  return { element, symbol, value, unit, definition: longName }
}

function solutionLines(
  { device, label }: LoadedDevice,
  point: OperatingPoint,
  checks: readonly AssumptionCheck[],
  readings: readonly ReadingValue[],
  io: Io,
): string[] {
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
    ...(readings.length === 0
      ? []
      : [
          '',
          style.strong('Readings'),
          ...formatTable(
            [{ title: '' }, { title: '' }, { title: '', align: 'right' }, { title: '' }],
            readings.map(({ element, symbol, value, unit, longName }) => [
              element,
              symbol,
              quantityText(value, unit),
              style.faint(longName),
            ]),
          ).map((line) => indent + line),
        ]),
    ...(checks.length === 0
      ? []
      : ['', style.strong('Assumptions'), ...assumptionLines(checks, style, io.stdout.columns)]),
  ]
}
