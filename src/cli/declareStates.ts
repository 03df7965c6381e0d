import { type Command, Option } from 'commander'
import {
  collect,
  deviceArgument,
  type Finish,
  jsonOption,
  outOption,
  setOption,
  workersOption,
} from './commandOptions.js'
import type { Io } from './io.js'

/** Declares the commands that tell what steady states a device has. */
export function declareStates(program: Command, io: Io, finish: Finish): void {
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
}
