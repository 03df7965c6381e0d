import { type Command, Option } from 'commander'
import type { Io } from './io.js'

/** Shown below the list of commands. */
export const examplesOfUse = `
Examples:
  caloritron reproduce dey2023 --out figures
      every figure of Dey et al. (2023), and a table of what they claim and what comes out
  caloritron solve device.yaml
      temperatures, heat flows and whether the assumptions hold
  caloritron solve device.yaml --set circuit.source_ti.length='8 um' --set heat.heater.power='2 pW'
      the same device with two numbers changed
  caloritron sweep device.yaml --over heat.heater.power='0 pW:5 pW:251' --out curve.svg
      a curve, with every interval in which more heating makes an island colder

A device is a YAML or JSON file; write - to read it from standard input. Start from one in the folder examples/ of the
package. Data go to standard output; progress and warnings to standard error.
Exit code: 0 done, 2 bad input, 3 not converged, 130 interrupted.`

type Finish = (exitCode: number) => void

const deviceArgument = 'device file (YAML or JSON), or - for standard input'

const setOption = (): Option =>
  new Option(
    '-s, --set <path=value>',
    'change a value of the device before anything is computed; any path of the file, any number of times',
  )
    .argParser(collect)
    .default([], 'none')

const jsonOption = (what: string): Option => new Option('--json', what)

const outOption = (): Option =>
  new Option('-o, --out <file>', 'write to a file; its ending chooses the format: .csv .json .nc (NetCDF-4) .svg .png')

const workersOption = (): Option =>
  new Option('--workers <n>', 'number of threads; the result does not depend on it (default: all cores)')

function collect(value: string, previous: string[]): string[] {
  return [...previous, value]
}

