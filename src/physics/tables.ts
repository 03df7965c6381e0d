import { ConductivityTable } from './conductivityTable.js'
import { ElectronPhononTable } from './electronPhononTable.js'

/** The universal functions of BCS superconductors as tables that fill themselves; to be shared by many models. */
export interface PhysicsTables {
  readonly conductivity: ConductivityTable
  readonly electronPhonon: ElectronPhononTable
}

/**
 * Empty tables: they cost nothing until asked, and their values do not depend on who asked first.
 *
 * @example
 * compile(device, { tables: createTables() })
 */
export function createTables(): PhysicsTables {
  return { conductivity: new ConductivityTable(), electronPhonon: new ElectronPhononTable() }
}
