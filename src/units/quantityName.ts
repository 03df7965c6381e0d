const names: ReadonlyMap<string, string> = new Map([
  ['', 'a number'],
  ['m', 'a length'],
  ['m^2', 'an area'],
  ['m^3', 'a volume'],
  ['s', 'a time'],
  ['K', 'a temperature'],
  ['Hz', 'a frequency'],
  ['rad/s', 'an angular frequency'],
  ['rad', 'an angle'],
  ['m/s', 'a speed'],
  ['J', 'an energy'],
  ['W', 'a power'],
  ['A', 'a current'],
  ['V', 'a voltage'],
  ['C', 'a charge'],
  ['ohm', 'a resistance'],
  ['ohm m', 'a resistivity'],
  ['S', 'a conductance'],
  ['F', 'a capacitance'],
  ['H', 'an inductance'],
  ['Wb', 'a magnetic flux'],
  ['T', 'a magnetic field'],
  ['J/K', 'a heat capacity'],
  ['W/K', 'a thermal conductance'],
])

/** What a quantity of an SI unit is called in a message: `a length` for `m`, else `a quantity in` and the unit. */
export function quantityName(siUnit: string): string {
  return names.get(siUnit) ?? `a quantity in ${siUnit}`
}
