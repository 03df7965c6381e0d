import firstText from '../../../examples/dey2023-ndtc.yaml?raw'
import { dataFiles } from './dataFiles.ts'

/** A device file that comes with the program. */
export interface Example {
  readonly name: string
  readonly title: string
  /** First sentence of the comment at the head of the file. */
  readonly sentence: string
  readonly text: string
}

/** The device that the page opens on. */
export { firstText }

let files: Readonly<Record<string, string>> = {}
let loading: Promise<typeof import('./allExamples.ts')> | null = null

/** Every example and the files they name; loaded when they are first asked for. */
export async function loadExamples(): Promise<readonly Example[]> {
  loading ??= import('./allExamples.ts')
  const { examples, exampleFiles } = await loading
  files = exampleFiles
  return examples
}

/** Texts of the files that a device may name: those that were opened, and those of the examples as far as they are loaded. */
export function knownFiles(): Readonly<Record<string, string>> {
  return { ...files, ...dataFiles.peek() }
}

/** Whether the files of the examples are known. */
export function examplesKnown(): boolean {
  return Object.keys(files).length > 0
}

/** The files that a device names and that do not come with the program. */
export function ownFiles(named: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(named).filter(([name, text]) => files[name] !== text))
}
