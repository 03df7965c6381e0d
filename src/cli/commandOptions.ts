import { Option } from 'commander'

/** Tells the exit code of a command that has run. */
export type Finish = (exitCode: number) => void

/** What the argument of most commands is. */
export const deviceArgument = 'device file (YAML or JSON), or - for standard input'

/** `--set`, for every command that reads a device. */
export const setOption = (): Option =>
  new Option(
    '-s, --set <path=value>',
    'change a value of the device before anything is computed; any path of the file, any number of times',
  )
    .argParser(collect)
    .default([], 'none')

/** `--json`, which every command has. */
export const jsonOption = (what: string): Option => new Option('--json', what)

/** `--out`, for every command that computes a dataset. */
export const outOption = (): Option =>
  new Option('-o, --out <file>', 'write to a file; its ending chooses the format: .csv .json .nc (NetCDF-4) .svg .png')

/** `--workers`, for what uses all cores. */
export const workersOption = (): Option =>
  new Option('--workers <n>', 'number of threads; the result does not depend on it (default: all cores)')

/** Option that may be given any number of times. */
export function collect(value: string, previous: string[]): string[] {
  return [...previous, value]
}