/** Declares every command; what it does is loaded when it is called, so that `--help` is quick. */
export function addCommands(program: Command, io: Io, finish: Finish): void {
  program
    .command('solve')
    .summary('the operating point and its heat ledger')
    .description(
      'Find the temperatures at which the heat flowing into every island equals the heat flowing out, and show every flow, the residual, and whether the assumptions of the model hold there. A warning names other operating points of the device.',
    )
    .argument('<device>', deviceArgument)
    .addOption(setOption())
    .addOption(
      new Option(
        '--figures',
        'show figures of merit too (conductances, gains, noise, time constants) and the sensitivity matrix',
      ),
    )
    .addOption(
      jsonOption(
        'print JSON: status, temperatures [K], heat [W], residual, readings, figuresOfMerit, sensitivities (of large circuits only with --figures), warnings, checks, otherStates',
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  caloritron solve device.yaml
  caloritron solve device.yaml --set phonons='50 mK' --set materials.Ti.gap=bcs
  caloritron solve device.yaml --set islands.drain.temperature='30 mK'      hold an island at a temperature
  caloritron solve device.yaml --figures                                    G, NEP, gains, dT/dP ...
  caloritron solve device.yaml --json | jq .temperatures.drain`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./solveCommand.js')).solveCommand(device, options, io))
    })

  program
    .command('sweep')
    .summary('curves and maps over any path of the device file; NDTC intervals')
    .description(
      'Solve the device at every point of a grid. Prints a table (CSV), or writes it to a file as CSV, JSON, NetCDF-4 or figure, and reports every interval in which an island gets colder (or, with all islands held fixed, a heat flow gets smaller) while the last swept quantity rises.',
    )
    .argument('<device>', deviceArgument)
    .addOption(
      new Option(
        '--over <path=from:to:count>',
        'sweep this path; repeat for a map, the last one runs fastest; add :log for logarithmic spacing',
      )
        .argParser(collect)
        .default([], "the file's own sweep"),
    )
    .addOption(setOption())
    .addOption(
      new Option(
        '--figures',
        'add figures of merit and the sensitivity matrix of every point as columns, and those of the whole sweep as # lines: largest gain, contrast, lowest temperature, NDTC',
      ),
    )
    .addOption(outOption())
    .addOption(workersOption())
    .addOption(
      jsonOption('print JSON: status, ndtc, figures, and the dataset (with --out: the name of the file instead)'),
    )
    .addHelpText(
      'after',
      `
Examples:
  caloritron sweep device.yaml > curve.csv
  caloritron sweep device.yaml --over heat.heater.power='0 pW:5 pW:501' --out curve.nc
  caloritron sweep device.yaml --over circuit.source_ti.length='1 um:20 um:20' --over heat.heater.power='0 pW:5 pW:101' --out map.svg
  caloritron sweep device.yaml --over circuit.film.width='100 nm:10 um:50:log' --set phonons='50 mK'
  caloritron sweep examples/thermal-transistor.yaml --figures --out gain.csv      gain_drain_gate, its maximum in a # line
  caloritron sweep device.yaml --over islands.drain.temperature='20 mK:400 mK:96' --out calibration.csv
      holds an island at each temperature: the calibration curve of its thermometer

CSV: lines beginning with # say what the columns are; then one row of names with units. In Python:
  pandas.read_csv('curve.csv', comment='#')      xarray.open_dataset('curve.nc')`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./sweepCommand.js')).sweepCommand(device, options, io))
    })

  program
    .command('branches')
    .summary('all steady states over a range, through folds, with stability')
    .description(
      'Find every branch of steady states, stable and unstable, while one value of the device changes, and follow each through folds: where a device has several states at one drive, and where it must jump. Prints a table (CSV) of all branches; folds, corners (an island at a critical temperature) and crossings are listed on standard error.',
    )
    .argument('<device>', deviceArgument)
    .addOption(new Option('--over <path=from:to>', "range of one path (default: the file's own sweep)"))
    .addOption(
      new Option(
        '--slices <n>',
        'values at which all states are looked for; more find branches that are short and closed',
      ).default('5'),
    )
    .addOption(setOption())
    .addOption(outOption())
    .addOption(
      jsonOption('print JSON: status, specialPoints, warnings, and the dataset (with --out: the file instead)'),
    )
    .addHelpText(
      'after',
      `
Examples:
  caloritron branches examples/thermal-memory.yaml --out memory.svg      solid: stable, dashed: not
  caloritron branches device.yaml --over heat.heater.power='0 fW:10 fW' > branches.csv
  caloritron branches device.yaml --over phonons='20 mK:300 mK' --json | jq .specialPoints

Columns: branch (its number), s (length along it), the temperatures, stability (stable, unstable or unknown) and kind (regular,
fold, corner, crossing or oscillation).`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./branchesCommand.js')).branchesCommand(device, options, io))
    })

  program
    .command('transient')
    .summary('temperatures and heat flows against time, under steps, pulses and sines')
    .description(
      'Follow the device in time from its operating point (or --initial temperatures) while values of it change. Prints a table (CSV), one row for each step of the integration: temperatures, power of every flow, heat that flowed (E_) and is stored (H_). Every free island needs a heat capacity.',
    )
    .argument('<device>', deviceArgument)
    .addOption(
      new Option(
        '--drive <path=waveform>',
        'what a path of the device does: step:BEFORE:AFTER:TIME, pulse:BASE:TOP:START:LENGTH, sine:MEAN:AMPLITUDE:FREQUENCY or table:FILE.csv (columns t and value with their units); any number of paths',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--until <time>',
        'time of the end; the start is at 0 s, or where the run of --resume ended',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--initial <island=temperature>',
        'temperature of an island at the start, instead of that of the operating point; any number of times',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--resume <file>',
        'go on from the end of an earlier run: a .json or .csv file that this command wrote',
      ),
    )
    .addOption(new Option('--tolerance <number>', 'relative error of the temperatures').default('1e-6'))
    .addOption(setOption())
    .addOption(outOption())
    .addOption(jsonOption('print JSON: status, final temperatures, and the dataset (with --out: the file instead)'))
    .addHelpText(
      'after',
      `
Examples:
  caloritron transient examples/bolometer.yaml --drive heat.signal.power='pulse:0 fW:5 fW:1 us:2 us' --until '20 us' --out pulse.svg
  caloritron transient device.yaml --drive heat.heater.power='step:0 pW:1 pW:1 us' --until '1 ms' > step.csv
  caloritron transient device.yaml --drive heat.heater.power='sine:1 pW:0.1 pW:10 kHz' --until '1 ms' --json
  caloritron transient device.yaml --until '1 ms' --initial source='300 mK'      relax from a hot source
  caloritron transient device.yaml --drive heat.heater.power=table:ramp.csv --until '1 ms' --out first.json
  caloritron transient device.yaml --until '2 ms' --resume first.json            go on where it ended
A table begins with a line like "t [us], value [pW]"; straight lines join its rows, two rows of the same time are a jump.`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./transientCommand.js')).transientCommand(device, options, io))
    })

  program
    .command('response')
    .summary('small-signal response of temperatures and meters against frequency')
    .description(
      'Linear response of the operating point to a small oscillation of one value of the device: complex dT/dp of every free island, dQ/dp of every flow and dV/dp of every meter against frequency, as real and imaginary part, amplitude and phase (negative where the response lags). Every free island needs a heat capacity.',
    )
    .argument('<device>', deviceArgument)
    .addOption(
      new Option(
        '--drive <path>',
        'what oscillates: a power, a bias, a held temperature, phonons',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--frequency <from:to:count>',
        'frequencies, or a single one, spaced logarithmically unless :linear is added (default: around the time constants of the device)',
      ),
    )
    .addOption(setOption())
    .addOption(outOption())
    .addOption(jsonOption('print JSON: status, time constants, and the dataset (with --out: the file instead)'))
    .addHelpText(
      'after',
      `
Examples:
  caloritron response examples/bolometer.yaml --drive heat.signal.power --out response.svg
  caloritron response device.yaml --drive heat.heater.power --frequency '1 Hz:1 MHz:100' > response.csv
  caloritron response device.yaml --drive phonons --frequency '1 kHz' --json`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./responseCommand.js')).responseCommand(device, options, io))
    })

  program
    .command('spectrum')
    .summary('photon transmission tau(f) between every pair of islands')
    .description(
      'Photon transmission tau(f) between every pair of islands, the heat each frequency carries, the impedances of the elements and those that each island sees, at the temperatures of the operating point. Reports the resonances of the circuit with frequency and quality factor, and the part of each decade of frequency in the heat of each pair.',
    )
    .argument('<device>', deviceArgument)
    .addOption(
      new Option('--from <frequency>', 'lowest frequency').default(undefined, 'k_B T/(1000 h) of the hottest island'),
    )
    .addOption(new Option('--to <frequency>', 'highest frequency (default: 20 k_B T/h of the hottest island)'))
    .addOption(new Option('--points <n>', 'number of frequencies').default('401'))
    .addOption(new Option('--scale <scale>', 'spacing of the frequencies').choices(['log', 'linear']).default('log'))
    .addOption(
      new Option(
        '--temperature <island=temperature>',
        'hold an island at this temperature; the balance decides on the others; any number of times',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(setOption())
    .addOption(outOption())
    .addOption(
      jsonOption(
        'print JSON: temperatures, resonances, decades, and the dataset (with --out: the name of the file instead)',
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  caloritron spectrum device.yaml --out tau.svg
  caloritron spectrum device.yaml --from '1 GHz' --to '100 GHz' --points 991 --scale linear
  caloritron spectrum device.yaml --temperature source='300 mK' --temperature drain='30 mK'`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./spectrumCommand.js')).spectrumCommand(device, options, io))
    })

  program
    .command('reproduce')
    .summary('every figure of a paper, as data and picture, and a table claim / computed')
    .description(
      'Compute Fig. 1(b), 1(d), 2(a-d), 3(c) and 3(d) of S. S. Dey, G. Timossi, L. Amico and G. Marchegiani, Phys. Rev. B 107, 134510 (2023), from the device files in examples/, write each as .csv, .svg and .png, and print next to each other what the paper claims and what comes out (also as summary.json).',
    )
    .argument('<paper>', 'which paper: dey2023')
    .addOption(new Option('-o, --out <folder>', 'folder for the files; made if it is missing').default('dey2023'))
    .addOption(workersOption())
    .addOption(jsonOption('print summary.json instead of the table'))
    .addHelpText(
      'after',
      `
Example:
  caloritron reproduce dey2023 --out figures`,
    )
    .action(async (paper: string, options) => {
      finish(await (await import('./reproduceCommand.js')).reproduceCommand(paper, options, io))
    })

  program
    .command('conductivity')
    .summary('complex conductivity of a superconducting film against frequency')
    .description(
      'Mattis-Bardeen conductivity of a film at one temperature, in units of the normal conductivity: sigma = sigma1 - i sigma2, with x = h f/Delta(T), and the complex resistivity rho_n/(sigma1 - i sigma2).',
    )
    .addOption(
      new Option(
        '--material <name>',
        'a superconductor of the library; see caloritron materials',
      ).makeOptionMandatory(),
    )
    .addOption(new Option('--temperature <T>', 'temperature').makeOptionMandatory())
    .addOption(
      new Option(
        '--frequency <from:to:count>',
        'frequencies, or a single one; add :log for logarithmic spacing',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '-s, --set <name=value>',
        'change a value of the material: criticalTemperature, gap (bcs or interpolation), gapRatio, resistivity',
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(outOption())
    .addOption(
      jsonOption(
        'print JSON: temperatures, resonances, decades, and the dataset (with --out: the name of the file instead)',
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  caloritron conductivity --material Ti --temperature '0.3 K' --frequency '1 GHz:100 GHz:200'
  caloritron conductivity --material Al --temperature '20 mK' --frequency '1 GHz:1 THz:300:log' --out aluminium.svg
  caloritron conductivity --material Ti --set gap=interpolation --temperature '0.3 K' --frequency '10 GHz'`,
    )
    .action(async (options) => {
      finish(await (await import('./conductivityCommand.js')).conductivityCommand(options, io))
    })

  program
    .command('check')
    .summary('all errors and warnings of a device file, with their places')
    .description(
      'Read a device file and list everything that is wrong or implausible in it, each with file, line and column. Nothing is computed. Exit code 2 if there are errors.',
    )
    .argument('<device>', deviceArgument)
    .addOption(setOption())
    .addOption(jsonOption('print JSON: status and problems'))
    .addHelpText(
      'after',
      `
Example:
  caloritron check device.yaml`,
    )
    .action(async (device: string, options) => {
      finish(await (await import('./checkCommand.js')).checkCommand(device, options, io))
    })

  program
    .command('schema')
    .summary('the JSON Schema of the device file, for completion in an editor')
    .description(
      'Print the JSON Schema of the device file. An editor with a YAML language server completes names and shows errors while you type if the first line of the device file is\n  # yaml-language-server: $schema=./caloritron-device.schema.json',
    )
    .addOption(jsonOption('the schema is JSON anyway; accepted so that every command takes it'))
    .addHelpText(
      'after',
      `
Example:
  caloritron schema > caloritron-device.schema.json`,
    )
    .action(async () => {
      finish(await (await import('./schemaCommand.js')).schemaCommand(io))
    })

  program
    .command('materials')
    .summary('the materials of the library: values with sources')
    .description(
      'Show the materials of the library. A value with ? is uncertain: the literature scatters, and the remark says by how much.',
    )
    .argument('[name]', 'show all values of this one, with sources')
    .addOption(jsonOption('print JSON, in SI units'))
    .addHelpText(
      'after',
      `
Examples:
  caloritron materials
  caloritron materials Ti`,
    )
    .action(async (name: string | undefined, options) => {
      finish(await (await import('./materialsCommand.js')).materialsCommand(name, options, io))
    })
}
