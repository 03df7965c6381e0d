import type { Command } from 'commander'
import type { Finish } from './commandOptions.js'
import { declareOthers } from './declareOthers.js'
import { declareResponses } from './declareResponses.js'
import { declareStates } from './declareStates.js'
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

/** Declares every command; what it does is loaded when it is called, so that `--help` is quick. */
export function addCommands(program: Command, io: Io, finish: Finish): void {
  declareStates(program, io, finish)
  declareResponses(program, io, finish)
  declareOthers(program, io, finish)
}
