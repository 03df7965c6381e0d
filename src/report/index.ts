export { csvChunks, toCsv } from './csv.js'
export { toJson } from './json.js'
export { toNetcdf } from './netcdf.js'
export { programName, programVersion } from './program.js'
