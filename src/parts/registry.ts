import { background } from './background.js'
import { capacitor } from './capacitor.js'
import { conduction } from './conduction.js'
import { electronPhonon } from './electronPhonon.js'
import { heatCapacity } from './heatCapacity.js'
import { heater } from './heater.js'
import { impedance } from './impedance.js'
import { inductor } from './inductor.js'
import { josephson } from './josephson.js'
import { junction } from './junction.js'
import { kapitza } from './kapitza.js'
import { line } from './line.js'
import { link } from './link.js'
import { mutual } from './mutual.js'
import type { PartKind } from './part.js'
import { resistor } from './resistor.js'
import { squid } from './squid.js'
import { thermometer } from './thermometer.js'
import { touchstone } from './touchstone.js'
import { wire } from './wire.js'

/** Every kind of part that a device file may name; a new kind is one file beside this one and one line here. */
export const partKinds: readonly PartKind[] = [
  wire,
  resistor,
  inductor,
  mutual,
  capacitor,
  line,
  josephson,
  squid,
  impedance,
  touchstone,
  heater,
  junction,
  thermometer,
  conduction,
  electronPhonon,
  kapitza,
  link,
  background,
  heatCapacity,
]
