import { Command, CommanderError } from 'commander'
import { DeviceError, type Problem } from '../device/problems.js'
import { programName, programVersion } from '../report/program.js'
import { addCommands, examplesOfUse } from './commands.js'
import { CommandFailure, describeProblem, ownProblem } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { styleFor } from './style.js'

/**
 * Runs one command and returns its exit code; it never ends the process, so that a test can call it.
 *
 * @param argv the words after the program's name: `['solve', 'device.yaml', '--json']`
 * @param io where text comes from and goes to
 * @returns 0 done, 2 bad input, 3 not converged, 130 interrupted; 1 for an error that is ours
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const asJson = argv.includes('--json')
  let exitCode: number = exitCodes.done
  const usage: string[] = []
  const program = createProgram(io, (message) => usage.push(message))
  addCommands(program, io, (code) => {
    exitCode = code
  })
  try {
    if (argv.length === 0) {
      io.stderr.write(`${program.helpInformation()}${examplesOfUse}\n`)
      return exitCodes.badInput
    }
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (io.signal.aborted) {
      return showFailure(io, asJson, 'interrupted', exitCodes.interrupted, [
        ownProblem('', 'interrupted', 'no file was left half-written'),
      ])
    }
    if (error instanceof CommandFailure) return showFailure(io, asJson, 'error', error.exitCode, error.problems)
    if (error instanceof DeviceError) return showFailure(io, asJson, 'error', exitCodes.badInput, error.problems)
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done
      const message = usageMessage(usage.join(''), argv, program)
      return showFailure(io, asJson, 'error', exitCodes.badInput, [ownProblem('', message)])
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return showFailure(io, asJson, 'error', exitCodes.unexpected, [
      ownProblem('', `${programName} ${programVersion} failed unexpectedly; please report this: ${text}`),
    ])
  }
}

function createProgram(io: Io, onUsageError: (message: string) => void): Command {
  const style = styleFor(io.stdout, io.environment)
  return new Command(programName)
    .description(
      'Heat between the electrodes of cold electronic circuits: photons, phonons, quasiparticles, and where more heating makes a far electrode colder (negative differential thermal conductance, NDTC).',
    )
    .version(`${programName} ${programVersion}`, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help; `caloritron COMMAND --help` shows more')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: onUsageError,
      outputError: (text, write) => write(text),
      getOutHelpWidth: () => Math.min(io.stdout.columns, 110),
      getErrHelpWidth: () => Math.min(io.stderr.columns, 110),
      getOutHasColors: () => true,
      getErrHasColors: () => true,
    })
    .configureHelp({ styleTitle: (title) => style.strong(title) })
    .addHelpText('after', examplesOfUse)
}

/** What commander says about a wrong call, in one line and with the remedy. */
function usageMessage(text: string, argv: readonly string[], program: Command): string {
  const message = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\.$/, '')
    .replace(/\s*\n\((Did.*)\)$/, '; $1')
    .replace('; Did', '; did')
  const command = program.commands.find((candidate) => candidate.name() === argv[0])
  return `${message}${message.endsWith('?') ? '' : ';'} see ${[programName, command?.name(), '--help'].filter(Boolean).join(' ')}`
}

function showFailure(io: Io, asJson: boolean, status: string, exitCode: number, problems: readonly Problem[]): number {
  if (asJson) io.stdout.write(`${JSON.stringify({ status, problems }, null, 2)}\n`)
  const style = styleFor(io.stderr, io.environment)
  for (const problem of problems) {
    const mark = problem.severity === 'error' ? style.bad('error') : style.doubtful('warning')
    io.stderr.write(`${mark}: ${describeProblem(problem)}\n`)
  }
  return exitCode
}
