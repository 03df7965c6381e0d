import { materialLibrary } from '../materials/library.js'
import type { Field, Fields } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { formatQuantity } from '../units/formatQuantity.js'
import { assumptionFields, islandFields, materialFields, phononsField } from './declarations.js'

/** Text fit for a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function describeType(field: Field): string {
  switch (field.type) {
    case 'quantity':
      return field.bareNumber ? `quantity, or a number in ${field.bareNumber.meaning}` : 'quantity'
    case 'choice':
      return field.choices.map((choice) => `\`${choice}\``).join(' or ')
    case 'nodes':
      return field.count === null ? 'list of nodes' : `list of ${field.count} nodes`
    case 'flag':
      return '`true` or `false`'
    case 'group':
      return 'group'
    default:
      return field.type
  }
}

function describeRange(field: Field): string {
  if (field.type !== 'quantity' && field.type !== 'number') return ''
  const show = (value: number) =>
    value === 0 || field.type === 'number' ? String(value) : formatQuantity(value, field.unit, 6)
  const limits: string[] = []
  if (field.minimum !== undefined) limits.push(`${field.exclusiveMinimum ? '>' : '≥'} ${show(field.minimum)}`)
  if (field.maximum !== undefined) limits.push(`≤ ${show(field.maximum)}`)
  return limits.join(', ')
}

function exampleOf(field: Field): string {
  if (field.type === 'quantity') return `\`${field.example}\``
  if (field.type === 'nodes') {
    return `\`[${Array.from({ length: field.count ?? 2 }, (_, index) => String.fromCharCode(97 + index)).join(', ')}]\``
  }
  return ''
}

function fieldRows(fields: Fields, prefix = ''): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const symbol = field.symbol ? ` *${field.symbol}*` : ''
    const required = field.optional ? '' : 'yes'
    const row = [`\`${prefix}${name}\`${symbol}`, describeType(field), required, describeRange(field), exampleOf(field)]
    const rows = [`| ${[...row, field.description].map(cell).join(' | ')} |`]
    return field.type === 'group' ? [...rows, ...fieldRows(field.fields, `${prefix}${name}.`)] : rows
  })
}

function fieldTable(fields: Fields): string {
  return [
    '| field | value | required | range | example | meaning |',
    '|---|---|---|---|---|---|',
    ...fieldRows(fields),
  ].join('\n')
}

function partSection({ kind, title, description, fields }: PartKind): string {
  return `### \`${kind}\`: ${title}\n\n${description}\n\n${fieldTable(fields)}`
}

function materialTable(): string {
  const columns = Object.entries(materialFields(5)).filter(([, { type }]) => type !== 'choice')
  const header = ['material', ...columns.map(([name]) => `\`${name}\``)]
  const rows = Object.values(materialLibrary).map(({ name, title, values, sources }) => {
    const cells = columns.map(([key, field]) => {
      const value = values[key as keyof typeof values]
      if (typeof value !== 'number') return ''
      const mark = sources[key as keyof typeof sources]?.uncertain ? ' ?' : ''
      return field.type === 'quantity' ? `${formatQuantity(value, field.unit, 6)}${mark}` : `${value}${mark}`
    })
    return [`${name} (${title})`, ...cells]
  })
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/**
 * Reference of the device file as Markdown, made from the declarations that also check a file.
 *
 * @param parts Kinds of part to describe.
 * @returns Text of `docs/device-file.md`.
 * @example
 * deviceReference().startsWith('# Device file') // true
 */
export function deviceReference(parts: readonly PartKind[] = partKinds): string {
  const sectionOf = (section: PartKind['section']) =>
    parts
      .filter((part) => part.section === section)
      .map(partSection)
      .join('\n\n')
  return `# Device file

<!-- Generated from the declarations by \`npm run docs\`: change those, not this page. -->

A device is a YAML or JSON file. Every number that has a unit is written with it (\`700 nm\`, \`3 uohm cm\`, \`2e9 W m^-3 K^-5\`); a bare number, a
wrong dimension, an unknown key or name is an error that says what, where and how to mend it, and all errors of a file come at once.
\`caloritron check\` shows them; \`caloritron-device.schema.json\` lets an editor complete and check while typing.

## The file

| key | required | meaning |
|---|---|---|
| \`caloritron\` | yes | version of the format: \`1\` |
| \`title\` | yes | what the device is |
| \`reference\`, \`description\` | | where it comes from; anything worth saying |
| \`phonons\` | yes | ${phononsField.description} |
| \`islands\` | yes | electrodes by name: all electrons of an island share one temperature |
| \`materials\` | | values that replace those of the library, and new materials |
| \`circuit\` | | elements of the electrical circuit by name |
| \`heat\` | | heaters and other heat channels by name |
| \`assumptions\` | | what is not computed but checked against every result |
| \`sweep\` | | axes swept by \`caloritron sweep\`: path, \`from\`, \`to\`, \`points\`, \`scale\` (\`linear\` or \`log\`) |

Any number of the file has a path (\`circuit.source_ti.length\`, \`materials.Cu.electronPhononCoupling\`, \`phonons\`) that can be set with
\`--set PATH=VALUE\` and swept with \`--over PATH=FROM:TO:COUNT\`. Nodes of the circuit are made by naming them.

## Islands

${fieldTable(islandFields)}

## Materials

${fieldTable(materialFields(5))}

The library (a value marked ? is uncertain; \`caloritron materials NAME\` gives the sources; where nothing trustworthy exists there is no value, and a
part that needs it asks for it):

${materialTable()}

## Circuit

${sectionOf('circuit')}

## Heat

${sectionOf('heat')}

## Assumptions

${fieldTable(assumptionFields)}
`
}
