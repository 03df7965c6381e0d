import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('reference.py', import.meta.url))

/** Whether the same physics can be computed as a physicist writes it. */
export const hasScipy = spawnSync('python3', ['-c', 'import scipy.integrate']).status === 0

/** Answer of the script and its CPU time [s]: `reference.py CASE NUMBER...`. */
export function reference(name, ...numbers) {
  const { status, stdout, stderr } = spawnSync('python3', [script, name, ...numbers.map(String)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`bench: ${stderr}`)
  return JSON.parse(stdout)
}
