import type { Device } from 'caloritron'
import { typedText } from '../controls/typedText.ts'
import type { Drive } from '../state/drive.ts'

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** The command that computes the operating curve from a saved file. */
export function asCommand(file: string, axis: Drive | null): string {
  if (axis === null) return `npx caloritron solve ${file}`
  const range = `${axis.path}=${typedText(axis.from, axis.description)}:${typedText(axis.to, axis.description)}:${axis.points}`
  return axis.declared
    ? `npx caloritron sweep ${file} --out curve.csv`
    : `npx caloritron sweep ${file} --over ${quoted(range)} --out curve.csv`
}

/** The program that computes the operating curve. */
export function asTypeScript(text: string, axis: Drive | null): string {
  const literal = text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')
  const range =
    axis === null || axis.declared
      ? ''
      : `, { '${axis.path}': { from: ${axis.from}, to: ${axis.to}, points: ${axis.points}, scale: '${axis.scale}' } }`
  return `import { compile, findNdtc, readDevice, solve, sweep } from 'caloritron'

const model = compile(readDevice(\`${literal}\`))
console.log(solve(model).temperatures)
const curve = await sweep(model${range})
console.log(findNdtc(curve))
`
}

/** How the program and the source of the device are cited. */
export function citation({ reference, title }: Device): string {
  const source = reference === null ? '' : ` Device: ${title}, ${reference}.`
  return `Computed with Caloritron 0.1.0 (heat between the electrodes of cold electronic circuits; MIT licence).${source}`
}
