import type { Device } from 'caloritron'
import { typedText } from '../controls/typedText.ts'
import type { Drive } from '../state/drive.ts'

function quoted(text: string): string {
  return /^[\w./=:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** Whether the sweep of the file is the operating curve of the page and nothing more. */
function isOwnSweep(device: Device, axis: Drive): boolean {
  return axis.declared && device.sweep.length === 1
}

/** The command that computes the operating curve from a saved file. */
export function asCommand(file: string, device: Device, axis: Drive | null): string {
  if (axis === null) return `npx caloritron solve ${file}`
  if (isOwnSweep(device, axis)) return `npx caloritron sweep ${file} --out curve.csv`
  const ends = [axis.from, axis.to].map((value) => typedText(value, axis.description))
  const range = `${axis.path}=${ends.join(':')}:${axis.points}${axis.scale === 'log' ? ':log' : ''}`
  return `npx caloritron sweep ${file} --over ${quoted(range)} --out curve.csv`
}

function literal(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${').replaceAll('\r', '\\r')}\``
}

/** The program that computes the operating point and curve; the files that the device names are in it. */
export function asTypeScript(text: string, device: Device, axis: Drive | null): string {
  const files = Object.entries(device.files)
  const range =
    axis === null || isOwnSweep(device, axis)
      ? ''
      : `, {\n  '${axis.path}': { from: ${axis.from}, to: ${axis.to}, points: ${axis.points}, scale: '${axis.scale}' },\n}`
  const entries = files.map(([name, content]) => `  [${JSON.stringify(name)}, ${literal(content)}],\n`)
  const beside = files.length === 0 ? '' : `const files = new Map([\n${entries.join('')}])\n\n`
  const reading = files.length === 0 ? '' : ', { files: (name) => files.get(name) ?? null }'
  const curve = `
const curve = await sweep(model${range})
console.log(findNdtc(curve))
`
  return `import { compile, ${axis === null ? '' : 'findNdtc, '}readDevice, solve${axis === null ? '' : ', sweep'} } from 'caloritron'

const device = ${literal(text)}

${beside}const model = compile(readDevice(device${reading}))
console.log(solve(model).temperatures)
${axis === null ? '' : curve.trimStart()}`
}

/** How the program and the source of the device are cited. */
export function citation({ reference, title }: Device): string {
  const source = reference === null ? '' : ` Device: ${title}, ${reference}.`
  return `Computed with Caloritron 0.1.0 (heat between the electrodes of cold electronic circuits; MIT licence).${source}`
}
