import { nearest } from '../device/suggest.js'
import { materialLibrary, resolveMaterial } from '../materials/library.js'
import type { MaterialRecord } from '../materials/material.js'
import { failure } from './failure.js'
import { exitCodes, type Io, indent } from './io.js'
import { numberText, quantityText } from './quantityText.js'
import { styleFor } from './style.js'
import { formatTable } from './table.js'

interface Property {
  readonly key: keyof MaterialRecord['values'] & keyof MaterialRecord['sources']
  readonly title: string
  /** Title of the column with its unit; the values there are without. */
  readonly short: string
  readonly text: (value: number | string, record: MaterialRecord) => string
}

const microhmCentimetre = 1e8
const couplingScale = 1e-9

const properties: readonly Property[] = [
  {
    key: 'criticalTemperature',
    title: 'critical temperature',
    short: 'Tc [K]',
    text: (value) => quantityText(Number(value), 'K'),
  },
  {
    key: 'resistivity',
    title: 'resistivity (film)',
    short: 'rho [uohm cm]',
    text: (value) => `${numberText(Number(value) * microhmCentimetre)} uohm cm`,
  },
  {
    key: 'electronPhononCoupling',
    title: 'electron-phonon coupling',
    short: 'Sigma [1e9 W m^-3 K^-n]',
    text: (value, record) =>
      `${numberText(Number(value) * couplingScale)}e9 W m^-3 K^-${resolveMaterial(record.name).electronPhononExponent}`,
  },
  {
    key: 'electronPhononExponent',
    title: 'exponent n',
    short: 'n',
    text: (value) => numberText(Number(value)),
  },
  {
    key: 'sommerfeldCoefficient',
    title: 'Sommerfeld coefficient',
    short: 'gamma [J m^-3 K^-2]',
    text: (value) => `${numberText(Number(value))} J m^-3 K^-2`,
  },
  {
    key: 'gapRatio',
    title: 'Delta0/(k_B Tc)',
    short: 'Delta0/kTc',
    text: (value) => numberText(Number(value)),
  },
]

/** `caloritron materials [NAME]`: the library, or one material with sources. */
export async function materialsCommand(
  name: string | undefined,
  options: { readonly json?: boolean },
  io: Io,
): Promise<number> {
  if (name !== undefined && !Object.hasOwn(materialLibrary, name)) {
    const names = Object.keys(materialLibrary)
    const near = nearest(name, names)
    throw failure(
      'material',
      `must be one of ${names.join(', ')}, got "${name}"`,
      near === undefined ? undefined : `did you mean ${near}?`,
    )
  }
  if (options.json) {
    const shown = name === undefined ? Object.values(materialLibrary) : materialLibrary[name]
    io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
    return exitCodes.done
  }
  const lines = name === undefined ? allMaterials(io) : oneMaterial(materialLibrary[name], io)
  io.stdout.write(`${lines.join('\n')}\n`)
  return exitCodes.done
}

function isUncertain(record: MaterialRecord, key: Property['key']): boolean {
  return record.sources[key]?.uncertain === true
}

function allMaterials(io: Io): string[] {
  const style = styleFor(io.stdout, io.environment)
  const scales: Partial<Record<Property['key'], number>> = {
    resistivity: microhmCentimetre,
    electronPhononCoupling: couplingScale,
  }
  const rows = Object.values(materialLibrary).map((record) => [
    style.strong(record.name),
    record.title,
    ...properties.map(({ key }) => {
      const value = record.values[key]
      if (value === undefined) return style.faint('-')
      const text = numberText(Number(value) * (scales[key] ?? 1))
      return isUncertain(record, key) ? `${text} ${style.doubtful('?')}` : `${text}  `
    }),
  ])
  const columns = [
    { title: 'name' },
    { title: '' },
    ...properties.map(({ short }) => ({ title: short, align: 'right' as const })),
  ]
  return [
    ...formatTable(columns, rows),
    '',
    '- no value that could be trusted: a device that needs it must give one      ? uncertain',
    'caloritron materials NAME shows sources and remarks. Sigma: heat Sigma V (T^n - Tp^n) from electrons to phonons.',
  ]
}

function oneMaterial(record: MaterialRecord, io: Io): string[] {
  const style = styleFor(io.stdout, io.environment)
  const rows = properties.flatMap(({ key, title, text }) => {
    const value = record.values[key]
    if (value === undefined) return []
    const source = record.sources[key]
    const remark = [source?.source, source?.remark].filter((part) => part !== undefined).join(': ')
    return [[title, text(value, record), isUncertain(record, key) ? style.doubtful('?') : '', remark]]
  })
  const missing = properties.filter(({ key }) => record.values[key] === undefined)
  const lacking = missing
    .filter(({ key }) => key !== 'gapRatio' && key !== 'electronPhononExponent' && key !== 'criticalTemperature')
    .map(({ title }) => title)
  return [
    `${style.strong(record.name)}  ${record.title}${record.values.criticalTemperature === undefined ? ', normal metal' : ', superconductor'}`,
    ...formatTable([{ title: '' }, { title: '' }, { title: '' }, { title: '', width: 70 }], rows).map(
      (line) => indent + line,
    ),
    ...(lacking.length === 0
      ? []
      : ['', `No value that could be trusted: ${lacking.join(', ')}. Give one in the device file where needed.`]),
  ]
}
