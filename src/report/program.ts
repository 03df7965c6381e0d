/** Name of the program as written into every file. */
export const programName = 'caloritron'

/** Version of the program; a test holds it to package.json. */
export const programVersion = '0.1.0'
