import { capacitor } from './capacitor.js'
import { heater } from './heater.js'
import { inductor } from './inductor.js'
import { josephson } from './josephson.js'
import { line } from './line.js'
import type { PartKind } from './part.js'
import { resistor } from './resistor.js'
import { squid } from './squid.js'
import { touchstone } from './touchstone.js'
import { wire } from './wire.js'

/** Every kind of part that a device file may name; a new kind is one file beside this one and one line here. */
export const partKinds: readonly PartKind[] = [
  wire,
  resistor,
  inductor,
  capacitor,
  line,
  josephson,
  squid,
  touchstone,
  heater,
]
