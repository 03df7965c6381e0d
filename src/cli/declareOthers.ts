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

/** Declares the commands that tell papers, materials and device files. */
export function declareOthers(program: Command, io: Io, finish: Finish): void {
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
    .addOption(jsonOption('print JSON: the dataset (with --out: the name of the file instead)'))
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
