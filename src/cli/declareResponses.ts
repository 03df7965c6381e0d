import { type Command, Option } from 'commander'
import { collect, deviceArgument, type Finish, jsonOption, outOption, setOption } from './commandOptions.js'
import type { Io } from './io.js'

/** Declares the commands that tell what a device does in time and at frequencies. */
export function declareResponses(program: Command, io: Io, finish: Finish): void {
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
}
