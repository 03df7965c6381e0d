import firstText from '../../../examples/dey2023-ndtc.yaml?raw'

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

/** Texts of the files that examples name, as far as they are loaded. */
export function knownFiles(): Readonly<Record<string, string>> {
  return files
}
