/** A function was asked for a value where it has none: outside a table of measured values. Searches take it for a wall. */
export class OutsideDomain extends RangeError {}
